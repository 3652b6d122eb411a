"""Vault: one case at rest. Everything personal is encrypted; every act is in a signed ledger."""

from tocsin.edges.vault.case import DiskVault
from tocsin.edges.vault.identity import identity_file, own, own_or_new
from tocsin.edges.vault.opening import create, creating, open_case
from tocsin.edges.vault.verify import verify

__all__ = [
    "DiskVault",
    "create",
    "creating",
    "identity_file",
    "open_case",
    "own",
    "own_or_new",
    "verify",
]

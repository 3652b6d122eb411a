"""Is it genuine? One check a file; `CHECKS` is the order in the report."""

from tocsin.authenticity import inner_fields, never_registered, strong_identifiers
from tocsin.authenticity.check import Check

CHECKS: tuple[Check, ...] = (strong_identifiers.CHECK, inner_fields.CHECK, never_registered.CHECK)

"""Parquet: bulk tables at rest, by Parquet's own modular encryption (AES-GCM, 256-bit keys).

Each file has a random key of its own, for footer and columns alike; the file carries it wrapped
with AES-256-GCM under the case's Parquet key. Written by row groups of bounded size, so memory is
bounded; read lazily, so an engine takes only the columns it asks for. No network, no server.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as pads
import pyarrow.parquet as pq
import pyarrow.parquet.encryption as pe
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

GROUP = 8_192
"""Rows in a row group, about a megabyte of a wide register: what is read at least to have one of them. Beside
groups of 32,768 a register is a twentieth larger and takes a sixth longer to be gone through, and forty
records of it are found in a third of the time."""

BATCH = GROUP
"""Rows read at a time: a row group, so that cores share even a small table."""

NONCE = 12
"""Bytes of an AES-GCM nonce (NIST SP 800-38D, section 8.2)."""

MASTER = "case"
"""The name that each file gives, in clear, to the key that wraps its own."""


class CaseKeys(pe.KmsClient):  # type: ignore[misc]  # pyarrow has no types
    """Wraps the key of each file under the case's Parquet key: the 'key service' is this process."""

    def __init__(self, key: bytes) -> None:
        super().__init__()
        self._cipher = AESGCM(key)

    def wrap_key(self, key_bytes: bytes, master_key_identifier: str) -> str:
        """Encrypt a file's key."""
        nonce = secrets.token_bytes(NONCE)
        sealed = self._cipher.encrypt(nonce, key_bytes, master_key_identifier.encode())
        return base64.b64encode(nonce + sealed).decode()

    def unwrap_key(self, wrapped_key: str, master_key_identifier: str) -> bytes:
        """Decrypt a file's key."""
        raw = base64.b64decode(wrapped_key)
        try:
            name = master_key_identifier.encode()
            return self._cipher.decrypt(raw[:NONCE], raw[NONCE:], name)
        except InvalidTag:
            raise ValueError("the key of this file is of another case") from None


class Tables:
    """Writes and reads the tables of one case."""

    def __init__(self, key: bytes) -> None:
        self._factory = pe.CryptoFactory(lambda _: CaseKeys(key))
        self._service = pe.KmsConnectionConfig()

    def write(self, path: Path, batches: pa.RecordBatchReader) -> int:
        """Write a table batch by batch, encrypted; returns its rows."""
        how = pe.EncryptionConfiguration(
            footer_key=MASTER,
            uniform_encryption=True,
            encryption_algorithm="AES_GCM_V1",
            plaintext_footer=False,
            double_wrapping=False,
            data_key_length_bits=256,
        )
        properties = self._factory.file_encryption_properties(self._service, how)
        rows = 0
        numbers = [f.name for f in batches.schema if pa.types.is_integer(f.type)]
        with pq.ParquetWriter(
            path,
            batches.schema,
            compression="zstd",
            use_dictionary=[name for name in batches.schema.names if name not in numbers],
            column_encoding=dict.fromkeys(numbers, "DELTA_BINARY_PACKED"),
            encryption_properties=properties,
        ) as file:
            for group in grouped(batches):
                file.write_table(group, row_group_size=GROUP)
                rows += group.num_rows
        return rows

    def read(self, path: Path) -> pads.Dataset:
        """Open a table; its bytes are decrypted as they are read."""
        lifetime = timedelta(minutes=10)
        decryption = pads.ParquetDecryptionConfig(
            self._factory, self._service, pe.DecryptionConfiguration(cache_lifetime=lifetime)
        )
        options = pads.ParquetFragmentScanOptions(decryption_config=decryption)
        form = pads.ParquetFileFormat(default_fragment_scan_options=options)
        whole = pads.dataset(path, format=form)
        return Unhurried(list(whole.get_fragments()), whole.schema, form, whole.filesystem)


class Unhurried(pads.FileSystemDataset):  # type: ignore[misc]  # pyarrow has no types
    """A dataset that reads one row group ahead, where Arrow's own habit is sixteen.

    Sixteen are two million rows: all of a register in memory, to count it.
    """

    def scanner(self, **wishes: object) -> pads.Scanner:
        """As asked, but unhurried."""
        unhurried = {"batch_size": BATCH, "batch_readahead": 4, "fragment_readahead": 1}
        return super().scanner(**unhurried | wishes)


def grouped(batches: pa.RecordBatchReader) -> Iterator[pa.Table]:
    """Join small batches: a row group a batch would make a file of many small, slow pieces."""
    waiting: list[pa.RecordBatch] = []
    rows = 0
    for batch in batches:
        waiting.append(batch)
        rows += batch.num_rows
        if rows >= GROUP:
            yield pa.Table.from_batches(waiting)
            waiting, rows = [], 0
    if waiting:
        yield pa.Table.from_batches(waiting)

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
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
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
        groups = grouped(batches)
        first = next(groups, batches.schema.empty_table())
        with pq.ParquetWriter(
            path,
            batches.schema,
            compression="zstd",
            encryption_properties=properties,
            **_encoded(first),
        ) as file:
            for group in chain((first,), groups):
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


def _encoded(first: pa.Table) -> dict[str, object]:
    """How `ParquetWriter` is to write each column, told by a table's first rows.

    Numbers and times as differences; by a dictionary only what repeats in a row group: where nearly every
    cell is another, it is all written and read through twice.
    """
    delta = [f.name for f in first.schema if _countable(f.type)]
    some = first.slice(0, GROUP)
    repeating = [name for name in some.schema.names if name not in delta and _repeats(some[name])]
    return {
        "use_dictionary": repeating,
        "column_encoding": dict.fromkeys(delta, "DELTA_BINARY_PACKED"),
    }


def _countable(sort: pa.DataType) -> bool:
    return bool(pa.types.is_integer(sort) or pa.types.is_timestamp(sort))


def _repeats(cells: pa.ChunkedArray) -> bool:
    """Whether a text is there twice, on average; what is no text is taken to be."""
    if not pa.types.is_string(cells.type):
        return True
    return bool(2 * pc.count_distinct(cells).as_py() <= len(cells) - cells.null_count)


def grouped(batches: pa.RecordBatchReader) -> Iterator[pa.Table]:
    """Join small batches and cut large ones, to whole row groups: a small one is as dear as a full one."""
    waiting: list[pa.RecordBatch] = []
    rows = 0
    for batch in batches:
        waiting.append(batch)
        rows += batch.num_rows
        if rows >= GROUP:
            joined = pa.Table.from_batches(waiting)
            full = rows - rows % GROUP
            yield joined.slice(0, full)
            waiting = joined.slice(full).to_batches()
            rows -= full
    if rows:
        yield pa.Table.from_batches(waiting)

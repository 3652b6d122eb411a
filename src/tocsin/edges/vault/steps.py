"""Steps: what a step makes, file by file; and what it made, held against its manifest when read."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as pads

from tocsin.edges.vault import disk
from tocsin.edges.vault.keys import Secrets
from tocsin.edges.vault.layout import NAMES
from tocsin.edges.vault.parquet import Tables
from tocsin.edges.vault.sealed import Manifest
from tocsin.terms.errors import Broken, Refused


class FolderMaking:
    """A step's result while it is made (`ports.Making`)."""

    def __init__(self, folder: Path, case: Secrets, tables: Tables) -> None:
        self._folder = folder
        self._case = case
        self._tables = tables
        self._names: dict[str, str] = {}

    def table(self, name: str, batches: pa.RecordBatchReader) -> int:
        """Write a bulk table, encrypted; returns its rows."""
        path = self._new("table", name, ".parquet")
        with disk.answers():
            return self._tables.write(path, batches)

    def written(self, name: str) -> pads.Dataset:
        """Read a bulk table of this step back."""
        return self._tables.read(self._folder / self._names[f"table {name}"])

    def value(self, name: str, content: bytes) -> None:
        """Write a small value, encrypted."""
        path = self._new("value", name, ".age")
        with disk.answers():
            path.write_bytes(self._case.encrypt(content))

    def close(self) -> None:
        """Write down, encrypted, which file is what."""
        names = json.dumps(self._names).encode()
        (self._folder / NAMES).write_bytes(self._case.encrypt(names))

    def _new(self, sort: str, name: str, ending: str) -> Path:
        """Give a file a number: its name may come out of an untrusted exhibit."""
        if f"{sort} {name}" in self._names:
            raise Broken(f"A step made two {sort}s of one name.", remedy="Report this.")
        file = f"{len(self._names)}{ending}"
        self._names[f"{sort} {name}"] = file
        return self._folder / file


class FolderMade:
    """A step's result, whole and read-only (`ports.Made`)."""

    def __init__(self, folder: Path, manifest: Manifest, case: Secrets, tables: Tables) -> None:
        self._folder = folder
        self._manifest = manifest
        self._case = case
        self._tables = tables
        self._checked: set[str] = set()
        self._names: dict[str, str] | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the manifest, which has that of each file as it lies there, encrypted."""
        return self._manifest.digest

    def table(self, name: str) -> pads.Dataset:
        """Open a bulk table, decrypted as it is read; `Refused` where its file was changed."""
        path = self._file("table", name)
        with disk.answers():
            return self._tables.read(path)

    def value(self, name: str) -> bytes:
        """Read a small value; `Refused` where its file was changed."""
        path = self._file("value", name)
        with disk.answers():
            return self._case.decrypt(path.read_bytes())

    def _file(self, sort: str, name: str) -> Path:
        if self._names is None:
            with disk.answers():
                self._names = json.loads(self._case.decrypt(self._sound(NAMES).read_bytes()))
        file = self._names.get(f"{sort} {name}")
        if file is None:
            raise Broken(f"A step's result has no {sort} of this name.", remedy="Report this.")
        return self._sound(file)

    def _sound(self, file: str) -> Path:
        """Hold a file against the manifest, once: an engine that meets a changed byte only crashes."""
        path = self._folder / file
        if file not in self._checked:
            with disk.answers():
                sound = path.is_file() and disk.sha256(path) == self._manifest.files[file][1]
            if not sound:
                raise Refused(
                    f"{self._manifest.place}/{file} was changed since it was made.",
                    remedy="Restore it from a copy; tocsin verify says what else was changed.",
                )
            self._checked.add(file)
        return path

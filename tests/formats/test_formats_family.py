"""Every file that is a format or a container stands in its list."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from importlib import import_module

import pytest
import test_formats_arrow as arrow
import test_formats_avro as avro
import test_formats_sqlite as sqlite
from cfb import ole
from packing import CSV, PACKED, zipped
from test_formats_outlook import message
from workbooks import ods, xls, xlsx

from tocsin import formats

CELLS = (("id", "name"), (1, "Anna"))
MADE = {
    "a csv": CSV,
    "a zip": zipped({"a.csv": CSV}),
    "an empty zip": zipped({}),
    "a message": ole(message({})),
    "xlsx": xlsx({"s": CELLS}),
    "xls": xls({"s": CELLS}),
    "ods": ods((("id", "name"), ("1", "Anna"))),
    "rtf": b"{\\rtf1 Hello}",
    "sqlite": sqlite.database("CREATE TABLE t (v)"),
    "parquet": arrow.as_parquet(arrow.TABLE.slice(0, 5)),
    "feather": arrow.as_arrow(arrow.TABLE.slice(0, 5)),
    "a stream of Arrow's": arrow.as_stream(arrow.TABLE.slice(0, 5)),
    "avro": avro.written(avro.SCHEMA, avro.RECORDS[:5]),
}
FILES = MADE | {f.name: f.read_bytes() for f in sorted(PACKED.iterdir()) if f.suffix != ".md"}


def test_every_format_is_listed() -> None:
    files = [
        import_module(f"tocsin.formats.{m.name}") for m in pkgutil.iter_modules(formats.__path__)
    ]
    made = {file.__name__ for file in files if hasattr(file, "FORMAT")}
    listed = {file.__name__ for file in files if getattr(file, "FORMAT", None) in formats.FORMATS}

    assert made == listed, f"add {min(made - listed)}.FORMAT to FORMATS in formats/__init__.py"


def test_every_container_is_listed() -> None:
    files = [
        import_module(f"tocsin.formats.{m.name}") for m in pkgutil.iter_modules(formats.__path__)
    ]
    made = {file.CONTAINER.name for file in files if hasattr(file, "CONTAINER")}
    listed = {container.name for container in formats.CONTAINERS}

    assert made == listed, f"add {min(made ^ listed)} to CONTAINERS in formats/__init__.py"


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_told_by_those_that_its_first_bytes_allow_as_by_all(name: str) -> None:
    head = FILES[name]
    every = (*formats.CONTAINERS, *formats.FORMATS)
    allowed = (*formats.CONTAINERS.fitting(head), *formats.FORMATS.fitting(head))

    told = [next(form for form in forms if form.sniff(head)) for forms in (every, allowed)]

    assert told[0] is told[1]


def test_what_reads_archives_and_workbooks_is_not_loaded_for_a_text() -> None:
    script = (
        "import sys; from tocsin import formats; formats.prepare(b'id;name\\n1;Anna\\n', 15);"
        "print(*[name for name in ('python_calamine', 'msoffcrypto', 'fastavro', 'chardet') if name in sys.modules])"
    )

    said = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )

    assert said.stdout.strip() == ""

"""The sandbox, and the native libraries that unpack and read in it: none of them reaches outside either."""

from __future__ import annotations

import pytest
from test_sandbox import hostile, refusal

LOADED = """
    import pypdfium2, pypdfium2.raw, rars, pyppmd, inflate64, olefile, zipfile, tarfile, duckdb
"""
"""Loaded before the doors are locked, as the formats load them."""


def of_natives(deed: str) -> str | None:
    """What is said of a parser that does this, the libraries being loaded."""
    parser = hostile(deed)
    dash, script = parser._child[-2:]
    loads = "\n".join(line.strip() for line in LOADED.strip().splitlines())
    parser._child = ("-I", "-B", dash, f"{loads}\n{script}")
    return refusal(parser)


@pytest.mark.parametrize(
    "deed",
    [
        pytest.param("rars.RarFile('/etc/hostname')", id="rars reads a file"),
        pytest.param(
            "b = rars.RarBuilder('rar50', store=True); b.add_bytes(b'x', 'x'); b.write('/tmp/tocsin-escaped')",
            id="rars writes a file",
        ),
        pytest.param("olefile.OleFileIO('/etc/hostname')", id="olefile reads a file"),
        pytest.param("zipfile.ZipFile('/etc/hostname')", id="zipfile reads a file"),
        pytest.param("tarfile.open('/etc/hostname')", id="tarfile reads a file"),
        pytest.param("pa.OSFile('/etc/hostname')", id="Arrow reads a file"),
        pytest.param("pa.OSFile('/tmp/tocsin-escaped', 'w')", id="Arrow writes a file"),
        pytest.param(
            "from pathlib import Path; (Path('/root') / '.config' / 'tocsin' / 'identity').read_text()",
            id="the key is read",
        ),
    ],
)
def test_a_library_that_opens_a_file_is_not_permitted_to(deed: str) -> None:
    said = of_natives(deed) or ""

    assert said.startswith("not read: the parser ")
    assert any(
        word in said for word in ("PermissionError", "OSError", "RuntimeError", "ended too early")
    )


def test_pdfium_opens_no_file() -> None:
    deed = """
        if not pypdfium2.raw.FPDF_LoadDocument(b'/etc/hostname', None):
            assert pypdfium2.raw.FPDF_GetLastError() == pypdfium2.raw.FPDF_ERR_FILE
            raise PermissionError
    """

    assert of_natives(deed) == "not read: the parser failed (PermissionError)."


@pytest.mark.parametrize(
    "call",
    [
        pytest.param("fopen(b'/etc/hostname', b'r')", id="read a file"),
        pytest.param("creat(b'/tmp/tocsin-escaped', 0o600)", id="write a file"),
        pytest.param("socket(2, 1, 0)", id="open a socket"),
        pytest.param("fork()", id="fork"),
        pytest.param("execve(b'/bin/true', None, None)", id="run a program"),
        pytest.param("symlink(b'/etc/passwd', b'/tmp/tocsin-escaped')", id="make a link"),
        pytest.param("mknod(b'/tmp/tocsin-escaped', 0o10600, 0)", id="make a pipe"),
    ],
)
def test_native_code_that_reaches_outside_is_not_permitted_to(call: str) -> None:
    deed = f"""
        libc = ctypes.CDLL(None, use_errno=True)
        if ctypes.c_int(libc.{call}).value in (-1, 0) and ctypes.get_errno() in (1, 24):
            raise PermissionError
    """

    assert of_natives(deed) == "not read: the parser failed (PermissionError)."

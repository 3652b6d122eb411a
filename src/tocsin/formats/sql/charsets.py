"""Charsets: the names that databases give to encodings, and the codecs that read them."""

from __future__ import annotations


def strings_codec(charset: bytes) -> str | None:
    """The codec of a charset as the databases name it; None where it is UTF-8 or unknown."""
    return CODECS.get(charset.lower().decode("ascii", "replace").replace("-", "").replace("_", ""))


CODECS = {
    "latin1": "sloppy-windows-1252", "cp1252": "sloppy-windows-1252", "win1252": "sloppy-windows-1252",
    "latin2": "iso8859-2", "latin5": "iso8859-9", "latin7": "iso8859-13", "latin9": "iso8859-15",
    "iso88591": "sloppy-windows-1252", "iso885915": "iso8859-15", "iso885915euro": "iso8859-15",
    "cp1250": "cp1250", "win1250": "cp1250", "cp1251": "cp1251", "win1251": "cp1251", "win1253": "cp1253",
    "win1254": "cp1254", "win1255": "cp1255", "cp1256": "cp1256", "win1256": "cp1256", "cp1257": "cp1257",
    "win1257": "cp1257", "win1258": "cp1258", "win866": "cp866", "cp866": "cp866", "cp850": "cp850",
    "cp852": "cp852", "koi8r": "koi8-r", "koi8u": "koi8-u", "greek": "iso8859-7", "hebrew": "iso8859-8",
    "iso88595": "iso8859-5", "iso88596": "iso8859-6", "iso88597": "iso8859-7", "iso88598": "iso8859-8",
    "macroman": "mac-roman", "gbk": "gbk", "gb2312": "gb2312", "gb18030": "gb18030", "big5": "big5",
    "sjis": "shift_jis", "cp932": "cp932", "ujis": "euc_jp", "eucjp": "euc_jp", "euckr": "euc_kr",
    "uhc": "cp949", "tis620": "tis_620", "ucs2": "utf-16-be", "utf16": "utf-16-be", "utf16le": "utf-16-le",
    "utf32": "utf-32-be",
}  # fmt: skip
"""MySQL's `latin1` is Windows-1252 (reference manual 10.10.3); PostgreSQL's names are in its 24.3.1."""

"""Moments: SQL Server's days and times where a script writes their bytes.

Its scripts of before 2012 write `CAST(0x0000A34900A4CB80 AS DateTime)`. A datetime is the days since
1900-01-01 and the ticks of 1/300 second since midnight, 4 bytes each, highest first; a smalldatetime
the days and the minutes, 2 bytes each; a date the days since 0001-01-01 in 3 bytes, lowest first
(SQL Server: "datetime (Transact-SQL)", and MS-TDS 2.2.5.5.1.8).

>>> shown(b"0000A34900A4CB80", b"datetime"), shown(b"A3490258", b"smalldatetime"), shown(b"A4380B", b"date")
(b'2014-06-13 10:00:00.000', b'2014-06-13 10:00:00', b'2014-06-13')
>>> shown(b"ff", b"datetime") is None
True
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_START = datetime(1900, 1, 1, tzinfo=UTC)
_FIRST = datetime(1, 1, 1, tzinfo=UTC)


def shown(digits: bytes, kind: bytes) -> bytes | None:
    """The moment that these hexadecimal digits are, as text; None where they are none of this type."""
    try:
        content = bytes.fromhex(digits.decode("ascii"))
        if kind == b"datetime" and len(content) == 8:
            days = int.from_bytes(content[:4], "big", signed=True)
            thousandths = round(int.from_bytes(content[4:], "big") * 10 / 3)
            moment = _START + timedelta(days=days, milliseconds=thousandths)
            return f"{moment:%Y-%m-%d %H:%M:%S}.{moment.microsecond // 1000:03}".encode()
        if kind == b"smalldatetime" and len(content) == 4:
            days, minutes = int.from_bytes(content[:2], "big"), int.from_bytes(content[2:], "big")
            return f"{_START + timedelta(days=days, minutes=minutes):%Y-%m-%d %H:%M:%S}".encode()
        if kind == b"date" and len(content) == 3:
            return f"{_FIRST + timedelta(days=int.from_bytes(content, 'little')):%Y-%m-%d}".encode()
    except (ValueError, OverflowError):
        pass
    return None

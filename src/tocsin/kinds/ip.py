"""IP addresses, of version 4 and 6: dotted as usual, or eight groups of four digits, lower case.

An address of version 4 inside one of version 6 ('::ffff:192.0.2.1') is the former. Ports, zones
and prefixes are not read: such a cell is NULL. Source: RFC 4291, section 2.2.

>>> normal_of("192.0.2.17"), normal_of("2001:DB8::1")
('192.0.2.17', '2001:0db8:0000:0000:0000:0000:0000:0001')
>>> normal_of("192.0.2.256") is None
True
"""

from __future__ import annotations

import ipaddress

import ibis
import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.folding import kept, trim, trim_of
from tocsin.terms.scope import Category

OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
V4 = f"{OCTET}(?:[.]{OCTET}){{3}}"
MAPPED = "^::[fF]{4}:"
GROUP = "[0-9a-fA-F]{1,4}"
V6_WHOLE = f"^{GROUP}(?::{GROUP}){{7}}$"
V6_SHORT = f"^(?:{GROUP}(?::{GROUP}){{0,6}})?::(?:{GROUP}(?::{GROUP}){{0,6}})?$"
GROUPS = 8


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell an address of either version."""
    return cell.re_search(f"^(?:::[fF]{{4}}:)?{V4}$") | _v6(cell)


def _v6(cell: ir.StringValue) -> ir.BooleanValue:
    short = cell.re_search(V6_SHORT) & (_colons(cell) <= GROUPS)
    return ibis.ifelse(
        cell.contains(":"), cell.re_search(V6_WHOLE) | short, ibis.literal(value=False)
    ) & (cell != "::")


def _colons(cell: ir.StringValue) -> ir.IntegerValue:
    return cell.length() - cell.replace(":", "").length()


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Give the address in full, lower case."""
    tidy = trim(cell)
    v4 = tidy.re_replace(MAPPED, "")
    return ibis.ifelse(v4.re_search(f"^{V4}$"), v4, kept(_v6(tidy), _in_full(tidy.lower())))


def _in_full(cell: ir.StringValue) -> ir.StringValue:
    """Eight groups of four digits."""
    ends = ibis.ifelse(cell.startswith("::"), 1, 0) + ibis.ifelse(cell.endswith("::"), 1, 0)
    missing = ibis.greatest(GROUPS - (_colons(cell) - ends), 0)
    filled = cell.replace("::", ibis.literal(":") + ibis.literal("0:").repeat(missing))
    groups = filled.re_replace("^:|:$", "").split(":")
    return ibis.literal(":").join([groups[place].lpad(4, "0") for place in range(GROUPS)])


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    try:
        address = ipaddress.ip_address(trim_of(untrusted))
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.scope_id or not int(address):
        return None
    return str(address.ipv4_mapped) if address.ipv4_mapped else address.exploded


KIND = Kind(
    name="ip",
    says="IP addresses",
    category=Category.CONTACT,
    headers=(
        "ip",
        "ip address",
        "ipaddress",
        "adresse ip",
        "ip adres",
        "ip adresse",
        "direccion ip",
        "last ip",
        "login ip",
        "remote addr",
        "ipv4",
        "ipv6",
        "client ip",
        "source ip",
        "srcip",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
)

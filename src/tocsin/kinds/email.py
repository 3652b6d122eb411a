"""E-mail addresses: lower case, no white space; something, one @, and a domain with a dot.

The part before the @ may by RFC 5321 mind upper case; no mail host in use does.

How two addresses agree is one word: 'same'; 'mailbox', they reach one box (what follows a plus, dots at
Google); 'domain', one local part, and domains that differ by a slip or by their ending (gmial.com,
hotmail.con, hotmail.fr for .com); 'slip', at one domain, in the local part (its digits and first letter
are right: jean1 and jean2 are two people, and so are jdupont and pdupont); 'local', one local part at
different domains, which common ones ('info', 'jean') share by chance; 'differs'.

>>> [agreement_of("jean.dupont@gmail.com", other) for other in (
...     "jeandupont+pizza@googlemail.com", "jean.dupont@gmial.con", "jean.dupnot@gmail.com", "jean.dupont@post.example")]
['mailbox', 'domain', 'slip', 'local']
>>> agreement_of("jdupont1@post.example", "jdupont2@post.example")
'differs'
>>> normal_of(" Anna.Peeters@Post.EXAMPLE")
'anna.peeters@post.example'
>>> normal_of("n/a") is None
True
"""

from __future__ import annotations

import re

import ibis
import ibis.expr.types as ir

from tocsin.kinds import slips
from tocsin.kinds.base import Kind
from tocsin.kinds.folding import SPACE, in_turn, lower, lower_of
from tocsin.terms.scope import Category

SHAPE = '^[^@,;:<>()"]+@[^@,;:<>()"]+\\.[^@,;:<>()".]{2,}$'
"""Looser than RFC 5321: an address need not be right to be somebody's."""


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """One @ between a name and a domain."""
    return cell.contains("@") & cell.re_search(SHAPE)


def bare(cell: ir.StringValue) -> ir.StringValue:
    """Lower case, without white space."""
    low = lower(cell)
    return ibis.ifelse(low.re_search(SPACE), low.re_replace(SPACE, ""), low)


def shaped(address: ir.StringValue) -> ir.StringValue:
    """NULL where it is no address."""
    return ibis.ifelse(address.re_search(SHAPE), address, ibis.null("string"))


STEPS = (bare, shaped)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Lower case, no white space."""
    return in_turn(STEPS)(cell)


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    address = re.sub(SPACE, "", lower_of(untrusted))
    return address if re.search(SHAPE, address) else None


TAG = "^([^+]+)[+].*$"
"""A local part with what its owner put behind a plus."""

DOTLESS = ("gmail.com", "googlemail.com")
"""Domains of Google, where dots in the local part say nothing, and which are one."""

PROVIDERS = ("gmail", "ymail", "mail", "email", "hotmail")
"""Names of providers that differ by a slip and are not one another's."""

SHORTEST = 4
"""Letters of a domain's name that a slip may lie in."""


def local(address: ir.StringValue) -> ir.StringValue:
    """Give the local part of the box that a normal address reaches."""
    said = address.re_extract("^([^@]*)", 1)
    untagged = ibis.ifelse(said.re_search(TAG), said.re_extract(TAG, 1), said)
    return ibis.ifelse(domain(address) == DOTLESS[0], untagged.replace(".", ""), untagged)


def domain(address: ir.StringValue) -> ir.StringValue:
    """Give the domain of the box that a normal address reaches."""
    said = address.re_extract("([^@]*)$", 1)
    return ibis.ifelse(said.isin(DOTLESS), DOTLESS[0], said)


def mailbox(address: ir.StringValue) -> ir.StringValue:
    """Give the box that a normal address reaches, as an address."""
    return local(address) + "@" + domain(address)


def mailbox_of(address: str) -> str:
    """Give `mailbox` of one normal address."""
    said, _, host = address.rpartition("@")
    host = DOTLESS[0] if host in DOTLESS else host
    untagged = re.sub(TAG, r"\1", said)
    return f"{untagged.replace('.', '') if host == DOTLESS[0] else untagged}@{host}"


def agreement(pairs: ir.Table, left: str, right: str, into: str) -> ir.Table:
    """Put beside pairs of normal addresses, in two columns, how they agree; NULL where one is missing."""
    same = pairs[left] == pairs[right]
    unlike = {
        at: ibis.ifelse(same, ibis.null("string"), pairs[name])
        for at, name in (("_l", left), ("_r", right))
    }
    table = pairs.mutate(_same=same, **unlike)
    table = table.mutate(
        _llocal=local(table._l),
        _rlocal=local(table._r),
        _lhost=domain(table._l),
        _rhost=domain(table._r),
    )
    table = table.mutate(
        _lname=table._lhost.re_extract("^([^.]*)", 1), _rname=table._rhost.re_extract("^([^.]*)", 1)
    )
    table = slips.beside(table, "_lname", "_rname", "_near")
    table = table.mutate(
        _ltight=table._llocal.replace(".", ""), _rtight=table._rlocal.replace(".", "")
    )
    table = slips.beside(table, "_ltight", "_rtight", "_slip")
    known = table._lname.isin(PROVIDERS) & table._rname.isin(PROVIDERS)
    short = ibis.least(table._lname.length(), table._rname.length()) < SHORTEST
    near = (table._lname == table._rname) | (table._near & ~known & ~short)
    digits = [text.re_replace("[^0-9]+", "") for text in (table._ltight, table._rtight)]
    first = table._ltight.substr(0, 1) == table._rtight.substr(0, 1)
    box, host = table._ltight == table._rtight, table._lhost == table._rhost
    word = ibis.cases(
        (table._same.isnull(), ibis.null("string")),
        (table._same, "same"),
        ((table._llocal == table._rlocal) & host, "mailbox"),
        (box & host, "slip"),
        (box & near, "domain"),
        (table._slip & near & first & (digits[0] == digits[1]), "slip"),
        (box, "local"),
        else_="differs",
    )
    return table.select(*pairs.columns, **{into: word})


def agreement_of(left: str | None, right: str | None) -> str | None:
    """Give the word of `agreement` for one pair."""
    if left is None or right is None:
        return None
    if left == right:
        return "same"
    (mine, _, host), (other, _, elsewhere) = (
        mailbox_of(address).rpartition("@") for address in (left, right)
    )
    names = [name.split(".")[0] for name in (host, elsewhere)]
    known = all(name in PROVIDERS for name in names)
    short = min(map(len, names)) < SHORTEST
    near = names[0] == names[1] or (slips.slipped_of(*names) and not known and not short)
    if mine == other and host == elsewhere:
        return "mailbox"
    mine, other = mine.replace(".", ""), other.replace(".", "")
    if mine == other:
        return "slip" if host == elsewhere else "domain" if near else "local"
    digits = [re.sub("[^0-9]+", "", text) for text in (mine, other)]
    slip = slips.slipped_of(mine, other) and mine[:1] == other[:1] and digits[0] == digits[1]
    return "slip" if slip and near else "differs"


KIND = Kind(
    name="email",
    says="e-mail addresses",
    category=Category.CONTACT,
    headers=(
        "email",
        "e mail",
        "mail",
        "courriel",
        "adresse mail",
        "adresse email",
        "emailadres",
        "e mailadres",
        "correo",
        "mel",
        "email address",
        "e mail adresse",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
)

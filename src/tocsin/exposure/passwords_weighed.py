"""Weighed: each way in which passwords of a leak are kept, with what a buyer turns back for his money.

The weakest first. Where it is not known whether a salt went in, the range reaches from the lower end with
one to the upper end without.

>>> from tocsin.exposure.curves import percent
>>> of_md5 = {"place": 0, "scheme": "MD5 (or another 128-bit digest)", "salted": False, "settings": "",
...     "made": None, "rows": 900, "hashes": 800, "accounts": 900, "met": 800, "pairs": 900, "shared": 150}
>>> [way] = weigh([of_md5, of_md5 | {"made": "MD5", "rows": 100, "hashes": 2, "accounts": 100}])
>>> way.kept.salted, way.kept.rows, way.kept.common, way.kept.made
(False, 1000, 100, 'MD5')
>>> [(one.budget_eur, percent((one.low, one.high))) for one in way.kept.recoverable]
[(100, '71% to 98%'), (1000, '75% to 98%'), (10000, '77% to 98%')]
>>> weigh([])
()
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from tocsin.exposure import curves, schemes
from tocsin.exposure.curves import BUDGETS
from tocsin.exposure.hash_speeds import speed
from tocsin.exposure.passwords import MAIN, PLAIN
from tocsin.kinds import password_hash
from tocsin.terms.answer import Row, whole
from tocsin.terms.password import Kept, Place, Recoverable

REUSED = (0.38, 0.52)
"""Share of people who use a password elsewhere too: 38% the very same (Wang and others, arXiv 1706.01939,
pairs of leaked passwords), 52% for several accounts (Google and Harris, a poll of 2019, told at second hand).
Das and others (NDSS 2014) find 43% to 51%, between the two."""

SETTLED = 1_000
"""Accounts from which on hashes that never repeat, and of which none is a common password's, are called
salted: of any thousand people some choose the same word. A judgement: the lower curve has the commonest
password alone on 6 of a thousand accounts."""

TOLD = 0.01
"""Share of accounts with a common password's hash from which on the function that made those is taken for that
of all: the lower curve has 8% of passwords among the 10,000 commonest. A judgement."""

COMMON = frozenset({PLAIN, "DES crypt", *(scheme.said for scheme in password_hash.COMMON)})
"""Schemes that are told of every row, in the engine."""

UNMEASURED = -1.0
"""Where a scheme nobody measured stands among the others: behind them."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way of keeping passwords: how it is known in the answers, and what is told of it."""

    place: int
    scheme: str
    settings: str
    kept: Kept


_Key = tuple[int, str, bool, str]
"""Place, scheme, whether it shows a salt, settings."""


def weigh(
    answer: Iterable[Row], largest: Iterable[Row] = (), tokens: Container[int] = ()
) -> tuple[Way, ...]:
    """Tell each way in which passwords are kept, the weakest first, as if each row had only that one.

    `tokens` are the places of columns that are no hashes of passwords by their name: they decide nothing,
    unless hashes of common passwords are among them. They come last.
    """
    groups = list(largest)
    told = []
    for key, rows in _ways(answer).items():
        kept = _kept(key, rows, groups)
        if key[0] in tokens and not kept.common:
            kept = replace(kept, place=Place.TOKEN, decides=0)
        told.append(Way(key[0], key[1], key[3], kept))
    return tuple(sorted(told, key=lambda way: (way.kept.place is Place.TOKEN, *weakness(way.kept))))


def decided(ways: Sequence[Way], answer: Iterable[Row]) -> tuple[Kept, ...]:
    """The same, each with the rows in which nothing weaker stands beside it.

    The answer has `rows` by `rank`, the place in `order`; those beyond it are of the first rare scheme.
    """
    known = order(ways)
    decides = {whole(row, "rank"): whole(row, "rows") for row in answer}
    told = [replace(way.kept, decides=decides.get(n, 0)) for n, way in enumerate(ways)]
    rare = next((n for n, way in enumerate(ways) if not _common(way)), None)
    if rare is not None:
        told[rare] = replace(told[rare], decides=decides.get(len(known), 0))
    return tuple(told)


def deciding(ways: Sequence[Way]) -> list[Way]:
    """Those that a row's password may be as weak as: all but tokens."""
    return [way for way in ways if way.kept.place is not Place.TOKEN]


def order(ways: Sequence[Way]) -> list[tuple[int, str, str]]:
    """How `passwords.ranked` knows them: those that decide, the weakest first."""
    return [(way.place, way.scheme, way.settings) for way in deciding(ways)]


def _common(way: Way) -> bool:
    """Whether the engine knows the scheme, or only `kinds.schemes` of single values."""
    return way.scheme in COMMON


def _ways(answer: Iterable[Row]) -> dict[_Key, list[Row]]:
    ways: dict[_Key, list[Row]] = {}
    for row in answer:
        scheme, salted = (PLAIN, False) if row["scheme"] == PLAIN else schemes.scheme_of(row)
        key = (whole(row, "place"), scheme, salted, str(row["settings"]))
        ways.setdefault(key, []).append(row)
    return ways


def weakness(kept: Kept) -> tuple[float, float, float, str]:
    """What the ways are sorted by: the weakest first; of those nobody measured, the most rows."""
    middle = kept.at(BUDGETS[1])
    low, high = (middle.low, middle.high) if middle else (UNMEASURED, UNMEASURED)
    return -high, -low, -float(kept.rows), kept.scheme


def _kept(key: _Key, rows: Sequence[Row], largest: Sequence[Row]) -> Kept:
    place, scheme, shown, settings = key

    def summed(name: str) -> int:
        return sum(whole(row, name) for row in rows)

    plain = scheme == PLAIN
    accounts = summed("accounts")
    matched = [row for row in rows if row["made"] is not None]
    common = sum(whole(row, "accounts") for row in matched)
    first = max(matched, key=lambda row: whole(row, "accounts"), default=None)
    salted = None if plain else _salted(shown, summed("pairs"), summed("met"), accounts, common)
    sizes = [
        whole(row, "accounts")
        for row in largest
        if whole(row, "place") == place and row["scheme"] == scheme
    ]
    found = speed(scheme, settings)
    made = str(first["made"]) if first else ""
    kept = Kept(
        scheme=made if common >= accounts * TOLD and made else scheme,
        salted=salted,
        cost=found.cost if found else "",
        rows=summed("rows"),
        decides=summed("rows"),
        place=Place.LEAK if place == MAIN else Place.BESIDE,
        hashes=summed("hashes"),
        accounts=accounts,
        shared=0 if plain else summed("shared"),
        largest=tuple(sorted(sizes, reverse=True)),
        common=None if plain or salted else common,
        made=made,
        plain=plain,
    )
    return replace(kept, recoverable=_recoverable(kept, found.per_second if found else None))


def _salted(shown: bool, pairs: int, met: int, accounts: int, common: int) -> bool | None:
    """Whether a salt of each account's own went in; None where it cannot be told."""
    if shown:
        return True
    if common or (pairs and (pairs - met) / pairs >= schemes.REPEATED):
        return False
    return True if accounts >= SETTLED and pairs == met else None


def _recoverable(kept: Kept, per_second: float | None) -> tuple[Recoverable, ...]:
    """Tell the range for each budget: where a salt is not known, from the lower end with one to the upper without."""
    if kept.plain:
        return tuple(Recoverable(budget, 1.0, 1.0) for budget in BUDGETS)
    if per_second is None:
        return ()
    at_once = kept.hashes if kept.salted else 0
    one_by_one = 0 if kept.salted is False else kept.hashes
    least = kept.common / kept.accounts if kept.common and kept.accounts else 0.0
    told = []
    for budget in BUDGETS:
        few = curves.guesses(per_second, one_by_one, budget)
        many = curves.guesses(per_second, at_once, budget)
        low, high = curves.lower(few), curves.higher(many)
        told.append(Recoverable(budget, max(low, least), max(high, least), (few, many)))
    return tuple(told)


def elsewhere(kept: Iterable[Kept], budget: int = BUDGETS[1]) -> tuple[int, int] | None:
    """How many accounts with other firms the same passwords open: at least and at most, in round figures.

    >>> md5 = Kept("MD5", False, "", 1_000, 1_000, recoverable=(Recoverable(1_000, 0.75, 0.98),))
    >>> elsewhere([md5])
    (285, 510)
    """
    told = [(one.decides, share) for one in kept if (share := one.at(budget)) and one.decides]
    if not told:
        return None
    low = sum(rows * share.low for rows, share in told) * REUSED[0]
    high = sum(rows * share.high for rows, share in told) * REUSED[1]
    return round(low), round(high)


def words(kept: Iterable[Kept]) -> str | None:
    """Name the schemes of the leak's own hashes, the one of most rows first; None where there are none.

    >>> words([Kept("bcrypt", True, "cost 12", 5, 5), Kept("MD5", False, "", 9, 9)])
    'MD5, unsalted; bcrypt, salted'
    """
    own = sorted((one for one in kept if one.place is Place.LEAK), key=lambda one: -one.rows)
    return "; ".join(dict.fromkeys(str(replace(one, cost="")) for one in own)) or None

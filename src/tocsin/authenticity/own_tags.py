"""Own tags: which firm customers name in their own e-mail addresses ('anna+pizza@post.example').

Some people give each firm an address of its own, with a tag behind a plus. Where many rows name one firm by it,
the list is that firm's: this one's, if this register's customers use the tag as well, else another's.

>>> from tocsin.authenticity.evidence import Sampled
>>> def told(**counts): return weigh(Evidence(sampled=Sampled(tags=Tags(**counts)))).log10
>>> told(rows=14, word="pizza", named=9, register=60, register_named=40)
1.5
>>> told(rows=14, word="shoes", named=9, register=60, register_named=0)
-1.5
>>> told(rows=14, word="shoes", named=2, register=60, register_named=0)
0.0
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from tocsin.authenticity.base import bounded
from tocsin.authenticity.check import Told
from tocsin.authenticity.evidence import Evidence, Tags
from tocsin.terms.verdict import Question, Support

NAME = "own tags"

TAG = "^[^+@]+[+](?P<word>[a-z]{3,20})[0-9._-]*@"
ANY = (
    "spam",
    "junk",
    "news",
    "newsletter",
    "shop",
    "shopping",
    "web",
    "test",
    "mail",
    "info",
    "pub",
    "promo",
)
"""Words that people write for every firm."""

SEVERAL = 3
"""Rows that name one, from which it is no one person's habit; and records of the register likewise."""

MOSTLY = 0.5
"""Share of the leak's tags that must be the word."""

OURS, KNOWN = 0.1, 30
"""Share of the register's tags from which the word names this firm; and how many tags it must have for a word that
is not among them to name another."""

ROW, MOST = 0.3, 1.5
"""What a row says, and all: two lists of one firm, and its partner's, have the same tags. Judgement."""


def counted(leak: pa.Table, register: pa.Table) -> Tags | None:
    """Count them; both tables have `email` (string)."""
    ours, theirs = _words(leak), _words(register)
    if not len(ours):
        return None
    commonest = pc.mode(ours.dictionary_encode().indices)[0]
    word = ours.dictionary_encode().dictionary[commonest["mode"].as_py()]
    named = pc.sum(pc.equal(theirs, word)).as_py() or 0
    return Tags(len(ours), str(word), commonest["count"].as_py(), len(theirs), named)


def _words(rows: pa.Table) -> pa.Array:
    mails = rows["email"].combine_chunks()
    tagged = mails.filter(pc.fill_null(pc.match_substring(mails, "+"), False))
    words = pc.struct_field(pc.extract_regex(tagged, TAG), "word").drop_null()
    return words.filter(pc.invert(pc.is_in(words, value_set=pa.array(ANY))))


def weigh(known: Evidence) -> Support:
    """Speak for this system where its customers use the tag as well, for another where none does."""
    tags = known.sampled.tags
    if tags is None or tags.named < SEVERAL or tags.named < MOSTLY * tags.rows:
        return Support(NAME, 0.0, "no firm is named by tags in several rows' e-mail addresses")
    log = bounded(ROW * tags.named, MOST, 0.0)
    because = (
        f"{tags.named:,} of {tags.rows:,} tags in e-mail addresses are {tags.word!r}, of the register's "
        f"{tags.register_named:,} of {tags.register:,}"
    )
    if tags.register_named >= SEVERAL and tags.register_named >= OURS * tags.register:
        return Support(NAME, log, because)
    if tags.register >= KNOWN and not tags.register_named:
        return Support(
            NAME, -log, f"{because}: the tag names another firm, or another of its lists"
        )
    return Support(NAME, 0.0, because)


CHECK = Told(NAME, Question.OWN, weigh=weigh)

r"""Visible: text that a stranger wrote, made safe to look at.

A name in a dump may hold characters that are not seen but act: they move the cursor, turn the
line round, hide what follows. Here each such character becomes its code, written out; a name
that is too long is cut. What the format itself treats as special (`<`, `|`, `[`) is the
business of the writer of that format.

>>> visible("fdp.eca\u202evsc")
'fdp.eca\\u202evsc'
>>> visible("\x1b[31mred")
'\\x1b[31mred'
>>> visible("délices à 20 €")
'délices à 20 €'
"""

from __future__ import annotations

import unicodedata

NAME = 80
"""Longest name shown, in characters: a table's cell at 80 columns still holds it on two lines."""

SENTENCE = 2_000
"""Longest sentence shown, in characters: ours have under 500; more is somebody's trick."""

HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories that are not seen, or that act: controls, bidi marks, halves of pairs,
private use, unassigned, line and paragraph separators (Unicode Standard, table 4-4)."""

MARKS = frozenset({"Mn", "Me"})
"""Categories of marks set on the letter before."""

STACKED = 2
"""Marks on one letter that languages written here need; more are a tower over other lines."""


def cut(untrusted: str, longest: int) -> str:
    """Keep the beginning of a long text, and say that it was cut.

    >>> cut("abcdef", 4)
    'abcd…'
    """
    return untrusted if len(untrusted) <= longest else untrusted[:longest] + "…"


def visible(untrusted: str, longest: int = SENTENCE) -> str:
    r"""Write out every character that hides or acts; a backslash is doubled, so nothing is ambiguous.

    What a spreadsheet would take for a formula gets a backslash before it.

    >>> visible("a\\b")
    'a\\\\b'
    >>> visible("=SUM(A1)"), visible("+4.0")
    ('\\=SUM(A1)', '+4.0')
    """
    text = cut(untrusted, longest)
    if _formula(text):
        return "\\" + visible(text[0]) + visible(text[1:], longest + 1)
    if text.isascii() and text.isprintable() and "\\" not in text:
        return text
    shown: list[str] = []
    stacked = 0
    for character in text:
        category = unicodedata.category(character)
        stacked = stacked + 1 if category in MARKS else 0
        if category in HIDDEN or character == "\\" or stacked > STACKED:
            shown.append(_written_out(character))
        elif category == "Zs":
            shown.append(" ")
        else:
            shown.append(character)
    return "".join(shown)


def quoted(untrusted: str) -> str:
    """Set a name out of a file, cut, in quotation marks, so that it reads as theirs.

    >>> quoted("=SUM(A1)")
    '“=SUM(A1)”'
    """
    return f"“{cut(untrusted, NAME)}”"


def _formula(text: str) -> bool:
    """Whether a spreadsheet into which the text is pasted would take it for a formula (OWASP)."""
    if not text.startswith(("=", "+", "-", "@")) or len(text) == 1:
        return False
    try:
        float(text)
    except ValueError:
        return True
    return False


def _written_out(character: str) -> str:
    if character == "\\":
        return "\\\\"
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"

"""Declared: how a field of the template is written down in one literal.

An option is written with its letter, as in the template: 'a yes'. Those in `later` leave the answer for
a later notification.

>>> options("a yes", "b to be determined", later="b")[1]
Option(letter='b', words='to be determined', later=True)
"""

from __future__ import annotations

from tocsin.terms.template import Option

YES_NO = ("a yes", "b no")
YES_NO_UNKNOWN = ("a yes", "b no", "c unknown")


def options(*words: str, later: str = "") -> tuple[Option, ...]:
    """Options, each from its letter and words."""
    parted = [word.partition(" ") for word in words]
    return tuple(Option(letter, rest, letter in later.split()) for letter, _, rest in parted)

r"""Passwords said: plain passwords in free text, behind a word for one, or behind an e-mail address.

>>> holds("mot de passe : Soleil75!"), holds("mot de passe oublié, appelez"), holds("a@b.example:hunter22")
(True, False, True)
"""

from __future__ import annotations

import random
import re

WORDS = "mot de passe|mdp|password|passwd|pwd|pass|wachtwoord|paswoord|passwort|kennwort|contraseña|contrasena|ww|pw"
"""Words for a password in French, English, Dutch, German and Spanish."""

SIFTED = "(?i:mot de passe|mdp|passw|passwd|pwd|wachtwoord|paswoord|kennwort|contrase.a)|(?i:\\b(?:pass|ww|pw) ?[:=])|@[^ @:;|]+[.][A-Za-z]{2,}[:;][^ |]"
"""What every candidate holds, for the engine."""

SHAPE = re.compile(
    rf"\b(?:{WORDS})\b(?: (?:wifi|wlan|web|site|compte|internet|du compte|van de|is|est|ist|lautet|:|=))*"
    r"(?:\s*(?:[:=]|->|→)\s*[\"'«“]?(?P<after>[^\s\"'»”|]{4,})|\s+(?:est|is|ist|lautet)\s*:?\s*[\"'«“]?(?P<told>[^\s\"'»”|]{4,})"
    r"|\s+[\"'«“]?(?P<beside>[^\s\"'»”|]{5,}))",
    re.IGNORECASE,
)
COMBO = re.compile(
    r"[^\s@:;|,]+@[^\s@:;|,]+\.[A-Za-z]{2,}[:;](?P<after>[^\s|:;,]{4,})[,;]?(?:[\s|]|$)"
)
"""An address and a password, as lists of stolen accounts have them; more fields behind are a record of another sort."""
NO_PASSWORD = re.compile(
    "(?:oubli|forgot|perdu|lost|vergessen|vergeten|chang|reset|needed|required|nodig|inconnu|unknown|niet|not|pas|kwijt|falsch|wrong|fout|faux|http|www|mailto|verge)",
    re.IGNORECASE,
)


def holds(untrusted: str) -> bool:
    """Whether a text holds a password in clear."""
    for found in SHAPE.finditer(untrusted):
        token = found.group("after") or found.group("told") or found.group("beside") or ""
        if NO_PASSWORD.match(token):
            continue
        if found.group("beside") and not re.search("[0-9]", token):
            continue
        if found.group("told") and token.isalpha() and token.islower():
            continue  # "password is needed": a word, not a password
        return True
    behind = (found.group("after") for found in COMBO.finditer(untrusted))
    return any(not NO_PASSWORD.match(token) and "@" not in token[1:] for token in behind)


TEMPLATES = (
    "mot de passe : {}",
    "mdp: {}",
    "mon mot de passe est {}",
    "password: {}",
    "password = {}",
    "my password is {}",
    "pass: {}",
    "wachtwoord: {}",
    "wachtwoord is {}",
    "Passwort: {}",
    "Kennwort lautet {}",
    "pw={}",
    "login anna@post.example:{}",
    "mdp {}",
)
"""How people write one down."""

_BEGUN = (
    "soleil",
    "azerty",
    "Marseille",
    "chouchou",
    "welkom",
    "Sommer",
    "dragon",
    "Football",
    "prinses",
    "Schatz",
    "doudou",
)
_ENDED = ("", "!", "*", "?", "#1", ".")


def made(lot: random.Random) -> str:
    """Make up a password, said in a sentence: a word and a number, as most people choose."""
    password = f"{lot.choice(_BEGUN)}{lot.randint(1, 2014)}{lot.choice(_ENDED)}"
    return lot.choice(TEMPLATES).format(password)

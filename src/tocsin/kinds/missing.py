r"""Missing: the words by which a source says that it has no value, so that they agree with nothing.

Most cells are no such word, so the test is one look-up of the cell as it stands. In capitals or small
letters as programs write them: 'NULL' and 'null' are no name, 'Null' may be somebody's. A padded
'NULL   ' counts too.

>>> [present_of(cell) for cell in ("NULL", r"\N", "n/a", "--", "0000-00-00", "Inconnu", "null  ")]
[None, None, None, None, None, None, None]
>>> present_of("Null"), present_of("Nan"), present_of("Noël")
('Null', 'Nan', 'Noël')
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

PROGRAMS = (
    "null", "(null)", "<null>", "[null]", "none", "nil", "nan", "na", "<na>", "undefined", "#n/a", "n/a",
    "nat", "#ref!", "#value!", "#name?", "#null!", "#num!", "#div/0!",
)  # fmt: skip
"""What databases, spreadsheets and languages write: small or in capitals throughout."""

PEOPLE = (
    "n.a.", "n.a", "na.", "n/d", "n.d.", "nd", "nc", "n.c.", "n/c", "nr", "n.v.t.", "nvt", "k.a.", "k. a.", "s/d",
    "unknown", "not provided", "not available", "not applicable", "no data", "empty", "blank",
    "inconnu", "inconnue", "non communiqué", "non communique", "non renseigné", "non renseigne", "non renseignée",
    "non renseignee", "non disponible", "non applicable", "néant", "neant", "aucun", "aucune", "vide",
    "onbekend", "niet bekend", "niet ingevuld", "niet opgegeven", "niet van toepassing", "geen", "leeg", "nihil",
    "unbekannt", "keine angabe", "nicht angegeben", "nicht bekannt", "leer",
    "desconocido", "desconocida", "sin datos", "no consta", "ninguno", "ninguna", "vacío", "vacio",
)  # fmt: skip
"""What people type into a field that they must fill, in English, French, Dutch, German and Spanish."""

AS_WRITTEN = (
    "", " ", "\\N", "\\n", "None", "NaN", "NaT", "N/a", "-", "--", "---", "----", "–", "—", "_", "__", ".", "..",
    "...", "/", "//", "?", "??", "???", "*", "**", "***", "0000", "00000", "000000",
    "0000-00-00", "0000-00-00 00:00:00", "00/00/0000", "00-00-0000", "00.00.0000",
)  # fmt: skip
"""Words and marks of one writing; noughts that stand where a postcode or a date should be."""

WORDS = tuple(
    dict.fromkeys(
        (
            *AS_WRITTEN,
            *PROGRAMS,
            *(word.upper() for word in PROGRAMS),
            *PEOPLE,
            *(word.capitalize() for word in PEOPLE),
            *(word.upper() for word in PEOPLE),
        )
    )
)
"""Every word as it may stand in a cell."""

PADDING = " \t\n\r\v\f"
"""What Ibis strips."""


def present(cell: ir.StringValue) -> ir.StringValue:
    """Make NULL of a word for a missing value."""
    padded = cell.endswith(" ")
    bare = ibis.ifelse(padded, cell.rstrip(), cell)
    return ibis.ifelse(bare.isin(WORDS), ibis.null("string"), cell)


def present_of(untrusted: str) -> str | None:
    """Give `present` of one value."""
    bare = untrusted.rstrip(PADDING) if untrusted.endswith(" ") else untrusted
    return None if bare in WORDS else untrusted

"""Note: the ransom note, in the project's own words, with the facts reported of June 2014.

Reported: both countries' sites share one vulnerable database; over 592,000 French and over 58,000
Belgian records; what they hold, toppings included; EUR 30,000; Monday 16 June, 8 pm CET; six rows
of sample, without toppings (eSecurityPlanet, Sophos, Reuters). The words of the real note are not here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Formatter

BELGIAN_RECORDS, ALL_RECORDS = 58_000, 650_000
"""The counts in print (Reuters): 592,000 and 58,000. Other sizes of drill keep the proportion."""

TEXT = """\
To the management of Quatre Vents Pizza, France and Belgium

This is not spam, so read on. Your web sites in France and in Belgium share the same vulnerable database.
We went in and took the customer records out of it:
over {french:,} records of French customers and over {belgian:,} records of Belgian customers.
Yes, we have it all.

The records hold full names, addresses, phone numbers, e-mail addresses, passwords, delivery instructions and favourite toppings.

So that you do not take this for a bluff, here {are} of them.

{samples}

We want EUR 30,000 from you.
You have until Monday 16 June, 8 pm CET. If we are not paid by then, we will publish all the data on the internet.

Write to cold.slice@letterbox.invalid
"""

HEADED = ("France\n------\n", "Belgium\n-------\n")
"""What stands over the rows of each country."""

ARE = ("are none", "is one", "are two", "are three", "are four", "are five", "are six")
"""How many rows it shows, in its words."""

SAYS = {
    "Name": "{prenom} {nom}",
    "Address": "{adresse}, {cp} {ville}",
    "Phone": "{telephone}",
    "E-mail": "{email}",
    "Password": "{password}",
}
"""How it shows a row: what the row has not, it does not."""

Row = Mapping[str, str]


def split(people: int) -> tuple[int, int]:
    """How many of so many records are French, and how many Belgian.

    >>> split(650_000), split(4_000)
    ((592000, 58000), (3643, 357))
    """
    belgian = round(people * BELGIAN_RECORDS / ALL_RECORDS)
    return people - belgian, belgian


def note(claimed: tuple[int, int], french: Sequence[Row], belgian: Sequence[Row]) -> str:
    """Write the note that claims so many French and Belgian records and shows these rows of them.

    Rows are in the leak's columns, of which some may be lacking.
    """
    in_france, in_belgium = claimed
    parts = [
        head + "\n\n".join(map(_shown, rows))
        for head, rows in zip(HEADED, (french, belgian), strict=True)
        if rows
    ]
    return TEXT.format(
        french=in_france,
        belgian=in_belgium,
        are=ARE[len(french) + len(belgian)],
        samples="\n\n".join(parts),
    )


def _shown(row: Row) -> str:
    return "\n".join(
        f"{name}: {form.format_map(row)}" for name, form in SAYS.items() if _has(row, form)
    )


def _has(row: Row, form: str) -> bool:
    return all(row.get(name) for _, name, _, _ in Formatter().parse(form) if name)

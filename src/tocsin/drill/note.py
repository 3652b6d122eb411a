"""Note: the ransom note, in the project's own words, with the facts reported of June 2014.

Reported: both countries' sites share one vulnerable database; over 592,000 French and over 58,000
Belgian records; what they hold, toppings included; EUR 30,000; Monday 16 June, 8 pm CET; six rows
of sample, without toppings (eSecurityPlanet, Sophos, Reuters). The words of the real note are not here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

BELGIAN_RECORDS, ALL_RECORDS = 58_000, 650_000
"""The counts in print (Reuters): 592,000 and 58,000. Other sizes of drill keep the proportion."""

TEXT = """\
To the management of Quatre Vents Pizza, France and Belgium

This is not spam, so read on. Your web sites in France and in Belgium share the same vulnerable database.
We went in and took the customer records out of it:
over {french:,} records of French customers and over {belgian:,} records of Belgian customers.
Yes, we have it all.

The records hold full names, addresses, phone numbers, e-mail addresses, passwords, delivery instructions and favourite toppings.

So that you do not take this for a bluff, here are six of them.

France
------
{sample_fr}

Belgium
-------
{sample_be}

We want EUR 30,000 from you.
You have until Monday 16 June, 8 pm CET. If we are not paid by then, we will publish all the data on the internet.

Write to cold.slice@letterbox.invalid
"""

Row = Mapping[str, str]


def split(people: int) -> tuple[int, int]:
    """How many of so many records are French, and how many Belgian.

    >>> split(650_000), split(4_000)
    ((592000, 58000), (3643, 357))
    """
    belgian = round(people * BELGIAN_RECORDS / ALL_RECORDS)
    return people - belgian, belgian


def note(people: int, french: Sequence[Row], belgian: Sequence[Row]) -> str:
    """Write the note that claims so many records and shows these rows (in the leak's columns)."""
    in_france, in_belgium = split(people)
    return TEXT.format(
        french=in_france,
        belgian=in_belgium,
        sample_fr="\n\n".join(map(_shown, french)),
        sample_be="\n\n".join(map(_shown, belgian)),
    )


def _shown(row: Row) -> str:
    return (
        f"Name: {row['prenom']} {row['nom']}\n"
        f"Address: {row['adresse']}, {row['cp']} {row['ville']}\n"
        f"Phone: {row['telephone']}\n"
        f"E-mail: {row['email']}\n"
        f"Password: {row['password']}"
    )

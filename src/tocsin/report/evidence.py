"""Evidence: what the report shows under its answers: findings, exhibits, readings, register, custody.

Names out of files stand in quotation marks; digests stand whole where a person may need to
compare them, and by their first 12 characters where they only point.
"""

from __future__ import annotations

from tocsin.report import contents, sentences
from tocsin.report.lexicon import CERTAINTIES, ROLES, kind
from tocsin.report.sheet import Cell, Column, Numbered, Part, Section, Sheet
from tocsin.report.visible import quoted
from tocsin.terms.case import Entry, Exhibit
from tocsin.terms.established import Established, RegisterFacts
from tocsin.terms.finding import Finding, Locus
from tocsin.terms.table import Dialect, Reading, Table

REJECTS_SHOWN = 20
"""Rejects listed per table: enough to see the pattern. All are counted, and kept in the case."""

COLUMNS_SHOWN = 60
"""Columns listed per table; real customer tables have fewer. All are in the JSON."""

SHORT = 12
"""Characters of a digest that point at it, as `Locus` writes them."""

NOT = (
    "It is not legal advice. It states facts that laws turn on; what they require is for a lawyer.",
    "It does not say who the claimant is, nor who copied the data. It attributes nothing.",
    "It does not say that the claimant holds more than the exhibits, nor that they do not.",
    "It does not say what to pay or whether. It shows no person’s data.",
)
"""What a reader could take the report for, and must not."""


LONG = 60
"""Characters from which a limit that was told already is pointed at and not told again. A judgement."""


def findings(of: tuple[Finding, ...], exhibits: tuple[Exhibit, ...]) -> tuple[Part, ...]:
    """Give each finding its number, say what each rests on, and put them under the parts of the answer."""
    names = {exhibit.sha256: exhibit for exhibit in exhibits}
    first: dict[str, int] = {}
    parts: dict[str, list[Numbered]] = {}
    for number, finding in enumerate(of, start=1):
        told = first.setdefault(finding.limit, number)
        again = told if told != number and len(finding.limit) >= LONG else None
        basis = tuple(_basis(locus, names) for locus in finding.basis)
        certainty, tone = CERTAINTIES[finding.certainty]
        numbered = Numbered(number, finding, certainty, tone, basis, again)
        parts.setdefault(contents.part(finding.key), []).append(numbered)
    return tuple(
        Part(f"findings-{anchor}", contents.SHORT[anchor], tuple(those))
        for anchor, those in parts.items()
    )


def _basis(locus: Locus, exhibits: dict[str, Exhibit]) -> str:
    exhibit = exhibits.get(locus.exhibit)
    if exhibit is None:
        return str(locus)
    return f"{ROLES[exhibit.role]} {locus}"


def exhibits(established: Established) -> Section:
    """Tell which files the case rests on, and how each was read."""
    if not established.exhibits:
        return Section("exhibits", "Exhibits", "The case holds no exhibit.")
    files = Sheet(
        "Files as acquired, sealed by SHA-256",
        (Column("Name", code=True), Column("What"), Column("Size", numeric=True), Column("SHA-256", code=True)),
        tuple(
            (
                Cell(quoted(exhibit.name)),
                Cell(ROLES[exhibit.role]),
                Cell(sentences.size(exhibit.bytes)),
                Cell(exhibit.sha256),
            )
            for exhibit in established.exhibits
        ),
    )  # fmt: skip
    pairs = tuple(zip(established.exhibits, established.readings, strict=False))
    return Section("exhibits", "Exhibits", sheets=(files, *_readings(pairs)))


def _readings(pairs: tuple[tuple[Exhibit, Reading], ...]) -> tuple[Sheet, ...]:
    rows: list[tuple[Cell, ...]] = []
    details: list[Sheet] = []
    for exhibit, reading in pairs:
        name = quoted(exhibit.name)
        if reading.refused is not None:
            rows.append((Cell(name), Cell(f"not read, because {reading.refused}"), *[Cell("")] * 3))
        elif not reading.tables:
            rows.append((Cell(name), Cell(_manner(reading)), *[Cell("no table")] * 3))
        for table in reading.tables:
            rows.append(
                (
                    Cell(name, note=f"table {quoted(table.name)}"),
                    Cell(_manner(reading)),
                    Cell(sentences.number(table.rows)),
                    Cell(sentences.number(table.rejected)),
                    Cell(sentences.number(table.repaired)),
                )
            )
            details.extend(_table(table))
    columns = (
        Column("Exhibit", code=True),
        Column("Read as"),
        Column("Rows", numeric=True),
        Column("Rejects", numeric=True),
        Column("Repaired cells", numeric=True),
    )
    if not rows:
        return ()
    caption = "Readings: each record is a row or a reject; repaired cells had garbled letters"
    return (Sheet(caption, columns, tuple(rows)), *details)


def _manner(reading: Reading) -> str:
    said = [reading.format or "format not known"]
    if reading.encoding:
        said.append(reading.encoding)
    if reading.dialect:
        said.append(_dialect(reading.dialect))
    return ", ".join(said)


def _dialect(dialect: Dialect) -> str:
    header = "with a header" if dialect.header else "without header"
    return f"separated by {quoted(dialect.delimiter)}, {header}"


def _table(table: Table) -> tuple[Sheet, ...]:
    name = quoted(table.name)
    shown = table.columns[:COLUMNS_SHOWN]
    more = f" (the first {len(shown)} of {len(table.columns)})" if shown != table.columns else ""
    columns = Sheet(
        f"Columns of table {name}{more}",
        (Column("Column", code=True), Column("Holds"), Column("Share", numeric=True),
         Column("Filled cells", numeric=True), Column("Judged by")),
        tuple(
            (
                Cell(quoted(column.name)),
                Cell(kind(column.kind)),
                Cell(sentences.percent(column.share)),
                Cell(sentences.number(column.filled)),
                Cell(column.judged_by),
            )
            for column in shown
        ),
        folded=True,
    )  # fmt: skip
    if not table.rejected:
        return (columns,)
    listed = table.rejects[:REJECTS_SHOWN]
    rejects = Sheet(
        f"Rejects of table {name} (the first {len(listed)} of {sentences.number(table.rejected)})",
        (Column("Where"), Column("Why it was not understood")),
        tuple((Cell(reject.where), Cell(reject.reason)) for reject in listed),
        folded=True,
    )
    return (columns, rejects)


def register(facts: RegisterFacts | None) -> Section:
    """Tell which customer register the leak was held against."""
    if facts is None:
        return Section(
            "register",
            "The register it was held against",
            "None was named: whose data it is cannot be said.",
        )
    rows = (
        ("Records", sentences.number(facts.rows)),
        ("People behind them", sentences.number(facts.people)),
        ("Rows of history", sentences.number(facts.history) if facts.history else "none named"),
        ("Taken from", facts.source),
        ("Taken", sentences.when(facts.taken)),
        ("SHA-256 once prepared", facts.sha256),
    )
    sheet = Sheet(
        "The company’s own customer register",
        (Column("What"), Column("Which")),
        tuple((Cell(what), Cell(which)) for what, which in rows),
    )
    return Section("register", "The register it was held against", sheets=(sheet,))


def custody(established: Established) -> Section:
    """Tell what was done, by whom, in order; the ledger proves it."""
    rows = tuple(_entry(entry) for entry in established.custody)
    columns = (
        Column("No.", numeric=True),
        Column("When"),
        Column("Who"),
        Column("Act"),
        Column("In", code=True),
        Column("Out", code=True),
        Column("After", code=True),
    )
    return Section(
        "custody",
        "Custody",
        f"The ledger’s last entry has the hash {established.ledger_head or 'of nothing yet'}. "
        "“tocsin verify” checks every entry and every exhibit against it, offline.",
        (Sheet("The ledger, entry by entry", columns, rows, wide=True, folded=True),)
        if rows
        else (),
        (f"Told by {established.tool}.",),
    )


def _entry(entry: Entry) -> tuple[Cell, ...]:
    return (
        Cell(str(entry.number)),
        Cell(sentences.stamp(entry.at)),
        Cell(entry.who),
        Cell(entry.act, note=entry.why),
        Cell(" ".join(digest[:SHORT] for digest in entry.inputs) or "nothing"),
        Cell(" ".join(digest[:SHORT] for digest in entry.outputs) or "nothing"),
        Cell(entry.previous[:SHORT]),
    )


def disclaimer() -> Section:
    """Tell what the report is not."""
    return Section("not", "What this report is not", remarks=NOT)

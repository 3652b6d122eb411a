"""Report cases: two made-up answers, the drill at full size and the six-row sample, and a hostile one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import pypdfium2
from report_parts import (
    AFTER,
    CNIL,
    DISGUISES,
    DUTIES,
    LOST,
    PASSWORDS,
    REMARKS,
    SEVERITY,
    SIGHTINGS,
    SINCE,
    TAKEN,
    TODAY,
    digest,
    rests_on,
)

from tocsin.report import OUTPUTS
from tocsin.terms.case import Entry, Exhibit, Role
from tocsin.terms.changed import Changed
from tocsin.terms.claim import (
    Claim,
    ClaimAnswer,
    Deadline,
    Demand,
    Instant,
    Money,
    Status,
    Subject,
)
from tocsin.terms.established import Asked, Established, RegisterFacts, Worth
from tocsin.terms.finding import Certainty, Finding, Locus
from tocsin.terms.law import Duties, Question
from tocsin.terms.password import Passwords
from tocsin.terms.reliability import Reliability, Step
from tocsin.terms.scope import Category, Combination, KindAbsent, KindHeld, Lost, Scope
from tocsin.terms.severity import Level
from tocsin.terms.table import Column, Dialect, Reading, Reject, Table
from tocsin.terms.verdict import Answer, Support, Verdict

HOSTILE = (
    "=cmd|'/c calc'!A1 <script>alert(1)</script>\u202egnp.\x1b[31m|[x](http://evil.example)[bold]"
)
"""A name that is a formula, a tag, a turned line, a terminal's colour, a column, a link, markup."""


NOTE = Exhibit(digest("note"), 1_412, Role.NOTE, "note.txt")
LEAK = Exhibit(digest("leak"), 74_812_406, Role.LEAK, "dominos-fr-be.csv")
LINKS = digest("links")
SCAN = digest("scan")

ALL = Locus(LEAK.sha256, "table 1, rows 0-649999")
SIX = Locus(NOTE.sha256, "lines 21-26")


@cache
def written(output: str, case: Callable[[], Established]) -> bytes:
    """A case in one of its outputs, drawn once for all tests of a process."""
    return OUTPUTS[output](case())


def on_paper(pdf: bytes) -> str:
    """The words of a PDF, page by page, line by line."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range().splitlines() for page in document]
    return "\n\n".join("\n".join(line.rstrip() for line in page) for page in pages) + "\n"


def claim(subject: Subject, words: str, line: int, **more: object) -> Claim:
    return Claim(subject, words, line, **more)  # type: ignore[arg-type]


CLAIMS = (
    claim(Subject.RECORDS, "over 592,000 records of customers in France", 5, count=592_000, at_least=True, country="FR"),
    claim(Subject.RECORDS, "over 58,000 records of customers in Belgium", 5, count=58_000, at_least=True, country="BE"),
    claim(Subject.SOURCE, "both web sites share one database", 4),
    claim(Subject.KIND, "full names", 7, kind="full_name"),
    claim(Subject.KIND, "addresses", 7, kind="postal_address"),
    claim(Subject.KIND, "phone numbers", 7, kind="phone"),
    claim(Subject.KIND, "e-mail addresses", 7, kind="email"),
    claim(Subject.KIND, "passwords", 7, kind="password_hash"),
    claim(Subject.KIND, "delivery instructions", 8, kind="free_text"),
    claim(Subject.KIND, "favourite toppings", 8, kind="preference"),
    claim(Subject.WHOLE, "the whole database", 9),
)  # fmt: skip

KINDS = (
    KindHeld("full_name", Category.IDENTITY, 648_702, 611_930),
    KindHeld("postal_address", Category.LOCATION, 645_119, 608_402),
    KindHeld("postcode", Category.LOCATION, 649_310, 612_420),
    KindHeld("email", Category.CONTACT, 641_877, 605_300),
    KindHeld("phone", Category.CONTACT, 618_504, 583_377),
    KindHeld("password_hash", Category.CREDENTIAL, 650_000, 613_041, "MD5, unsalted"),
    KindHeld("customer_number", Category.INTERNAL, 649_988, 613_030),
    KindHeld("date", Category.TIME, 649_988, 613_030),
    KindHeld("free_text", Category.FREE_TEXT, 212_650, 200_911),
)

ABSENT = (
    KindAbsent("payment_card", 6_216_138, 0, 1_000, 998, 4, 0.993, DISGUISES),
    KindAbsent("iban", 6_216_138, 0, 1_000, 1_000, 4, 0.996),
)


def entry(
    number: int, act: str, inputs: tuple[str, ...], outputs: tuple[str, ...], why: str
) -> Entry:
    previous = digest(f"entry {number - 1}") if number > 1 else "0" * 64
    at = datetime(2014, 6, 13, 7, 30 + number, 12, tzinfo=UTC)
    return Entry(
        number, at, "desk@pizza.example", act, "tocsin 0.1.0", inputs, outputs, why, previous
    )


CUSTODY = (
    entry(1, "open", (), (NOTE.sha256,), "the note came by e-mail"),
    entry(2, "add", (), (LEAK.sha256,), "the claimant’s download link"),
    entry(3, "read", (LEAK.sha256,), (digest("extract"),), ""),
    entry(4, "register", (), (digest("register"),), "the shop’s database, read-only"),
    entry(5, "link", (digest("extract"), digest("register")), (LINKS,), ""),
    entry(6, "establish", (NOTE.sha256, LINKS), (digest("established"),), ""),
)

DEMAND = Demand(
    Money(Decimal(30_000), "EUR"),
    Deadline(
        (
            Instant(
                datetime.fromisoformat("2014-06-16T20:00+02:00"),
                "8 pm in Paris (CEST, UTC+2), which the word CET loosely meant",
            ),
            Instant(
                datetime.fromisoformat("2014-06-16T20:00+01:00"),
                "8 pm CET taken literally (UTC+1), which is 21:00 in Paris",
            ),
        ),
        14,
        "The note says “8 pm CET”; in June, Paris keeps CEST.",
    ),
    ("publication of the data",),
    ("e-mail",),
)

ASKED = Asked(
    DEMAND,
    Worth(Decimal("40677.00"), "USD", "2014-06-12", "European Central Bank, reference rate"),
    datetime.fromisoformat("2014-06-13T09:40+02:00"),
)

REGISTER = RegisterFacts(
    sha256=digest("register"),
    rows=2_500_000,
    people=2_301_118,
    source="postgresql",
    taken=datetime.fromisoformat("2014-06-13T09:33+02:00"),
    history=318_204,
)

RELIABILITY = Reliability(
    (Step(0.95, 0.99, 331, 322.1, 318), Step(0.999999, 1.0, 649_546, 649_545.99, 649_546)),
    (Step(0.0, 0.05, 40, 1.2, 1), Step(0.4, 0.6, 24, 12.3, 3)),
)
"""A drill's truth: two steps hold, of one less was said than could be, and of one too much."""

NAMES = ("numero", "prenom_nom", "adresse", "cp", "courriel", "tel", "mdp", "cree", "livraison")
HOLD = ("customer_number", "full_name", "postal_address", "postcode", "email", "phone",
        "password_hash", "date", "free_text")  # fmt: skip

TABLE = Table(
    "table 1",
    650_000,
    tuple(
        Column(name, kind, 1.0 if kind == "password_hash" else 0.9987, 649_988)
        for name, kind in zip(NAMES, HOLD, strict=True)
    ),
    (Reject("line 81220", "3 of 9 fields: the line was cut"), Reject("line 400719", "no line end")),
    2,
    4_812,
)

READINGS = (
    Reading("note", "utf-8", None),
    Reading("csv", "windows-1252", Dialect(";", '"', None, True), (TABLE,)),
)


def answers(*found: tuple[str, Status, str]) -> tuple[ClaimAnswer, ...]:
    return tuple(
        ClaimAnswer(claim, words, status, because)
        for claim, (words, status, because) in zip(CLAIMS, found, strict=True)
    )


def findings_of(
    claims: tuple[ClaimAnswer, ...], place: Locus, certainty: Certainty
) -> list[Finding]:
    return [
        Finding(
            f"The note claims {answer.claim.claimed}; found: {answer.found}.",
            (Locus(NOTE.sha256, f"line {answer.claim.line}"), place),
            certainty if answer.status is not Status.UNTESTED else Certainty.UNRESOLVED,
            answer.because if answer.status is not Status.FOUND else "",
            f"claims.{at}",
        )
        for at, answer in enumerate(claims)
    ]


def drill() -> Established:
    """The Domino's drill at full size: genuine, 650,000 rows, toppings not found."""
    held = {one.kind: one for one in KINDS}
    claims = answers(
        ("591,874 rows of 557,310 people in France", Status.FOUND, "within 1% of the number claimed"),
        ("58,003 rows of 55,731 people in Belgium", Status.FOUND, "more than the number claimed"),
        ("French and Belgian rows carry numbers of one series", Status.FOUND, "98.9% of numbers known"),
        *(
            (f"{held[one.kind or ''].rows:,} rows", Status.FOUND, "a column holds them")
            for one in CLAIMS[3:9]
        ),
        ("no column and no cell holds any", Status.NOT_FOUND, "looked for in 9 columns"),
        ("613,041 of 2,301,118 people", Status.CONTRADICTED, "most of the register is not in the leak"),
    )  # fmt: skip
    findings = [
        Finding(
            "The leak is genuine: 99.98% of its rows agree with the register where no outsider could know.",
            (ALL, Locus(LINKS)),
            limit="It does not show who copied the data, or that no other copy exists.",
            key="verdict",
        ),
        *findings_of(claims, ALL, Certainty.ESTABLISHED),
        Finding("The leak holds 650,000 rows; 2 lines were not understood.", (ALL,), key="scope.rows"),
        Finding(
            "The rows belong to 649,877 accounts.", (ALL, Locus(LINKS)), key="scope.accounts",
            limit="A row with too little in it to be told apart is not linked.",
        ),
        Finding(
            "Behind the accounts stand 613,041 people.", (Locus(LINKS),), Certainty.PROBABLE, key="scope.people",
            limit="Two accounts are taken for one person where name and phone or e-mail agree.",
        ),
        Finding("41,208 of them are former customers.", (Locus(LINKS),), key="scope.former"),
        Finding("123 rows belong to no record of the register.", (Locus(LINKS),), key="scope.unlinked",
                limit="They may be of customers erased since."),
        Finding("19 of those fit two records equally well.", (Locus(LINKS),), key="scope.ambiguous"),
        Finding("12 rows were judged by a person: 9 rows are linked that were not.", (Locus(LINKS),), Certainty.PROBABLE, key="scope.judged",
                limit="A judgement is a person's, not the evidence's."),
        Finding("64 rows are in doubt.", (Locus(LINKS),), Certainty.UNRESOLVED, key="scope.doubtful"),
        Finding("557,310 people live in France and 55,731 in Belgium.", (Locus(LINKS),), key="scope.by_country"),
        *(
            Finding(f"{one.rows:,} rows about {one.people:,} people hold {one.kind}.", (ALL,), key=f"kinds.{one.kind}")
            for one in KINDS
        ),
        *(
            Finding(
                f"No {one.kind} was found in {one.cells:,} cells; {one.recovered} of {one.planted} controls were.",
                (ALL, Locus(SCAN)), key=f"absent.{one.kind}",
                limit="A number split over two cells, or in a picture, would not be found.",
            )
            for one in ABSENT
        ),
        Finding("The note asks EUR 30,000.", (Locus(NOTE.sha256, "line 12"),), key="demand.asked"),
        Finding("The note threatens publication.", (Locus(NOTE.sha256, "line 15"),), key="demand.threats"),
        Finding("The time named can be read in two ways.", (Locus(NOTE.sha256, "line 14"),),
                Certainty.UNRESOLVED, "The words do not decide between them.", "demand.deadline"),
        *rests_on(ALL),
    ]  # fmt: skip
    return Established(
        name="Pizza, June 2014",
        received=datetime.fromisoformat("2014-06-13T09:30+02:00"),
        tool="tocsin 0.1.0",
        ledger_head=digest("entry 6"),
        verdict=Verdict(
            Answer.GENUINE,
            11.5,
            (
                Support("strong identifiers", 4.0, "99.1% of 641,877 e-mail addresses are in the register"),
                Support("inside knowledge", 5.0, "649,877 customer numbers stand with their own password hash"),
                Support("strangers", 2.5, "0.02% of the addresses were never in the register"),
                Support("seen before", 0.0, "no older leak was given to compare with"),
            ),
            "It does not show who copied the data, or that no other copy exists.",
        ),
        claims=claims,
        scope=Scope(
            650_000, 649_877, 613_041, 41_208, 123, 19, (("FR", 557_310), ("BE", 55_731)), 41, 37, 12, 64
        ),
        kinds=KINDS,
        absent=ABSENT,
        asked=ASKED,
        findings=tuple(findings),
        exhibits=(NOTE, LEAK),
        readings=READINGS,
        register=REGISTER,
        custody=CUSTODY,
        taken=TAKEN,
        lost=LOST,
        remarks=REMARKS,
        passwords=PASSWORDS,
        severity=SEVERITY,
        sightings=SIGHTINGS,
        duties=DUTIES,
        today=TODAY,
        since=SINCE,
        reliability=RELIABILITY,
    )  # fmt: skip


def sample() -> Established:
    """Hour 0: only the note with its six rows. What a chosen sample cannot show is untested."""
    chosen = "a sample its holder chose bounds nothing"
    claims = answers(
        ("3 rows", Status.UNTESTED, chosen),
        ("3 rows", Status.UNTESTED, chosen),
        ("6 rows", Status.UNTESTED, chosen),
        *[("6 rows", Status.FOUND, "all 6 rows hold them")] * 5,
        ("no cell holds any", Status.NOT_FOUND, "looked for in 6 rows"),
        ("no cell holds any", Status.NOT_FOUND, "looked for in 6 rows"),
        ("6 rows", Status.UNTESTED, chosen),
    )
    kinds = tuple(
        replace(one, rows=6, people=6)
        for one in KINDS
        if one.kind not in {"free_text", "customer_number", "date"}
    )
    table = Table(
        "lines 21-26", 6, (Column("0", "full_name", 1.0, 6), Column("1", "email", 1.0, 6))
    )
    findings = [
        Finding("The six rows are of six customers.", (SIX,), limit="Six rows chosen by their holder say nothing of any other row.", key="verdict"),
        *findings_of(claims, SIX, Certainty.PROBABLE),
        Finding("6 rows belong to 6 accounts of 6 people.", (SIX,), key="scope"),
        *(Finding(f"6 rows hold {one.kind}.", (SIX,), key=f"kinds.{one.kind}") for one in kinds),
        Finding("No payment card was found in 36 cells.", (SIX,), Certainty.PROBABLE, "36 cells are few.", "absent.payment_card"),
        Finding("The note asks EUR 30,000.", (Locus(NOTE.sha256, "line 12"),), key="demand.asked"),
        Finding("The time named can be read in two ways.", (Locus(NOTE.sha256, "line 14"),), key="demand.deadline"),
        Finding("The data were copied at or after 2014-05-30 18:21:07 UTC.", (SIX,), Certainty.PROBABLE, key="taken"),
        Finding("Each of 6 people lost 6 kinds of data.", (SIX,), key="lost"),
        Finding("6 rows hold MD5, unsalted.", (SIX,), Certainty.PROBABLE, key="passwords.0"),
        Finding("By ENISA’s method the severity is medium: 1 x 1 + 1 = 2.", (SIX,), Certainty.PROBABLE, key="severity"),
        Finding("Open: keep the data secure.", (SIX,), Certainty.UNRESOLVED, key="duties.fr.1978.34"),
    ]  # fmt: skip
    return replace(
        drill(),
        name="Pizza, June 2014, hour 0",
        sample=True,
        verdict=Verdict(
            Answer.GENUINE,
            2.3,
            (
                Support("strong identifiers", 0.8, "6 of 6 e-mail addresses are in the register"),
                Support(
                    "inside knowledge", 1.5, "6 of 6 password hashes are those of the register"
                ),
                Support("strangers", 0.0, "6 rows are too few to speak"),
            ),
            "Six rows chosen by their holder: how many more there are is untested.",
        ),
        claims=claims,
        scope=Scope(6, 6, 6, 0, 0, 0, (("BE", 3), ("FR", 3))),
        kinds=kinds,
        absent=(KindAbsent("payment_card", 36, 0, 100, 100, 3),),
        findings=tuple(findings),
        exhibits=(NOTE,),
        readings=(Reading("note", "utf-8", None, (table,)),),
        custody=CUSTODY[:1],
        taken=AFTER,
        lost=Lost(6, tuple((one.kind, 6) for one in kinds), (Combination(tuple(one.kind for one in kinds), 6),), 0, 0),
        remarks=(),
        passwords=Passwords((replace(PASSWORDS.kept[0], rows=6, decides=6, hashes=6, accounts=6, shared=0, largest=(), common=1),), PASSWORDS.listed),
        severity=replace(SEVERITY, flags=(), people=((Level.MEDIUM, 6),), level=Level.MEDIUM, score=2.0,
                         because=(replace(SEVERITY.because[0], value=1.0, says="Names and addresses are simple data."), *SEVERITY.because[1:])),
        duties=of_six(DUTIES),
        today=of_six(TODAY),
        sightings=(),
        since=None,
        reliability=None,
    )  # fmt: skip


def of_six(duties: Duties) -> Duties:
    """The same duties, about three people in each country."""
    six = (("BE", 3), ("FR", 3))
    told = tuple(replace(one, people=6 if one.people else None) for one in duties.owed)
    return replace(duties, facts=replace(duties.facts, subjects=six), owed=told)


def hostile_parts() -> dict[str, Any]:
    """The new parts, with the hostile name wherever a file, a register or a person can put one."""
    kept, beside = PASSWORDS.kept
    owed = replace(
        TODAY.owed[0],
        does=HOSTILE,
        to=HOSTILE,
        because=HOSTILE,
        undecided=HOSTILE,
        contents=(HOSTILE,),
        channels=(replace(CNIL, name=HOSTILE, note=HOSTILE, channel=HOSTILE),),
    )
    return {
        "taken": replace(
            TAKEN,
            source=HOSTILE,
            copies=(replace(TAKEN.copies[0], name=HOSTILE, system=HOSTILE),),
            lacking=(replace(TAKEN.lacking[0], group=HOSTILE),),
            clocks=replace(TAKEN.clocks, zone=HOSTILE),
        ),
        "lost": replace(LOST, kinds=((HOSTILE, 5), *LOST.kinds)),
        "remarks": (replace(REMARKS[0], says=HOSTILE, examples=(HOSTILE,)),),
        "passwords": replace(
            PASSWORDS,
            kept=(replace(kept, scheme=HOSTILE, cost=HOSTILE), replace(beside, column=HOSTILE)),
            listed=HOSTILE,
        ),
        "severity": replace(
            SEVERITY, because=(replace(SEVERITY.because[0], says=HOSTILE, source=HOSTILE),), flags=(HOSTILE,), open=(HOSTILE,)
        ),
        "sightings": (replace(SIGHTINGS[0], source=HOSTILE),),
        "duties": replace(DUTIES, owed=(owed,), questions=(Question(HOSTILE, HOSTILE, (HOSTILE,)),), remarks=(HOSTILE,)),
        "since": replace(SINCE, changes=(Changed("taken", "source", HOSTILE, HOSTILE), Changed("canaries", HOSTILE, 0, 1))),
    }  # fmt: skip


def hostile() -> Established:
    """The drill, with the hostile name wherever a file can put one."""
    drilled = drill()
    column = replace(TABLE.columns[0], name=HOSTILE)
    table = replace(
        TABLE, name=HOSTILE, columns=(column,), rejects=(Reject("line 1", HOSTILE),), rejected=1
    )
    reading = replace(READINGS[1], tables=(table,), marks=((HOSTILE, HOSTILE),))
    return replace(
        drilled,
        **hostile_parts(),
        name=HOSTILE,
        exhibits=(NOTE, replace(LEAK, name=HOSTILE)),
        readings=(replace(READINGS[0], refused=HOSTILE), reading),
        findings=(
            *drilled.findings,
            Finding(HOSTILE, (Locus(LEAK.sha256, HOSTILE),), limit=HOSTILE),
        ),
    )


def nothing() -> Established:
    """Only a name and a verdict of 'cannot tell': every other part could not be put."""
    return Established(
        name="empty",
        received=datetime(2014, 6, 13, tzinfo=UTC),
        tool="tocsin 0.1.0",
        ledger_head="0" * 64,
        verdict=Verdict(Answer.CANNOT_TELL, 0.0, (), "There is no leak in the case yet."),
        claims=(),
        scope=None,
        kinds=(),
        absent=(),
        asked=None,
        findings=(),
        exhibits=(),
        readings=(),
        register=None,
    )

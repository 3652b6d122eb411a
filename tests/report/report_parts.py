"""Report parts: when the drill's leak was copied, what each person lost, what its passwords are worth, how bad
it is, what the law requires, what is new. Literal, at full size; the sample's beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from tocsin.terms.canary import Sighting
from tocsin.terms.changed import Changed, Delta
from tocsin.terms.changed import People as PeopleChanged
from tocsin.terms.facts import Event, Facts, Risk, Times
from tocsin.terms.finding import Certainty, Finding, Locus
from tocsin.terms.law import Authority, Cite, Deadline, Duties, Owed, Question, Standing
from tocsin.terms.password import Kept, Passwords, Place, Reach, Recoverable
from tocsin.terms.period import (
    Against,
    Binding,
    Clocks,
    Copied,
    Ground,
    Lacking,
    Misfit,
    Misfits,
    Newest,
    Period,
    Population,
    Taken,
    Why,
)
from tocsin.terms.scope import Category, Combination, Disguised, Lost, Remark
from tocsin.terms.severity import Level, Severity, Step

RECEIVED = datetime.fromisoformat("2014-06-13T09:30+02:00")
NOW = RECEIVED + timedelta(minutes=10)


def at(told: str) -> datetime:
    return datetime.fromisoformat(told).replace(tzinfo=UTC)


NIGHT = Period(at("2014-06-07T00:05:18"), at("2014-06-07T01:29:35.001"))

BINDINGS = (
    Binding(649_999, Why.CREATED, at("2014-06-07T00:05:18")),
    Binding(637_204, Why.CHANGED, at("2014-06-06T23:23:42"), "email"),
    Binding(587_112, Why.REPLACED, at("2014-06-07T01:29:35.001"), "free_text"),
)

TAKEN = Taken(
    NIGHT,
    Ground.CHANGES,
    rows=649_877,
    consistent=0.99994,
    populations=(Population(NIGHT, 649_877, 649_838, 0, 649_999, BINDINGS),),
    misfits=(Misfits(Misfit.CLOCK, 28), Misfits(Misfit.EDITED, 11)),
    against=(
        Against(at("2014-06-04T00:00:00"), 41_377),
        Against(at("2014-06-06T12:00:00"), 5_811),
        Against(NIGHT.after or NOW, 39),
        Against(NIGHT.before or NOW, 212),
        Against(at("2014-06-09T00:00:00"), 38_112),
    ),
    newest=Newest(
        at("2014-06-07T00:05:18"),
        8_914,
        0.2523,
        at("2014-06-07T00:07:02"),
        at("2014-06-07T00:08:11"),
    ),
    lacking=(Lacking("without a password", 504_211, 0, 1_986_800, 649_877),),
    source="nightly backup",
    copies=(
        Copied("nightly backup", "shop database", at("2014-06-07T00:30:00")),
        Copied("mail house feed", "marketing", at("2014-06-06T23:45:00"), exact=False),
    ),
    scheduled=3,
    clocks=Clocks("Europe/Paris"),
)
"""One night's copy, which names the backup; a few rows of a wrong clock, and some edited."""

AFTER = replace(
    TAKEN,
    period=Period(at("2014-05-30T18:21:07"), None),
    rests=Ground.CREATED,
    rows=6,
    consistent=1.0,
    populations=(
        Population(
            Period(at("2014-05-30T18:21:07"), None),
            6,
            6,
            bindings=(Binding(4, Why.CREATED, at("2014-05-30T18:21:07")),),
        ),
    ),
    misfits=(),
    against=(Against(at("2014-05-30T18:21:07"), 0),),
    newest=None,
    lacking=(),
    source=None,
    copies=(),
)
"""Six rows bound only one side."""

BASE = ("full_name", "postal_address", "postcode", "password_hash")

LOST = Lost(
    613_041,
    (
        ("full_name", 613_041), ("postal_address", 613_041), ("postcode", 613_041), ("email", 605_300),
        ("phone", 583_377), ("password_hash", 613_041), ("free_text", 200_911), ("door_code", 61_204),
    ),
    (
        Combination((*BASE, "email", "phone"), 380_211),
        Combination((*BASE, "email", "phone", "free_text"), 134_602),
        Combination((*BASE, "email", "phone", "free_text", "door_code"), 60_841),
        Combination((*BASE, "email"), 24_180),
    ),
    13_207,
    11,
)  # fmt: skip

REMARKS = (
    Remark("door_code", "codes of doors and gates", Category.CREDENTIAL, 63_377, 61_204,
           ("xxxxxxxx 9x99", "xxxx xxxxx 9999"), 0.98, 0.917),
    Remark("diet", "a diet", Category.SPECIAL, 412, 409, ("xxxx xxxx xxxx",), 0.96, 0.9),
)  # fmt: skip

BUDGETS = (
    Recoverable(100, 0.7122, 0.98, (2.1e17, 2.1e17)),
    Recoverable(1_000, 0.7512, 0.98, (2.1e18, 2.1e18)),
    Recoverable(10_000, 0.77, 0.98, (2.1e19, 2.1e19)),
)

PASSWORDS = Passwords(
    (
        Kept("MD5", False, "", 650_000, 650_000, hashes=404_118, accounts=649_877, shared=271_020,
             largest=(13_204, 7_411, 6_940), common=70_112, made="MD5", recoverable=BUDGETS),
        Kept("bcrypt", True, "cost 10", 512_030, 0, Place.REGISTER, "mdp_v2"),
    ),
    "10,000 commonest passwords (zxcvbn 4.5.0)",
    (310_000, 1_204_000),
    False,
    (Reach(1, 0.005, 0.037), Reach(1e6, 0.3, 0.55), Reach(1e12, 0.45, 0.98), Reach(1e20, 0.77, 0.98)),
)  # fmt: skip

SEVERITY = Severity(
    Level.HIGH,
    3.0,
    (
        Step("data", 2.0, "The worst of it: free text, raised to 2, since more can be told by it of how somebody lives.", "ENISA 2013, data processing context"),
        Step("identifiability", 1.0, "Whose data it is can be told with certainty: by a name with an address.", "ENISA 2013, ease of identification"),
        Step("confidentiality", 0.5, "It is in the hands of somebody unknown, who may pass it to any number of people.", "ENISA 2013, circumstances of breach"),
        Step("integrity", 0.0, "Whether data was altered cannot be told by a copy of it; taken as not so.", "ENISA 2013, circumstances of breach", known=False),
        Step("intent", 0.5, "Whoever copied it means harm: money is asked for silence.", "ENISA 2013, circumstances of breach"),
    ),
    ("It is about more than 100 people.",),
    ("What does an account open? A password is as bad as that.", "Are there people among them whom it endangers?"),
    ((Level.HIGH, 200_911), (Level.MEDIUM, 412_130)),
)  # fmt: skip

SIGHTINGS = (
    Sighting("shop database", at("2013-05-02T09:00:00"), 4, 4, 4),
    Sighting("mail house feed", at("2013-05-02T09:00:00"), 3, 0, 0),
)

READ = date(2014, 5, 2)
FACTS = Facts(
    Times(RECEIVED),
    risk=Risk.HIGH,
    risk_because="The severity found (high) speaks for a high risk to the people.",
    subjects=(("FR", 557_310), ("BE", 55_731)),
    kinds=("full_name", "email", "password_hash"),
)
OPEN_FR = "nobody has said yet whether a company established in France is concerned"
RISK = Question(
    "risk", "The severity found (high) speaks for a high risk. Is that so, and because of what?", ()
)

DUTIES = Duties(
    FACTS,
    NOW,
    date(2014, 6, 13),
    (
        Owed("fr.1978.34", "France", "Keep the data secure", "the company itself",
             Cite("Loi n° 78-17 du 6 janvier 1978", "art. 34", "https://law.example/1978-17", READ),
             Standing.OPEN, "a company established in France", OPEN_FR, "at all times",
             undecided="Whether silence towards the people was prudent is not a question of this article.",
             check="nobody has held this row against the official text"),
    ),
    (RISK,),
)  # fmt: skip
"""By the law of 2014: nothing by a date."""

CNIL = Authority("FR", "CNIL", "cnil.example", ("fr",), "the form on its site", True, "cnil.example", READ, "a first one may be short")  # fmt: skip
SHIFTED = datetime.fromisoformat("2026-11-25T09:30+01:00")
STRICT = SHIFTED + timedelta(hours=72)


def owed(key: str, does: str, to: str, cite: Cite, **more: object) -> Owed:
    given = {"standing": Standing.OPEN, "when": "personal data were compromised", "because": "nobody has said yet whether personal data were in fact compromised", "speed": "without undue delay"} | more  # fmt: skip
    return Owed(key, "European Union", does, to, cite, **given)  # type: ignore[arg-type]


GDPR = "https://law.example/2016-679"
TODAY = replace(
    DUTIES,
    facts=replace(FACTS, times=Times(SHIFTED)),
    now=SHIFTED + timedelta(minutes=10),
    law_of=date(2026, 11, 25),
    owed=(
        owed("eu.gdpr.33.1", "Notify the breach to the supervisory authority", "the supervisory authority",
             Cite("GDPR", "Art. 33(1)", GDPR, READ, "the Regulation’s text"),
             deadlines=(Deadline(Event.CLAIM, SHIFTED, STRICT, STRICT + timedelta(minutes=30),
                                 "Some argue that the period must hold at least two working days. Do not rely on it."),),
             provisional=True, people=613_041, channels=(CNIL,),
             contents=("what happened", "about how many people and records", "the likely consequences")),
        owed("eu.gdpr.34.1", "Tell the people concerned", "each person concerned",
             Cite("GDPR", "Art. 34(1)", GDPR, READ, "the Regulation’s text"), people=613_041),
        owed("eu.gdpr.33.5", "Document the breach", "the company’s own record",
             Cite("GDPR", "Art. 33(5)", GDPR, READ, "the Regulation’s text"), standing=Standing.BINDS),
        owed("eu.omnibus.33", "Would notify only breaches likely to result in a high risk", "the authority",
             Cite("Proposal for a Digital Omnibus Regulation", "", "https://law.example/omnibus", READ),
             standing=Standing.PROPOSED, speed="would be 96 hours", check="nobody has held this row against the official text"),
    ),
    questions=(
        Question("times.aware", "When was the company aware of a breach, who decided that, and because of what?",
                 ("eu.gdpr.33.1", "eu.gdpr.34.1")),
        RISK,
    ),
    remarks=("Nobody has said which company decides purposes and means, and where it is established.",),
)  # fmt: skip
"""The same as if it happened today."""

SINCE = Delta(
    RECEIVED + timedelta(minutes=4),
    3,
    (
        Changed("verdict", "support", "+2.3", "+11.5"),
        Changed("scope", "rows", 6, 650_000),
        Changed("kinds", "free_text", None, 200_911),
        Changed("taken", "latest", None, "2014-06-07T01:29:35+00:00"),
    ),
    PeopleChanged(6, 613_041, 613_035, 0, 6, (("free_text", 2),)),
)

DISGUISES = (
    Disguised("written together", 600, 600),
    Disguised("written together", 200, 200, True),
    Disguised("in base64", 200, 198, True),
)


def rests_on(place: Locus) -> list[Finding]:
    """What the new parts rest on."""
    probable, open_ = Certainty.PROBABLE, Certainty.UNRESOLVED
    bare = "It is when the data stood so, not when they left the company: a backup may have been taken later."
    method = "The method’s values are examples to compare with; which of them this comes near is a judgement."
    law = "No legal advice: whether the rule applies is for counsel."
    told = [
        ("taken", "The data were copied at or after 2014-06-07 00:05:18 UTC and before 2014-06-07 01:29:35 UTC.", probable, bare),
        ("taken.newest", "The newest customer in the leak was opened on 2014-06-07 00:05:18 UTC.", probable, "This is of chance, not of necessity."),
        ("taken.misfits", "39 rows fit no time that fits the others.", open_, ""),
        ("taken.lacking", "The leak lacks customers who were there: without a password (0 of 504,211).", probable, ""),
        ("taken.source", "Of the 3 sorts of copies that are known, the nightly backup fits.", probable, bare),
        ("canaries", "All 4 canaries that were put into 'shop database' are in it.", Certainty.ESTABLISHED, "They name the place that rows were copied from, not who copied them."),
        ("lost", "Each of 613,041 people lost at least 4 kinds of data.", probable, ""),
        ("remarks.door_code", "63,377 rows speak of codes of doors and gates.", probable, ""),
        ("remarks.diet", "412 rows speak of a diet.", probable, ""),
        ("passwords.0", "650,000 rows hold MD5, unsalted.", probable, ""),
        ("passwords.1", "512,030 records of the register keep bcrypt too, which the leak does not show.", probable, ""),
        ("passwords.0.shared", "271,020 accounts share a hash with another.", Certainty.ESTABLISHED, ""),
        ("passwords.0.common", "70,112 accounts have one of the commonest passwords.", Certainty.ESTABLISHED, ""),
        ("passwords.0.recoverable", "A buyer turns back 75% to 98% of them for 1,000 EUR.", probable, "It is a model and no measurement."),
        ("severity.data", "The worst of it counts 2.", probable, method),
        ("severity.identifiability", "Whose data it is can be told with certainty.", probable, method),
        ("severity.confidentiality", "It is in the hands of somebody unknown.", probable, method),
        ("severity.integrity", "Whether data was altered cannot be told.", open_, method),
        ("severity.intent", "Whoever copied it means harm.", probable, method),
        ("severity.people", "The severity is high for 200,911 and medium for 412,130 people.", probable, ""),
        ("severity", "By ENISA’s method the severity is high: 2 x 1 + 1 = 3.", probable, "It is never the only ground for anything."),
        ("duties.fr.1978.34", "Open: keep the data secure.", open_, law),
    ]  # fmt: skip
    return [Finding(says, (place,), sure, limit, key) for key, says, sure, limit in told]


def digest(of: str) -> str:
    return sha256(of.encode()).hexdigest()

"""Kinds: how well columns are told without their headers, beside others that tell columns.

python bench/kinds.py [--set made|unseen|tuned|corpora ...] [--peer csv-detective=PYTHON] [--peer presidio=PYTHON]
                      [--peer dataprofiler=PYTHON] [--errors] [--headers] [--seed N]

Sets: `made` is of locales whose names the lists hold, `unseen` of locales that no list holds (see
bench/words.py), `tuned` of those that the rules were tried on; `corpora` is what nobody here wrote,
where `../shared/corpora` (or $TOCSIN_CORPORA) has it. For each kind precision, recall and F1 over
columns; the mean over kinds is the macro F1, with 'unknown' not among the kinds: a column of no kind
that is called one costs that kind's precision. A peer runs under its own Python, on the same columns,
and is scored on the kinds that it has a word for; ours are set beside it on the same kinds.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
CORPORA = Path(os.environ.get("TOCSIN_CORPORA", HERE.parent.parent / "shared/corpora")) / "pii"

TUNED = ("fr_FR", "nl_NL", "en_US", "es_ES")
MADE = ("fr_BE", "nl_BE", "de_DE", "en_GB", "it_IT", "de_AT", "fr_CH", "en_IE")
UNSEEN = ("pt_PT", "sv_SE", "fi_FI", "ro_RO")
SEEDS = {"tuned": 11, "made": 2014, "unseen": 613}
ROWS = 400
TABLES = 6
"""Tables of each locale; each has some of the columns below, in a shuffled order."""


@dataclass(frozen=True)
class Labelled:
    """A column with what it is of."""

    header: str
    kind: str
    cells: tuple[str | None, ...]


Tables = dict[str, list[Labelled]]


def made(locales: Sequence[str], seed: int) -> Tables:
    """Tables of made-up people and things; a tenth of the cells is empty."""
    from faker import Faker

    tables: Tables = {}
    for number, locale in enumerate(locales):
        fake = Faker(locale)
        fake.seed_instance(seed + number)
        rng = random.Random(seed * 1_000 + number)
        ways = columns(fake, rng)
        for table in range(TABLES):
            chosen = rng.sample(list(ways.items()), 14)
            tables[f"{locale} {table}"] = [
                Labelled(
                    name, kind, tuple(None if rng.random() < 0.1 else cell() for _ in range(ROWS))
                )
                for name, (kind, cell) in chosen
            ]
    return tables


def columns(fake, rng) -> dict:  # noqa: ANN001
    """What may stand in a column: its name, its kind, and how a cell is made."""

    def when() -> datetime.datetime:
        return datetime.datetime(2011, 1, 1, tzinfo=datetime.UTC).replace(
            tzinfo=None
        ) + datetime.timedelta(seconds=rng.randrange(3 * 365 * 86_400))

    def born() -> datetime.date:
        return datetime.date(1935, 1, 1) + datetime.timedelta(days=rng.randrange(62 * 365))

    counter = iter(range(10_000, 10**9))
    ordered = iter(range(20_140_000, 10**9))
    pairs = [
        ("M", "F"),
        ("H", "F"),
        ("male", "female"),
        ("homme", "femme"),
        ("man", "vrouw"),
        ("männlich", "weiblich"),
    ]
    pair = rng.choice(pairs)
    day = rng.choice(["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"])
    mark = rng.choice(["@", "€ {:.2f}", "{:.2f} EUR", "${:,.2f}"]).replace("@", "{:.2f} €")
    sentence = getattr(fake, "sentence", None)
    return {
        "email": ("email", fake.email),
        "phone": ("phone", fake.phone_number),
        "given": ("given_name", fake.first_name),
        "family": ("family_name", fake.last_name),
        "name": ("full_name", fake.name),
        "name reversed": ("full_name", lambda: f"{fake.last_name().upper()}, {fake.first_name()}"),
        "street": ("postal_address", fake.street_address),
        "address": ("postal_address", lambda: fake.address().replace("\n", ", ")),
        "city": ("city", fake.city),
        "CITY": ("city", lambda: fake.city().upper()),
        "postcode": ("postcode", fake.postcode),
        "country": ("country", fake.country),
        "country code": ("country", fake.country_code),
        "date": ("date", lambda: when().strftime(day)),
        "created": ("date", lambda: when().isoformat(" ")),
        "birth": ("birth_date", lambda: born().strftime(day)),
        "time": ("time", lambda: when().strftime("%H:%M:%S")),
        "unix": ("time", lambda: str(int(when().timestamp()))),
        "ip": ("ip", fake.ipv4),
        "ip6": ("ip", fake.ipv6),
        "login": ("user_name", fake.user_name),
        "url": ("url", fake.url),
        "coordinates": ("coordinates", lambda: f"{rng.uniform(43, 52):.6f}, {rng.uniform(-2, 8):.6f}"),
        "sex": ("sex", lambda: rng.choice(pair)),
        "customer": ("customer_number", lambda: f"CUST-{next(counter)}"),
        "order": ("order_number", lambda: f"ORD{next(ordered)}"),
        "price": ("amount", lambda: mark.format(rng.uniform(5, 90))),
        "remark": ("free_text", sentence),
        "text": ("free_text", lambda: fake.paragraph(nb_sentences=2)),
        "iban": ("iban", fake.iban),
        "card": ("payment_card", lambda: fake.credit_card_number(rng.choice(["visa16", "mastercard", "amex"]))),
        "hash": ("password_hash", rng.choice([fake.md5, fake.sha1, fake.sha256])),
        # of no kind
        "integer": ("unknown", lambda: str(rng.randrange(100_000))),
        "big integer": ("unknown", lambda: str(rng.randrange(10**8, 10**9))),
        "small integer": ("unknown", lambda: str(rng.randrange(1, 60))),
        "thousands": ("unknown", lambda: str(rng.randrange(1_000, 9_999))),
        "counter": ("unknown", lambda: str(next(counter))),
        "measure": ("unknown", lambda: f"{rng.gauss(5, 2):.3f}"),
        "rate": ("unknown", lambda: f"{rng.uniform(0, 1):.5f}"),
        "percent": ("unknown", lambda: f"{rng.randrange(100)} %"),
        "year": ("unknown", lambda: str(rng.randrange(1995, 2015))),
        "product code": ("unknown", lambda: fake.bothify("??-#####").upper()),
        "sku": ("unknown", lambda: fake.bothify("SKU#######")),
        "ean": ("unknown", fake.ean13),
        "status": ("unknown", lambda: rng.choice(["open", "paid", "shipped", "returned"])),
        "flag": ("unknown", lambda: rng.choice(["0", "1"])),
        "bool": ("unknown", lambda: rng.choice(["true", "false"])),
        "colour": ("unknown", fake.color_name),
        "job": ("unknown", fake.job),
        "company": ("unknown", fake.company),
        "word": ("unknown", fake.word),
        "topping": ("unknown", lambda: rng.choice(["olives", "jambon", "ananas", "salami", "champignons"])),
        "file": ("unknown", fake.file_name),
        "mime": ("unknown", fake.mime_type),
        "currency": ("unknown", fake.currency_code),
        "agent": ("unknown", fake.user_agent),
        "version": ("unknown", lambda: f"{rng.randrange(9)}.{rng.randrange(30)}.{rng.randrange(30)}"),
        "plate": ("unknown", fake.license_plate),
        "size": ("unknown", lambda: rng.choice(["XS", "S", "M", "L", "XL"])),
        "uuid": ("unknown", fake.uuid4),
    }  # fmt: skip


TALEND = "talend/talend_semantic/dataquality-"
RESOURCES = "src/test/resources/org/talend/dataquality/"
PROFILER = "dataprofiler/dataprofiler_tests/data/csv/"
FILES: dict[str, tuple[str, bool, str]] = {
    f"{TALEND}semantic/{RESOURCES}semantic/statistics/crm_cust.csv": (
        ";", True, "- - given_name family_name country postal_address postcode city phone email birth_date unknown"),
    f"{TALEND}semantic/{RESOURCES}semantic/statistics/credit_card_number_samples.csv": (";", True, "unknown payment_card"),
    f"{TALEND}statistics/{RESOURCES}statistics/data/customers_100.csv": (
        ";", False, "unknown given_name family_name unknown date city birth_date unknown unknown"),
    f"{TALEND}statistics/{RESOURCES}statistics/data/employee_100.csv": (
        ";", False, "unknown full_name given_name - email unknown unknown unknown unknown birth_date date - unknown unknown unknown unknown sex unknown"),
    f"{TALEND}record-linkage/{RESOURCES}record/linkage/grouping/incoming_customers.txt": (
        "|", False, "unknown family_name given_name - postal_address city unknown postcode unknown"),
    f"{PROFILER}aws_honeypot_marx_geo.csv": (
        ",", True, "date unknown unknown unknown unknown unknown unknown ip unknown unknown postcode coordinates coordinates - free_text unknown"),
    f"{PROFILER}SchoolDataSmall.csv": (
        ",", True, "unknown unknown postcode unknown url url coordinates coordinates unknown unknown unknown"),
    f"{PROFILER}ds_salaries.csv": (
        ",", True, "unknown unknown unknown unknown unknown unknown unknown unknown country unknown country unknown"),
    f"{PROFILER}flight_delays.csv": (",", True, "unknown unknown unknown unknown unknown unknown unknown date"),
    f"{PROFILER}blogposts.csv": (",", True, "unknown date unknown unknown"),
    f"{PROFILER}names-col.txt": ("\t", True, "full_name"),
    f"{PROFILER}names-col-without-space.txt": ("\t", True, "given_name"),
    f"{PROFILER}log_data_long.txt": (",", False, "unknown - ip"),
    f"{PROFILER}iris-utf-8.csv": (",", True, "unknown unknown unknown unknown unknown unknown"),
    f"{PROFILER}wisconsin_cancer_train.csv": (",", True, "unknown"),
    f"{PROFILER}graph_data_csv_identify.csv": (",", True, "unknown unknown unknown unknown"),
    "csv-detective/csv_detective_fr/tests/data/a_test_file.csv": (
        ";", True, "unknown city unknown unknown - unknown unknown unknown unknown unknown -"),
}  # fmt: skip
"""Delimiter, whether a header is there, and the kind of each column; '-' where it can be argued."""

FORMATS = {
    "adresse": "postal_address", "code_postal": "postcode", "commune": "city", "date": "date", "date_fr": "date",
    "datetime_aware": "date", "datetime_naive": "date", "datetime_rfc822": "date", "email": "email",
    "iso_country_code_alpha2": "country", "iso_country_code_alpha3": "country", "latlon_wgs": "coordinates",
    "lonlat_wgs": "coordinates", "money": "amount", "pays": "country", "sexe": "sex", "siren": "siren",
    "siret": "siret", "tel_fr": "phone", "url": "url", "username": "user_name",
}  # fmt: skip
"""csv-detective's words for its examples; each is a column of one to eight cells."""


def corpora() -> Tables:
    """Files of other projects, with their columns' kinds as a person reads them."""
    tables: Tables = {}
    for path, (delimiter, header, kinds) in FILES.items():
        if not (CORPORA / path).exists():
            continue
        text = (CORPORA / path).read_text(encoding="utf-8", errors="replace")
        rows = [row for row in csv.reader(text.splitlines(), delimiter=delimiter) if row]
        names = rows.pop(0) if header else [""] * len(rows[0])
        told = kinds.split()
        told += ["unknown"] * (len(names) - len(told)) if len(told) == 1 else []
        tables[Path(path).name] = [
            Labelled(
                name.strip(),
                kind,
                tuple(row[at].strip() or None if at < len(row) else None for row in rows),
            )
            for at, (name, kind) in enumerate(zip(names, told, strict=False))
            if kind != "-"
        ]
    return tables


def examples() -> Tables:
    """csv-detective's own examples of each of its formats: columns of very few cells."""
    path = CORPORA / "csv-detective/csv_detective_fr/format_test_values.csv"
    if not path.exists():
        return {}
    cells: dict[str, list[str]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["is_valid"] == "True":
                cells[row["format"]].append(row["value"])
    return {
        f"format {f}": [Labelled(f, FORMATS.get(f, "unknown"), tuple(values))]
        for f, values in cells.items()
    }


SETS = {
    "tuned": lambda more: made(TUNED, SEEDS["tuned"] + more),
    "made": lambda more: made(MADE, SEEDS["made"] + more),
    "unseen": lambda more: made(UNSEEN, SEEDS["unseen"] + more),
    "corpora": lambda _: corpora(),
    "examples": lambda _: examples(),
}


def ours(tables: Tables, headers: bool) -> dict[str, list[str]]:
    """Our own judgement, as the desk does it."""
    import pyarrow as pa

    from tocsin.edges.duckdb import DuckdbEngine
    from tocsin.kinds import recognise

    engine = DuckdbEngine()
    told = {}
    for name, labelled in tables.items():
        places = {
            f"c{place}": pa.array(column.cells, pa.string())
            for place, column in enumerate(labelled)
        }
        rows = pa.array(range(len(labelled[0].cells)), pa.int64())
        with engine.passing():
            sample = engine.keep(
                recognise.sample(engine.table("t", pa.table({"row": rows} | places)))
            )
            read = engine.answer(recognise.read_ask(sample, list(places)))
            worth = recognise.worth_asking(read, list(places))
            answer = engine.answer(recognise.ask(sample, list(places), worth))
        names = [column.header if headers else "" for column in labelled]
        told[name] = [column.kind for column in recognise.weigh(answer, read, names)]
    return told


def peer(which: str, python: str, tables: Tables) -> dict[str, list[str]]:
    """A peer's judgement, in its own Python."""
    said = {name: [column.cells for column in labelled] for name, labelled in tables.items()}
    done = subprocess.run(
        [python, str(HERE / "kinds_peers.py"), which], input=json.dumps(said), capture_output=True, text=True, check=False
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{which} failed: {done.stderr[-2_000:]}")
    return json.loads(done.stdout.splitlines()[-1])


@dataclass(frozen=True)
class Score:
    columns: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def scored(
    tables: Tables, told: Mapping[str, Sequence[str]], kinds: Iterable[str]
) -> dict[str, Score]:
    """Each kind's score over all columns of the tables."""
    right, called, there = Counter[str](), Counter[str](), Counter[str]()
    for name, labelled in tables.items():
        for column, kind in zip(labelled, told[name], strict=True):
            there[column.kind] += 1
            called[kind] += 1
            right[kind] += kind == column.kind
    return {
        kind: Score(there[kind], right[kind] / called[kind] if called[kind] else 0.0, right[kind] / there[kind])
        for kind in sorted(kinds)
        if there[kind]
    }  # fmt: skip


def macro(scores: Mapping[str, Score]) -> float:
    return sum(score.f1 for score in scores.values()) / len(scores)


def invented(tables: Tables, told: Mapping[str, Sequence[str]]) -> tuple[int, int]:
    """Columns of no kind, and those of them that were called one."""
    none = [kind for name, labelled in tables.items() for column, kind in zip(labelled, told[name], strict=True) if column.kind == "unknown"]  # fmt: skip
    return len(none), sum(kind != "unknown" for kind in none)


def show(
    title: str, tables: Tables, told: Mapping[str, Sequence[str]], kinds: Iterable[str], each: bool
) -> None:
    scores = scored(tables, told, kinds)
    none, wrong = invented(tables, told)
    print(
        f"{title}: macro F1 {macro(scores):.3f} over {len(scores)} kinds; of {none} columns of no kind {wrong} called one"
    )
    for kind, score in scores.items() if each else ():
        print(
            f"    {kind:16} {score.columns:4} columns  P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}"
        )


def main() -> None:
    words = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    words.add_argument("--set", action="append", choices=SETS)
    words.add_argument("--peer", action="append", default=[])
    words.add_argument("--errors", action="store_true", help="name the columns told wrong")
    words.add_argument("--headers", action="store_true", help="show the headers")
    words.add_argument("--seed", type=int, default=0, help="other made-up tables")
    words.add_argument("--each", action="store_true", help="every kind's score")
    said = words.parse_args()
    for name in said.set or SETS:
        tables = SETS[name](said.seed)
        if not tables:
            print(f"{name}: skipped, the corpora are not here")
            continue
        all_kinds = {column.kind for labelled in tables.values() for column in labelled} - {
            "unknown"
        }
        count = sum(map(len, tables.values()))
        started = time.process_time()
        told = ours(tables, said.headers)
        took = time.process_time() - started
        show(
            f"{name}, {count} columns of {len(tables)} tables, tocsin ({took:.1f} s)",
            tables,
            told,
            all_kinds,
            said.each,
        )
        for table, labelled in tables.items() if said.errors else ():
            for at, (column, kind) in enumerate(zip(labelled, told[table], strict=True)):
                if kind != column.kind:
                    print(
                        f"    {table}: column {at} ({column.header}) is {column.kind}, called {kind}"
                    )
        for spoken in said.peer:
            which, python = spoken.split("=", 1)
            theirs = peer(which, python, tables)
            knows = set(theirs.pop("knows")) & all_kinds
            show(f"  {which}", tables, theirs, knows, False)
            show("  tocsin on the same kinds", tables, told, knows, False)


if __name__ == "__main__":
    sys.exit(main())

"""How passwords are kept: schemes with their cost, equal hashes, common passwords, the weakest beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import md5, sha1

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pytest

from tocsin.edges.duckdb import DuckdbEngine
from tocsin.exposure import passwords, passwords_common, passwords_weighed
from tocsin.exposure.passwords_weighed import Way
from tocsin.kinds.normal import LEAK
from tocsin.terms.password import Kept, Place

BCRYPT_12 = "$2y$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW"
BCRYPT_10 = "$2y$10$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW"


@pytest.fixture(scope="module")
def engine() -> Iterator[DuckdbEngine]:
    made = DuckdbEngine()
    yield made
    made.close()


@pytest.fixture(scope="module")
def commonest(engine: DuckdbEngine) -> ir.Table:
    return engine.keep(engine.table("commonest", passwords_common.commonest()))


def of(word: str) -> str:
    return md5(word.encode(), usedforsecurity=False).hexdigest()


def table(
    engine: DuckdbEngine, hashes: Sequence[str | None], emails: Sequence[str | None] | None = None
) -> ir.Table:
    rows = range(len(hashes))
    return engine.table(
        "leak",
        pa.table(
            {
                "row": pa.array(rows, pa.int64()),
                "email": pa.array(emails or [f"a{n}@post.example" for n in rows], pa.string()),
                "password_hash": pa.array(hashes, pa.string()),
            }
        ),
    )


def column(engine: DuckdbEngine, cells: Sequence[str | None]) -> ir.Table:
    rows = pa.array(range(len(cells)), pa.int64())
    return engine.table("beside", pa.table({"row": rows, "cell": pa.array(cells, pa.string())}))


def ways(
    engine: DuckdbEngine, commonest: ir.Table, leak: ir.Table, *beside: tuple[ir.Table, str]
) -> tuple[Way, ...]:
    distinct = engine.keep(passwords.hashes(passwords.cells(leak, *beside), commonest))
    tokens = {n for n, (_, kind) in enumerate(beside, start=1) if kind == "token"}
    return passwords_weighed.weigh(
        engine.answer(passwords.ask(distinct)),
        engine.answer(passwords.ask_largest(distinct)),
        tokens,
    )


def decided(
    engine: DuckdbEngine, commonest: ir.Table, leak: ir.Table, *beside: tuple[ir.Table, str]
) -> dict[str, int]:
    found = ways(engine, commonest, leak, *beside)
    cells = passwords.cells(leak, *beside)
    ranked = passwords.ranked(
        cells, passwords.hashes(cells, commonest), passwords_weighed.order(found)
    )
    told = passwords_weighed.decided(found, engine.answer(passwords.ask_decides(ranked)))
    return {kept.scheme: kept.decides for kept in told}


def only(found: tuple[Way, ...]) -> Kept:
    (way,) = found
    return way.kept


@pytest.mark.parametrize(
    ("hashes", "scheme"),
    [
        (["0a" * 16, "0a" * 16, "0b" * 16], "MD5 (or another 128-bit digest), unsalted"),
        (["0a" * 16, "0b" * 16, "0c" * 16], "MD5 (or another 128-bit digest), salt not known"),
        (["$2y$10$" + "a" * 53] * 2, "bcrypt, salted"),
        (["$B$salt$" + "0a" * 16, "$B$salt$" + "0b" * 16], "MediaWiki, salted"),
        (["$B$pepper$" + "0a" * 16, "$B$salt$" + "0b" * 16], "MediaWiki, salted"),
        (["$B$salt$" + "0a" * 16, "$B$salt$" + "!b" * 16], "MediaWiki, salted"),
        (["$B$salt$" + "0a" * 15], "unknown scheme, salt not known"),
        ([of("123456"), "0b" * 16], "MD5, unsalted"),
        (["0a" * 8, "0a" * 8], "MySQL OLD_PASSWORD() (or another 64-bit digest), unsalted"),
    ],
    ids=[
        "repeated",
        "each once",
        "bcrypt",
        "a rare one",
        "rare ones of two lengths",
        "a damaged one beside",
        "damaged",
        "a common password's",
        "half",
    ],
)
def test_a_scheme_is_named_by_form_and_repetition(
    engine: DuckdbEngine, commonest: ir.Table, hashes: list[str], scheme: str
) -> None:
    found = ways(engine, commonest, table(engine, hashes))

    assert passwords_weighed.words(way.kept for way in found) == scheme


def test_each_cost_of_a_scheme_is_told_apart(engine: DuckdbEngine, commonest: ir.Table) -> None:
    found = ways(engine, commonest, table(engine, [BCRYPT_12, BCRYPT_10, BCRYPT_10]))
    assert [(way.kept.cost, way.kept.rows) for way in found] == [("cost 10", 2), ("cost 12", 1)]


def test_the_cost_is_read_from_the_hash(engine: DuckdbEngine, commonest: ir.Table) -> None:
    costs = {
        "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$" + "A" * 43: "64 MiB of memory, 3 passes",
        "$6$rounds=10000$salt$" + "a" * 85 + "1": "10,000 iterations",
        "$6$salt$" + "a" * 85 + "1": "cost not said, taken as 5,000 iterations",
        "$P$B12345678" + "a" * 21 + "1": "8,192 iterations",
        "pbkdf2_sha256$600000$salt$" + "A" * 43 + "=": "600,000 iterations",
        "pbkdf2:sha256:150000$salt$" + "a" * 64: "150,000 iterations",
        "scrypt:32768:8:1$salt$" + "a" * 128: "N=32768, r=8, p=1",
        "bcrypt_sha256$$2b$12$" + BCRYPT_12[7:]: "cost 12",
        of("x") + ":salt": "",
        f"$argon2id$v=19$m={'9' * 5000},t=3,p=4$c29tZXNhbHQ$"
        + "A" * 43: "cost not said, taken as usual",
    }
    found = [way.kept for way in ways(engine, commonest, table(engine, list(costs)))]
    assert sorted(kept.cost for kept in found) == sorted(costs.values())
    assert all(kept.salted and kept.recoverable for kept in found)


def test_accounts_that_share_a_hash_are_counted_once_each(
    engine: DuckdbEngine, commonest: ir.Table
) -> None:
    hashes: list[str | None] = [of("q8#pV")] * 4 + [of("lone-1"), of("lone-2")]
    emails: list[str | None] = [
        "a@x.example",
        "a@x.example",
        "b@x.example",
        None,
        "c@x.example",
        "d@x.example",
    ]
    kept = only(ways(engine, commonest, table(engine, hashes, emails)))
    assert (kept.rows, kept.hashes, kept.accounts, kept.shared, kept.largest) == (6, 3, 5, 3, (3,))


def test_hashes_of_common_passwords_show_that_there_is_no_salt(
    engine: DuckdbEngine, commonest: ir.Table
) -> None:
    kept = only(ways(engine, commonest, table(engine, [of("azerty"), of("q8#pV"), of("z7!kL")])))
    assert (kept.common, kept.made, kept.salted) == (1, "MD5", False)


def test_the_function_is_told_by_the_common_passwords(
    engine: DuckdbEngine, commonest: ir.Table
) -> None:
    twice = sha1(sha1(b"azerty").hexdigest().encode()).hexdigest()
    kept = only(ways(engine, commonest, table(engine, [twice])))
    assert (kept.scheme, kept.made) == ("SHA-1 of SHA-1", "SHA-1 of SHA-1")


def test_salted_hashes_are_not_tried(engine: DuckdbEngine, commonest: ir.Table) -> None:
    kept = only(ways(engine, commonest, table(engine, [of("azerty") + ":salt"])))
    assert (kept.common, kept.salted) == (None, True)


def test_a_few_digests_without_repeats_leave_the_salt_open_and_the_range_wide(
    engine: DuckdbEngine, commonest: ir.Table
) -> None:
    kept = only(ways(engine, commonest, table(engine, [of(f"own {n}") for n in range(999)])))
    assert kept.salted is None
    middle = kept.at(1_000)
    assert middle is not None
    assert middle.low < 0.65
    assert middle.high == pytest.approx(0.98)


def test_a_thousand_digests_that_never_repeat_are_salted(
    engine: DuckdbEngine, commonest: ir.Table
) -> None:
    kept = only(ways(engine, commonest, table(engine, [of(f"own {n}") for n in range(1_000)])))
    assert kept.salted is True


def test_the_weakest_beside_decides_row_by_row(engine: DuckdbEngine, commonest: ir.Table) -> None:
    leak = table(engine, [BCRYPT_12, BCRYPT_12, BCRYPT_12])
    beside = column(engine, [of("q8#pV"), None, ""])
    assert decided(engine, commonest, leak, (beside, "password_hash")) == {
        "MD5 (or another 128-bit digest)": 1,
        "bcrypt": 2,
    }


def test_a_password_in_plain_text_is_weaker_than_any_hash(
    engine: DuckdbEngine, commonest: ir.Table
) -> None:
    leak = table(engine, [of("q8#pV"), of("z7!kL")])
    beside = column(engine, ["Azerty123!", " "])
    found = ways(engine, commonest, leak, (beside, "password"))
    assert (found[0].kept.plain, found[0].kept.rows, found[0].kept.place) == (True, 1, Place.BESIDE)
    assert decided(engine, commonest, leak, (beside, "password"))["plain text"] == 1


def test_a_token_decides_only_if_it_is_made_of_the_password(
    engine: DuckdbEngine, commonest: ir.Table
) -> None:
    leak = table(engine, [BCRYPT_12, BCRYPT_12])
    random = column(
        engine, ["9e107d9d372bb6826bd81d3542a419d6", "e4d909c290d0fb1ca068ffaddf22cbd0"]
    )
    made = column(engine, [of("azerty"), of("q8#pV")])
    assert ways(engine, commonest, leak, (random, "token"))[-1].kept.place is Place.TOKEN
    assert ways(engine, commonest, leak, (made, "token"))[0].kept.place is Place.BESIDE


def test_no_answer_holds_a_hash_of_a_common_scheme(
    engine: DuckdbEngine, commonest: ir.Table
) -> None:
    distinct = passwords.hashes(
        passwords.cells(table(engine, [of("azerty"), BCRYPT_12])), commonest
    )
    told = repr(engine.answer(passwords.ask(distinct)))
    assert of("azerty") not in told
    assert BCRYPT_12[7:] not in told


def test_the_commonest_of_other_languages_are_on_the_list() -> None:
    words = ["123456", "motdepasse1", "welkom01", "schatz", "99999"]
    digests = set(passwords_common.commonest()["digest"].to_pylist())
    assert [of(word) in digests for word in words] == [True, True, True, True, False]


def test_questions_compile_for_spark() -> None:
    leak = ibis.table(LEAK, "leak")
    beside = ibis.table({"row": "int64", "cell": "string"}, "beside")
    commonest = ibis.table({"digest": "string", "made": "string"}, "commonest")
    cells = passwords.cells(leak, (beside, "password"))
    distinct = passwords.hashes(cells, commonest)
    ranked = passwords.ranked(cells, distinct, [(0, "bcrypt", "$2y$12$")])
    questions = (
        passwords.ask(distinct),
        passwords.ask_largest(distinct),
        passwords.ask_decides(ranked),
    )
    assert all("SELECT" in ibis.to_sql(question, "pyspark") for question in questions)


def test_what_no_one_measured_has_no_range(engine: DuckdbEngine, commonest: ir.Table) -> None:
    kept = only(ways(engine, commonest, table(engine, ["rEK1ecacw.7.c"])))
    assert (kept.scheme, kept.recoverable) == ("DES crypt", ())


def test_a_leak_without_hashes_has_nothing_to_tell(
    engine: DuckdbEngine, commonest: ir.Table
) -> None:
    assert ways(engine, commonest, table(engine, [None, None])) == ()

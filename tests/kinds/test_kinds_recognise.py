"""Which kind is each column of? By its cells and its header, over made-up tables."""

import hashlib
import pkgutil
import random
from collections.abc import Iterable
from importlib import import_module
from itertools import islice

import ibis
import pyarrow as pa
import pytest

from tocsin import kinds
from tocsin.kinds import KINDS, recognise
from tocsin.terms.errors import Refused
from tocsin.terms.table import Column

BY_NAME = {kind.name: kind for kind in KINDS}


def passing(kind: str, candidates: Iterable[str]) -> list[str]:
    """Two hundred cells that hold twenty different numbers which pass a kind's check."""
    checked = (cell for cell in candidates if BY_NAME[kind].normal_of(cell) is not None)
    return list(islice(checked, 20)) * 10


EXAMPLES: dict[str, tuple[str, list[object]]] = {
    "email": ("email", [f"anna.{n}@post.example" for n in range(200)]),
    "tel": ("phone", [f"06 12 34 {n // 10:02d} {n % 10}0" for n in range(200)]),
    "nom": ("family_name", ["Dupont", "De Smet", "Peeters", "Lefèvre"] * 50),
    "prenom": ("given_name", ["Anna", "Jean-Éric", "Zoë", "Jan"] * 50),
    "naam": ("full_name", ["Anna Peeters", "Jan De Smet", "Zoë Lefèvre", "An Claes"] * 50),
    "adresse": ("postal_address", [f"{n} rue des Lilas" for n in range(200)]),
    "cp": ("postcode", ["75011", "1050", "69003", "13001"] * 50),
    "ville": ("city", ["Paris", "Bruxelles", "Lyon", "Marseille 3"] * 50),
    "pays": ("country", ["FR", "BE", "FR", "FR"] * 50),
    "mot_de_passe": ("password_hash", [hashlib.md5(str(n).encode()).hexdigest() for n in range(200)]),
    "pwd": ("password", [f"{word}{n}" for n in range(50) for word in ("soleil", "Azerty!", "x", "kikker#")]),
    "api_key": ("token", [f"sk_live_{n:024d}" for n in range(200)]),
    "id_client": ("customer_number", [f"{n:08d}" for n in range(200)]),
    "garnitures": ("preference", ["olives", "chorizo", "jambon; olives", "ananas"] * 50),
    "instructions_livraison": ("free_text", ["Sonner 2 fois", "code 12B4", "bel bij de buren", ""] * 50),
    "date_creation": ("date", [f"2013-06-{1 + n % 28:02d} 12:00:00" for n in range(200)]),
    "numero_carte": ("payment_card", ["4111 1111 1111 1111", "5555555555554444"] * 100),
    "iban": ("iban", ["BE68 5390 0754 7034", "DE89370400440532013000"] * 100),
    "geboortedatum": ("birth_date", [f"{1940 + n % 60}-03-{1 + n % 28:02d}" for n in range(200)]),
    "heure": ("time", [f"{n % 24:02d}:{n % 60:02d}" for n in range(200)]),
    "adresse_ip": ("ip", [f"192.0.2.{n}" for n in range(200)]),
    "identifiant": ("user_name", [f"anna{n}" for n in range(200)]),
    "site": ("url", [f"https://shop.example/{n}" for n in range(200)]),
    "coordonnees": ("coordinates", [f"48.{n:06d}, 2.{n:06d}" for n in range(200)]),
    "sexe": ("sex", ["F", "M"] * 100),
    "no_commande": ("order_number", [f"{70_000 + n}" for n in range(200)]),
    "montant": ("amount", [f"{n},50 €" for n in range(200)]),
    "securite_sociale": ("nir", passing("nir", (f"18412764510{n:04d}" for n in range(10_000)))),
    "siret": ("siret", passing("siret", (f"732829320{n:05d}" for n in range(10_000)))),
    "siren": ("siren", passing("siren", (f"{732_829_000 + n}" for n in range(1_000)))),
    "rijksregister": (
        "belgian_national_number",
        passing("belgian_national_number", (f"840312{n:05d}" for n in range(9_000))),
    ),
    "steuer_id": ("german_tax_id", passing("german_tax_id", (str(65_929_970_000 + n) for n in range(99_999)))),
    "bsn": ("bsn", passing("bsn", (f"{111_222_000 + n}" for n in range(1_000)))),
    "tva": ("vat", passing("vat", (f"BE0{400_000_000 + n}" for n in range(9_000)))),
    "nino": ("nino", [f"AB{n:06d}C" for n in range(200)]),
    "ssn": ("ssn", [f"123-{1 + n % 99:02d}-{1 + n:04d}" for n in range(200)]),
    "bic": ("bic", ["GEBABEBB", "BNPAFRPP", "INGBNL2A", "DEUTDEFF"] * 50),
    "passeport": ("passport", [f"12AB{n:05d}" for n in range(200)]),
    "carte_identite": ("identity_card", [f"592-{n:07d}-11" for n in range(200)]),
    "expiration": ("card_expiry", [f"{1 + n % 12:02d}/16" for n in range(200)]),
    "cvv": ("cvv", [f"{n:03d}" for n in range(200)]),
}  # fmt: skip
"""A column of each kind under its header: its kind and its cells."""

CELLS = {header: cells for header, (_, cells) in EXAMPLES.items()}
KINDS_OF = {header: kind for header, (kind, _) in EXAMPLES.items()}

TOLD_ALONE = {
    "email", "tel", "nom", "prenom", "naam", "adresse", "cp", "ville", "pays", "mot_de_passe", "date_creation",
    "numero_carte", "iban", "geboortedatum", "heure", "adresse_ip", "site", "coordonnees", "sexe", "montant",
}  # fmt: skip
"""Headers of those that need none."""

NEVER_ALONE = {"id_client", "garnitures", "instructions_livraison", "no_commande"}


def judged(cells: dict[str, list[object]]) -> tuple[Column, ...]:
    """Ask and weigh, then confirm over all rows."""
    rows = len(next(iter(cells.values())))
    places = {f"c{place}": values for place, values in enumerate(cells.values())}
    engine = ibis.duckdb.connect()
    table = engine.create_table(
        "leak", pa.table({"row": pa.array(range(rows), pa.int64())} | places)
    )
    sample = recognise.sample(table)
    read = engine.to_pyarrow(recognise.read_ask(sample, list(places))).to_pylist()
    worth = recognise.worth_asking(read, list(places))
    answer = engine.to_pyarrow(recognise.ask(sample, list(places), worth)).to_pylist()
    columns = recognise.weigh(answer, read, list(cells))
    exact = engine.to_pyarrow(recognise.confirm_ask(table, columns)).to_pylist()[0]
    return recognise.confirm_weigh(exact, columns)


def kind_of(header: str, values: list[object]) -> str:
    return judged({header: values})[0].kind


def test_each_kind_is_recognised_in_a_table_that_holds_them_all() -> None:
    assert {column.name: column.kind for column in judged(CELLS)} == KINDS_OF


def test_every_kind_is_in_that_table() -> None:
    assert set(KINDS_OF.values()) == {kind.name for kind in KINDS}


@pytest.mark.parametrize("header", sorted(TOLD_ALONE))
def test_cells_that_speak_for_themselves_need_no_header(header: str) -> None:
    assert kind_of("", CELLS[header]) == KINDS_OF[header]


@pytest.mark.parametrize("header", sorted(NEVER_ALONE))
def test_cells_that_may_be_anything_stay_unknown_without_a_header(header: str) -> None:
    assert kind_of("c1", CELLS[header]) == "unknown"


def test_a_header_does_not_outvote_the_cells() -> None:
    assert kind_of("nom", CELLS["email"]) == "email"


def test_bare_integers_without_a_hint_stay_unknown() -> None:
    assert kind_of("hoeveelheid", [612345600 + n for n in range(200)]) == "unknown"


def test_bare_integers_that_repeat_are_no_customer_numbers() -> None:
    assert kind_of("id_client", [1000, 1001] * 100) != "customer_number"


def test_five_numbers_of_a_check_digit_are_told_beside_a_word_for_none() -> None:
    numbers = passing("bsn", map(str, range(207_000_000, 207_900_000, 7_919)))[:5]

    assert kind_of("", [*numbers, "n/a"]) == "bsn"


def test_four_numbers_of_a_check_digit_may_be_chance() -> None:
    numbers = passing("bsn", map(str, range(207_000_000, 207_900_000, 7_919)))[:4]

    assert kind_of("", [*numbers, "n/a"]) == "unknown"


def test_a_tables_own_key_gives_way_to_a_named_customer_number() -> None:
    columns = judged({"id": list(range(200)), "klantnummer": [f"K{n}" for n in range(200)]})

    assert [column.kind for column in columns] == ["unknown", "customer_number"]


def test_a_tables_own_key_is_the_customer_number_where_no_other_is() -> None:
    assert kind_of("id", list(range(200))) == "customer_number"


def test_a_language_column_is_no_country() -> None:
    assert kind_of("langue", ["FR", "NL"] * 100) == "unknown"


def test_a_mixed_column_says_its_share() -> None:
    column = judged({"email": ["anna@post.example", "n/a", "jan@post.example", ""] * 50})[0]

    assert (column.kind, round(column.share, 3), column.filled) == ("email", 0.667, 150)


def test_rows_unlike_the_first_are_asked_too() -> None:
    late = [""] * 2_100 + CELLS["email"] * 10

    assert kind_of("", late) == "email"


def test_an_empty_column_is_unknown() -> None:
    assert kind_of("email", ["", None] * 10) == "unknown"


@pytest.mark.parametrize("header", ["email", "nom", "cp"])
def test_a_table_without_rows_is_unknown(header: str) -> None:
    assert kind_of(header, pa.array([], pa.string())) == "unknown"


def test_typed_columns_of_a_register_are_recognised() -> None:
    import datetime

    columns = judged(
        {
            "customer_id": list(range(1, 201)),
            "code_postal": [75011, 1050] * 100,
            "created_at": [datetime.datetime(2013, 1, 1, tzinfo=datetime.UTC)] * 200,
            "active": [True, False] * 100,
        }
    )

    assert [column.kind for column in columns] == ["customer_number", "postcode", "date", "unknown"]


def test_a_persons_map_corrects_a_column_and_says_so() -> None:
    (column,) = recognise.correct((Column("x"),), {"x": "city"})

    assert (column.kind, column.judged_by) == ("city", "person")


@pytest.mark.parametrize("wrong", [{"y": "city"}, {"x": "shoe size"}])
def test_a_map_that_names_what_is_not_there_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(Refused):
        recognise.correct((Column("x"),), wrong)


@pytest.mark.parametrize(
    "header", ["supprime_le", "deleted_at", "verwijderd", "Gelöscht", "account_closed"]
)
def test_the_column_of_the_deleted_is_told_by_its_header(header: str) -> None:
    assert recognise.deleted_column((Column("email"), Column(header))) == header


def test_a_register_without_such_a_column_has_none() -> None:
    assert recognise.deleted_column((Column("email"), Column("created_at"))) is None


def test_every_file_of_a_kind_is_listed() -> None:
    modules = [module.name for module in pkgutil.iter_modules(kinds.__path__)]
    files = {name for name in modules if hasattr(import_module(f"tocsin.kinds.{name}"), "KIND")}
    missing = files - {kind.name for kind in KINDS}

    assert not missing, f"add {min(missing)}.KIND to KINDS in kinds/__init__.py"


ONCE = random.Random(2014)
NO_KIND: dict[str, list[object]] = {
    "integers": [ONCE.randrange(100_000) for _ in range(300)],
    "large integers": [ONCE.randrange(10**8, 10**9) for _ in range(300)],
    "a counter": list(range(10_000, 10_300)),
    "years": [1995 + n % 20 for n in range(300)],
    "decimals": [f"{ONCE.gauss(5, 2):.6f}" for _ in range(300)],
    "product codes": [f"{ONCE.choice('ABCD')}X-{ONCE.randrange(99_999):05d}" for _ in range(300)],
    "states": ["open", "paid", "shipped", "returned"] * 75,
    "truths": ["true", "false"] * 150,
    "sizes": ["S", "M", "L", "XL"] * 75,
    "marital states": ["S", "M"] * 150,
    "states of a union": ["CA", "TX", "NY", "WA", "AL", "OH"] * 50,
    "dishes": ["margherita", "quattro stagioni", "hawaii", "pepperoni"] * 75,
    "firms": ["Dupont SARL", "Peeters & Zonen NV", "Smith Ltd", "Müller GmbH"] * 75,
    "trades": ["plumber", "software engineer", "account manager", "nurse", "data scientist"] * 60,
    "versions": [f"{n % 9}.{n % 30}.{n % 7}" for n in range(300)],
    "files": [f"report{n}.pdf" for n in range(300)],
    "identifiers": [f"{n:08x}-1b2c-4d3e-8f4a-{n:012x}" for n in range(300)],
}


@pytest.mark.parametrize("what", NO_KIND)
def test_what_is_of_no_kind_is_called_none(what: str) -> None:
    assert kind_of("", NO_KIND[what]) == "unknown"


def test_names_that_no_list_holds_are_told_by_their_letters() -> None:
    names = ["Vanderhaegenbroeck", "Schoonbroodtsen", "Grootjanssens", "Vermeulenaer", "De Keukelaeren",
             "Kesteloothe", "Wouterssens", "Van Hooreweghen", "Peeters", "Janssens"]  # fmt: skip

    assert kind_of("", names * 20) == "family_name"


def test_passwords_need_no_header_where_the_commonest_are_among_them() -> None:
    chosen = [f"{word}{n}" for n in range(50) for word in ("soleil", "Azerty!", "kikker#")]

    assert kind_of("", [*chosen, "123456", "password1"]) == "password"
    assert kind_of("", chosen) == "unknown"


def test_dates_of_one_generation_are_birth_dates() -> None:
    assert kind_of("", CELLS["geboortedatum"]) == "birth_date"


def test_dates_of_a_few_years_stay_dates() -> None:
    assert kind_of("", [f"{2010 + n % 4}-03-{1 + n % 28:02d}" for n in range(200)]) == "date"


def test_seconds_since_1970_are_times() -> None:
    assert kind_of("", [1_300_000_000 + n * 86_413 for n in range(200)]) == "time"


def test_four_digits_beside_a_town_are_its_postcode() -> None:
    codes = [f"{10 + n * 37 % 80}{n % 3}0" for n in range(200)]
    columns = judged({"": ["Gent", "Brugge", "Aalst", "Leuven"] * 50, "c2": codes})

    assert [column.kind for column in columns] == ["city", "postcode"]


def test_latitudes_are_told_beside_longitudes() -> None:
    columns = judged(
        {
            "": [f"{43 + n / 1_000:.5f}" for n in range(200)],
            "c2": [f"{1 + n / 999:.5f}" for n in range(200)],
        }
    )

    assert [column.kind for column in columns] == ["coordinates", "coordinates"]


def test_a_mixed_column_names_all_that_it_holds() -> None:
    column = judged({"": ["anna@post.example", "jan@post.example", "0612345678"] * 50})[0]

    assert (column.kind, [kind for kind, _ in column.mixed]) == ("email", ["email", "phone"])


def test_a_column_of_one_kind_is_not_mixed() -> None:
    assert judged({"": CELLS["email"]})[0].mixed == ()


def test_white_space_around_cells_does_not_matter() -> None:
    column = judged({"": [" anna@post.example\u00a0", "jan@post.example", " \t", "\u00a0"] * 50})[0]

    assert (column.kind, column.share, column.filled) == ("email", 1.0, 100)


def test_a_long_table_is_asked_in_few_rows() -> None:
    engine = ibis.duckdb.connect()
    table = engine.create_table("long", pa.table({"row": pa.array(range(100_000), pa.int64())}))

    rows = engine.to_pyarrow(recognise.sample(table).row).to_pylist()

    assert len(rows) < 2 * (recognise.FIRST_ROWS + recognise.SPREAD_ROWS)
    assert max(rows) > 99_000

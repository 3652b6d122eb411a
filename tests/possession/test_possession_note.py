"""What a note claims, and what it does not."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.possession.note import read
from tocsin.terms.claim import Money, Note, Subject
from tocsin.terms.errors import Refused
from tocsin.terms.moment import moment

RECEIVED = moment("2014-06-13T09:30+00:00")


def records(note: Note) -> list[tuple[int | None, bool, str | None]]:
    return [(c.count, c.at_least, c.country) for c in note.claims if c.subject is Subject.RECORDS]


def kinds(text: str) -> list[str | None]:
    return [c.kind for c in read(text, RECEIVED).claims if c.subject is Subject.KIND]


def claimed(text: str, subject: Subject) -> list[str]:
    return [c.claimed for c in read(text, RECEIVED).claims if c.subject is subject]


def test_counts_by_country_are_read_in_each_language(pizza_note: str, received: datetime) -> None:
    found = [(count, country) for count, _, country in records(read(pizza_note, received))]
    assert found == [(592_000, "FR"), (58_000, "BE")]


def test_the_sum_asked_is_read_in_each_language(pizza_note: str, received: datetime) -> None:
    assert read(pizza_note, received).demand.asked == Money(Decimal(30_000), "EUR")


def test_publication_is_read_as_threatened_in_each_language(
    pizza_note: str, received: datetime
) -> None:
    assert "publication of the data" in read(pizza_note, received).demand.threats


@pytest.mark.parametrize(
    ("note", "language"), [("english_note", "en"), ("french_note", "fr"), ("dutch_note", "nl")]
)
def test_the_language_is_named(note: str, language: str, request: pytest.FixtureRequest) -> None:
    assert read(request.getfixturevalue(note), RECEIVED).language == language


def test_every_kind_of_the_english_list_is_read_with_its_line(english_note: str) -> None:
    found = [(c.kind, c.line) for c in read(english_note, RECEIVED).claims if c.kind]
    assert found == [
        ("full_name", 3),
        ("postal_address", 3),
        ("phone", 3),
        ("email", 3),
        ("password_hash", 3),
        ("free_text", 4),
        ("preference", 4),
    ]


def test_a_bulleted_list_belongs_to_the_line_that_heads_it(french_note: str) -> None:
    assert kinds(french_note) == [
        "full_name",
        "postal_address",
        "phone",
        "password_hash",
        "preference",
    ]


def test_a_shared_database_is_a_claim_about_the_source(english_note: str) -> None:
    assert "one database that the sites of France and Belgium share" in claimed(
        english_note, Subject.SOURCE
    )


def test_we_have_it_all_is_a_claim_of_the_whole(english_note: str) -> None:
    assert claimed(english_note, Subject.WHOLE) == ["all of the data"]


@pytest.mark.parametrize(
    "denial",
    [
        "We did not take card data.",
        "The data contain names and phones, but no credit cards.",
        "The database was stolen with names; card data were not taken.",
        "Nous n'avons pas volé les cartes bancaires.",
        "Wij hebben de namen gestolen, maar geen kredietkaarten.",
        "We have everything except card numbers.",
    ],
)
def test_what_the_note_denies_is_not_claimed(denial: str) -> None:
    assert "payment_card" not in kinds(denial)


@pytest.mark.parametrize(
    "assertion",
    [
        "We took card data.",
        "If you do not pay, card data that we stole will be published.",
        "We have not only names but also credit cards.",
        "We stole credit cards that are not encrypted.",
    ],
)
def test_a_denial_of_something_else_leaves_the_claim(assertion: str) -> None:
    assert "payment_card" in kinds(assertion)


@pytest.mark.parametrize(
    "number", ["592,000", "592.000", "592 000", "592\u202f000", "592'000", "592k", "0.592 million"]
)
def test_thousands_are_read_however_they_are_parted(number: str) -> None:
    note = read(f"We stole {number} records of French customers.", RECEIVED)
    assert records(note) == [(592_000, False, "FR")]


@pytest.mark.parametrize(
    "lead", ["over 5,000", "more than 5,000", "plus de 5,000", "meer dan 5,000"]
)
def test_more_than_makes_the_count_a_lower_bound(lead: str) -> None:
    assert records(read(f"We have {lead} customers.", RECEIVED)) == [(5_000, True, None)]


@pytest.mark.parametrize(
    "other",
    [
        "We stole 500 GB of customer files.",
        "Pay 5,000 euros for the records.",
        "You have 72 hours before the records are sold.",
        "Here is a sample of 6 customers.",
        "We did not take 5,000 records.",
    ],
)
def test_a_number_of_something_else_is_no_count_of_records(other: str) -> None:
    assert records(read(other, RECEIVED)) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("We stole 800 patients' files with names.", "800 people"),
        ("We hold 58 000 fiches (Belgique).", "58,000 records in Belgium"),
        ("France: 592,000 records stolen.", "592,000 records in France"),
        ("Base volée : 1,2 million de comptes.", "1,200,000 accounts"),
    ],
)
def test_what_is_counted_and_where_is_said_in_our_words(words: str, says: str) -> None:
    assert claimed(words, Subject.RECORDS) == [says]


def test_a_note_without_any_claim_has_none() -> None:
    note = read("Your files are encrypted. Contact us by e-mail.", RECEIVED)
    assert note.claims == ()


def test_encrypting_everything_is_not_holding_everything() -> None:
    assert claimed("We have encrypted all your data.", Subject.WHOLE) == []


def test_the_contact_line_of_the_note_claims_no_kind() -> None:
    assert kinds("Contact us by e-mail or phone, our password is included.") == []


def test_no_value_of_the_sample_enters_the_note(english_note: str) -> None:
    said = repr(read(english_note, RECEIVED)).lower()
    assert not [v for v in ("tripwire", "marqueur", "061234", "marked", "5f4dcc") if v in said]


def test_the_samples_mail_address_is_no_channel(english_note: str) -> None:
    assert read(english_note, RECEIVED).demand.channels == ()


def test_a_delimited_sample_row_is_data_and_not_a_claim() -> None:
    text = "Good morning.\nwe took 70,000 customers;names;a@post.example;passwords"
    assert read(text, RECEIVED).claims == ()


@pytest.mark.parametrize("mark", ["🍕", "\x00", "\u202e", "\u200f", "\ufeff"])
def test_marks_within_a_note_do_not_hide_a_claim(mark: str) -> None:
    note = read(f"{mark}We stole {mark}592,000 records{mark} of Fre\u200bnch customers.", RECEIVED)
    assert records(note) == [(592_000, False, "FR")]


def test_a_fine_is_not_the_sum_asked() -> None:
    note = read("A GDPR fine would cost you 4 million euros. Pay 2 BTC.", RECEIVED)
    assert note.demand.asked == Money(Decimal(2), "BTC")


def test_the_sum_beside_its_worth_in_dollars_is_the_sum_as_asked() -> None:
    assert read("Pay €30,000 (or $40,700).", RECEIVED).demand.asked == Money(Decimal(30_000), "EUR")


def test_a_note_that_names_no_sum_asks_none() -> None:
    assert read("Contact us to learn the price.", RECEIVED).demand.asked is None


def test_a_threat_that_is_denied_is_none() -> None:
    text = "If an agreement is reached, the data will never be published."
    assert read(text, RECEIVED).demand.threats == ()


def test_channels_are_sorts_and_not_addresses() -> None:
    text = "Write to boss@crime.example or http://abcdef.onion/x and pay in bitcoin."
    assert read(text, RECEIVED).demand.channels == ("e-mail", "Tor site", "bitcoin")


def test_a_receipt_without_a_zone_is_refused() -> None:
    with pytest.raises(Refused, match="no zone"):
        read("Pay.", datetime(2014, 6, 13))  # noqa: DTZ001 -- the fault under test


WORDS = st.sampled_from(
    [
        *("we", "stole", "592,000", "records", "of", "french", "customers", "not", "cards", "cet"),
        *("16 june", "20:00", "31 february", "99999 days", "within", "before", "EUR 30,000", "0"),
        *("all your data", ":", ";", ".", "\n", "-", "\n- name: x", "\x00", "🍕", "8 o'clock"),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=300))
def test_whatever_is_written_is_read_without_an_error(text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(1 <= claim.line <= lines for claim in read(text, RECEIVED).claims)


def test_a_run_of_figures_too_long_for_a_count_is_no_count() -> None:
    note = read(f"We stole {'9' * 32} records of your customers.", moment("2014-06-10T09:00+02:00"))

    assert records(note) == []


@pytest.mark.parametrize(
    "text",
    [
        "12 000 clients belges et français.",
        "12,000 customers in Belgium and France.",
        "12.000 klanten uit België en Frankrijk.",
        "Belgique et France : 12 000 clients.",
        "12k Belgian/French customers.",
    ],
)
def test_one_number_for_two_countries_is_of_both_together(text: str) -> None:
    (claim,) = (c for c in read(text, RECEIVED).claims if c.subject is Subject.RECORDS)

    assert (claim.count, claim.country, claim.together) == (12_000, None, ("BE", "FR"))


@pytest.mark.parametrize(
    "text",
    [
        "592,000 records of French customers and 58,000 of Belgian ones.",
        "France: 592,000 records, Belgium: 58,000 records.",
        "In France 592,000 customers, in Belgium 58,000.",
        "French customers (592,000), Belgian customers (58,000).",
        "592.000 Franse en 58.000 Belgische klanten.",
    ],
)
def test_each_of_two_numbers_is_of_its_own_country(text: str) -> None:
    found = [(count, country) for count, _, country in records(read(text, RECEIVED))]

    assert found == [(592_000, "FR"), (58_000, "BE")]


def test_a_country_of_an_earlier_number_does_not_head_a_later_one() -> None:
    found = records(read("592,000 French customers and 58,000 others.", RECEIVED))

    assert [count for count, _, country in found if country == "FR"] == [592_000]


@pytest.mark.parametrize("asked", ["1e999 EUR", "EUR 1e999", "9" * 400 + " EUR", "EUR 1.2.3.4"])
def test_a_sum_that_is_no_amount_is_not_read_and_its_line_is_told(asked: str) -> None:
    demand = read(f"We stole your data.\nPay {asked} or we publish.", RECEIVED).demand

    assert (demand.asked, demand.illegible) == (None, 2)


def test_a_sum_larger_than_any_company_is_not_read() -> None:
    demand = read("Pay 999999 billion dollars.", RECEIVED).demand

    assert (demand.asked, demand.illegible) == (None, 1)


def test_beside_a_sum_that_is_read_another_is_not_told() -> None:
    demand = read("Pay EUR 30,000. Not 1e999 EUR.", RECEIVED).demand

    assert (demand.asked, demand.illegible) == (Money(Decimal(30_000), "EUR"), None)


@pytest.mark.parametrize(
    "text",
    [
        "We have downloaded a lot of your internal files.",
        "Your confidential data was exfiltrated from the network.",
        "Your systems are encrypted and your data stolen.",
        "All your documents were encrypted. They are also on our servers.",
        "Nous avons copié vos fichiers.",
        "Vos données ont été volées.",
        "Wij hebben uw bestanden gedownload.",
    ],
)
def test_that_data_were_taken_is_a_claim(text: str) -> None:
    assert claimed(text, Subject.TAKEN) == ["data of the company"]


@pytest.mark.parametrize(
    "text",
    [
        "We did not take any of your data.",
        "If your data were stolen, contact the police.",
        "Your files are encrypted; the key is on our servers.",
        "We could have taken your files.",
        "Thank you for your order; we will send the documents.",
    ],
)
def test_data_denied_supposed_or_only_encrypted_are_not_claimed_as_taken(text: str) -> None:
    assert claimed(text, Subject.TAKEN) == []


def test_how_much_was_taken_is_a_claim_of_its_own() -> None:
    text = "We have copied more than 1.5 TB of your data."

    assert claimed(text, Subject.TAKEN) == ["data of the company", "over 1.5 TB of data"]


def test_that_data_were_taken_is_not_said_beside_what_they_are() -> None:
    assert claimed("We stole your data: 70,000 records.", Subject.TAKEN) == []


def test_a_break_in_without_data_taken_is_only_a_break_in() -> None:
    text = "Your network has been penetrated. Your files are encrypted."

    assert claimed(text, Subject.SOURCE) == ["a break-in at the company's network"]


def test_silence_sets_a_term_where_the_claimant_acts_after_it() -> None:
    text = "If you do not write to us within 24 hours, we will publish the data."

    assert read(text, RECEIVED).demand.deadline is not None


@pytest.mark.parametrize(
    "promise",
    [
        "After payment we will delete your data.",
        "If you pay, we will not attack you again and will delete all your data.",
        "We guarantee: we will delete all the files.",
        "We will attack your company no more.",
    ],
)
def test_what_a_payment_is_said_to_buy_is_no_threat(promise: str) -> None:
    assert read(promise, RECEIVED).demand.threats == ()


def test_a_term_after_which_data_are_destroyed_is_a_deadline() -> None:
    text = "After 2 weeks all your files and keys will be deleted."

    demand = read(text, RECEIVED).demand

    assert demand.deadline is not None
    assert demand.threats == ("destruction of data or keys",)

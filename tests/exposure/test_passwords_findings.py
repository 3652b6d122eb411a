"""What is said of passwords, and what each sentence says that it does not show."""

from __future__ import annotations

from dataclasses import replace

from tocsin.exposure import passwords_findings
from tocsin.report import passwords as told
from tocsin.report.sheet import Index
from tocsin.terms.finding import Certainty, Finding, Locus
from tocsin.terms.password import Kept, Passwords, Place, Recoverable

RANGE = (
    Recoverable(100, 0.71, 0.98, (1.5e17, 1.5e17)),
    Recoverable(1_000, 0.75, 0.98, (1.5e18, 1.5e18)),
)
MD5 = Kept(
    "MD5", False, "", 9_000, 9_000, hashes=8_000, accounts=9_000, shared=1_500, common=900,
    made="MD5", recoverable=RANGE,
)  # fmt: skip
BCRYPT = Kept("bcrypt", True, "cost 12", 50, 50, hashes=50, accounts=50, recoverable=RANGE)


def said(*kept: Kept, salt_column: bool = False) -> dict[str, Finding]:
    passwords = Passwords(kept, "10,000 commonest passwords of a list", salt_column=salt_column)
    return {
        finding.key: finding for finding in passwords_findings.of(passwords, (Locus("9f86d0"),))
    }


def test_the_count_of_common_passwords_is_set_beside_what_the_curves_expect() -> None:
    assert "(10.0%)" in said(MD5)["passwords.0.common"].says
    assert "The curves expect 8% to 21%." in said(MD5)["passwords.0.common"].says


def test_hashes_that_repeat_without_a_common_password_speak_for_a_secret() -> None:
    assert "pepper" in said(replace(MD5, common=0, made=""))["passwords.0"].limit
    assert "pepper" not in said(MD5)["passwords.0"].limit


def test_a_range_says_that_it_is_a_model_at_what_price_and_never_stands_alone() -> None:
    found = said(MD5)["passwords.0.recoverable"]
    assert "100 EUR turns back 71% to 98%, 1,000 EUR 75% to 98%" in found.says
    assert "no measurement" in found.limit
    assert found.certainty is Certainty.PROBABLE


def test_salted_hashes_are_said_not_to_have_been_tried() -> None:
    found = said(BCRYPT)
    assert "not tried" in found["passwords.0"].limit
    assert "passwords.0.common" not in found


def test_what_nobody_measured_cannot_be_told_and_is_not_called_safe() -> None:
    found = said(replace(BCRYPT, scheme="yescrypt", recoverable=()))["passwords.0.recoverable"]
    assert found.certainty is Certainty.UNRESOLVED
    assert "not safe" in found.limit


def test_plain_text_needs_no_turning_back() -> None:
    plain = Kept("plain text", None, "", 5, 5, plain=True, accounts=5)
    found = said(plain)
    assert found["passwords.0"].says == "5 rows of the leak keep a password in plain text."
    assert "whoever has the leak has it" in found["passwords.0.recoverable"].says
    assert "passwords.0.common" not in found


def test_a_token_is_a_question_and_a_column_of_the_register_is_not_said_to_be_copied() -> None:
    token = replace(MD5, place=Place.TOKEN, decides=0)
    old = replace(MD5, place=Place.REGISTER, decides=0, column="old_hash")
    found = said(BCRYPT, token, old)
    assert found["passwords.1"].certainty is Certainty.UNRESOLVED
    assert "which the leak does not show" in found["passwords.2"].says
    assert "was copied too is not shown" in found["passwords.2"].limit


def test_a_column_of_salts_in_the_leak_is_said() -> None:
    assert "was copied with the hashes" in said(MD5, salt_column=True)["passwords.0"].limit


def test_what_a_password_must_withstand_is_told_in_guesses() -> None:
    assert "1.5 x 10^18 guesses" in said(MD5)["passwords.0.guesses"].says


def test_no_passwords_no_findings_and_a_section_that_says_so() -> None:
    assert passwords_findings.of(None, (Locus("9f86d0"),)) == ()
    assert told.section(None, Index()).lead.startswith("No column of passwords")
    assert told.plain(None) == []


def test_one_row_is_told_as_one() -> None:
    one = replace(MD5, rows=1, accounts=1, hashes=1, shared=0, common=1)
    found = said(one)
    assert found["passwords.0"].says.startswith("1 row of the leak keeps")
    assert found["passwords.0.common"].says.startswith("The hash of 1 account (100.0%) is that")

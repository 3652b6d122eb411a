"""Telephone numbers: the national significant number is the one that phonenumbers finds."""

import phonenumbers
import pytest
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from tocsin.kinds import phone

REGIONS = ("FR", "BE", "NL", "DE", "GB", "US", "LU", "CH", "ES", "PT", "IE", "AT")
SORTS = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE)
FORMATS = (PhoneNumberFormat.NATIONAL, PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.E164)


@pytest.mark.parametrize("region", REGIONS)
def test_example_numbers_in_every_writing_are_phonenumbers_national_numbers(region: str) -> None:
    for sort in SORTS:
        number = phonenumbers.example_number_for_type(region, sort)
        written = [phonenumbers.format_number(number, style) for style in FORMATS]
        written.append(written[2].replace("+", "00"))

        assert {phone.normal_of(text) for text in written} == {str(number.national_number)}

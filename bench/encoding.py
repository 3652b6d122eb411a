"""How often made-up customer lists are decoded right, beside chardet and charset-normalizer.

    python -m bench.encoding [SEED]

Names, streets and towns of some 30 countries (Faker's), each list in the encodings its language was or is
written in, with 3, 30 and 300 records. Right is: the same text, letter for letter; the encoding's name
does not count. charset-normalizer is measured where it is installed.
"""

from __future__ import annotations

import importlib.util
import io
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from random import Random

import chardet
from faker import Faker

from tocsin.formats.base import Source
from tocsin.formats.encoding import Text

SIZES = (3, 30, 300)

PAGES = {
    "fr_FR": "utf-8 utf-16-le cp1252 iso8859-15 iso8859-1 mac-roman cp850 cp437 cp863 cp858 cp500",
    "nl_NL": "utf-8 cp1252 iso8859-15 cp850",
    "de_DE": "utf-8 cp1252 iso8859-1 iso8859-15 cp850 cp437 mac-roman cp500",
    "es_ES": "utf-8 cp1252 iso8859-1 iso8859-15 cp850 mac-roman",
    "it_IT": "cp1252 iso8859-1 cp850",
    "pt_PT": "cp1252 iso8859-1 cp850 cp860",
    "sv_SE": "cp1252 iso8859-1 iso8859-10 cp850 cp865",
    "da_DK": "cp1252 iso8859-1 cp865",
    "no_NO": "cp1252 cp865",
    "fi_FI": "cp1252 iso8859-1 cp850",
    "ga_IE": "cp1252 iso8859-14",
    "pl_PL": "utf-8 cp1250 iso8859-2 iso8859-16 cp852",
    "cs_CZ": "cp1250 iso8859-2 cp852 mac-latin2",
    "sk_SK": "cp1250 iso8859-2 cp852",
    "hu_HU": "cp1250 iso8859-2 cp852",
    "hr_HR": "cp1250 iso8859-2",
    "sl_SI": "cp1250 iso8859-2",
    "ro_RO": "cp1250 iso8859-2 iso8859-16",
    "ru_RU": "utf-8 cp1251 koi8-r iso8859-5 cp866 cp855 mac-cyrillic",
    "uk_UA": "cp1251 koi8-u iso8859-5 cp1125",
    "bg_BG": "cp1251 iso8859-5",
    "el_GR": "cp1253 iso8859-7 cp737 mac-greek",
    "tr_TR": "cp1254 iso8859-9 cp857 mac-turkish",
    "he_IL": "cp1255 iso8859-8 cp862",
    "ar_SA": "cp1256 iso8859-6 cp864",
    "lt_LT": "cp1257 iso8859-13 iso8859-4 cp775",
    "lv_LV": "cp1257 iso8859-13 iso8859-4",
    "et_EE": "cp1257 cp1252 iso8859-15 iso8859-4",
    "vi_VN": "cp1258",
    "th_TH": "tis-620 cp874",
    "zh_CN": "utf-8 gbk gb18030 gb2312 hz",
    "zh_TW": "utf-8 big5",
    "ja_JP": "utf-8 shift_jis euc-jp iso2022_jp cp932",
    "ko_KR": "euc-kr cp949 johab iso2022_kr",
}
"""The encodings that lists of a country are or were written in, by Python's names."""

VIETNAMESE = "ăâêôđơưĂÂÊÔĐƠƯ"
"""Letters that Windows-1258 has whole; the tones are marks of their own there."""

Case = tuple[str, int, bytes, str]


def cases(seed: int) -> Iterator[Case]:
    """Encoding, records, bytes and text of each list."""
    random = Random(seed)
    for country, encodings in PAGES.items():
        fake = Faker(country)
        fake.seed_instance(random.random())
        for size in SIZES:
            records = [_record(fake) for _ in range(size)]
            for encoding in encodings.split():
                text = "id;name;address;email\n" + "".join(_in(encoding, records))
                if not text.isascii():
                    yield encoding, size, text.encode(encoding), text


def _record(fake: Faker) -> str:
    address = fake.address().replace("\n", ", ")
    return f"{fake.random_int(1, 99_999)};{fake.name()};{address};{fake.ascii_email()}\n"


def _in(encoding: str, records: list[str]) -> Iterator[str]:
    """The records that an encoding can write."""
    for record in records:
        text = record
        if encoding == "cp1258":
            whole = unicodedata.normalize("NFC", record)
            text = "".join(c if c in VIETNAMESE else unicodedata.normalize("NFD", c) for c in whole)
        try:
            text.encode(encoding)
        except UnicodeEncodeError:
            continue
        yield text


def tocsin(raw: bytes) -> str | None:
    return b"".join(Text(Source(io.BytesIO(raw)))).decode()


def by_chardet(raw: bytes) -> str | None:
    return _decoded(raw, chardet.detect(raw)["encoding"])


def by_charset_normalizer(raw: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(raw).best()
    return _decoded(raw, best.encoding if best else None)


def _decoded(raw: bytes, encoding: str | None) -> str | None:
    try:
        return raw.decode(encoding or "ascii")
    except (UnicodeDecodeError, LookupError):
        return None


def main(seed: int) -> None:
    """Print a line for each way of decoding."""
    ways: dict[str, Callable[[bytes], str | None]] = {"tocsin": tocsin, "chardet": by_chardet}
    if importlib.util.find_spec("charset_normalizer"):
        ways["charset-normalizer"] = by_charset_normalizer
    made = list(cases(seed))
    encodings = {case[0] for case in made}
    print(f"{len(made)} lists in {len(encodings)} encodings, seed {seed}")
    print(f"{'':20}" + "".join(f"{size:>6} records" for size in SIZES) + "     all   CPU s")
    for name, way in ways.items():
        begun = time.process_time()
        right = [(size, way(raw) == text) for _, size, raw, text in made]
        spent = time.process_time() - begun
        shares = [_share([ok for of, ok in right if of == size]) for size in SIZES]
        print(
            f"{name:20}"
            + "".join(f"{share:14.1%}" for share in shares)
            + f"{_share([ok for _, ok in right]):8.1%}{spent:8.1f}"
        )


def _share(right: list[bool]) -> float:
    return sum(right) / len(right)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2026)

"""Encodings, decided by content in one pass."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.formats.base import Source
from tocsin.formats.encoding import Text, is_text, is_utf8
from tocsin.terms.errors import Refused


def read(untrusted: bytes, chunk: int = 64) -> tuple[str, str]:
    text = Text(Source(io.BytesIO(untrusted), head=256), chunk)
    return b"".join(text).decode(), text.encoding


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-32", "utf-32-le"),
        ("windows-1252", "windows-1252"),
    ],
)
def test_an_encoding_is_told_and_the_text_the_same(encoding: str, named: str) -> None:
    text = "Prénom;Ville\nZoé;Liège\n" * 40

    assert read(text.encode(encoding)) == (text, named)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_by_its_nuls(encoding: str) -> None:
    text = "Prénom;Ville\r\nZoé;Liège\r\n"

    assert read(text.encode(encoding)) == (text, encoding)


def test_a_file_long_ascii_and_then_windows_1252_is_read_right() -> None:
    text = "Anna;Gent\n" * 1000 + "Zoé;Liège\n"

    assert read(text.encode("windows-1252")) == (text, "windows-1252")


def test_a_file_first_utf_8_and_then_windows_1252_is_read_right() -> None:
    text = "Zoé;Liège\n" * 20

    assert read(text.encode() + text.encode("windows-1252"), chunk=32) == (
        text * 2,
        "utf-8 and windows-1252",
    )


def test_one_line_in_windows_1252_among_utf_8_is_read_on_its_own() -> None:
    text = "Zoé\nNoël\nLiège\n"

    assert read(text.encode() + "René\n".encode("windows-1252"), chunk=1 << 20) == (
        text + "René\n",
        "utf-8 and windows-1252",
    )


def test_mojibake_in_windows_1252_stays_for_the_repair() -> None:
    text = "Zoé\nNoël\nFranÃ§ois\nLiège\n"

    assert read(text.encode("windows-1252"), chunk=1 << 20) == (text, "windows-1252")


def test_bytes_that_windows_1252_leaves_undefined_are_kept() -> None:
    text = "Hélène Lefèvre\nRené Noël, Besançon\nfaçade côté château\n\x81\n"

    raw = text.encode("sloppy-windows-1252")

    assert read(raw, chunk=1 << 20) == (text, "windows-1252")


def test_the_end_mark_of_old_systems_is_kept_in_windows_1252() -> None:
    text = "Hélène Lefèvre\nRené Noël, Besançon\nfaçade côté château\n\x1a"

    assert read(text.encode("windows-1252"), chunk=1 << 20) == (text, "windows-1252")


def test_every_character_of_windows_1252_is_read_right() -> None:
    every = bytes(set(range(0x80, 0x100)) - {0x81, 0x8D, 0x8F, 0x90, 0x9D}).decode("cp1252")
    text = "Hélène Lefèvre\nRené Noël\n" * 50 + every + "\n"

    assert read(text.encode("cp1252"), chunk=1 << 20) == (text, "windows-1252")


@pytest.mark.parametrize(
    "untrusted", [b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80", b"\xe9", b"\xf0\x9f\x98"]
)
def test_what_is_no_utf_8_is_not_taken_for_it_in_a_long_text(untrusted: bytes) -> None:
    assert is_utf8(b"caf\xc3\xa9\n" * 20_000)
    assert not is_utf8(b"caf\xc3\xa9\n" * 20_000 + untrusted)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp850", "Álvaro Peña;A Coruña\nÍñigo Gómez;Cádiz\nRamón Núñez;Mérida\n"),
        ("mac-roman", "François Lefèvre;Besançon\nHélène Noël;Épinal\nZoé Gérard;Orléans\n"),
        ("windows-1250", "Łukasz Wójcik;Łódź\nGrażyna Kamińska;Poznań\n"),
        ("windows-1251", "Ольга Иванова;Москва\nПётр Смирнов;Казань\n"),
        ("koi8-r", "Ольга Иванова;Москва\nПётр Смирнов;Казань\n"),
        ("cp866", "Ольга Иванова;Москва\nПётр Смирнов;Казань\n"),
        ("windows-1253", "Γιώργος Παπαδόπουλος;Αθήνα\nΕλένη Νικολάου;Πάτρα\n"),
        ("windows-1254", "Ayşe Yılmaz;İstanbul\nIşıl Şahin;Diyarbakır\nÇağrı Öztürk;Muğla\n"),
        ("windows-1255", "משה כהן;תל אביב\nרחל לוי;ירושלים\n"),
        ("windows-1256", "محمد أحمد;القاهرة\nفاطمة علي;الرياض\n"),
        ("gb18030", "王小明;北京市朝阳区\n李丽;上海市\n张伟;广州市天河区\n"),
        ("cp950", "王小明;臺北市大安區\n李麗;高雄市\n張偉;臺中市西屯區\n"),
        ("cp932", "山田太郎;東京都新宿区\nすずき花子;大阪市\nカトウ一郎;名古屋市\n"),
        ("euc_jp", "山田太郎;東京都新宿区\nすずき花子;大阪市\nカトウ一郎;名古屋市\n"),
        ("iso2022_jp", "山田太郎;東京都新宿区\nすずき花子;大阪市\n"),
        ("cp949", "김민수;서울특별시 강남구\n이영희;부산광역시\n"),
        ("cp500", "Jürgen Müller;Düsseldorf\nKäthe Groß;Köln\nJörg Weiß;Göttingen\n"),
    ],
)
def test_a_code_page_is_told_by_its_text(encoding: str, text: str) -> None:
    assert read(text.encode(encoding), chunk=1 << 20)[0] == text


def test_two_code_pages_that_give_the_same_text_have_the_usual_ones_name() -> None:
    text = "Zoé Lefèvre;Liège\nHélène Noël;Besançon\n"

    assert read(text.encode("iso-8859-1"), chunk=1 << 20) == (text, "windows-1252")


@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be"])
def test_utf_32_without_a_mark_is_told_by_its_nuls(encoding: str) -> None:
    text = "Prénom;Ville\r\nZoé;Liège\r\n"

    assert read(text.encode(encoding)) == (text, encoding)


def test_russian_in_a_page_of_old_screens_is_not_taken_for_utf_8_with_faults() -> None:
    text = "".join(f"{i};Пётр Петров;улица Строителей, дом {i}\n" for i in range(200))

    assert read(text.encode("cp866"), chunk=1 << 20) == (text, "cp866")


@settings(deadline=None)
@given(st.binary(max_size=300), st.integers(1, 64))
def test_no_bytes_crash_it_or_make_text_that_is_not_utf_8(untrusted: bytes, chunk: int) -> None:
    read(untrusted, chunk)


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=200), st.integers(1, 64))
def test_utf_8_stays_byte_for_byte(text: str, chunk: int) -> None:
    marked = b"\xef\xbb\xbf" + text.encode()

    assert read(marked, chunk)[0] == text


def test_an_endless_line_is_refused() -> None:
    with pytest.raises(Refused, match="A line is longer than 16 MiB"):
        read(b"x" * (17 << 20), chunk=1 << 20)


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(bytes(5000), id="NULs"),
        pytest.param(bytes(range(256)) * 20, id="all bytes"),
        pytest.param(b"PK\x03\x04" + bytes(range(256)) * 4, id="an archive"),
    ],
)
def test_what_is_not_text_is_not_taken_for_it(head: bytes) -> None:
    assert not is_text(head)


def test_a_nul_here_and_there_does_not_make_a_text_binary() -> None:
    assert is_text(b"id;name;city\n" * 10 + b"1;An\0na;Gent\n" * 5)

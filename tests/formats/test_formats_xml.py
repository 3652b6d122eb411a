"""XML: which elements are rows, what their cells are; nothing declared is expanded."""

from __future__ import annotations

import io

import pytest
from reading import Got, got

from tocsin.formats import xml
from tocsin.formats.base import Source
from tocsin.terms.errors import Refused


def read(text: str | bytes) -> Got:
    return got(text.encode() if isinstance(text, str) else text)


def columns(read_: Got, table: int = 0) -> list[str]:
    return [column.name for column in read_.reading.tables[table].columns]


def refusal(text: str) -> str:
    with pytest.raises(Refused) as refused:
        xml.read(Source(io.BytesIO(text.encode())), lambda _name, _batch: None)
    return str(refused.value)


def test_repeated_elements_are_rows_with_children_and_attributes_as_columns() -> None:
    read_ = read(
        '<?xml version="1.0"?><customers>'
        '<customer id="1"><name>Anna</name><address type="home"><city>Gent</city></address></customer>'
        "<customer id='2'><name>Bert</name><phone>1</phone><phone>2</phone></customer></customers>"
    )

    assert read_.reading.format == "xml"
    assert columns(read_) == ["id", "name", "address@type", "address.city", "phone", "phone[1]"]
    assert read_.cells() == [
        ("1", "Anna", "home", "Gent", None, None),
        ("2", "Bert", None, None, "1", "2"),
    ]


def test_a_child_that_comes_often_is_a_list_from_the_fifth_on() -> None:
    read_ = read(f"<a><b><i>0</i></b><b>{''.join(f'<i>{i}</i>' for i in range(6))}</b></a>")

    assert columns(read_)[-1] == "i[4:]"
    assert read_.cells()[1] == ("0", "1", "2", "3", '["4", "5"]')


def test_each_sort_of_element_is_a_table() -> None:
    read_ = read(
        "<all><genre><id>1</id></genre><genre><id>2</id></genre><artist><id>1</id><n>x</n></artist></all>"
    )

    assert [(t.name, t.rows) for t in read_.reading.tables] == [("genre", 2), ("artist", 1)]


def test_what_mysqldump_writes_is_read_by_its_field_names() -> None:
    data = "".join(
        f'<table_data name="{t}"><row><field name="id">1</field><field name="m" xsi:nil="true"/></row>'
        f'<row><field name="id">2</field><field name="m">a@x.example</field></row></table_data>'
        for t in ("one", "two")
    )
    read_ = read(
        '<?xml version="1.0"?><mysqldump xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        '<database name="shop"><table_structure name="one"><field Field="id" Type="int"/></table_structure>'
        f"{data}</database></mysqldump>"
    )

    assert [t.name for t in read_.reading.tables] == ["one", "two"]
    assert (columns(read_), read_.cells("two")) == (
        ["id", "m"],
        [("1", None), ("2", "a@x.example")],
    )


def test_what_phpmyadmin_writes_is_read_by_its_column_names() -> None:
    row = '<table name="c"><column name="id">{}</column></table>'
    read_ = read(
        f'<?xml version="1.0"?><x><database name="s">{row.format(1)}{row.format(2)}</database></x>'
    )

    assert (columns(read_), read_.cells("c")) == (["id"], [("1",), ("2",)])


def test_a_feed_is_its_items_and_what_stands_around_them_is_told() -> None:
    read_ = read(
        "<rss><channel><title>t</title><item><title>a</title></item><item><title>b</title></item></channel></rss>"
    )

    assert read_.cells() == [("a",), ("b",)]
    assert ("around the rows", "title") in read_.reading.marks


def test_a_sheet_of_excel_2003_is_read_by_places_under_its_heading() -> None:
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    rows = "<Row>{}</Row>" * 3
    cell = "<Cell><Data>{}</Data></Cell>"
    body = rows.format(
        cell.format("id") + cell.format("mail"),
        cell.format("1") + cell.format("a@x.example"),
        '<Cell ss:Index="2"><Data>b@x.example</Data></Cell>',
    )
    read_ = read(
        f'<?xml version="1.0"?><Workbook xmlns="{name}" xmlns:ss="{name}">'
        f'<Worksheet ss:Name="S"><Table>{body}</Table></Worksheet></Workbook>'
    )

    assert columns(read_) == ["id", "mail"]
    assert read_.cells("S") == [("1", "a@x.example"), (None, "b@x.example")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1250"])
def test_text_is_decoded_as_it_is_declared(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><a><b><n>Zoé</n></b><b><n>x</n></b></a>'

    assert read(text.encode(encoding)).cells() == [("Zoé",), ("x",)]


def test_ampersands_and_control_characters_are_mended_and_counted() -> None:
    read_ = read("<a><b><n>A & B &eacute; &amp; &#233;</n></b><b><n>x\x01y&#0;</n></b></a>")

    assert read_.cells() == [("A & B é & é",), ("x\ufffdy\ufffd",)]
    assert ("ampersands and control characters mended", "4") in read_.reading.marks


def test_where_the_file_is_no_longer_xml_the_rows_before_are_kept() -> None:
    read_ = read("<a>\n<b><n>1</n></b>\n<b><n>2</n></b>\n<b><n>3</m></b>\n<b><n>4</n></b></a>")

    assert read_.cells() == [("1",), ("2",)]
    assert read_.rejects == [("line 4", "is not XML; what follows was not read")]


def test_a_file_that_breaks_off_says_so() -> None:
    assert read("<a><b><n>1</n></b><b><n>2</n></b><b><n>3").rejects == [
        ("line 1", "is not XML; what follows was not read")
    ]


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE a [<!ENTITY x "y">]>',
        "<!DOCTYPE a ["
        + "".join(f'<!ENTITY e{i} "&e{i - 1};&e{i - 1};">' for i in range(50))
        + "]>",
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_entities_of_its_own_are_refused(declared: str) -> None:
    said = refusal(f'<?xml version="1.0"?>{declared}<a><b><n>&x;</n></b></a>')

    assert said == "It declares entities of its own, which are not expanded."


def test_elements_nested_without_end_are_no_harm() -> None:
    read_ = read('<?xml version="1.0"?>' + "<a>" * 100_000)

    assert read_.reading.refused or read_.reading.tables[0].rejected


@pytest.mark.parametrize(
    "text", ["<a@x.example> wrote:", "<b>bold</b> text", "<<EOF\nx", "< 5 and > 3"]
)
def test_what_only_begins_with_a_bracket_is_no_xml(text: str) -> None:
    assert not xml.sniff(text.encode())

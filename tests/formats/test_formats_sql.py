"""SQL dumps: cell for cell, in every system's way of writing."""

from __future__ import annotations

from functools import partial

import pytest
from reading import Got, got

from tocsin import formats
from tocsin.formats import sql

MYSQL = "-- MySQL dump 10.13  Distrib 5.7.33, for Linux (x86_64)\n"
POSTGRESQL = "--\n-- PostgreSQL database dump\n--\n"
SQLITE = "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n"
SQL_SERVER = "SET ANSI_NULLS ON\nGO\n"
ORACLE = "SET DEFINE OFF;\nCREATE TABLE other (x VARCHAR2(9));\n"


def read(script: str | bytes, piece: int = sql.PIECE, held: int = sql.HELD) -> Got:
    untrusted = script if isinstance(script, bytes) else script.encode()
    return got(untrusted, partial(sql.read, piece=piece, held=held))


def cell(head: str, written: str) -> str | None:
    """What one value is read as."""
    ((value, after),) = read(f"{head}INSERT INTO t VALUES ({written}, 'after');\n").cells("t")
    assert after == "after"
    return value


def marks(told: Got) -> dict[str, str]:
    return dict(told.reading.marks)


def columns(told: Got, table: int = 0) -> list[str]:
    return [column.name for column in told.reading.tables[table].columns]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("'a'", "a"),
        ("''", ""),
        ("NULL", None),
        ("null", None),
        ("'NULL'", "NULL"),
        ("12", "12"),
        ("-1.50", "-1.50"),
        ("1.5e-7", "1.5e-7"),
        ("'O''Neil'", "O'Neil"),
        (r"'O\'Neil'", "O'Neil"),
        (r"'a\\'", "a\\"),
        (r"'\\\''", "\\'"),
        (r"'1\n2\r\n3\t4'", "1\n2\r\n3\t4"),
        (r"'100\% a\_b'", r"100\% a\_b"),
        (r"'\q'", "q"),
        ("'a' 'b'", "ab"),
        ("'),('", "),("),
        ("'a;b -- c'", "a;b -- c"),
        ("'a\nb'", "a\nb"),
        ('"it\'s"', "it's"),
        ("_binary 'abc'", "abc"),
        (r"_binary 'a\0b'", "0x610062"),
        ("_utf8mb4'Zoé'", "Zoé"),
        ("_latin1 0x5A6FE9", "Zoé"),
        ("0x416E6E61", "Anna"),
        ("0xFF00", "0xff00"),
        ("x'416e6e61'", "Anna"),
        ("b'101'", "101"),
        ("NOW()", "NOW()"),
        ("DEFAULT", None),
        ("TRUE", "1"),
        ("('a')", "a"),
        ("concat('a', char(10), 'b')", "a\nb"),
        ("CAST('2014-06-13' AS DATE)", "2014-06-13"),
        ("CONVERT('a' USING utf8mb4)", "a"),
        ("/* why */ 'a'", "a"),
        ("'a' COLLATE utf8_bin", "a"),
    ],
)
def test_a_value_of_mysql(written: str, value: str | None) -> None:
    assert cell(MYSQL, written) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (r"'C:\'", "C:\\"),
        (r"'a\nb'", r"a\nb"),
        (r"E'it\'s \\ \n \x41 \101 \u00e9'", "it's \\ \n A A é"),
        (r"U&'d\0061t\+000061'", "data"),
        (r"U&'d!0061ta' UESCAPE '!'", "data"),
        ("$$it's$$", "it's"),
        ("$a$ $$ ,( $a$", " $$ ,( "),
        ("'2014-06-13'::date", "2014-06-13"),
        ("'a'::character varying(20)", "a"),
        ("'{a,b}'::text[]", "{a,b}"),
        ("ARRAY['a', 'b c', NULL]", '{a,"b c",NULL}'),
        ("ARRAY[[1,2],[3,4]]::int[]", "{{1,2},{3,4}}"),
        ("DATE '2014-06-13'", "2014-06-13"),
        (r"'\x416e6e61'::bytea", "Anna"),
        ("decode('ff00', 'hex')", "0xff00"),
        ("nextval('t_id_seq'::regclass)", "nextval('t_id_seq'::regclass)"),
        ("'a' || chr(10) || 'b'", "a\nb"),
        ("/* a /* nested */ one */ 'a'", "a"),
        ("true", "true"),
        ("B'0101'", "0101"),
    ],
)
def test_a_value_of_postgresql(written: str, value: str | None) -> None:
    assert cell(POSTGRESQL, written) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("X'416e6e61'", "Anna"),
        ("X'FF00'", "0xff00"),
        ("X''", ""),
        (r"replace('a\nb','\n',char(10))", "a\nb"),
        (r"replace(replace('a\r\nb','\r',char(13)),'\n',char(10))", "a\r\nb"),
        (r"unistr('a\u000ab')", "a\nb"),
        ("'it''s'", "it's"),
        ("1.0e+20", "1.0e+20"),
        ("'a' || char(9) || 'b'", "a\tb"),
    ],
)
def test_a_value_of_sqlite(written: str, value: str | None) -> None:
    assert cell(SQLITE, written) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("N'Zoé'", "Zoé"),
        ("N'it''s'", "it's"),
        (r"N'C:\'", "C:\\"),
        ("CAST(N'2014-06-13T10:00:00.000' AS DateTime)", "2014-06-13T10:00:00.000"),
        ("CAST(0x0000A34900A4CB80 AS DateTime)", "2014-06-13 10:00:00.000"),
        ("CAST(12.50 AS Decimal(18, 2))", "12.50"),
        ("CONVERT(NVARCHAR(32), N'a', 2)", "a"),
        ("N'a' + CHAR(13) + N'b'", "a\rb"),
        ("0xFF00", "0xff00"),
        ("GETUTCDATE()", "GETUTCDATE()"),
    ],
)
def test_a_value_of_sql_server(written: str, value: str | None) -> None:
    assert cell(SQL_SERVER, written) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("TO_DATE('2014-06-13','YYYY-MM-DD')", "2014-06-13"),
        ("to_timestamp('13/06/14 10:00:00','DD/MM/RR HH24:MI:SS')", "13/06/14 10:00:00"),
        ("q'[it's]'", "it's"),
        ("nq'!a),(b!'", "a),(b"),
        ("'a'||chr(10)||'b'", "a\nb"),
        ("HEXTORAW('416e6e61')", "Anna"),
        ("EMPTY_CLOB()", ""),
        ("TIMESTAMP '2014-06-13 10:00:00'", "2014-06-13 10:00:00"),
        ("SYSDATE", "SYSDATE"),
    ],
)
def test_a_value_of_oracle(written: str, value: str | None) -> None:
    assert cell(ORACLE, written) == value


def test_a_mode_without_backslash_escapes_is_heeded() -> None:
    told = read(
        MYSQL + "/*!40101 SET SQL_MODE='NO_BACKSLASH_ESCAPES' */;\n"
        "INSERT INTO t VALUES ('C:\\','it''s');\n"
    )
    assert told.cells("t") == [("C:\\", "it's")]


def test_a_dump_of_nobody_tells_by_its_strings_that_backslashes_escape() -> None:
    told = read("INSERT INTO t VALUES (1,'O\\'Neil'),(2,'d\\'Hondt');\n")
    assert told.cells("t") == [("1", "O'Neil"), ("2", "d'Hondt")]


def test_a_dump_of_nobody_tells_by_its_strings_that_backslashes_mean_nothing() -> None:
    told = read("INSERT INTO t VALUES ('C:\\','a'),('D:\\','b');\n")
    assert told.cells("t") == [("C:\\", "a"), ("D:\\", "b")]


def test_columns_are_named_by_the_table() -> None:
    told = read(
        "CREATE TABLE `t` (`id` int(11) NOT NULL AUTO_INCREMENT, `last name` varchar(9) DEFAULT ',',"
        " key1 enum('a)','b'), PRIMARY KEY (`id`), UNIQUE KEY `u` (`key1`), KEY k (key1)) ENGINE=InnoDB;\n"
        "INSERT INTO `t` VALUES (1,'Zoé','b)');\n"
    )
    assert columns(told) == ["id", "last name", "key1"]


def test_a_column_may_be_called_key_or_check() -> None:
    assert columns(
        read("CREATE TABLE t (key TEXT, index int, value TEXT, CHECK (value > 1));")
    ) == [
        "key",
        "index",
        "value",
    ]


def test_columns_named_by_the_insert_go_to_their_places() -> None:
    told = read(
        "CREATE TABLE t (a int, b text, c text DEFAULT 'x');\nINSERT INTO t (B, a) VALUES ('b', 1);\n"
    )
    assert told.cells("t") == [("1", "b", "x")]


def test_columns_that_no_table_names_are_named_by_the_insert() -> None:
    told = read("INSERT INTO t (a, `b c`) VALUES (1, 2);\nINSERT INTO t (a, d) VALUES (3, 4);\n")
    assert (columns(told), told.cells("t")) == (
        ["a", "b c", "d"],
        [("1", "2", None), ("3", None, "4")],
    )


def test_columns_that_nothing_names_are_numbered() -> None:
    assert columns(read("INSERT INTO t VALUES (1, 2);\n")) == ["c0", "c1"]


def test_a_column_added_later_is_a_column() -> None:
    told = read(
        "CREATE TABLE t (a int);\nALTER TABLE ONLY t ADD COLUMN b text, ADD c int;\n"
        "ALTER TABLE t ADD CONSTRAINT k PRIMARY KEY (a);\nINSERT INTO t VALUES (1,'b',2);\n"
    )
    assert (columns(told), told.cells("t")) == (["a", "b", "c"], [("1", "b", "2")])


def test_columns_that_the_server_fills_may_be_left_out() -> None:
    told = read(
        "CREATE TABLE [t] ([id] int IDENTITY(1,1), [a] text)\nGO\nINSERT [t] VALUES (N'x')\n"
    )
    assert told.cells("t") == [(None, "x")]


def test_tables_of_a_partition_and_a_likeness_have_the_columns_of_the_other() -> None:
    told = read(
        POSTGRESQL + "CREATE TABLE a (x int, y int);\nCREATE TABLE b PARTITION OF a DEFAULT;\n"
        "CREATE TABLE c (LIKE a INCLUDING ALL);\n"
    )
    assert [columns(told, i) for i in range(3)] == [["x", "y"]] * 3


def test_an_empty_table_is_a_table() -> None:
    told = read("CREATE TABLE t (a int);\n")
    assert [(t.name, t.rows) for t in told.reading.tables] == [("t", 0)]


def test_names_keep_their_schema_and_lose_their_quotes() -> None:
    told = read(
        POSTGRESQL
        + 'INSERT INTO "My ""Schema""".users VALUES (1);\nINSERT INTO users VALUES (2);\n'
    )
    assert told.cells('My "Schema".users') == [("1",), ("2",)]


def test_rows_of_several_tables_by_turns_each_go_to_their_own() -> None:
    told = read("INSERT INTO a VALUES (1);INSERT INTO b VALUES ('x');\nINSERT INTO a VALUES (2);\n")
    assert (told.cells("a"), told.cells("b")) == ([("1",), ("2",)], [("x",)])


def test_what_comes_for_a_table_after_it_was_handed_out_is_a_second_table() -> None:
    many = ",".join(f"({i})" for i in range(300))
    told = read("".join(f"INSERT INTO {t} VALUES {many};\n" for t in "abab"), held=100)
    assert [(t.name, t.rows) for t in told.reading.tables] == [
        ("a", 300),
        ("b", 300),
        ("a (2)", 300),
        ("b (2)", 300),
    ]


def test_a_table_of_the_same_name_made_anew_is_a_second_table() -> None:
    told = read(
        "CREATE TABLE t (a int);\nINSERT INTO t VALUES (1);\nDROP TABLE t;\n"
        "CREATE TABLE t (b int, c int);\nINSERT INTO t VALUES (2, 3);\n"
    )
    assert (told.cells("t"), told.cells("t (2)")) == ([("1",)], [("2", "3")])


def test_the_same_name_in_two_databases_is_two_tables() -> None:
    told = read(
        MYSQL + "USE `a`;\nINSERT INTO t VALUES (1);\nUSE `b`;\nINSERT INTO t VALUES (2);\n"
    )
    assert (told.cells("t"), told.cells("b.t")) == ([("1",)], [("2",)])


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO t VALUES (1,'a'),(2,'b');",
        "INSERT INTO t VALUES (1,'a');\nINSERT INTO t VALUES (2,'b');",
        "INSERT INTO t (x,y) VALUES (1,'a');INSERT INTO t (x,y) VALUES (2,'b');",
        "REPLACE INTO t VALUES (1,'a') , -- one\n(2,'b');",
        "INSERT IGNORE INTO t VALUES\r\n(1,'a'),\r\n(2,'b');\r\n",
        "INSERT LOW_PRIORITY INTO t VALUES (1,'a'), (2,'b') ON DUPLICATE KEY UPDATE y = 'z), (9';",
        "INSERT INTO t VALUES (1,'a'),(2,'b') ON CONFLICT DO NOTHING;",
        "INSERT INTO t SET x = 1, y = 'a';\nINSERT INTO t SET x = 2, y = 'b';",
        "INSERT INTO t SELECT 1, 'a' UNION ALL SELECT 2, 'b';",
        "INSERT INTO t (x, y) SELECT 1 AS x, 'a' AS y FROM dual UNION ALL\nSELECT 2, 'b' FROM dual;",
        "INSERT ALL\n INTO t (x,y) VALUES (1,'a')\n INTO t (x,y) VALUES (2,'b')\nSELECT * FROM dual;",
        "INSERT t (x,y) VALUES (1,N'a')\nINSERT t (x,y) VALUES (2,N'b')\nGO\n",
        "INSERT [t] VALUES (1,N'a')\nGO\nINSERT [t] VALUES (2,N'b')\nGO\n",
        "/*!40101 INSERT INTO `t` VALUES (1,'a'),(2,'b') */;",
        "BEGIN;INSERT INTO t VALUES (1,'a');INSERT INTO t VALUES (2,'b');COMMIT;",
        "INSERT INTO t OVERRIDING SYSTEM VALUE VALUES (1,'a'),(2,'b');",
        "insert into t values(1,'a'),(2,'b')",
        "DELIMITER ;;\nINSERT INTO t VALUES (1,'a'),(2,'b');;\nDELIMITER ;\n",
    ],
)
def test_an_insert_in_its_many_ways(statement: str) -> None:
    head = "/*!40101 SET x=1 */;\n" if "!40101" in statement else ""
    told = read(f"{head}CREATE TABLE t (x int, y text);\n{statement}\n")
    assert (told.cells("t"), told.reading.tables[0].rejected) == ([("1", "a"), ("2", "b")], 0)


@pytest.mark.parametrize("piece", [64, 1000, sql.PIECE])
def test_a_long_insert_is_the_same_in_pieces_of_any_size(piece: int) -> None:
    want = [(str(i), f"it's {i}\n\\", None if i % 3 else "x,y)") for i in range(3000)]
    written = ",".join(
        f"({i},'it\\'s {i}\\n\\\\',{'NULL' if z is None else repr(z)})" for i, _, z in want
    )
    assert read(f"{MYSQL}INSERT INTO `t` VALUES {written};\n", piece).cells("t") == want


@pytest.mark.parametrize(
    "between",
    [
        ");\nINSERT INTO t VALUES (",
        ")\nGO\nINSERT INTO t VALUES (",
        "), (",
        "),\r\n\t(",
        ");\n-- x\nINSERT INTO t VALUES (",
    ],
)
def test_many_rows_are_read_however_they_are_put_apart(between: str) -> None:
    told = read(
        SQL_SERVER
        + "INSERT INTO t VALUES ("
        + between.join(f"{i}, N'a'" for i in range(500))
        + ");\n"
    )
    assert told.cells("t") == [(str(i), "a") for i in range(500)]


def test_an_insert_with_other_columns_is_not_taken_for_the_same() -> None:
    written = "".join(f"INSERT INTO t (a,b) VALUES (1,{i});\n" for i in range(100))
    told = read(written + "INSERT INTO t (b,a) VALUES (3,4);\n" + written)
    assert told.cells("t")[100] == ("4", "3")


def test_comments_and_other_strings_among_many_rows_change_nothing() -> None:
    rows = [f"({i}, 'a')" for i in range(200)]
    rows[90] = "/* it's ), (1 */ (90, 'a')"
    rows[100] = '(100, -- it\'s\n "a")'
    rows[110] = "(110, concat('', char(97)))"
    told = read(f"{MYSQL}INSERT INTO t VALUES {', '.join(rows)};\n")
    assert told.cells("t") == [(str(i), "a") for i in range(200)]


COPY = (
    POSTGRESQL
    + "CREATE TABLE public.t (a int, b text, c text);\nCOPY public.t (a, b, c) FROM stdin;\n"
)


def test_a_copy_is_read_with_its_escapes() -> None:
    told = read(COPY + "1\ta\\tb\\n\\\\\t\\N\n2\t\\x41\\101\\q\t\n\\.\n\nSELECT 1;\n")
    assert told.cells("public.t") == [("1", "a\tb\n\\", None), ("2", "AAq", "")]


@pytest.mark.parametrize("piece", [64, sql.PIECE])
def test_a_long_copy_is_the_same_in_pieces_of_any_size(piece: int) -> None:
    lines = "".join(f"{i}\tit's; --\\n{i}\t\\N\n" for i in range(2000))
    assert read(COPY + lines + "\\.\n", piece).cells("public.t") == [
        (str(i), f"it's; --\n{i}", None) for i in range(2000)
    ]


def test_a_copy_with_windows_line_ends_is_read() -> None:
    assert read((COPY + "1\ta\tb\n\\.\n").replace("\n", "\r\n")).cells("public.t") == [
        ("1", "a", "b")
    ]


def test_a_copy_of_one_column_keeps_its_empty_lines() -> None:
    told = read(POSTGRESQL + "COPY t (a) FROM stdin;\n\n\\N\nx\n\\.\n")
    assert told.cells("t") == [("",), (None,), ("x",)]


def test_a_copy_of_comma_separated_values_is_read() -> None:
    told = read(
        POSTGRESQL
        + 'COPY t (a, b) FROM stdin WITH (FORMAT csv, HEADER);\na,b\n1,"x, ""y"""\n2,\n\\.\n'
    )
    assert told.cells("t") == [("1", 'x, "y"'), ("2", None)]


def test_lines_of_a_copy_with_wrong_counts_are_rejects() -> None:
    told = read(COPY + "1\ta\tb\n2\ta\n3\ta\tb\n4\ta\tb\tc\n\\.\n")
    assert told.cells("public.t") == [("1", "a", "b"), ("3", "a", "b")]
    assert told.rejects == [("line 7", "has 2 of 3 values"), ("line 9", "has 4 of 3 values")]


def test_bytes_of_a_bytes_column_are_shown_as_text_or_hexadecimal() -> None:
    told = read(
        POSTGRESQL
        + "CREATE TABLE t (a bytea);\nCOPY t (a) FROM stdin;\n\\\\x416e6e61\n\\\\xff\n\\.\n"
    )
    assert told.cells("t") == [("Anna",), ("0xff",)]


def test_raw_bytes_of_a_blob_do_not_spoil_the_text_beside_them() -> None:
    told = read(
        f"{MYSQL}CREATE TABLE t (a text, b blob);\nINSERT INTO t VALUES ('Zoé',_binary '".encode()
        + b"\xff\xfe\\0'),('Ren\xe9','\xe9');\n"
    )
    assert told.cells("t") == [("Zoé", "0xfffe00"), ("René", "0xe9")]


def test_text_is_read_in_the_charset_that_the_dump_names() -> None:
    told = read(
        POSTGRESQL.encode() + b"SET client_encoding = 'LATIN2';\nINSERT INTO t VALUES ('\xb1');\n"
    )
    assert (told.cells("t"), told.reading.encoding) == ([("ą",)], "iso8859-2")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig", "utf-32"])
def test_a_script_in_another_encoding_of_unicode_is_read(encoding: str) -> None:
    script = SQL_SERVER + "INSERT [dbo].[t] ([a]) VALUES (N'Zoé 🍕')\nGO\n"
    mark = "\ufeff" if encoding.endswith("be") else ""
    assert formats_read((mark + script).encode(encoding)).cells("dbo.t") == [("Zoé 🍕",)]


def formats_read(untrusted: bytes) -> Got:
    return got(untrusted, lambda source, emit: formats.read(source, emit))


def test_bits_are_binary_digits_however_they_are_written() -> None:
    told = read(
        MYSQL
        + "CREATE TABLE t (a bit(3));\nINSERT INTO t VALUES (b'101'),('\x05'),(0x05),('\\0');\n"
    )
    assert [row[0] for row in told.cells("t")] == ["101", "101", "101", "0"]


def test_mojibake_is_undone_and_counted() -> None:
    told = read(MYSQL + "INSERT INTO t VALUES ('FranÃ§ois');\n")
    assert (told.cells("t"), told.reading.tables[0].repaired) == ([("François",)], 1)


def test_a_row_with_a_wrong_count_is_a_reject_and_the_others_are_rows() -> None:
    told = read(
        "CREATE TABLE t (a int, b int);\nINSERT INTO t VALUES (1,2),\n(3),\n(4,5),(6,7,8);\n"
    )
    assert told.cells("t") == [("1", "2"), ("4", "5")]
    assert told.rejects == [("line 3", "has 1 of 2 values"), ("line 4", "has 3 of 2 values")]


def test_a_row_whose_string_ends_too_early_is_a_reject_and_the_others_are_rows() -> None:
    told = read(
        SQLITE
        + "INSERT INTO t VALUES (1,'a'),\n(2,'O'Neil'),\n(3,'b');\nINSERT INTO t VALUES (4,'c');\n"
    )
    assert told.cells("t") == [("1", "a"), ("3", "b"), ("4", "c")]
    assert told.rejects == [("line 4", "has a string that ends too early")]


def test_a_dump_cut_within_a_row_keeps_the_rows_before_it() -> None:
    told = read(MYSQL + "INSERT INTO t VALUES (1,'a'),\n(2,'b'),\n(3,'c")
    assert told.cells("t") == [("1", "a"), ("2", "b")]
    assert told.rejects == [("line 4", "goes on until the file ends")]


def test_a_dump_cut_within_a_copy_keeps_the_rows_before_it() -> None:
    told = read(COPY + "1\ta\tb\n2\ta")
    assert told.cells("public.t") == [("1", "a", "b")]
    assert told.rejects == [("line 7", "breaks off: the file ends within the table's data")]


@pytest.mark.parametrize(
    "routine",
    [
        "CREATE TRIGGER x AFTER INSERT ON t BEGIN INSERT INTO t VALUES (9); INSERT INTO t VALUES (8); END;",
        "DELIMITER ;;\nCREATE PROCEDURE p() BEGIN INSERT INTO t VALUES (9); END ;;\nDELIMITER ;",
        "/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`%`*/ /*!50003 TRIGGER x BEFORE INSERT ON t FOR EACH ROW"
        " BEGIN IF a THEN\nINSERT INTO t VALUES (9); END IF; END */;",
        "CREATE FUNCTION f() RETURNS trigger AS 'BEGIN INSERT INTO t VALUES (9); END;' LANGUAGE plpgsql;",
    ],
)
def test_what_a_routine_would_insert_is_no_row(routine: str) -> None:
    told = read(f"{MYSQL}CREATE TABLE t (a int);\n{routine}\nINSERT INTO t VALUES (1);\n")
    assert told.cells("t") == [("1",)]


@pytest.mark.parametrize("slash", ["/\n", ""])
def test_a_routine_of_oracle_ends_at_its_slash_or_where_a_line_begins_anew(slash: str) -> None:
    told = read(
        ORACLE + "create trigger g before insert on t for each row\ndeclare\n x number;\nbegin\n"
        f" insert into log values (1,2);\nend;\n{slash}INSERT INTO t VALUES (1);\n"
    )
    assert [(t.name, t.rows) for t in told.reading.tables] == [("other", 0), ("t", 1)]


def test_a_routine_in_dollars_is_passed_over() -> None:
    told = read(
        POSTGRESQL
        + "CREATE FUNCTION f() RETURNS int AS $$\nBEGIN\nINSERT INTO t VALUES (9);\nEND;$$ LANGUAGE"
        " plpgsql;\nINSERT INTO t VALUES (1);\n"
    )
    assert told.cells("t") == [("1",)]


def test_statements_passed_over_are_counted_by_their_verb() -> None:
    told = read(
        "CREATE TABLE t (a int);\nDROP TABLE x;\nDROP TABLE y;\nUPDATE t SET a = 1;\nGRANT ALL ON t TO z;\n"
        "LOAD DATA INFILE '/etc/passwd' INTO TABLE t;\nCOPY t FROM PROGRAM 'id';\n\\! id\nDELETE FROM t;\n"
    )
    assert marks(told)["statements passed over"] == (
        "DROP TABLE 2, UPDATE 1, GRANT 1, LOAD DATA 1, COPY 1, \\ 1, DELETE 1"
    )


def test_a_statement_that_is_none_is_a_reject_and_reading_goes_on() -> None:
    told = read("CREATE TABLE t (a int);\nhello world;\nINSERT INTO t VALUES (1);\n")
    assert (told.cells("t"), told.rejects) == ([("1",)], [("line 2", "is no statement")])


def test_the_marks_of_mysqldump_are_kept() -> None:
    told = read(
        MYSQL
        + "--\n-- Host: db1.shop.example    Database: shop\n-- ----\n-- Server version\t5.7.33-log\n"
        "/*!40101 SET NAMES utf8 */;\n/*!40103 SET TIME_ZONE='+00:00' */;\nCREATE TABLE t (a int);\n"
        "-- Dump completed on 2014-06-13 10:00:00\n"
    )
    assert marks(told) == {
        "written for": "MySQL",
        "tool": "MySQL dump 10.13  Distrib 5.7.33, for Linux (x86_64)",
        "host": "db1.shop.example",
        "database": "shop",
        "server version": "5.7.33-log",
        "charset": "utf8",
        "time zone": "+00:00",
        "dump completed": "2014-06-13 10:00:00",
        "statements passed over": "SET 2",
        "line ends": "LF",
    }


def test_the_marks_of_phpmyadmin_are_kept_in_another_language() -> None:
    told = read(
        "-- phpMyAdmin SQL Dump\n-- version 4.9.0.1\n--\n-- Hôte : localhost:3306\n"
        "-- Généré le :  ven. 13 juin 2014 à 10:00\n-- Version du serveur :  5.7.26\n"
        "-- Base de données :  `shop`\nCREATE TABLE `t` (a int);\n"
    )
    assert [
        marks(told)[name] for name in ("host", "dump started", "server version", "database")
    ] == [
        "localhost:3306",
        "ven. 13 juin 2014 à 10:00",
        "5.7.26",
        "shop",
    ]


def test_the_marks_of_sql_server_are_kept() -> None:
    told = read(
        "USE [shop]\nGO\n/****** Object:  Table [dbo].[t]    Script Date: 6/13/2014 10:00:00 AM ******/\n"
        "SET ANSI_NULLS ON\nGO\nCREATE TABLE [dbo].[t]([a] [int] NULL) ON [PRIMARY]\nGO\n"
    )
    assert (marks(told)["script date"], marks(told)["database"]) == (
        "6/13/2014 10:00:00 AM",
        "shop",
    )
    assert columns(told) == ["a"]


@pytest.mark.parametrize(
    "script",
    [
        MYSQL,
        "CREATE TABLE t (a int);",
        "\n\n-- by me\n/* and\nhim */\nINSERT INTO users VALUES (1);",
        "INSERT [dbo].[t] ([a]) VALUES (N'x')\nGO\n",
        "/*!40101 SET NAMES utf8 */;\nREPLACE INTO `t` VALUES (1);",
        "REM INSERTING into T\nInsert into T (A) values ('x');\n",
        POSTGRESQL + "COPY public.t (a) FROM stdin;\n1\n\\.\n",
        "Dumped by XXX, enjoy\n\n" + "INSERT INTO users VALUES (1,'a','b');\n" * 9,
    ],
)
def test_a_script_is_told_by_its_content(script: str) -> None:
    assert formats_read(script.encode()).reading.format == "sql"


@pytest.mark.parametrize(
    "text",
    [
        "We will INSERT INTO users VALUES (1) and publish.\nPay.\n",
        "id,query\n1,INSERT INTO t VALUES (1)\n2,CREATE TABLE t (a int)\n",
        "create,insert,copy\n1,2,3\n4,5,6\n",
        "Create a wallet.\nInsert coins.\nSelect one.\n",
        "Set it up;then call\nUse it;soon again\n",
        'note;"text"\n1;"see\nINSERT INTO t VALUES (1);\nabove"\n2;"b"\n3;"c"\n',
    ],
)
def test_what_only_mentions_sql_is_no_script(text: str) -> None:
    assert formats_read(text.encode()).reading.format != "sql"


def test_a_control_character_beside_a_value_is_treated_alike_in_the_first_row_and_in_the_last() -> (
    None
):
    told = read("INSERT INTO t VALUES " + ",".join(["(1\x08, 'a')"] * 100) + ";\n")
    assert len(set(told.cells("t"))) == 1

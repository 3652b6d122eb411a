"""SQL's smallest pieces: the same wherever the text at hand ends."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.formats.sql import style as sql_styles
from tocsin.formats.sql.words import Piece, Short, Words

STYLES = (
    sql_styles.MYSQL,
    sql_styles.POSTGRESQL,
    sql_styles.SQLITE,
    sql_styles.SQL_SERVER,
    sql_styles.ORACLE,
)
BITS = b"' \" ` \\ [ ] ]] $ $x$ $$ 0 0b 0x 1 e E + - -- /* */ /*! /*M!40101 99 # N U & q Q' ( ) { } X' b' G . : | =".split()


def piece(words: Words, text: bytes, *, ended: bool) -> Piece | None:
    try:
        return words.piece(text, 0, ended)
    except Short:
        return None


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.system)
@settings(max_examples=400, deadline=None)
@given(bits=st.lists(st.sampled_from([*BITS, b"\n", b" ", b"\0", b"\xc3"]), min_size=1, max_size=6))
def test_a_piece_is_told_of_a_part_of_the_text_only_as_of_all_of_it(
    style: sql_styles.Style, bits: list[bytes]
) -> None:
    words, text = Words(style), b"".join(bits)
    whole = piece(words, text, ended=True)

    told = {piece(words, text[:cut], ended=False) for cut in range(1, len(text))} - {None}

    assert {one for one in told if one and one[0] != "space"} <= {whole}


def test_a_dollar_that_may_begin_a_tag_waits_for_more() -> None:
    words = Words(sql_styles.POSTGRESQL)

    assert piece(words, b"$x", ended=False) is None
    assert piece(words, b"$x$'$x$;", ended=False) == ("string", 0, 7)
    assert piece(words, b"$x", ended=True) == ("op", 0, 1)

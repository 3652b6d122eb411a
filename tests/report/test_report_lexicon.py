"""Every kind of data has words for the report."""

from __future__ import annotations

import pytest

from tocsin.kinds import KINDS
from tocsin.report import lexicon


@pytest.mark.parametrize("name", [kind.name for kind in KINDS])
def test_every_kind_is_said_in_words(name: str) -> None:
    assert name in lexicon.KINDS

"""A small company and its leaks, made once for all tests of the drill."""

import pytest

from tocsin.drill import Company, Leak, company, leak

SEED = 20140609


@pytest.fixture(scope="session")
def firm() -> Company:
    return company(SEED, 8_000)


@pytest.fixture(scope="session")
def genuine(firm: Company) -> Leak:
    return frozen(leak(firm, "genuine", 4_000, SEED))


@pytest.fixture(scope="session")
def fabricated(firm: Company) -> Leak:
    return frozen(leak(firm, "fabricated", 4_000, SEED))


@pytest.fixture(scope="session")
def sample(firm: Company) -> Leak:
    return leak(firm, "sample", 4_000, SEED)


class Again:
    """The chunks of a dump, to be gone through as often as tests like."""

    def __init__(self, chunks: list[bytes]) -> None:
        self.chunks = chunks

    def __iter__(self) -> "Again":
        self.rest = iter(self.chunks)
        return self

    def __next__(self) -> bytes:
        return next(self.rest)


def frozen(made: Leak) -> Leak:
    assert made.csv is not None
    return Leak(Again(list(made.csv)), made.note, made.truth, made.facts)

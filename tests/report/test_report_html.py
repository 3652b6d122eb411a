"""The page: one file, a strict policy, and every number a link to what it rests on."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from report_cases import drill, hostile, nothing, sample, written

from tocsin.report import OUTPUTS
from tocsin.terms.verdict import Answer, Support, Verdict

WRITTEN = {
    case.__name__: written("html", case).decode() for case in (drill, sample, hostile, nothing)
}
CASES = list(WRITTEN)
SUMMARY = ("claims", "scope", "kinds", "absent", "demand")
"""Sections whose numbers must lead to a finding."""


class Page(HTMLParser):
    """The page's elements, in order, with the section each stands in."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, str, dict[str, str | None]]] = []
        self.section = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "section":
            self.section = dict(attrs).get("id") or ""
        self.seen.append((self.section, tag, dict(attrs)))


def policy(text: str) -> str:
    metas = [attrs for _, tag, attrs in Page(text).seen if tag == "meta"]
    (found,) = [m["content"] for m in metas if m.get("http-equiv") == "Content-Security-Policy"]
    return found or ""


@pytest.mark.parametrize("case", CASES)
def test_policy_forbids_all_but_the_style_sheet_named_by_its_digest(case: str) -> None:
    (style,) = re.findall(r"<style>(.*?)</style>", WRITTEN[case], re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    rules = policy(WRITTEN[case])
    assert rules.startswith(f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;")
    assert "unsafe" not in rules


@pytest.mark.parametrize("case", CASES)
def test_page_has_no_script_no_handler_and_no_inline_style(case: str) -> None:
    for _, tag, attrs in Page(WRITTEN[case]).seen:
        assert tag not in {"script", "iframe", "object", "embed", "form", "base", "link"}
        assert not [name for name in attrs if name.startswith("on") or name == "style"]


@pytest.mark.parametrize("case", CASES)
def test_page_loads_nothing_from_anywhere(case: str) -> None:
    for _, _, attrs in Page(WRITTEN[case]).seen:
        for name in ("src", "srcset", "data", "poster", "background"):
            assert (attrs.get(name) or "data:").startswith("data:")
        assert (attrs.get("href") or "#").startswith("#")
    assert "url(" not in WRITTEN[case]
    assert "@import" not in WRITTEN[case]


@pytest.mark.parametrize("case", CASES)
def test_every_link_leads_somewhere_and_every_place_has_one_name(case: str) -> None:
    seen = Page(WRITTEN[case]).seen
    places = [attrs["id"] for _, _, attrs in seen if attrs.get("id")]
    links = {(attrs["href"] or "#").removeprefix("#") for _, tag, attrs in seen if tag == "a"}
    assert len(places) == len(set(places))
    assert links <= set(places)


@pytest.mark.parametrize("case", ["drill", "sample"])
@pytest.mark.parametrize("section", SUMMARY)
def test_every_number_of_the_summary_leads_to_a_finding(case: str, section: str) -> None:
    part = re.search(rf'<section id="{section}".*?</section>', WRITTEN[case], re.DOTALL)
    assert part
    shown = re.sub(r"<details.*?</details>", "", part.group(), flags=re.DOTALL)
    cells = re.findall(r'<t[dh] [^>]*class="numeric"[^>]*>(.*?)</t[dh]>', shown, re.DOTALL)
    numbers = [cell for cell in cells if re.search(r"\d", cell)]
    assert [cell for cell in numbers if 'href="#finding-' not in cell] == []
    assert numbers or section in {"claims", "demand"}


LATER = ("remarks", "passwords", "taken", "canaries", "severity", "duties")
"""Sections in which a row leads to its finding by one of its cells."""


@pytest.mark.parametrize("section", LATER)
def test_every_row_with_a_number_leads_to_a_finding(section: str) -> None:
    part = re.search(rf'<section id="{section}".*?</section>', WRITTEN["drill"], re.DOTALL)
    assert part
    shown = re.sub(r"<details.*?</details>", "", part.group(), flags=re.DOTALL)
    rows = re.findall(r'<tr role="row">\n<th scope="row".*?</tr>', shown, re.DOTALL)
    numbers = [row for row in rows if re.search(r'class="numeric"[^>]*>[^<]*(<a[^>]*>)?\d', row)]
    assert [row for row in numbers if 'href="#finding-' not in row] == []
    assert numbers or section == "duties"


def test_number_whose_part_has_no_finding_is_no_link() -> None:
    text = OUTPUTS["html"](replace(drill(), findings=())).decode()
    assert 'href="#finding-' not in text


@pytest.mark.parametrize("case", CASES)
def test_every_table_has_a_caption_and_titles(case: str) -> None:
    for table in re.findall(r"<table.*?</table>", WRITTEN[case], re.DOTALL):
        assert re.search(r"<caption>\S", table)
        assert 'scope="col"' in table


def test_plot_says_its_numbers_in_words() -> None:
    seen = Page(WRITTEN["drill"]).seen
    alts = [attrs["alt"] or "" for _, tag, attrs in seen if tag == "img"]
    people, lost, passwords, taken, certain = alts
    assert "380,211 people" in lost
    assert "for 1,000 EUR 75% to 98%" in passwords
    assert "39 between 2014-06-07 00:05:18 UTC" in taken
    assert "France 557,310 people found, 592,000 records claimed" in people
    assert "Links said to be 95% to 99%: 318 of 331 right" in certain


def test_plot_without_claims_by_country_speaks_of_none() -> None:
    text = OUTPUTS["html"](replace(drill(), claims=())).decode()
    assert "People found, by country" in text
    assert "records the note claims" not in text


def test_plot_is_a_picture_that_loads_nothing_and_names_no_day() -> None:
    found = re.findall(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)", WRITTEN["drill"])
    plots = [base64.b64decode(plot).decode() for plot in found]
    assert len(plots) == 10
    for plot in plots:
        assert "<script" not in plot
        assert not re.findall(r'href="(?!#)', plot)
        assert "dc:date" not in plot


def test_empty_case_has_no_plot_and_says_what_is_missing() -> None:
    assert "<img" not in WRITTEN["nothing"]
    assert "The leak could not be held against the register." in WRITTEN["nothing"]
    assert "cannot tell" in WRITTEN["nothing"]


def test_verdict_of_a_chosen_sample_says_its_limit_before_any_table() -> None:
    text = WRITTEN["sample"]
    assert text.index("how many more there are is untested") < text.index("<table")


def test_headline_says_how_strong_the_evidence_is() -> None:
    titles = [re.findall(r"<h1[^>]*>(.*?)</h1>", WRITTEN[case])[0] for case in CASES]
    assert titles[0].startswith("Extremely strong evidence that the leak is genuine")
    assert titles[1].startswith("Moderately strong evidence that the sample of 6 rows is genuine")
    assert titles[3] == "The evidence in hand cannot tell whether the leak is genuine."


def test_evidence_against_a_leak_says_that_it_is_made_up() -> None:
    verdict = Verdict(Answer.FABRICATED, -5.0, (Support("strangers", -5.0, "none known"),), "x")
    text = OUTPUTS["html"](replace(drill(), verdict=verdict)).decode()
    assert "Very strong evidence that the leak is made up" in text
    assert "about 100,000 times likelier if the leak is not genuine" in text


def test_page_has_a_word_and_a_symbol_for_each_status() -> None:
    for sign in ("✓", "○", "✕", "?"):
        assert f'<span aria-hidden="true">{sign}</span>' in WRITTEN["drill"]


COLOURS = re.compile(r"--([a-z-]+): (#[0-9a-f]{6})")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("paper", ["light", "dark"])
def test_text_has_the_contrast_that_wcag_asks(paper: str) -> None:
    roots = re.findall(r":root \{(.*?)\}", WRITTEN["nothing"], re.DOTALL)
    colours = dict(COLOURS.findall(roots[0 if paper == "light" else 1]))
    pairs = [(ink, on) for ink in ("ink", "muted", "link") for on in ("paper", "panel")]
    pairs += [(tone, wash) for tone in ("alarm", "calm", "doubt", "quiet") for wash in (f"{tone}-wash", "paper")]  # fmt: skip
    assert {pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < 4.5} == set()

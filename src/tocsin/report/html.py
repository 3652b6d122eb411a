"""HTML: the report as one file that needs nothing else: no script, no font, no network.

Its policy (a CSP in a `meta`) forbids everything but its own style sheet, named by digest, and
images that stand inside the file. Each word passes through `visible` and is escaped by the
template engine; there is no other way into the page.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from tocsin.report.chart import DARK, LIGHT, Ink, address
from tocsin.report.plots import Plot, plots
from tocsin.report.telling import tell
from tocsin.report.visible import visible
from tocsin.terms.established import Established

if TYPE_CHECKING:
    from jinja2 import Environment

POLICY = (
    "default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
"""Content Security Policy, level 3 (W3C). `default-src` does not cover the last two."""


def write(established: Established) -> bytes:
    """Write the page as UTF-8; the same value gives the same bytes."""
    telling = tell(established)
    style = files("tocsin.report").joinpath("templates/report.css").read_text("utf-8")
    page = _templates().get_template("report.html.j2")
    told = page.render(
        telling=telling,
        style=Markup(style),  # noqa: S704  (our own file; the policy names its digest)
        policy=policy(style),
        plots=plots(established),
        light=_picture(LIGHT),
        dark=_picture(DARK),
    )
    return told.encode()


def _picture(ink: Ink) -> Callable[[Plot], Markup]:
    """Draw a plot on such paper, as an address within the page."""
    return lambda plot: Markup(address(plot.draw(ink)))  # noqa: S704  (base64, ours)


def policy(style: str) -> str:
    """Name the one style sheet that may act.

    >>> policy("")[:40]
    "default-src 'none'; style-src 'sha256-47"
    """
    return POLICY.format(digest=b64encode(sha256(style.encode()).digest()).decode())


def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("tocsin.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _finalize(value: object) -> object:
    """Make every text visible on its way into the page; autoescape comes after it."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value

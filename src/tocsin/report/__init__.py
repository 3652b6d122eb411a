"""How is it told? One output a file; `OUTPUTS` names them. For a terminal, `terminal.render`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tocsin.report import html, json, md
from tocsin.terms.established import Established


def _pdf(established: Established) -> bytes:
    """The paper, which loads what draws it only where one is asked for."""
    from tocsin.report import pdf

    return pdf.write(established)


OUTPUTS: Mapping[str, Callable[[Established], bytes]] = {
    "json": json.write,
    "html": html.write,
    "pdf": _pdf,
    "md": md.write,
}

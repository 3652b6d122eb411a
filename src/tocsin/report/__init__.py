"""How is it told? One output a file; `OUTPUTS` names them. For a terminal, `terminal.render`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tocsin.report import html, json, md
from tocsin.terms.established import Established

OUTPUTS: Mapping[str, Callable[[Established], bytes]] = {
    "json": json.write,
    "html": html.write,
    "md": md.write,
}

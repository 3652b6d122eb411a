"""Views: the one form, arranged as somebody is to read it or to type it into an authority's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tocsin.law.form.views import apd, cnil, edpb
from tocsin.terms.form import Form, View

VIEWS: Mapping[str, Callable[[Form, str], View]] = {
    "edpb": edpb.arranged,
    "cnil": cnil.arranged,
    "apd": apd.arranged,
}
"""By name; each takes the language of its labels."""

LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "edpb": ("en", "fr", "nl", "de"),
    "cnil": ("fr",),
    "apd": ("fr", "nl"),
}
"""Languages of labels, the usual one first; the APD's form is in French and in Dutch only."""

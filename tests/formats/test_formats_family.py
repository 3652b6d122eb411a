"""Every file that is a format or a container stands in its list."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from tocsin import formats


def test_every_format_is_listed() -> None:
    files = [
        import_module(f"tocsin.formats.{m.name}") for m in pkgutil.iter_modules(formats.__path__)
    ]
    made = {file.__name__ for file in files if hasattr(file, "FORMAT")}
    listed = {file.__name__ for file in files if getattr(file, "FORMAT", None) in formats.FORMATS}

    assert made == listed, f"add {min(made - listed)}.FORMAT to FORMATS in formats/__init__.py"


def test_every_container_is_listed() -> None:
    files = [
        import_module(f"tocsin.formats.{m.name}") for m in pkgutil.iter_modules(formats.__path__)
    ]
    made = {file.CONTAINER.name for file in files if hasattr(file, "CONTAINER")}
    listed = {container.name for container in formats.CONTAINERS}

    assert made == listed, f"add {min(made ^ listed)} to CONTAINERS in formats/__init__.py"

"""The public site: one module per stem, each with its ``HANDLERS``; reads through ``beirat.queries.public`` alone.

A handler's path is whole: ``@get("/{slug:str}/{lang:str}/empfehlungen")``. Modules are found by themselves.
"""

from __future__ import annotations

import importlib
import pkgutil

from litestar import Router


def routers() -> list[Router]:
    """Everything that the public sees."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    handlers = [handler for module in modules for handler in getattr(module, "HANDLERS", ())]
    return [Router(path="/", route_handlers=handlers, include_in_schema=False)]

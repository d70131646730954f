"""The public site: one module per stem, each with its ``HANDLERS``; reads through ``beirat.queries.public`` alone.

A handler writes its whole path (``@get("/{slug:str}/de/empfehlungen")``) and asks for ``reader``. Modules are found by
themselves.
"""

from __future__ import annotations

import importlib
import pkgutil

from litestar import Router
from litestar.di import Provide

from api.public.reader import provide_reader


def routers() -> list[Router]:
    """Everything that the public sees."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    handlers = [handler for module in modules for handler in getattr(module, "HANDLERS", ())]
    dependencies = {"reader": Provide(provide_reader)}
    return [Router(path="/", route_handlers=handlers, dependencies=dependencies, include_in_schema=False)]

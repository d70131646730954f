"""The signed-in pages below ``/<district>/intern``: one module per stem, each with its ``HANDLERS``.

A handler's path is what follows ``/intern``: ``@get("/antraege")``. Modules are found by themselves.
"""

from __future__ import annotations

import importlib
import pkgutil

from litestar import Router

from api.dependencies import for_pages


def routers() -> list[Router]:
    """Everything that signed-in people see and do."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    handlers = [handler for module in modules for handler in getattr(module, "HANDLERS", ())]
    return [
        Router(path="/{slug:str}/intern", route_handlers=handlers, dependencies=for_pages(), include_in_schema=False)
    ]

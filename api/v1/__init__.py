"""The interface for programs: JSON below ``/api/v1/bodies/<district>``; one module per stem, with its ``HANDLERS``.

A handler's path is what follows the district: ``@get("/motions")``. Modules are found by themselves.
"""

from __future__ import annotations

import importlib
import pkgutil

from litestar import Router

from api.dependencies import for_programs


def routers() -> list[Router]:
    """Everything that programs can ask for and do."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    handlers = [handler for module in modules for handler in getattr(module, "HANDLERS", ())]
    return [Router(path="/api/v1/bodies/{slug:str}", route_handlers=handlers, dependencies=for_programs())]

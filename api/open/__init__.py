"""What everybody may do without signing in: one module per stem, each with its ``HANDLERS``.

Whoever comes here holds a personal link.
A handler writes its whole path (``@get("/{slug:str}/einladung/{token:str}")``).
Opening an address changes nothing; what is sent must come from our own page (``check_origin``).
Nobody gets a cookie, except below the address of the door that a link and its code opened.
Modules are found by themselves.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

from litestar import Response, Router

HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}
"""A personal address is kept by no browser and found by no search engine.

Referrer-Policy stays same-origin: with no-referrer browsers send ``Origin: null`` and could not send our own form.
"""


def keep_to_oneself(response: Response[Any]) -> Response[Any]:
    """Sets these headers on every answer of this face."""
    response.headers.update(HEADERS)
    return response


def routers() -> list[Router]:
    """Every door that opens without signing in."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    handlers = [handler for module in modules for handler in getattr(module, "HANDLERS", ())]
    return [Router(path="/", route_handlers=handlers, after_request=keep_to_oneself, include_in_schema=False)]

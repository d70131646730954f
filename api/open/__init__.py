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

from litestar import Router
from litestar.datastructures import ResponseHeader

HEADERS = [
    ResponseHeader(name="Cache-Control", value="no-store"),
    ResponseHeader(name="Referrer-Policy", value="same-origin"),
    ResponseHeader(name="X-Robots-Tag", value="noindex, nofollow"),
]
"""A personal address is kept by no browser, told to no other site and found by no search engine.

Not ``no-referrer``: browsers would then say "Origin: null" with our own forms, which ``check_origin`` refuses.
"""


def routers() -> list[Router]:
    """Every door that opens without signing in."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    handlers = [handler for module in modules for handler in getattr(module, "HANDLERS", ())]
    return [Router(path="/", route_handlers=handlers, response_headers=HEADERS, include_in_schema=False)]

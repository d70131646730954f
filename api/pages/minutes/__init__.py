"""The minutes: writing them up, their life from the chair's check to the archive, corrections, extracts, afterwards."""

from __future__ import annotations

from litestar import Router
from litestar.di import Provide

from api.pages.minutes import afterwards, corrections, extracts, life, objections, public, signing, text
from api.pages.minutes.desk import provide_desk

_ALL = (
    *text.HANDLERS,
    *life.HANDLERS,
    *signing.HANDLERS,
    *objections.HANDLERS,
    *public.HANDLERS,
    *corrections.HANDLERS,
    *extracts.HANDLERS,
    *afterwards.HANDLERS,
)

HANDLERS = (Router(path="/", route_handlers=list(_ALL), dependencies={"desk": Provide(provide_desk)}),)

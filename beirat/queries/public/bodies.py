"""The districts of this installation, and how fresh what the public sees of one is."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

import msgspec
from sqlalchemy import and_, bindparam, func, select

from beirat.database import Session
from beirat.queries.public.doors import BODY, NOW, Selected, publication, rows, table
from beirat.rules.permissions import Public
from beirat.tables.people import Body, LegislativeTerm, Organization, OrganizationKind, Seats

_body, _board, _seats, _term = table(Body), table(Organization), table(Seats), table(LegislativeTerm)


class BodyLine(msgspec.Struct, frozen=True):
    slug: str
    name: str


class Freshness(msgspec.Struct, frozen=True):
    """What a page depends on besides its address: ``stamp`` changes with everything that the public can see."""

    stamp: str
    time_zone: str


@cache
def _freshness_statement() -> Selected:
    newest = (
        select(func.max(publication.c.visible_from))
        .where(publication.c.body_id == _body.c.id, publication.c.visible_from <= NOW)
        .correlate(_body)
        .scalar_subquery()
    )
    return select(_body.c.public_version, newest, _body.c.time_zone).where(_body.c.slug == bindparam("slug"))


async def freshness(db: Session, slug: str, *, now: datetime) -> Freshness | None:
    """The stamp of a district; None where there is none. It also changes when an embargo ends."""
    found = await rows(db, _freshness_statement(), slug=slug, now=now)
    if not found:
        return None
    version, newest, time_zone = found[0]
    return Freshness(f"{version}/{newest}", time_zone)


async def bodies(db: Session) -> tuple[BodyLine, ...]:
    """Every district of this installation, by name."""
    found = await rows(db, select(_body.c.slug, _body.c.name).order_by(_body.c.name))
    return tuple(BodyLine(slug, name) for slug, name in found)


@cache
def _seats_statement() -> Selected:
    day = bindparam("day", type_=_term.c.starts_on.type)
    return (
        select(_seats.c.number)
        .select_from(
            _seats.join(_term, and_(_term.c.body_id == BODY, _term.c.id == _seats.c.term_id)).join(
                _board, and_(_board.c.body_id == BODY, _board.c.id == _seats.c.organization_id)
            )
        )
        .where(
            _seats.c.body_id == BODY,
            _board.c.kind == bindparam("kind", type_=_board.c.kind.type),
            _term.c.starts_on <= day,
            _term.c.ends_on >= day,
        )
        .order_by(_board.c.id)
    )


async def board_seats(db: Session, public: Public, *, day: date) -> int | None:
    """How many seats the board has by its statute on a day; None where it is not known."""
    found = await rows(db, _seats_statement(), body_id=public.body_id, day=day, kind=OrganizationKind.BOARD)
    return int(found[0][0]) if found else None

"""How the board decided in public: outcome, wording and counts. Annulled resolutions are not among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import and_, bindparam, literal, select

from beirat.database import Session
from beirat.queries.public.doors import BODY, Selected, rows, table
from beirat.rules.meetings import Part
from beirat.rules.motions import Audience
from beirat.rules.permissions import Public
from beirat.rules.voting import Outcome, VotingOrder
from beirat.tables.agenda import AgendaItem
from beirat.tables.ballots import Ballot, BallotPoint
from beirat.tables.resolutions import Resolution, ResolutionOutcome, ResolutionPoint

_item, _resolution, _point = table(AgendaItem), table(Resolution), table(ResolutionPoint)
_ballot, _about = table(Ballot), table(BallotPoint)


class Count(msgspec.Struct, frozen=True):
    """One ballot, in votes, and what came of it."""

    yes: int
    no: int
    abstained: int
    invalid: int
    outcome: Outcome


class DecidedPoint(msgspec.Struct, frozen=True):
    """A point as it was decided. ``count`` is its own ballot, where points were voted on one by one."""

    number: int
    wording: str
    audience: Audience
    is_adopted: bool
    is_amended: bool
    count: Count | None


class Decision(msgspec.Struct, frozen=True):
    """A resolution. ``count`` is the ballot on all points together."""

    order: VotingOrder
    outcome: ResolutionOutcome
    unanimous: bool
    count: Count | None
    points: tuple[DecidedPoint, ...]


@cache
def _points_statement() -> Selected:
    return (
        select(
            _resolution.c.item_id,
            _resolution.c.id,
            _resolution.c.order,
            _resolution.c.outcome,
            _resolution.c.unanimous,
            _point.c.id,
            _point.c.number,
            _point.c.wording,
            _point.c.audience,
            _point.c.is_adopted,
            (_point.c.wording != _point.c.proposed),
        )
        .select_from(
            _item.join(_resolution, and_(_resolution.c.body_id == BODY, _resolution.c.item_id == _item.c.id)).join(
                _point, and_(_point.c.body_id == BODY, _point.c.resolution_id == _resolution.c.id)
            )
        )
        .where(
            _item.c.body_id == BODY,
            _item.c.id.in_(bindparam("items", expanding=True)),
            _item.c.part == literal(Part.PUBLIC, type_=_item.c.part.type),
            _resolution.c.annulled_at.is_(None),
        )
        .order_by(_resolution.c.id, _point.c.number)
    )


@cache
def _counts_statement() -> Selected:
    joined = _about.c.ballot_id == _ballot.c.id
    return (
        select(
            _ballot.c.resolution_id,
            _about.c.resolution_point_id,
            _ballot.c.yes,
            _ballot.c.no,
            _ballot.c.abstained,
            _ballot.c.invalid,
            _ballot.c.outcome,
        )
        .select_from(_ballot.outerjoin(_about, and_(_about.c.body_id == BODY, joined)))
        .where(_ballot.c.body_id == BODY, _ballot.c.resolution_id.in_(bindparam("resolutions", expanding=True)))
        .order_by(_ballot.c.position)
    )


Decided = Mapping[UUID, Mapping[UUID, Decision]]
"""By agenda item, then by resolution."""


async def decisions(db: Session, public: Public, items: Iterable[UUID]) -> Decided:
    """What was decided on these items, as far as they belong to the public part. The caller has seen the meeting."""
    found = await rows(db, _points_statement(), body_id=public.body_id, items=list(items))
    points: dict[tuple[UUID, UUID], list[Any]] = defaultdict(list)
    for item_id, resolution_id, *rest in found:
        points[item_id, resolution_id].append(rest)
    counts = await _counts(db, public, [resolution_id for _, resolution_id in points])
    decided: dict[UUID, dict[UUID, Decision]] = defaultdict(dict)
    for (item_id, resolution_id), about in points.items():
        decided[item_id][resolution_id] = _decision(about, counts[resolution_id])
    return decided


async def _counts(db: Session, public: Public, resolutions: list[UUID]) -> Mapping[UUID, Mapping[UUID | None, Count]]:
    counts: dict[UUID, dict[UUID | None, Count]] = defaultdict(dict)
    for row in await rows(db, _counts_statement(), body_id=public.body_id, resolutions=resolutions):
        counts[row.resolution_id][row.resolution_point_id] = Count(
            row.yes, row.no, row.abstained, row.invalid, row.outcome
        )
    return counts


def _decision(points: list[Any], counts: Mapping[UUID | None, Count]) -> Decision:
    """One ballot on everything is the resolution's own; several are their points'."""
    order, outcome, unanimous = points[0][:3]
    if order is VotingOrder.POINT_BY_POINT:
        return Decision(order, outcome, unanimous, None, tuple(_decided(point, counts) for point in points))
    together = next(iter(counts.values()), None)
    return Decision(order, outcome, unanimous, together, tuple(_decided(point, {}) for point in points))


def _decided(point: Any, counts: Mapping[UUID | None, Count]) -> DecidedPoint:
    point_id, number, wording, audience, is_adopted, is_amended = point[3:]
    return DecidedPoint(number, wording, audience, is_adopted, bool(is_amended), counts.get(point_id))

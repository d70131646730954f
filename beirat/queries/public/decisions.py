"""How the board decided in public: outcome, wording and counts. Annulled resolutions are not among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, and_, bindparam, literal, select

from beirat.database import Session
from beirat.queries.public.doors import BODY, Selected, rows, table
from beirat.queries.public.minutes import RightCount, right_counts
from beirat.rules.meetings import Part
from beirat.rules.motions import Audience
from beirat.rules.permissions import Public
from beirat.rules.resolutions import ResolutionSubject
from beirat.rules.voting import Base, Method, Outcome, Uncounted, VotingOrder
from beirat.tables.agenda import AgendaItem
from beirat.tables.ballots import Ballot, BallotPoint
from beirat.tables.resolutions import Resolution, ResolutionOutcome, ResolutionPoint

_item, _resolution, _point = table(AgendaItem), table(Resolution), table(ResolutionPoint)
_ballot, _about = table(Ballot), table(BallotPoint)


class Count(msgspec.Struct, frozen=True):
    """One ballot, in votes, and what came of it: no name in it, whoever voted how.

    ``needed`` is how many yes it took, of what; None where yes had only to exceed no. ``excluded``: how many took no
    part. ``uncounted``: nobody counted, the chair stated this. ``right``: the right numbers, where it was corrected.
    """

    yes: int
    no: int
    abstained: int
    invalid: int
    not_voting: int
    excluded: int
    outcome: Outcome
    method: Method
    uncounted: Uncounted | None
    numerator: int
    denominator: int
    base: Base
    is_strict: bool
    statutory: int
    right: RightCount | None = None


class DecidedPoint(msgspec.Struct, frozen=True):
    """A point as it was decided. ``count`` is its own ballot, where points were voted on one by one."""

    number: int
    wording: str
    audience: Audience
    is_adopted: bool
    is_amended: bool
    count: Count | None


class Decision(msgspec.Struct, frozen=True):
    """A resolution. ``count`` is the ballot on all points together; an election has none here."""

    subject: ResolutionSubject
    order: VotingOrder
    outcome: ResolutionOutcome
    unanimous: bool
    count: Count | None
    points: tuple[DecidedPoint, ...]


def _points(*where: ColumnElement[bool]) -> Selected:
    return (
        select(
            _resolution.c.item_id,
            _resolution.c.id,
            _resolution.c.subject,
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
            _resolution.c.annulled_at.is_(None),
            _resolution.c.subject != literal(ResolutionSubject.CONFLICT_OF_INTEREST, type_=_resolution.c.subject.type),
            *where,
        )
        .order_by(_resolution.c.id, _point.c.number)
    )


@cache
def _points_statement() -> Selected:
    """What was decided under some items of the public part; never whose conflict of interest the board found."""
    public = _item.c.part == literal(Part.PUBLIC, type_=_item.c.part.type)
    return _points(_item.c.id.in_(bindparam("items", expanding=True)), public)


@cache
def _announced_statement() -> Selected:
    """What was decided in the non-public part of a meeting and announced in public since."""
    hidden = _item.c.part == literal(Part.NON_PUBLIC, type_=_item.c.part.type)
    of_meeting = _item.c.meeting_id == bindparam("meeting_id", type_=_item.c.meeting_id.type)
    return _points(of_meeting, hidden, _resolution.c.announced_at.is_not(None))


@cache
def _counts_statement() -> Selected:
    joined = _about.c.ballot_id == _ballot.c.id
    return (
        select(
            _ballot.c.id,
            _ballot.c.resolution_id,
            _about.c.resolution_point_id,
            _ballot.c.yes,
            _ballot.c.no,
            _ballot.c.abstained,
            _ballot.c.invalid,
            _ballot.c.not_voting,
            _ballot.c.excluded,
            _ballot.c.outcome,
            _ballot.c.method,
            _ballot.c.uncounted,
            _ballot.c.numerator,
            _ballot.c.denominator,
            _ballot.c.base,
            _ballot.c.is_strict,
            _ballot.c.statutory,
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
    return await _by_item(db, public, found)


async def announced(db: Session, public: Public, meeting_id: UUID) -> tuple[Decision, ...]:
    """What of the non-public part was announced: wording and outcome, without the item. The caller saw the meeting."""
    found = await rows(db, _announced_statement(), body_id=public.body_id, meeting_id=meeting_id)
    by_item = await _by_item(db, public, found)
    return tuple(decision for decided in by_item.values() for decision in decided.values())


async def _by_item(db: Session, public: Public, found: Iterable[Any]) -> Decided:
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
    found = await rows(db, _counts_statement(), body_id=public.body_id, resolutions=resolutions)
    right = await right_counts(db, public, [row.id for row in found])
    for row in found:
        count = msgspec.structs.replace(Count(*row[3:]), right=right.get(row.id))
        counts[row.resolution_id][row.resolution_point_id] = count
    return counts


def _decision(points: list[Any], counts: Mapping[UUID | None, Count]) -> Decision:
    """One ballot on everything is the resolution's own; several are their points'."""
    subject, order, outcome, unanimous = points[0][:4]
    if order is VotingOrder.POINT_BY_POINT:
        return Decision(subject, order, outcome, unanimous, None, tuple(_decided(point, counts) for point in points))
    together = next(iter(counts.values()), None)
    return Decision(subject, order, outcome, unanimous, together, tuple(_decided(point, {}) for point in points))


def _decided(point: Any, counts: Mapping[UUID | None, Count]) -> DecidedPoint:
    point_id, number, wording, audience, is_adopted, is_amended = point[4:]
    return DecidedPoint(number, wording, audience, is_adopted, bool(is_amended), counts.get(point_id))

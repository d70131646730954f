"""One public recommendation as a whole: its points with their answers, what happened to it, how it came about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Row, and_, bindparam, case, or_, select

from beirat.database import Session
from beirat.queries import rules_of_procedure
from beirat.queries.case_events import event_of
from beirat.queries.public.decisions import Decision, decisions
from beirat.queries.public.doors import BODY, Selected, is_public, publication, rows, table
from beirat.queries.public.meetings import meeting, term
from beirat.queries.public.recommendations import (
    PointState,
    RecommendationLine,
    line_columns,
    line_of,
    point,
    point_state,
    read_key,
    recommendation,
    visible,
)
from beirat.rules.answers import Position, ReasonCode, Stance
from beirat.rules.cases import CaseEvent, CaseEventKind
from beirat.rules.cases.events import standing
from beirat.rules.errors import NotFound
from beirat.rules.motions import Audience
from beirat.rules.permissions import Public
from beirat.rules.profiles import Key
from beirat.tables.agenda import AgendaItem
from beirat.tables.minutes import Minutes
from beirat.tables.motions import Motion
from beirat.tables.people import Organization, Person
from beirat.tables.publication import Published
from beirat.tables.recommendations import CaseEvent as KeptEvent
from beirat.tables.recommendations import CaseEventPayload
from beirat.tables.resolutions import Resolution

_board, _person, _motion = table(Organization), table(Person), table(Motion)
_resolution, _item, _minutes = table(Resolution), table(AgendaItem), table(Minutes)
_event, _payload = table(KeptEvent), table(CaseEventPayload)
_unit = _board.alias("unit")
_meeting_out, _minutes_out = publication.alias("meeting_out"), publication.alias("minutes_out")


class Answer(msgspec.Struct, frozen=True):
    """What the administration said to a point on a day, in its own words."""

    on: date
    position: Position
    reason: ReasonCode | None
    text: str
    deferred_until: date | None
    competent_body: str


class PointView(msgspec.Struct, frozen=True):
    """A point with every answer it got, newest first. ``unit`` is who leads, '' if nobody does yet."""

    number: int
    text: str
    audience: Audience
    state: PointState
    unit: str
    answers: tuple[Answer, ...]
    asked_again_on: date | None
    forwarded_on: date | None
    forwarded_to: str


class Happening(msgspec.Struct, frozen=True):
    """One thing that happened. ``points`` empty: it was about the whole recommendation."""

    kind: CaseEventKind
    on: date
    points: tuple[int, ...] = ()
    text: str = ""
    to: str = ""
    position: Position | None = None
    until: date | None = None


class Origin(msgspec.Struct, frozen=True):
    """Where it comes from. ``mover`` is empty unless the mover wants to be named and consents today."""

    motion: str
    mover: str
    item: str
    meeting: str | None
    met_at: datetime
    has_minutes: bool


class RecommendationPage(msgspec.Struct, frozen=True):
    """A recommendation as its page shows it. ``legal_basis`` is empty where no law sets a date for the answer."""

    line: RecommendationLine
    reasons: str
    addressee: str
    legal_basis: str
    paused_since: date | None
    paused_until: date | None
    points: tuple[PointView, ...]
    happenings: tuple[Happening, ...]
    origin: Origin
    decision: Decision | None


def _mover() -> ColumnElement[str]:
    """The name, only if the motion wants it public and the person's consent stands; decided by the database."""
    given, withdrawn = _person.c.name_consent_on, _person.c.name_consent_withdrawn_on
    stands = and_(_motion.c.name_public, given.is_not(None), or_(withdrawn.is_(None), withdrawn < given))
    return case((stands, _person.c.given_name + " " + _person.c.family_name), else_="")


@cache
def _statement() -> Selected:
    row = recommendation.c
    meeting_is_out = is_public(meeting, Published.MEETING, _meeting_out)
    minutes_are_out = is_public(_minutes, Published.MINUTES, _minutes_out)
    joined = (
        recommendation.join(publication, publication.c.object_id == row.id)
        .join(_board, and_(_board.c.body_id == BODY, _board.c.id == row.organization_id))
        .join(_resolution, and_(_resolution.c.body_id == BODY, _resolution.c.id == row.resolution_id))
        .join(_item, and_(_item.c.body_id == BODY, _item.c.id == _resolution.c.item_id))
        .join(meeting, and_(meeting.c.body_id == BODY, meeting.c.id == _item.c.meeting_id))
        .join(term, and_(term.c.body_id == BODY, term.c.id == meeting.c.term_id))
        .outerjoin(_meeting_out, meeting_is_out)
        .outerjoin(_minutes, and_(_minutes.c.body_id == BODY, _minutes.c.meeting_id == meeting.c.id))
        .outerjoin(_minutes_out, minutes_are_out)
        .outerjoin(_motion, and_(_motion.c.body_id == BODY, _motion.c.id == _resolution.c.motion_id))
        .outerjoin(_person, and_(_person.c.body_id == BODY, _person.c.id == _motion.c.mover_id))
    )
    more = (
        row.id,
        row.resolution_id,
        row.reasons,
        row.addressee,
        row.paused_since,
        row.paused_until,
        _board.c.id.label("board_id"),
        _item.c.id.label("item_id"),
        _item.c.number.label("item"),
        case((_meeting_out.c.id.is_not(None), meeting.c.number)).label("meeting"),
        term.c.starts_on.label("term_from"),
        meeting.c.starts_at.label("met_at"),
        _minutes_out.c.id.is_not(None).label("has_minutes"),
        _motion.c.year.label("motion_year"),
        _motion.c.number.label("motion_number"),
        _mover().label("mover"),
    )
    return (
        select(*line_columns(), *more)
        .select_from(joined)
        .where(visible(), row.year == bindparam("year"), row.number == bindparam("number"))
    )


async def recommendation_page(db: Session, public: Public, key: str, *, now: datetime) -> RecommendationPage:
    """The public recommendation with this reference (2026-009). Raises NotFound."""
    read = read_key(key)
    if read is None:
        raise NotFound
    found = await rows(db, _statement(), body_id=public.body_id, now=now, year=read[0], number=read[1])
    if not found:
        raise NotFound
    row = found[0]
    happened = await _happened(db, public, row.id)
    decided = await decisions(db, public, [row.item_id])
    line = line_of(row)
    rules = await rules_of_procedure.profile_on(db, public.body_id, row.board_id, line.decided_on)
    return RecommendationPage(
        line=line,
        reasons=row.reasons,
        addressee=row.addressee,
        legal_basis=rules.text(Key.ANSWER_LEGAL_BASIS),
        paused_since=row.paused_since,
        paused_until=row.paused_until,
        points=await _points(db, public, row.id, happened),
        happenings=tuple(_happening(each) for each in happened),
        origin=_origin(row),
        decision=decided.get(row.item_id, {}).get(row.resolution_id),
    )


def _origin(row: Row[*tuple[Any, ...]]) -> Origin:
    return Origin(
        motion=f"A-{row.motion_year}/{row.motion_number:03d}" if row.motion_number else "",
        mover=row.mover or "",
        item=row.item,
        meeting=f"{row.term_from.year}-s{row.meeting}" if row.meeting else None,
        met_at=row.met_at,
        has_minutes=row.has_minutes,
    )


@cache
def _points_statement() -> Selected:
    lead = and_(_unit.c.body_id == BODY, _unit.c.id == point.c.unit_id)
    return (
        select(
            point.c.number,
            point.c.text,
            point.c.audience,
            point_state().label("state"),
            _unit.c.name.label("unit"),
            point.c.asked_again_on,
            point.c.forwarded_on,
            point.c.forwarded_to,
        )
        .select_from(point.outerjoin(_unit, lead))
        .where(point.c.body_id == BODY, point.c.recommendation_id == bindparam("id", type_=recommendation.c.id.type))
        .order_by(point.c.number)
    )


async def _points(
    db: Session, public: Public, recommendation_id: UUID, happened: Sequence[CaseEvent]
) -> tuple[PointView, ...]:
    found = await rows(db, _points_statement(), body_id=public.body_id, id=recommendation_id)
    return tuple(
        PointView(
            number=row.number,
            text=row.text,
            audience=row.audience,
            state=PointState(row.state),
            unit=row.unit or "",
            answers=_answers(happened, row.number),
            asked_again_on=row.asked_again_on,
            forwarded_on=row.forwarded_on,
            forwarded_to=row.forwarded_to,
        )
        for row in found
    )


@cache
def _events_statement() -> Selected:
    told = and_(_payload.c.body_id == BODY, _payload.c.id == _event.c.id)
    event = _event.c
    columns = (event.sequence, event.kind, event.occurred_on, event.transmission_id, event.resolution_id)
    return (
        select(*columns, event.recorded_at, event.facts, _payload.c.payload)
        .select_from(_event.outerjoin(_payload, told))
        .where(event.body_id == BODY, event.recommendation_id == bindparam("id", type_=recommendation.c.id.type))
        .order_by(event.sequence)
    )


async def _happened(db: Session, public: Public, recommendation_id: UUID) -> list[CaseEvent]:
    """What happened, oldest first, without what was taken back; what was corrected stands as it is right."""
    found = await rows(db, _events_statement(), body_id=public.body_id, id=recommendation_id)
    events = [
        event_of(
            kind, on, {**facts, **(words or {})},
            sequence=sequence, transmission=transmission, resolution=resolution, recorded_at=recorded_at,
        )
        for sequence, kind, on, transmission, resolution, recorded_at, facts, words in found
    ]  # fmt: skip
    return [event for event in standing(events) if event.kind in PUBLIC_KINDS]


_MESSAGES = frozenset(
    {
        CaseEventKind.INTERIM_MESSAGE,
        CaseEventKind.COUNCIL_REFERRED,
        CaseEventKind.QUERY_ASKED,
        CaseEventKind.QUERY_REPLIED,
        CaseEventKind.POSITION_DISPUTED,
    }
)
PUBLIC_KINDS = frozenset(CaseEventKind) - {
    CaseEventKind.CLOCK_COMPUTED,
    CaseEventKind.MAIL_RECEIVED,
    CaseEventKind.REMINDED,
    CaseEventKind.ANNULLED,
    CaseEventKind.CORRECTED,
}
"""What the history of the public page tells."""


def _happening(event: CaseEvent) -> Happening:
    """Only what is meant for the public: the texts of messages, and to whom points were passed on."""
    text = (event.stance.text if event.stance else event.text) if event.kind in _MESSAGES else ""
    to = event.to if event.kind is CaseEventKind.FORWARDED else ""
    position = event.stance.position if event.stance else None
    return Happening(event.kind, event.on, tuple(sorted(event.points)), text, to, position, event.until)


def _answers(happened: Sequence[CaseEvent], number: int) -> tuple[Answer, ...]:
    given = [event for event in happened if event.kind is not CaseEventKind.POSITION_DISPUTED]
    about = [event for event in given if event.stance and (not event.points or number in event.points)]
    return tuple(_answer(event.on, event.stance) for event in reversed(about) if event.stance)


def _answer(on: date, stance: Stance) -> Answer:
    return Answer(on, stance.position, stance.reason, stance.text, stance.deferred_until, stance.competent_body)

"""Meetings as the public sees them: date, place, public agenda and its results; what is not public only as a count."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, CompoundSelect, Row, and_, bindparam, case, func, literal, select, tuple_, union

from beirat.database import Session
from beirat.queries.public.decisions import Decision, announced, decisions
from beirat.queries.public.doors import BODY, NOW, Selected, is_public, publication, rows, table
from beirat.queries.public.minutes import MinutesState, state
from beirat.queries.public.recommendations import recommendation, visible
from beirat.rules.attendance import AttendanceState
from beirat.rules.errors import NotFound
from beirat.rules.meetings import ItemKind, ItemOutcome, MeetingState, Part, Referral
from beirat.rules.permissions import Public
from beirat.tables.agenda import AgendaCase, AgendaItem
from beirat.tables.attendance import Attendance
from beirat.tables.meetings import Meeting
from beirat.tables.people import LegislativeTerm
from beirat.tables.publication import Published
from beirat.tables.resolutions import Resolution

PAGE = 50

meeting, term = table(Meeting), table(LegislativeTerm)
_item, _there, _resolution, _case = table(AgendaItem), table(Attendance), table(Resolution), table(AgendaCase)


class MeetingLine(msgspec.Struct, frozen=True):
    """A meeting in a list. ``key`` is what addresses say: the year in which the term began, and the number in it."""

    key: str
    reference: str
    starts_at: datetime
    ends_at: datetime
    location: str
    state: MeetingState


class MeetingLines(msgspec.Struct, frozen=True):
    """A part of the list; ``after`` leads to the next part."""

    lines: tuple[MeetingLine, ...]
    after: str | None


class ItemView(msgspec.Struct, frozen=True):
    """A public agenda item. ``recommendations`` are keys of the public ones that came of it or that it is about."""

    number: str
    heading: str
    kind: ItemKind
    outcome: ItemOutcome | None
    referral: Referral | None
    decisions: tuple[Decision, ...]
    recommendations: tuple[str, ...]

    @property
    def is_put_off(self) -> bool:
        return self.outcome is not None


class MeetingPage(msgspec.Struct, frozen=True):
    """One meeting. Results are there once the minutes are out, or before if the rules of procedure allow it.

    Who was present is a number alone. ``announced`` is what was decided without the public and told it afterwards.
    """

    line: MeetingLine
    note: str
    items: tuple[ItemView, ...]
    non_public_items: int
    present: int | None
    seats: int
    minutes: MinutesState | None
    announced: tuple[Decision, ...] = ()


def read_key(key: str) -> tuple[int, int] | None:
    """``2026-s12`` as year and number; None if it names no meeting."""
    year, _, number = key.partition("-s")
    is_plain = year.isascii() and year.isdigit() and number.isascii() and number.isdigit()
    return (int(year), int(number)) if is_plain and len(year) == 4 and year != "0000" and len(number) <= 6 else None


def years(year: int) -> tuple[date, date]:
    """Within which days a term begins whose meetings carry this year in their key."""
    return date(year, 1, 1), date(year, 12, 31)


def _line_columns() -> tuple[ColumnElement[Any], ...]:
    row = meeting.c
    return (term.c.starts_on, row.number, row.starts_at, row.ends_at, row.location, row.state)


def _line(row: Row[*tuple[Any, ...]]) -> MeetingLine:
    began, number, starts_at, ends_at, location, state = row[:6]
    return MeetingLine(f"{began.year}-s{number}", f"S-{number}", starts_at, ends_at, location, state)


def _public_meetings(*more: ColumnElement[Any]) -> Selected:
    of_term = and_(term.c.body_id == BODY, term.c.id == meeting.c.term_id)
    return (
        select(*_line_columns(), *more)
        .select_from(meeting, publication, term)
        .where(is_public(meeting, Published.MEETING), of_term)
    )


def _is_over() -> ColumnElement[bool]:
    """Closed, or its planned end has passed."""
    closed = literal(MeetingState.CLOSED, type_=meeting.c.state.type)
    running = literal(MeetingState.RUNNING, type_=meeting.c.state.type)
    return (meeting.c.state == closed) | ((meeting.c.ends_at < NOW) & (meeting.c.state != running))


@cache
def _coming_statement() -> Selected:
    return _public_meetings().where(~_is_over()).order_by(meeting.c.starts_at, meeting.c.id)


@cache
def _past_statement(*, goes_on: bool) -> Selected:
    found = _public_meetings(meeting.c.id).where(_is_over())
    if goes_on:
        given = (bindparam("starts_at", type_=meeting.c.starts_at.type), bindparam("id", type_=meeting.c.id.type))
        found = found.where(tuple_(meeting.c.starts_at, meeting.c.id) < tuple_(*given))
    return found.order_by(meeting.c.starts_at.desc(), meeting.c.id.desc()).limit(bindparam("limit"))


@cache
def _one_statement() -> Selected:
    year_begins, year_ends = (bindparam(name, type_=term.c.starts_on.type) for name in ("first", "last"))
    return _public_meetings(meeting.c.id, meeting.c.note, meeting.c.statutory_members).where(
        term.c.starts_on >= year_begins, term.c.starts_on <= year_ends, meeting.c.number == bindparam("number")
    )


@cache
def _by_id_statement() -> Selected:
    wanted = meeting.c.id == bindparam("meeting_id", type_=meeting.c.id.type)
    return _public_meetings(meeting.c.id, meeting.c.note, meeting.c.statutory_members).where(wanted)


async def coming(db: Session, public: Public, *, now: datetime) -> tuple[MeetingLine, ...]:
    """What is announced or running, the next one first; a cancelled one stays until its day is over."""
    return tuple(_line(row) for row in await rows(db, _coming_statement(), body_id=public.body_id, now=now))


async def past(
    db: Session, public: Public, *, now: datetime, after: str | None = None, limit: int = PAGE
) -> MeetingLines:
    """What has been, newest first; from the meeting ``after`` on if it is given. Raises NotFound."""
    given: dict[str, object] = {}
    if after is not None:
        last = await _find(db, public, after, now=now)
        given = {"starts_at": last.starts_at, "id": last.id}
    statement = _past_statement(goes_on=after is not None)
    found = await rows(db, statement, body_id=public.body_id, now=now, limit=limit + 1, **given)
    lines = tuple(_line(row) for row in found[:limit])
    return MeetingLines(lines, lines[-1].key if len(found) > limit else None)


async def _find(db: Session, public: Public, key: str, *, now: datetime) -> Row[*tuple[Any, ...]]:
    read = read_key(key)
    if read is None:
        raise NotFound
    first, last = years(read[0])
    found = await rows(db, _one_statement(), body_id=public.body_id, now=now, number=read[1], first=first, last=last)
    if not found:
        raise NotFound
    return found[0]


async def meeting_page(db: Session, public: Public, key: str, *, now: datetime) -> MeetingPage:
    """One public meeting. Raises NotFound."""
    row = await _find(db, public, key, now=now)
    return await _page(db, public, row, now=now)


async def preview(db: Session, public: Public, meeting_id: UUID, *, now: datetime) -> MeetingPage:
    """The page as it will be once the public edition is let out; for those who decide about that. Raises NotFound."""
    found = await rows(db, _by_id_statement(), body_id=public.body_id, now=now, meeting_id=meeting_id)
    if not found:
        raise NotFound
    return await _page(db, public, found[0], now=now, is_preview=True)


async def _page(
    db: Session, public: Public, row: Row[*tuple[Any, ...]], *, now: datetime, is_preview: bool = False
) -> MeetingPage:
    line = _line(row)
    is_closed = line.state is MeetingState.CLOSED
    minutes = await state(db, public, row.id, now=now) if is_closed else None
    with_results = is_preview or (minutes is not None and minutes.has_results)
    items, hidden = await _agenda(db, public, row.id, now=now, with_results=with_results)
    present = await _present(db, public, row.id) if is_closed else None
    told = await announced(db, public, row.id) if with_results else ()
    return MeetingPage(line, row.note, items, hidden, present, row.statutory_members, minutes, told)


@cache
def _agenda_statement() -> Selected:
    """Public items with their words; of the others only that they exist."""
    is_open = _item.c.part == literal(Part.PUBLIC, type_=_item.c.part.type)
    heading = func.coalesce(func.nullif(_item.c.public_heading, ""), _item.c.heading).label("heading")
    shown = (_item.c.id, _item.c.number, heading, _item.c.kind, _item.c.outcome, _item.c.referral)
    return (
        select(is_open.label("is_open"), *(case((is_open, column)).label(column.name) for column in shown))
        .where(_item.c.body_id == BODY, _item.c.meeting_id == bindparam("meeting_id", type_=_item.c.meeting_id.type))
        .order_by(_item.c.position)
    )


async def _agenda(
    db: Session, public: Public, meeting_id: UUID, *, now: datetime, with_results: bool
) -> tuple[tuple[ItemView, ...], int]:
    found = await rows(db, _agenda_statement(), body_id=public.body_id, meeting_id=meeting_id)
    shown = [row for row in found if row.is_open]
    ids = [row.id for row in shown] if with_results else []
    decided = await decisions(db, public, ids) if ids else {}
    linked = await _recommendations_of(db, public, [row.id for row in shown], now=now) if shown else {}
    items = tuple(
        ItemView(
            number=row.number,
            heading=row.heading,
            kind=row.kind,
            outcome=row.outcome if with_results else None,
            referral=row.referral if with_results else None,
            decisions=tuple(decided.get(row.id, {}).values()),
            recommendations=linked.get(row.id, ()),
        )
        for row in shown
    )
    return items, len(found) - len(shown)


@cache
def _about_statement() -> CompoundSelect[*tuple[Any, ...]]:
    """Public recommendations that an item led to, and those that it was about."""
    led_to = (
        select(_resolution.c.item_id, recommendation.c.year, recommendation.c.number)
        .select_from(recommendation, publication, _resolution)
        .where(visible(), _resolution.c.body_id == BODY, _resolution.c.id == recommendation.c.resolution_id)
        .where(_resolution.c.item_id.in_(bindparam("items", expanding=True)))
    )
    about = (
        select(_case.c.item_id, recommendation.c.year, recommendation.c.number)
        .select_from(recommendation, publication, _case)
        .where(visible(), _case.c.body_id == BODY, _case.c.recommendation_id == recommendation.c.id)
        .where(_case.c.item_id.in_(bindparam("items", expanding=True)))
    )
    return union(led_to, about).order_by("year", "number")


async def _recommendations_of(
    db: Session, public: Public, items: list[UUID], *, now: datetime
) -> dict[UUID, tuple[str, ...]]:
    linked: dict[UUID, tuple[str, ...]] = {}
    found = await rows(db, _about_statement(), body_id=public.body_id, now=now, items=items)
    for item_id, year, number in found:
        linked[item_id] = (*linked.get(item_id, ()), f"{year}-{number:03d}")
    return linked


@cache
def _present_statement() -> Selected:
    return select(func.count(_there.c.person_id.distinct())).where(
        _there.c.body_id == BODY,
        _there.c.meeting_id == bindparam("meeting_id", type_=_there.c.meeting_id.type),
        _there.c.state == literal(AttendanceState.PRESENT, type_=_there.c.state.type),
    )


async def _present(db: Session, public: Public, meeting_id: UUID) -> int:
    """How many people of the board were there at some time."""
    found = await rows(db, _present_statement(), body_id=public.body_id, meeting_id=meeting_id)
    return int(found[0][0])

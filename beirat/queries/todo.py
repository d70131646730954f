"""What is to be done: per viewer, the few things that wait for exactly this person, soonest first.

Each kind is one bounded select; only those that the viewer's roles can act on are run.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from beirat.database import Session
from beirat.queries import accounts, people
from beirat.rules.answers import DraftState, Position
from beirat.rules.cases import ENDED, Handling
from beirat.rules.letters import LetterState
from beirat.rules.meetings import MeetingState
from beirat.rules.minutes import SETTLED, MinutesState, may_be_public
from beirat.rules.motions import MotionState
from beirat.rules.permissions import Act, Role, Viewer, may
from beirat.rules.zones import local_day
from beirat.tables.accounts import PasswordToken
from beirat.tables.agenda import AgendaItem
from beirat.tables.answers import AnswerDraft
from beirat.tables.extracts import Extract, ExtractRecipient
from beirat.tables.letters import Letter
from beirat.tables.meetings import Meeting
from beirat.tables.minutes import Minutes
from beirat.tables.motions import Motion
from beirat.tables.recommendations import Recommendation, RecommendationPoint
from beirat.tables.resolutions import BoardTask, Resolution

MOST = 30


class TodoKind(StrEnum):
    """What is waiting, in the order in which undated things are shown; the words are in ``api/words/todo.py``."""

    CLOSE_MEETING = "close_meeting"
    RUN_MEETING = "run_meeting"
    CONVENE_MEETING = "convene_meeting"
    REWORK_MOTION = "rework_motion"
    FINISH_DRAFT = "finish_draft"
    REVIEW_MOTION = "review_motion"
    SCHEDULE_MOTION = "schedule_motion"
    REPLY_TO_QUERY = "reply_to_query"
    FILE_LETTER = "file_letter"
    RELEASE_LETTER = "release_letter"
    HAND_OVER = "hand_over"
    WRITE_MINUTES = "write_minutes"
    CHECK_MINUTES = "check_minutes"
    SIGN_MINUTES = "sign_minutes"
    DISTRIBUTE_MINUTES = "distribute_minutes"
    APPROVE_MINUTES = "approve_minutes"
    PREPARE_MINUTES = "prepare_minutes"
    PUBLISH_MINUTES = "publish_minutes"
    SEND_EXTRACT_AGAIN = "send_extract_again"
    CONFIRM_RECEIPT = "confirm_receipt"
    ASSIGN_POINTS = "assign_points"
    RELEASE_ANSWER = "release_answer"
    ANSWER_POINT = "answer_point"
    BOARD_TASK = "board_task"
    RENEW_INVITATION = "renew_invitation"


_PLACES = {kind: place for place, kind in enumerate(TodoKind)}


@dataclass(frozen=True)
class Todo:
    """One thing to do: about which object, until when (None: no date), and since when it waits."""

    kind: TodoKind
    object_id: UUID
    reference: str
    title: str
    until: date | None = None
    starts_at: datetime | None = None
    since: date | None = None


async def waiting_for(db: Session, viewer: Viewer, *, today: date, now: datetime) -> list[Todo]:
    """Everything that waits for the viewer; dated things first, by date. At most ``MOST`` of each kind."""
    found: list[Todo] = []
    for is_asked, ask in _QUESTIONS:
        if is_asked(viewer):
            found += await ask(db, viewer, today, now)
    return sorted(found, key=lambda todo: (todo.until is None, todo.until or today, _PLACES[todo.kind], todo.reference))


async def next_meeting(db: Session, viewer: Viewer, *, now: datetime) -> Meeting | None:
    """The next meeting that was called, for the empty list."""
    coming = select(Meeting).where(
        Meeting.body_id == viewer.body_id, Meeting.state == MeetingState.CONVENED, Meeting.starts_at >= now
    )
    return (await db.exec(coming.order_by(col(Meeting.starts_at)).limit(1))).first()


async def _own_motions(db: Session, viewer: Viewer, today: date, now: datetime) -> list[Todo]:
    query = _motions(viewer, MotionState.DRAFT, MotionState.RETURNED).where(col(Motion.author_id) == viewer.account_id)
    kinds = {MotionState.DRAFT: TodoKind.FINISH_DRAFT, MotionState.RETURNED: TodoKind.REWORK_MOTION}
    return [Todo(kinds[motion.state], motion.id, motion.reference, motion.title) for motion in await db.exec(query)]


async def _to_review(db: Session, viewer: Viewer, today: date, now: datetime) -> list[Todo]:
    found = await db.exec(_motions(viewer, MotionState.SUBMITTED))
    return [Todo(TodoKind.REVIEW_MOTION, motion.id, motion.reference, motion.title) for motion in found]


async def _to_schedule(db: Session, viewer: Viewer, today: date, now: datetime) -> list[Todo]:
    found = await db.exec(_motions(viewer, MotionState.ADMITTED))
    return [Todo(TodoKind.SCHEDULE_MOTION, motion.id, motion.reference, motion.title) for motion in found]


def _motions(viewer: Viewer, *states: MotionState) -> SelectOfScalar[Motion]:
    query = select(Motion).where(Motion.body_id == viewer.body_id, col(Motion.state).in_(states))
    return query.order_by(col(Motion.created_at)).limit(MOST)


async def _meetings(db: Session, viewer: Viewer, today: date, now: datetime) -> list[Todo]:
    """Planned: call it. Called, and its day has come: run it. Running: close it."""
    soon = and_(col(Meeting.state) == MeetingState.CONVENED, col(Meeting.starts_at) <= now + timedelta(days=1))
    query = select(Meeting).where(
        Meeting.body_id == viewer.body_id,
        or_(col(Meeting.state).in_([MeetingState.PLANNED, MeetingState.RUNNING]), soon),
    )
    kinds = {
        MeetingState.PLANNED: TodoKind.CONVENE_MEETING,
        MeetingState.CONVENED: TodoKind.RUN_MEETING,
        MeetingState.RUNNING: TodoKind.CLOSE_MEETING,
    }
    zone = (await people.body_by_id(db, viewer.body_id)).time_zone
    found = list(await db.exec(query.order_by(col(Meeting.starts_at)).limit(MOST)))
    return [
        _about_meeting(kinds[meeting.state], meeting)
        for meeting in found
        if (meeting.state is not MeetingState.PLANNED or may(viewer, Act.CONVENE_MEETING))
        and (meeting.state is not MeetingState.CONVENED or local_day(meeting.starts_at, zone) <= today)
    ]


def _about_meeting(kind: TodoKind, meeting: Meeting) -> Todo:
    return Todo(kind, meeting.id, meeting.reference, "", until=meeting.starts_at.date(), starts_at=meeting.starts_at)


async def _minutes(db: Session, viewer: Viewer, today: date, now: datetime) -> list[Todo]:
    """First they are written and checked, then signed, distributed, approved, and let out by a second person."""
    query = (
        select(Minutes, Meeting)
        .join(Meeting, and_(col(Meeting.body_id) == Minutes.body_id, col(Meeting.id) == Minutes.meeting_id))
        .where(Minutes.body_id == viewer.body_id, Meeting.body_id == viewer.body_id)
        .where(or_(col(Minutes.state).in_(_UNFINISHED), _is_ripe()))
        .order_by(col(Meeting.starts_at))
        .limit(MOST)
    )
    return [
        Todo(kind, meeting.id, meeting.reference, "", starts_at=meeting.starts_at)
        for minutes, meeting in await db.exec(query)
        for act, kind in _minutes_steps(minutes, viewer)
        if may(viewer, act)
    ]


_UNFINISHED = [MinutesState.DRAFT, MinutesState.CHAIR_REVIEW, MinutesState.SIGNED, MinutesState.DISTRIBUTED]


def _is_ripe() -> ColumnElement[bool]:
    """Their public edition could be out and is not."""
    return and_(col(Minutes.state).in_(SETTLED), col(Minutes.published_at).is_(None))


def _minutes_steps(minutes: Minutes, viewer: Viewer) -> Iterator[tuple[Act, TodoKind]]:
    """What is to be done next with the minutes, and with their public edition."""
    if minutes.state is MinutesState.DRAFT:
        yield Act.PRINT_MINUTES, TodoKind.WRITE_MINUTES
    if minutes.state is MinutesState.CHAIR_REVIEW:
        is_accepted = minutes.accepted_at is not None
        yield (
            (Act.RECORD_SIGNATURES, TodoKind.SIGN_MINUTES)
            if is_accepted
            else (
                Act.REVIEW_MINUTES,
                TodoKind.CHECK_MINUTES,
            )
        )
    if minutes.state is MinutesState.SIGNED:
        yield Act.DISTRIBUTE_MINUTES, TodoKind.DISTRIBUTE_MINUTES
    if minutes.state is MinutesState.DISTRIBUTED and minutes.needs_approval:
        yield Act.APPROVE_MINUTES, TodoKind.APPROVE_MINUTES
    if minutes.prepared_id is not None and minutes.prepared_by != viewer.account_id:
        yield Act.PUBLISH_MINUTES, TodoKind.PUBLISH_MINUTES
    elif minutes.prepared_id is None and minutes.published_at is None and _may_be_public(minutes):
        yield Act.PREPARE_PUBLIC_MINUTES, TodoKind.PREPARE_MINUTES


def _may_be_public(minutes: Minutes) -> bool:
    return may_be_public(minutes.state, needs_approval=minutes.needs_approval, before_approval=minutes.before_approval)


async def _extracts(db: Session, viewer: Viewer, today: date, now: datetime) -> list[Todo]:
    """Extracts that were sent and have been corrected since: whoever got one is owed the right one."""
    query = (
        select(Meeting)
        .join(AgendaItem, and_(col(AgendaItem.body_id) == Meeting.body_id, col(AgendaItem.meeting_id) == Meeting.id))
        .join(Resolution, and_(col(Resolution.body_id) == AgendaItem.body_id, col(Resolution.item_id) == AgendaItem.id))
        .join(Extract, and_(col(Extract.body_id) == Resolution.body_id, col(Extract.resolution_id) == Resolution.id))
        .join(
            ExtractRecipient,
            and_(col(ExtractRecipient.body_id) == Extract.body_id, col(ExtractRecipient.extract_id) == Extract.id),
        )
        .where(Meeting.body_id == viewer.body_id, col(ExtractRecipient.again_since).is_not(None))
        .distinct()
        .limit(MOST)
    )
    return [
        Todo(TodoKind.SEND_EXTRACT_AGAIN, meeting.id, meeting.reference, "", starts_at=meeting.starts_at)
        for meeting in await db.exec(query)
    ]


async def _of_board(db: Session, viewer: Viewer, today: date, now: datetime) -> list[Todo]:
    is_asked = col(Recommendation.query_open_since).is_not(None)
    is_ended = col(Recommendation.handling).in_(ENDED)
    waits = or_(col(Recommendation.handling) == Handling.TO_BE_SENT, and_(is_asked, ~is_ended))
    found = await db.exec(_recommendations(viewer, waits))
    return [
        _about_case(TodoKind.REPLY_TO_QUERY if case.query_open_since else TodoKind.HAND_OVER, case) for case in found
    ]


async def _tasks(db: Session, viewer: Viewer, today: date, now: datetime) -> list[Todo]:
    query = (
        select(BoardTask)
        .join(
            Resolution,
            and_(col(Resolution.body_id) == BoardTask.body_id, col(Resolution.id) == BoardTask.resolution_id),
        )
        .where(BoardTask.body_id == viewer.body_id, Resolution.body_id == viewer.body_id)
        .where(col(BoardTask.done_on).is_(None), col(Resolution.annulled_at).is_(None))
        .order_by(col(Resolution.decided_on))
        .limit(MOST)
    )
    return [Todo(TodoKind.BOARD_TASK, task.id, "", task.text) for task in await db.exec(query)]


async def _to_confirm(db: Session, viewer: Viewer, today: date, now: datetime) -> list[Todo]:
    found = await db.exec(_recommendations(viewer, col(Recommendation.handling) == Handling.SENT))
    return [_about_case(TodoKind.CONFIRM_RECEIPT, case) for case in found]


async def _to_assign(db: Session, viewer: Viewer, today: date, now: datetime) -> list[Todo]:
    without_unit = _has_point(col(RecommendationPoint.unit_id).is_(None), _is_owed())
    found = await db.exec(_recommendations(viewer, col(Recommendation.received_on).is_not(None), without_unit))
    return [_about_case(TodoKind.ASSIGN_POINTS, case) for case in found]


async def _to_release(db: Session, viewer: Viewer, today: date, now: datetime) -> list[Todo]:
    found = await db.exec(_recommendations(viewer, _has_point(_awaits_release(viewer))))
    return [_about_case(TodoKind.RELEASE_ANSWER, case) for case in found]


async def _to_answer(db: Session, viewer: Viewer, today: date, now: datetime) -> list[Todo]:
    own = _has_point(col(RecommendationPoint.unit_id).in_(viewer.unit_ids), _is_owed(), ~_awaits_release(viewer))
    found = await db.exec(_recommendations(viewer, own))
    return [_about_case(TodoKind.ANSWER_POINT, case) for case in found]


def _recommendations(viewer: Viewer, *conditions: ColumnElement[bool]) -> SelectOfScalar[Recommendation]:
    query = (
        select(Recommendation)
        .where(Recommendation.body_id == viewer.body_id, col(Recommendation.annulled_at).is_(None), *conditions)
        .where(col(Recommendation.handling).not_in(ENDED))
    )
    return query.order_by(col(Recommendation.due_on), col(Recommendation.decided_on)).limit(MOST)


def _has_point(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        col(RecommendationPoint.body_id) == col(Recommendation.body_id),
        col(RecommendationPoint.recommendation_id) == col(Recommendation.id),
        *conditions,
    )


def _awaits_release(viewer: Viewer) -> ColumnElement[bool]:
    return exists().where(
        col(AnswerDraft.body_id) == viewer.body_id,
        col(AnswerDraft.point_id) == RecommendationPoint.id,
        col(AnswerDraft.state) == DraftState.AWAITING_RELEASE,
    )


def _is_owed() -> ColumnElement[bool]:
    answered_enough = and_(
        col(RecommendationPoint.position) != Position.OPEN, col(RecommendationPoint.asked_again_on).is_(None)
    )
    return and_(~answered_enough, col(RecommendationPoint.forwarded_on).is_(None))


def _about_case(kind: TodoKind, case: Recommendation) -> Todo:
    since = {
        TodoKind.HAND_OVER: case.decided_on,
        TodoKind.CONFIRM_RECEIPT: case.sent_on,
        TodoKind.ANSWER_POINT: case.paused_since,
    }
    return Todo(kind, case.id, case.reference, case.title, until=case.due_on, since=since.get(kind))


async def _letters(db: Session, viewer: Viewer, today: date, now: datetime) -> list[Todo]:
    """Letters that nobody has filed, and refusals in others that a second person has to read."""
    somebody_elses = and_(
        col(Letter.state) == LetterState.AWAITING_RELEASE, col(Letter.filed_by).is_distinct_from(viewer.account_id)
    )
    query = select(Letter).where(
        Letter.body_id == viewer.body_id, or_(col(Letter.state) == LetterState.RECEIVED, somebody_elses)
    )
    kinds = {LetterState.RECEIVED: TodoKind.FILE_LETTER, LetterState.AWAITING_RELEASE: TodoKind.RELEASE_LETTER}
    found = await db.exec(query.order_by(col(Letter.arrived_on), col(Letter.id)).limit(MOST))
    return [Todo(kinds[one.state], one.id, "", one.subject, since=one.arrived_on) for one in found]


async def _invitations(db: Session, viewer: Viewer, today: date, now: datetime) -> list[Todo]:
    """Whoever has no password, and no link any more to set one."""
    without = [one for one in await accounts.accounts(db, viewer) if not one.has_password and not one.is_blocked]
    asked = col(PasswordToken.account_id).in_([one.id for one in without])
    valid = select(PasswordToken.account_id).where(
        asked, col(PasswordToken.used_at).is_(None), PasswordToken.expires_at > now
    )
    invited = set(await db.exec(valid))
    late = [one for one in without if one.id not in invited]
    return [Todo(TodoKind.RENEW_INVITATION, one.id, "", f"{one.name}, {one.login}") for one in late[:MOST]]


_Question = Callable[[Session, Viewer, date, datetime], Awaitable[list[Todo]]]

_QUESTIONS: tuple[tuple[Callable[[Viewer], bool], _Question], ...] = (
    (lambda viewer: may(viewer, Act.SUBMIT_MOTION), _own_motions),
    (lambda viewer: may(viewer, Act.REVIEW_MOTION), _to_review),
    (lambda viewer: viewer.has(Role.OFFICE), _to_schedule),
    (lambda viewer: may(viewer, Act.RUN_MEETING), _meetings),
    (lambda viewer: may(viewer, Act.PRINT_MINUTES), _minutes),
    (lambda viewer: may(viewer, Act.SEND_EXTRACT), _extracts),
    (lambda viewer: may(viewer, Act.HAND_OVER), _of_board),
    (lambda viewer: may(viewer, Act.FILE_LETTER), _letters),
    (lambda viewer: may(viewer, Act.COMPLETE_TASK), _tasks),
    (lambda viewer: may(viewer, Act.CONFIRM_RECEIPT), _to_confirm),
    (lambda viewer: may(viewer, Act.ASSIGN_POINT), _to_assign),
    (lambda viewer: viewer.has(Role.ADMINISTRATION_COORDINATOR), _to_release),
    (lambda viewer: viewer.has(Role.ADMINISTRATION), _to_answer),
    (lambda viewer: may(viewer, Act.INVITE_ACCOUNT), _invitations),
)

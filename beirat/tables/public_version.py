"""Every change that the public may see makes the district's ``public_version`` grow, in the same transaction.

The cache in front of the public pages lives by this number. A bulk UPDATE or DELETE would pass by unseen, so on these
tables it is refused: change rows as objects.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import Delete, Update, event, update
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction
from sqlmodel import SQLModel, col

from beirat.tables.agenda import AgendaCase, AgendaItem, AgendaMotion
from beirat.tables.attendance import Attendance
from beirat.tables.ballots import Ballot, BallotPoint
from beirat.tables.base import BodyRow
from beirat.tables.calendars import SpecialDay
from beirat.tables.conflicts import ConflictOfInterest
from beirat.tables.files import Attachment, File
from beirat.tables.meetings import Meeting
from beirat.tables.minutes import Minutes
from beirat.tables.minutes_corrections import Correction, CorrectionEntry
from beirat.tables.motions import Motion
from beirat.tables.people import Body, LegislativeTerm, Organization, Person, Seats
from beirat.tables.publication import Publication
from beirat.tables.recommendations import (
    CaseEvent,
    CaseEventPayload,
    CasePromise,
    Recommendation,
    RecommendationPoint,
    Transmission,
    TransmissionPoint,
)
from beirat.tables.resolutions import Resolution, ResolutionPoint
from beirat.tables.rules_of_procedure import OrganizationRule

PUBLIC_CLASSES: tuple[type[SQLModel], ...] = (
    AgendaCase,
    AgendaItem,
    AgendaMotion,
    Attachment,
    Attendance,
    Ballot,
    BallotPoint,
    Body,
    CaseEvent,
    CaseEventPayload,
    ConflictOfInterest,
    CasePromise,
    Correction,
    CorrectionEntry,
    File,
    LegislativeTerm,
    Meeting,
    Minutes,
    Motion,
    Organization,
    Person,
    Publication,
    Recommendation,
    RecommendationPoint,
    OrganizationRule,
    Resolution,
    ResolutionPoint,
    Seats,
    SpecialDay,
    Transmission,
    TransmissionPoint,
)
"""Everything that ``queries.public`` reads."""

PUBLIC_TABLES = frozenset(str(kind.__tablename__) for kind in PUBLIC_CLASSES)

_TOUCHED = "bodies_with_public_changes"


class BulkWriteRefused(Exception):
    """A bulk write on a table that the public reads: the cache would not notice."""


@event.listens_for(Session, "after_flush")
def _remember_bodies(session: Session, _: UOWTransaction) -> None:
    touched = set(_bodies_changed(session))
    if touched:
        session.info.setdefault(_TOUCHED, set()).update(touched)


def _bodies_changed(session: Session) -> Iterator[UUID]:
    for row in (*session.new, *session.deleted, *(row for row in session.dirty if session.is_modified(row))):
        if isinstance(row, Body):
            yield row.id
        elif isinstance(row, PUBLIC_CLASSES) and isinstance(row, BodyRow | CaseEventPayload):
            yield row.body_id


@event.listens_for(Session, "before_commit")
def _count_once(session: Session) -> None:
    """Once per transaction and last of all, so that the district's row is locked for as short as possible."""
    if session.in_nested_transaction():
        return
    session.flush()
    touched: set[UUID] = session.info.pop(_TOUCHED, set())
    for body_id in sorted(touched):
        counted = update(Body.__table__).where(col(Body.id) == body_id)  # type: ignore[attr-defined]
        session.connection().execute(counted.values(public_version=col(Body.public_version) + 1))


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(_TOUCHED, None)


@event.listens_for(Session, "do_orm_execute")
def _refuse_bulk_writes(state: ORMExecuteState) -> None:
    statement = state.statement
    if isinstance(statement, Update | Delete) and getattr(statement.table, "name", "") in PUBLIC_TABLES:
        raise BulkWriteRefused(getattr(statement.table, "name", ""))

"""Recommendations, their points, to whom they went, and everything that happened to them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from beirat.rules.answers import Position, ReasonCode
from beirat.rules.cases import CaseEventKind, Handling, Implementation, Verdict
from beirat.rules.motions import MAX_POINTS, Audience
from beirat.rules.motions import Field as FieldOfAction
from beirat.rules.promises import PromiseSource, PromiseState
from beirat.tables.base import BodyRow, Line, Row, Shape, Text, Versioned, belongs_to, one_of, within_body


class Recommendation(BodyRow, Versioned, table=True):
    """A recommendation (Empfehlung) E-year/number. The columns from ``handling`` on are derived from its events."""

    __table_args__ = (
        within_body(),
        belongs_to("resolution"),
        belongs_to("organization"),
        UniqueConstraint("body_id", "year", "number"),
        UniqueConstraint("body_id", "resolution_id"),
        Index("ix_recommendation_list", "body_id", "decided_on", "id"),
        Index("ix_recommendation_handling", "body_id", "handling", "decided_on", "id"),
        Index("ix_recommendation_due", "body_id", "due_on", "id"),
    )
    organization_id: UUID
    resolution_id: UUID
    year: int
    number: int
    title: str = Field(max_length=200)
    reasons: str = Field(default="", max_length=20_000)
    field: FieldOfAction = Field(sa_type=one_of(FieldOfAction, "field"))
    addressee: str = Field(max_length=200)
    decided_on: date
    is_public: bool = Field(description="decided in the public part of the meeting")
    annulled_at: datetime | None = None
    handling: Handling = Field(default=Handling.TO_BE_SENT, sa_type=one_of(Handling, "handling"))
    sent_on: date | None = None
    received_on: date | None = None
    due_on: date | None = Field(default=None, description="the open answer clock whose date comes first, as agreed")
    original_due_on: date | None = Field(default=None, description="the same without extensions")
    paused_since: date | None = None
    paused_until: date | None = Field(default=None, description="when the clock runs on by itself")
    first_answer_on: date | None = None
    answered_on: date | None = None
    promise_due_on: date | None = Field(default=None, description="the open promise whose day comes first")
    report_due_on: date | None = Field(default=None, description="the report on progress that is due first")
    query_open_since: date | None = Field(default=None, description="a question that the board has not replied to")
    extension_asked_on: date | None = Field(default=None, description="a later date that nobody has decided on")
    times_extended: int = 0
    receipts_open: int = Field(default=0, description="addressees who have not confirmed the receipt")
    points_total: int = 0
    points_answered: int = 0
    points_disputed: int = Field(default=0, description="administration and board say different things")

    @property
    def reference(self) -> str:
        return f"E-{self.year}/{self.number:03d}"


class RecommendationPoint(BodyRow, table=True):
    """A point that left the board, with the number it had in the motion. Position and text are derived from events."""

    __tablename__ = "recommendation_point"
    __table_args__ = (
        within_body(),
        belongs_to("recommendation"),
        belongs_to("organization", "unit_id"),
        UniqueConstraint("body_id", "recommendation_id", "number"),
    )
    recommendation_id: UUID = Field(index=True)
    number: int
    text: str = Field(max_length=2000)
    audience: Audience = Field(sa_type=one_of(Audience, "audience"))
    unit_id: UUID | None = Field(default=None, index=True, description="the unit that leads; see Assignment")
    position: Position = Field(default=Position.OPEN, sa_type=one_of(Position, "position"))
    reason: ReasonCode | None = Field(default=None, sa_type=one_of(ReasonCode, "reason_code"))
    answer: str = Field(default="", max_length=20_000)
    answered_on: date | None = None
    deferred_until: date | None = None
    times_deferred: int = 0
    competent_body: str = Field(default="", max_length=200)
    asked_again_on: date | None = None
    forwarded_on: date | None = None
    forwarded_to: str = Field(default="", max_length=200)
    first_answered_on: date | None = None
    due_on: date | None = None
    original_due_on: date | None = None
    promise_due_on: date | None = None
    report_due_on: date | None = None
    verdict: Verdict | None = Field(default=None, sa_type=one_of(Verdict, "verdict"))
    judged_on: date | None = None
    administration_state: Implementation | None = Field(
        default=None, sa_type=one_of(Implementation, "administration_state")
    )
    administration_as_of: date | None = None
    board_state: Implementation | None = Field(default=None, sa_type=one_of(Implementation, "board_state"))
    board_as_of: date | None = None
    voices_differ: bool = False


class Transmission(BodyRow, Versioned, table=True):
    """That a recommendation went to an addressee. No clock runs before ``received_on`` is proven.

    What follows ``proof`` is derived from the events.
    """

    __table_args__ = (within_body(), belongs_to("recommendation"), belongs_to("transmission", "replaces_id"))
    recommendation_id: UUID = Field(index=True)
    replaces_id: UUID | None = Field(default=None, description="the transmission whose addressee was the wrong one")
    addressee: str = Field(max_length=200)
    sent_on: date
    received_on: date | None = None
    proof: str = Field(default="", max_length=300, description="who confirmed the receipt, or how it is known")
    handling: Handling = Field(default=Handling.SENT, sa_type=one_of(Handling, "transmission_handling"))
    replaced_on: date | None = None
    due_on: date | None = None
    original_due_on: date | None = None
    paused_since: date | None = None
    paused_until: date | None = None
    first_answer_on: date | None = None
    answered_on: date | None = None


class TransmissionPoint(BodyRow, table=True):
    """That a point is part of a transmission."""

    __tablename__ = "transmission_point"
    __table_args__ = (
        belongs_to("transmission"),
        belongs_to("recommendation_point", "point_id"),
        UniqueConstraint("body_id", "transmission_id", "point_id"),
    )
    transmission_id: UUID = Field(index=True)
    point_id: UUID


class Assignment(BodyRow, table=True):
    """Which unit led a point, from when until when. Moving a point does not touch its clock."""

    __table_args__ = (
        belongs_to("recommendation_point", "point_id"),
        belongs_to("organization", "unit_id"),
    )
    point_id: UUID = Field(index=True)
    unit_id: UUID
    assigned_at: datetime
    ended_at: datetime | None = None


class CaseEvent(BodyRow, table=True):
    """One event of a case, append-only. ``hash`` chains it to the event before, over the salted hash of its words.

    ``facts`` are what the case follows from: days, numbers and codes, never a text that somebody wrote.
    """

    __tablename__ = "case_event"
    __table_args__ = (
        belongs_to("recommendation"),
        UniqueConstraint("body_id", "recommendation_id", "sequence"),
    )
    recommendation_id: UUID = Field(index=True)
    sequence: int
    kind: CaseEventKind = Field(sa_type=one_of(CaseEventKind, "case_event_kind"))
    occurred_on: date
    recorded_at: datetime
    account_id: UUID | None = Field(default=None, foreign_key="account.id")
    transmission_id: UUID | None = None
    resolution_id: UUID | None = None
    schema_version: int = 2
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    payload_hash: str = Field(max_length=64)
    previous_hash: str = Field(default="", max_length=64)
    hash: str = Field(max_length=64)


class CaseEventPayload(Row, table=True):
    """The words of an event; ``id`` is the event's. May be erased: chain and case still hold."""

    __tablename__ = "case_event_payload"
    body_id: UUID = Field(foreign_key="body.id")
    salt: str = Field(max_length=32)
    payload: dict[str, Any] = Field(sa_type=JSON)


class CasePromise(BodyRow, table=True):
    """A dated promise, derived from the events: made by the event ``sequence``, for one point or (0) for several."""

    __tablename__ = "case_promise"
    __table_args__ = (
        belongs_to("recommendation"),
        UniqueConstraint("body_id", "recommendation_id", "sequence", "number"),
        Index("ix_case_promise_due", "body_id", "state", "due_on", "id"),
    )
    recommendation_id: UUID = Field(index=True)
    sequence: int
    number: int = 0
    points: list[int] = Field(default_factory=list, sa_type=JSON)
    source: PromiseSource = Field(sa_type=one_of(PromiseSource, "promise_source"))
    state: PromiseState = Field(sa_type=one_of(PromiseState, "promise_state"))
    made_on: date
    due_on: date
    ended_on: date | None = None
    text: str = Field(default="", max_length=2000)
    renews: int | None = None
    times_renewed: int = 0


class HandOver(Shape):
    """The office hands a recommendation over; ``sent_on`` empty means today."""

    version: int = Field(ge=1)
    sent_on: date | None = None


class ReceiptConfirmation(Shape):
    version: int = Field(ge=1)
    received_on: date | None = None
    file_reference: Line = Field(default="", max_length=100, description="the administration's own (Aktenzeichen)")
    transmission_id: UUID | None = Field(default=None, description="which, where there are several addressees")


class PointAssignment(Shape):
    """The coordinator gives a point to a unit, or moves it."""

    version: int = Field(ge=1)
    unit_id: UUID


class PointUnit(Shape):
    """A point and the unit that is to lead it; None leaves it as it is."""

    number: int = Field(ge=1)
    unit_id: UUID | None = None


class Assigning(Shape):
    """The units for several points, as one page sends them."""

    version: int = Field(ge=1)
    units: list[PointUnit] = Field(default_factory=list, max_length=MAX_POINTS)


class Intake(Shape):
    """Receipt and distribution on one page; ``received_on`` empty means today."""

    version: int = Field(ge=1)
    received_on: date | None = None
    file_reference: Line = Field(default="", max_length=100, description="the administration's own (Aktenzeichen)")
    units: list[PointUnit] = Field(default_factory=list, max_length=MAX_POINTS)
    sends_links: bool = False


class Forwarding(Shape):
    """Points outside the district's competence were passed on: to whom, on which day."""

    version: int = Field(ge=1)
    numbers: list[int] = Field(min_length=1)
    to: Line = Field(min_length=2, max_length=200)
    on: date | None = None


class CaseMessage(Shape):
    """An interim message or a query to the board: public text."""

    version: int = Field(ge=1)
    text: Text = Field(min_length=3, max_length=5000)


class InterimMessage(CaseMessage):
    """How far the administration is; a referral to the council is no answer either."""

    is_referral: bool = False


class QueryReply(CaseMessage):
    """The board's reply: public text. ``is_needless``: the question did not have to be asked, the clock ran on."""

    is_needless: bool = False


class QueryAcceptance(Shape):
    """The board finds a question genuine: the clock has stood since it was asked, for thirty days at most."""

    version: int = Field(ge=1)

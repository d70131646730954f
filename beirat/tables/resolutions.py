"""What the board decided, in frozen wording, whatever it was about; and what it set itself to do."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from beirat.rules.motions import Audience
from beirat.rules.resolutions import OrderRequest, ResolutionSubject
from beirat.rules.resolutions import ResolutionOutcome as ResolutionOutcome
from beirat.rules.voting import VotingOrder
from beirat.tables.base import BodyRow, Shape, Text, Versioned, belongs_to, one_of, within_body


class Resolution(BodyRow, Versioned, table=True):
    """A resolution (Beschluss) on an agenda item. An annulled one stays in the record and counts no more.

    ``announced_at``: when a resolution of the non-public part was announced in public; before, nobody else sees it.
    """

    __table_args__ = (
        within_body(),
        belongs_to("agenda_item", "item_id"),
        belongs_to("motion"),
    )
    item_id: UUID = Field(index=True)
    motion_id: UUID | None = Field(default=None, index=True)
    subject: ResolutionSubject = Field(
        default=ResolutionSubject.FREE, sa_type=one_of(ResolutionSubject, "resolution_subject")
    )
    request: OrderRequest | None = Field(default=None, sa_type=one_of(OrderRequest, "order_request"))
    decided_on: date
    order: VotingOrder = Field(sa_type=one_of(VotingOrder, "voting_order"))
    outcome: ResolutionOutcome = Field(sa_type=one_of(ResolutionOutcome, "resolution_outcome"))
    unanimous: bool
    annulled_at: datetime | None = None
    announced_at: datetime | None = None


class ResolutionPoint(BodyRow, table=True):
    """A point as decided. ``proposed`` is the motion's wording, ``wording`` the one voted on."""

    __tablename__ = "resolution_point"
    __table_args__ = (
        within_body(),
        belongs_to("resolution"),
        UniqueConstraint("body_id", "resolution_id", "number"),
    )
    resolution_id: UUID = Field(index=True)
    number: int
    proposed: str = Field(max_length=2000)
    wording: str = Field(max_length=2000)
    audience: Audience = Field(sa_type=one_of(Audience, "audience"))
    is_adopted: bool

    @property
    def is_amended(self) -> bool:
        return self.proposed != self.wording


class BoardTask(BodyRow, Versioned, table=True):
    """A point that the board set itself. It has no clock."""

    __tablename__ = "board_task"
    __table_args__ = (
        belongs_to("resolution"),
        UniqueConstraint("body_id", "resolution_id", "number"),
        CheckConstraint("done_on IS NOT NULL OR note = ''", name="note_when_done"),
    )
    resolution_id: UUID
    number: int
    text: str = Field(max_length=2000)
    done_on: date | None = None
    note: str = Field(default="", max_length=2000)


class TaskCompletion(Shape):
    version: int = Field(ge=1)
    note: Text = Field(default="", max_length=2000)


class Annulment(Shape):
    """A ballot is undone while the meeting runs; ``version`` is the resolution's."""

    version: int = Field(ge=1)


class Announcing(Shape):
    """A resolution of the non-public part was announced in public, in the meeting at a time of day."""

    version: int = Field(ge=1)
    at: time | None = Field(default=None, description="local time of the announcement; empty: now")

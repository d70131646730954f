"""Ballots: how many voted how, under which rule, on which points."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from pydantic import field_validator
from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from beirat.rules.motions import MAX_POINTS
from beirat.rules.voting import Majority, Outcome, Tally, VotingOrder
from beirat.tables.base import BodyRow, Shape, Text, belongs_to, one_of, within_body


class TallyEntry(Shape):
    """A count as it is typed in; an empty field is nought."""

    yes: int = Field(default=0, ge=0, le=1000)
    no: int = Field(default=0, ge=0, le=1000)
    abstained: int = Field(default=0, ge=0, le=1000)
    invalid: int = Field(default=0, ge=0, le=1000)

    @field_validator("yes", "no", "abstained", "invalid", mode="before")
    @classmethod
    def _empty_is_nought(cls, entered: object) -> object:
        return 0 if entered == "" else entered

    def tally(self) -> Tally:
        return Tally(self.yes, self.no, self.abstained, self.invalid)


class PointVote(TallyEntry):
    """One point: its wording as it was put to the vote, and its own count when voted on point by point."""

    number: int = Field(ge=1)
    wording: Text = Field(min_length=1, max_length=2000)


class MotionVote(TallyEntry):
    """The decision on a motion: all points together with one count, or each with its own."""

    version: int = Field(ge=1, description="of the motion")
    order: VotingOrder = VotingOrder.TOGETHER
    points: list[PointVote] = Field(min_length=1, max_length=MAX_POINTS)
    at: time | None = Field(default=None, description="local time of the ballot; empty: now")


class ItemVote(TallyEntry):
    """The decision on anything else: its wording and one count."""

    wording: Text = Field(min_length=3, max_length=2000)
    at: time | None = Field(default=None, description="local time of the ballot; empty: now")


class Ballot(BodyRow, table=True):
    """One ballot (Abstimmung). The rule it was counted by is frozen in it."""

    __table_args__ = (
        within_body(),
        belongs_to("agenda_item", "item_id"),
        belongs_to("resolution"),
        CheckConstraint("yes + no + abstained + invalid = present", name="sum_is_present"),
        CheckConstraint("yes >= 0 AND no >= 0 AND abstained >= 0 AND invalid >= 0", name="counts_not_negative"),
    )
    item_id: UUID = Field(index=True)
    resolution_id: UUID = Field(index=True)
    position: int
    majority: Majority = Field(default=Majority.YES_OVER_NO, sa_type=one_of(Majority, "majority"))
    present: int
    yes: int
    no: int
    abstained: int
    invalid: int
    outcome: Outcome = Field(sa_type=one_of(Outcome, "outcome"))
    taken_at: datetime

    def tally(self) -> Tally:
        return Tally(self.yes, self.no, self.abstained, self.invalid)


class BallotPoint(BodyRow, table=True):
    """That a ballot was about a point of a resolution."""

    __tablename__ = "ballot_point"
    __table_args__ = (
        belongs_to("ballot"),
        belongs_to("resolution_point"),
        UniqueConstraint("body_id", "resolution_point_id"),
    )
    ballot_id: UUID = Field(index=True)
    resolution_point_id: UUID

"""Ballots: how many voted how, under which rule, on which points; and who voted how, where votes may be named."""

from __future__ import annotations

from datetime import datetime, time
from fractions import Fraction
from uuid import UUID

from pydantic import field_validator
from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field

from beirat.rules.motions import MAX_POINTS
from beirat.rules.resolutions import OrderRequest, ResolutionSubject
from beirat.rules.voting import (
    Base,
    Choice,
    Majority,
    MajorityChoice,
    Method,
    Outcome,
    Share,
    Tally,
    Uncounted,
    VotingOrder,
    tally_of,
)
from beirat.tables.base import BodyRow, Line, Shape, Text, belongs_to, one_of, within_body

MOST_VOTERS = 200


class NamedVote(Shape):
    """How one member votes, called by name."""

    person_id: UUID
    choice: Choice


class TallyEntry(Shape):
    """A count as it is typed in; an empty field is nought. In a roll call ``votes`` stand for the numbers."""

    yes: int = Field(default=0, ge=0, le=1000)
    no: int = Field(default=0, ge=0, le=1000)
    abstained: int = Field(default=0, ge=0, le=1000)
    invalid: int = Field(default=0, ge=0, le=1000)
    not_voting: int = Field(default=0, ge=0, le=1000)
    votes: list[NamedVote] = Field(default_factory=list, max_length=MOST_VOTERS)

    @field_validator("yes", "no", "abstained", "invalid", "not_voting", mode="before")
    @classmethod
    def _empty_is_nought(cls, entered: object) -> object:
        return 0 if entered == "" else entered

    def tally(self, *, excluded: int = 0) -> Tally:
        """The numbers as typed, beside those whom a conflict of interest keeps out."""
        return Tally(self.yes, self.no, self.abstained, self.invalid, self.not_voting, excluded)

    def called(self, *, excluded: int = 0) -> Tally:
        """The roll call, counted."""
        return tally_of((vote.choice for vote in self.votes), excluded=excluded)


class BallotEntry(TallyEntry):
    """How a ballot was held, and when; by default openly, by the majority that the rules of procedure ask for."""

    method: Method = Method.OPEN
    uncounted: Uncounted | None = Field(default=None, description="for method without_count: what the chair stated")
    majority: MajorityChoice = MajorityChoice.RULE
    basis: Line = Field(default="", max_length=200, description="where another majority than the usual one is written")
    at: time | None = Field(default=None, description="local time of the ballot; empty: now")

    @field_validator("uncounted", "at", mode="before")
    @classmethod
    def _empty_is_none(cls, entered: object) -> object:
        return None if entered == "" else entered


class PointVote(TallyEntry):
    """One point: its wording as it was put to the vote, and its own count when voted on point by point."""

    number: int = Field(ge=1)
    wording: Text = Field(min_length=1, max_length=2000)


class MotionVote(BallotEntry):
    """The decision on a motion: all points together with one count, or each with its own."""

    version: int = Field(ge=1, description="of the motion")
    order: VotingOrder = VotingOrder.TOGETHER
    points: list[PointVote] = Field(min_length=1, max_length=MAX_POINTS)


class ItemVote(BallotEntry):
    """The decision on anything else: its wording and one count.

    ``motion_id`` is the motion whose urgency is decided, ``person_id`` the member whose conflict the board finds.
    """

    wording: Text = Field(min_length=3, max_length=2000)
    subject: ResolutionSubject = ResolutionSubject.FREE
    request: OrderRequest | None = None
    motion_id: UUID | None = None
    person_id: UUID | None = None

    @field_validator("request", "motion_id", "person_id", mode="before")
    @classmethod
    def _nothing_chosen(cls, entered: object) -> object:
        return None if entered == "" else entered


class BlockVote(BallotEntry):
    """Several motions put to the vote at once, unchanged and with one count (Abstimmung en bloc)."""

    motion_ids: list[UUID] = Field(min_length=2, max_length=50)


class VoteOnRecord(Shape):
    """A member asks that the own vote in an open ballot be put on record."""

    person_id: UUID
    choice: Choice


class Ballot(BodyRow, table=True):
    """One ballot (Abstimmung). The majority it needed is frozen in it, with its basis.

    Of a secret ballot only these numbers are kept. Ballots with the same ``block_id`` were one (en bloc).
    """

    __table_args__ = (
        within_body(),
        belongs_to("agenda_item", "item_id"),
        belongs_to("resolution"),
        UniqueConstraint("body_id", "id", "method"),
        CheckConstraint(
            "uncounted IS NOT NULL OR yes + no + abstained + invalid + not_voting + excluded = present",
            name="sum_is_present",
        ),
        CheckConstraint("(uncounted IS NOT NULL) = (method = 'without_count')", name="uncounted_by_method"),
        CheckConstraint(
            "yes >= 0 AND no >= 0 AND abstained >= 0 AND invalid >= 0 AND not_voting >= 0 AND excluded >= 0",
            name="counts_not_negative",
        ),
        CheckConstraint("numerator > 0 AND denominator >= numerator", name="share_of_the_whole"),
    )
    item_id: UUID = Field(index=True)
    resolution_id: UUID = Field(index=True)
    position: int
    method: Method = Field(default=Method.OPEN, sa_type=one_of(Method, "ballot_method"))
    uncounted: Uncounted | None = Field(default=None, sa_type=one_of(Uncounted, "uncounted"))
    block_id: UUID | None = Field(default=None, index=True)
    numerator: int = 1
    denominator: int = 2
    base: Base = Field(default=Base.VOTES_CAST, sa_type=one_of(Base, "majority_base"))
    is_strict: bool = True
    basis: str = Field(default="", max_length=200)
    statutory: int = Field(default=0, description="vacant seats included, on the day")
    present: int
    yes: int
    no: int
    abstained: int
    invalid: int
    not_voting: int = 0
    excluded: int = 0
    outcome: Outcome = Field(sa_type=one_of(Outcome, "outcome"))
    taken_at: datetime

    def tally(self) -> Tally:
        return Tally(self.yes, self.no, self.abstained, self.invalid, self.not_voting, self.excluded)

    def majority(self) -> Majority:
        return Majority(Share(Fraction(self.numerator, self.denominator), self.base, self.is_strict), self.basis)


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


class Vote(BodyRow, table=True):
    """How one member voted, in a roll call or on request. Bound to the method: a secret ballot can have none."""

    __table_args__ = (
        ForeignKeyConstraint(
            ["body_id", "ballot_id", "method"], ["ballot.body_id", "ballot.id", "ballot.method"], name="fk_vote_ballot"
        ),
        belongs_to("person"),
        CheckConstraint("method IN ('open', 'roll_call')", name="never_secret"),
        UniqueConstraint("body_id", "ballot_id", "person_id"),
    )
    ballot_id: UUID
    method: Method = Field(sa_type=one_of(Method, "vote_method"))
    person_id: UUID
    choice: Choice = Field(sa_type=one_of(Choice, "choice"))

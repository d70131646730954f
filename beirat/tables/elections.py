"""Elections: who stood for what, round by round. Of a secret round only the count is kept, as of a secret ballot."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from pydantic import field_validator
from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from beirat.rules.elections import RoundKind
from beirat.rules.voting import Method
from beirat.tables.base import BodyRow, Line, Shape, Versioned, belongs_to, one_of, within_body
from beirat.tables.people import OfficeKind


class Election(BodyRow, Versioned, table=True):
    """An election under an agenda item: for which post, how many places. It ends with a resolution."""

    __table_args__ = (
        within_body(),
        belongs_to("agenda_item", "item_id"),
        belongs_to("resolution"),
        CheckConstraint("places > 0", name="places_positive"),
        CheckConstraint("method IN ('open', 'secret')", name="open_or_secret"),
    )
    item_id: UUID = Field(index=True)
    resolution_id: UUID | None = None
    post: str = Field(max_length=200)
    office: OfficeKind | None = Field(default=None, sa_type=one_of(OfficeKind, "elected_office"))
    places: int = 1
    method: Method = Field(default=Method.SECRET, sa_type=one_of(Method, "election_method"))


class ElectionCandidate(BodyRow, table=True):
    """Somebody who stands for election: a member, or a name alone. ``has_accepted`` None: not asked yet."""

    __tablename__ = "election_candidate"
    __table_args__ = (
        within_body(),
        belongs_to("election"),
        belongs_to("person"),
        UniqueConstraint("body_id", "election_id", "position"),
    )
    election_id: UUID
    position: int
    person_id: UUID | None = None
    name: str = Field(max_length=200, description="internal")
    has_accepted: bool | None = None


class ElectionRound(BodyRow, table=True):
    """One round: every voter is counted once. A lot has no voters, but somebody who drew it."""

    __tablename__ = "election_round"
    __table_args__ = (
        within_body(),
        belongs_to("election"),
        UniqueConstraint("body_id", "election_id", "number"),
        CheckConstraint("valid + abstained + invalid + not_voting + excluded = present", name="sum_is_present"),
        CheckConstraint("(kind = 'lot') = (drawn_by <> '')", name="lot_is_drawn"),
    )
    election_id: UUID
    number: int
    kind: RoundKind = Field(sa_type=one_of(RoundKind, "round_kind"))
    present: int = 0
    valid: int = 0
    against: int = 0
    abstained: int = 0
    invalid: int = 0
    not_voting: int = 0
    excluded: int = 0
    drawn_by: str = Field(default="", max_length=200, description="internal")
    taken_at: datetime


class ElectionCount(BodyRow, table=True):
    """How many votes a candidate got in a round; the winner of a lot has one."""

    __tablename__ = "election_count"
    __table_args__ = (
        belongs_to("election_round", "round_id"),
        belongs_to("election_candidate", "candidate_id"),
        UniqueConstraint("body_id", "round_id", "candidate_id"),
        CheckConstraint("votes >= 0", name="votes_not_negative"),
    )
    round_id: UUID
    candidate_id: UUID
    votes: int


class Candidacy(Shape):
    """Somebody proposed: a member, or a name."""

    person_id: UUID | None = None
    name: Line = Field(default="", max_length=200)

    @field_validator("person_id", mode="before")
    @classmethod
    def _nobody_chosen(cls, entered: object) -> object:
        return None if entered == "" else entered


class ElectionCall(Shape):
    """An election is called: the post, the places, the candidates. Open only if nobody objects."""

    post: Line = Field(min_length=2, max_length=200)
    office: OfficeKind | None = None
    places: int = Field(default=1, ge=1, le=20)
    method: Method = Method.SECRET
    candidates: list[Candidacy] = Field(min_length=1, max_length=30)

    @field_validator("office", mode="before")
    @classmethod
    def _no_office(cls, entered: object) -> object:
        return None if entered == "" else entered


class CandidateVotes(Shape):
    candidate_id: UUID
    votes: int = Field(default=0, ge=0, le=1000)

    @field_validator("votes", mode="before")
    @classmethod
    def _empty_is_nought(cls, entered: object) -> object:
        return 0 if entered == "" else entered


class RoundEntry(Shape):
    """A round as it was counted. ``valid`` is only asked where a voter has several votes."""

    version: int = Field(ge=1, description="of the election")
    counts: list[CandidateVotes] = Field(min_length=1, max_length=30)
    against: int = Field(default=0, ge=0, le=1000)
    abstained: int = Field(default=0, ge=0, le=1000)
    invalid: int = Field(default=0, ge=0, le=1000)
    not_voting: int = Field(default=0, ge=0, le=1000)
    valid: int | None = Field(default=None, ge=0, le=1000)
    at: time | None = None

    @field_validator("against", "abstained", "invalid", "not_voting", mode="before")
    @classmethod
    def _empty_is_nought(cls, entered: object) -> object:
        return 0 if entered == "" else entered

    @field_validator("valid", "at", mode="before")
    @classmethod
    def _empty_is_none(cls, entered: object) -> object:
        return None if entered == "" else entered


class LotEntry(Shape):
    """The lot was drawn: by whom, and who won."""

    version: int = Field(ge=1, description="of the election")
    winner_ids: list[UUID] = Field(min_length=1, max_length=20)
    drawn_by: Line = Field(min_length=2, max_length=200)
    at: time | None = None

    @field_validator("at", mode="before")
    @classmethod
    def _empty_is_none(cls, entered: object) -> object:
        return None if entered == "" else entered


class Acceptance(Shape):
    """Who of the elected accepts. Where an office hangs on the post, it is theirs from a day on, if wished."""

    version: int = Field(ge=1, description="of the election")
    accepted_ids: list[UUID] = Field(default_factory=list, max_length=20)
    office_from: date | None = None

    @field_validator("office_from", mode="before")
    @classmethod
    def _empty_is_none(cls, entered: object) -> object:
        return None if entered == "" else entered

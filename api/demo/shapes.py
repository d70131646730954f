"""What the story is written in: plain values, without ids and without dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from beirat.rules.answers import Position, ReasonCode
from beirat.rules.cases import Implementation
from beirat.rules.meetings import Part, Referral
from beirat.rules.motions import Audience
from beirat.rules.motions import Field as FieldOfAction
from beirat.rules.permissions import Role
from beirat.rules.promises import PromiseSource
from beirat.rules.recommendations import CaseStep
from beirat.tables.people import OfficeKind

SEATS = 15


@dataclass(frozen=True)
class Member:
    """Somebody who sits in the board. ``key`` is how the story calls them, ``office`` what they were elected to."""

    key: str
    given_name: str
    family_name: str
    email: str = ""
    office: OfficeKind | None = None
    consents: bool = False


@dataclass(frozen=True)
class Login:
    """An account of the demo. ``login`` is what stands before the @."""

    login: str
    name: str
    roles: tuple[Role, ...]
    unit: str = ""


@dataclass(frozen=True)
class Demand:
    """One point of a motion."""

    text: str
    audience: Audience = Audience.ADMINISTRATION


@dataclass(frozen=True)
class MotionText:
    """A motion as its mover wrote it."""

    key: str
    title: str
    field: FieldOfAction
    reasons: str
    points: tuple[Demand, ...]


@dataclass(frozen=True)
class Count:
    """How many voted no or abstained; everybody else who was there voted yes."""

    no: int = 0
    abstained: int = 0


@dataclass(frozen=True)
class Together:
    """All points with one count. ``changed`` is the wording of points that were changed orally."""

    count: Count = Count()
    changed: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Apart:
    """Each point with a count of its own, in their order."""

    counts: tuple[Count, ...]
    changed: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Decided:
    """A ballot on something that is no motion."""

    wording: str
    count: Count = Count()


@dataclass(frozen=True)
class Adjourned:
    """Not decided that evening; referred if it says to whom."""

    reason: str
    referral: Referral | None = None
    referred_to: str = ""


Result = Together | Apart | Decided | Adjourned


@dataclass(frozen=True)
class Item:
    """An agenda item beside the customary ones: a motion, the next step in a case, or a free one.

    ``at`` is the time on the clock when it is dealt with, ``course`` what was said, ``under`` the place of the item
    under which it stands, ``reason`` why the public is excluded.
    """

    at: str = ""
    motion: str = ""
    case: str = ""
    step: CaseStep | None = None
    heading: str = ""
    part: Part = Part.PUBLIC
    course: str = ""
    result: Result | None = None
    minutes: int | None = None
    under: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Presence:
    """Who was there. ``late`` and ``early`` say when somebody came or left; whoever is not named stayed throughout."""

    excused: tuple[str, ...] = ()
    unexcused: tuple[str, ...] = ()
    late: Mapping[str, str] = field(default_factory=dict)
    early: Mapping[str, str] = field(default_factory=dict)

    @property
    def not_at_opening(self) -> frozenset[str]:
        return frozenset((*self.excused, *self.unexcused, *self.late))

    def at(self, clock: str) -> int:
        """How many of the fifteen are there when the clock shows a time."""
        away = len(self.excused) + len(self.unexcused)
        away += sum(clock < came for came in self.late.values()) + sum(left <= clock for left in self.early.values())
        return SEATS - away


@dataclass(frozen=True)
class Sitting:
    """A meeting. ``customary`` is what was said under the customary items, by the beginning of their heading."""

    number: int
    location: str
    note: str
    items: tuple[Item, ...]
    opened: str = "18:00"
    closed: str = "20:00"
    presence: Presence = Presence()
    customary: Mapping[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reply:
    """A position on one point. ``until`` is a day counted as in ``moments``, for what is deferred."""

    position: Position
    text: str
    reason: ReasonCode | None = None
    until: tuple[int, int] | None = None
    competent: str = ""


@dataclass(frozen=True)
class HandOver:
    """The office hands the recommendation over. ``days`` are counted from the meeting that decided, here and below."""

    days: int


@dataclass(frozen=True)
class Receive:
    days: int
    file_reference: str = ""


@dataclass(frozen=True)
class Assign:
    """The coordinator gives points to units."""

    days: int
    units: Mapping[int, str]


@dataclass(frozen=True)
class Interim:
    days: int
    by: str
    text: str


@dataclass(frozen=True)
class Ask:
    days: int
    by: str
    text: str


@dataclass(frozen=True)
class ReplyToQuery:
    days: int
    by: str
    text: str


@dataclass(frozen=True)
class Answer:
    """``by`` writes and, if ``submitted``, hands in; on day ``released`` it goes out, None: it still lies there.

    ``goes_out`` is a later day, counted as in ``moments``, for which it is released.
    """

    days: int
    by: str
    replies: Mapping[int, Reply]
    released: int | None = None
    submitted: bool = True
    goes_out: tuple[int, int] | None = None


@dataclass(frozen=True)
class SendLink:
    """The coordinator sends a unit a link by which it answers without an account."""

    days: int
    unit: str


@dataclass(frozen=True)
class GiveBack:
    """The coordinator gives a draft back to its unit."""

    days: int
    point: int
    reason: str


@dataclass(frozen=True)
class Forward:
    days: int
    points: tuple[int, ...]
    to: str


@dataclass(frozen=True)
class AcceptQuery:
    """The office finds a question genuine: the clock stands."""

    days: int


@dataclass(frozen=True)
class SendTo:
    """Points go to a further addressee, by letter; the receipt is proven the same day."""

    days: int
    addressee: str
    points: tuple[int, ...]


@dataclass(frozen=True)
class Pause:
    """The board holds the clock itself."""

    days: int
    text: str


@dataclass(frozen=True)
class Resume:
    days: int


@dataclass(frozen=True)
class AskForTime:
    """``until`` is a day after a meeting: (meeting, days)."""

    days: int
    by: str
    until: tuple[int, int]
    text: str


@dataclass(frozen=True)
class DecideTime:
    days: int
    granted: bool
    text: str


@dataclass(frozen=True)
class Promise:
    days: int
    by: str
    points: tuple[int, ...]
    text: str
    by_when: str
    source: PromiseSource = PromiseSource.MESSAGE


@dataclass(frozen=True)
class Renew:
    """A new date for the latest promise."""

    days: int
    by: str
    by_when: str


@dataclass(frozen=True)
class Settle:
    """The latest promise was kept, or was not."""

    days: int
    kept: bool


@dataclass(frozen=True)
class Report:
    """How far points are, in the voice of ``by``."""

    days: int
    by: str
    points: tuple[int, ...]
    state: Implementation
    evidence: str = ""


FurtherStep = AcceptQuery | SendTo | Pause | Resume | AskForTime | DecideTime | Promise | Renew | Settle | Report
FirstStep = HandOver | Receive | Assign | Interim | Ask | ReplyToQuery | Answer | SendLink | GiveBack | Forward
CaseStepTaken = FirstStep | FurtherStep


@dataclass(frozen=True)
class CaseStory:
    """What happened to the recommendation that came of a motion, in order."""

    motion: str
    steps: tuple[CaseStepTaken, ...]

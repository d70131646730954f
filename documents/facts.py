"""The facts of our documents: plain frozen values, no sentence, no layout, no database.

Times are aware `datetime`s in the body's own zone; texts are plain text (a blank line parts paragraphs, lines that
start with "- " are a list). What is said about a fact ("einstimmig", "beschlussfähig") is computed in `sentences` and
`resolutions`. Fields marked *internal* never reach the public edition: `minutes.public_edition` removes them,
`minutes.check` refuses them.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from beirat.rules.meetings import ItemKind
from beirat.rules.voting import Share


class Edition(StrEnum):
    """For whom a document is: the internal edition for the board, the public edition for everybody."""

    INTERNAL = "internal"
    PUBLIC = "public"


class Part(StrEnum):
    """In which part of the meeting an item is dealt with."""

    PUBLIC = "public"
    NON_PUBLIC = "non_public"


class Presence(StrEnum):
    """Whether a member came, was excused, or stayed away without excuse."""

    PRESENT = "present"
    EXCUSED = "excused"
    UNEXCUSED = "unexcused"
    REPRESENTED = "represented"


class Method(StrEnum):
    """How a ballot was held."""

    OPEN = "open"
    ROLL_CALL = "roll_call"
    SECRET = "secret"
    WITHOUT_COUNT = "without_count"


class Outcome(StrEnum):
    """What became of one point of a resolution."""

    ADOPTED = "adopted"
    ADOPTED_AMENDED = "adopted_amended"
    REJECTED = "rejected"
    ADJOURNED = "adjourned"
    REFERRED = "referred"
    WITHDRAWN = "withdrawn"


class Subject(StrEnum):
    """What a correction is about."""

    COURSE = "course"
    WORDING = "wording"
    COUNT = "count"
    OTHER = "other"


class Closing(StrEnum):
    """How an item without a resolution ended."""

    NOTED = "noted"
    ADJOURNED = "adjourned"
    DEFERRED = "deferred"
    REFERRED = "referred"
    WITHDRAWN = "withdrawn"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Who writes: the board, its district and its office."""

    board: str  # "Beirat für Migration und Integration"
    of_board: str  # genitive with article: "des Beirats für Migration und Integration"
    district: str  # "Landkreis Musterland"
    office_lines: tuple[str, ...]  # "Geschäftsstelle", "Am Kreishaus 1", "12345 Musterstadt"
    email: str = ""
    phone: str = ""
    the_board: str = "der Beirat"  # how sentences name it, with article


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A stretch of time; `end` is None while it lasted to the end of the meeting."""

    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """*internal* One member's line of the presence table."""

    name: str
    function: str  # "Vorsitzende", "Mitglied", "beratendes Mitglied"
    state: Presence
    intervals: tuple[Interval, ...] = ()  # came and left, in order; required for PRESENT
    has_vote: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """*internal* Somebody present who is not a member."""

    name: str
    function: str = ""  # "Fachdienst Soziales"


@dataclass(frozen=True, slots=True, kw_only=True)
class Headcount:
    """Presence as numbers of members with voting right: all that the public edition tells."""

    at_opening: int
    ever_present: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Convening:
    """How the meeting was called; whether the period was kept is decided by the rules, not here."""

    sent_on: date
    notice_days: int  # the period that applied, in clear days
    invited: int
    received: int  # of those invited, how many receipts are proven
    period_kept: bool
    shortened_to: int | None = None  # days, if the chair shortened the period for urgency


@dataclass(frozen=True, slots=True, kw_only=True)
class Quorum:
    """How many members are needed, and what was found about it."""

    needed: int
    regardless_of_number: bool = False  # second call on the same matter
    lost_at: datetime | None = None  # lack of quorum found later in the meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper dealt with under an item."""

    reference: str  # "A-2026/014"
    title: str
    mover: str = ""  # *internal* "Leyla Beispiel, Tarek Muster"
    mover_public: str = "aus der Mitte des Beirats"  # or names, where every one of them consented


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A member who took no part in an item; name and reason are *internal* (empty in the public edition)."""

    name: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedVote:
    """*internal* How one member voted in a roll call."""

    name: str
    vote: str  # "Ja", "Nein", "Enthaltung"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """One count. `yes + no + abstained + invalid + not_voting + excluded` must equal `entitled_present`."""

    yes: int
    no: int
    abstained: int = 0
    invalid: int = 0
    not_voting: int = 0
    excluded: int = 0  # present, entitled, but kept out by a conflict of interest
    entitled_present: int
    adopted: bool  # what the rules of voting made of this count
    method: Method = Method.OPEN
    points: tuple[int, ...] = ()  # the points voted on together; empty: the whole resolution
    subject: str = ""  # only for a vote before the decision itself: "Dringlichkeit", "Änderungsantrag zu Nummer 2"
    majority: str = ""  # only where yes had to do more than exceed no: "10, zwei Drittel von 15"
    uncounted: str = ""  # what the chair stated instead of a count: "ohne Gegenstimmen"; then all numbers are nought
    votes: tuple[NamedVote, ...] = ()  # *internal*, roll call or on request


@dataclass(frozen=True, slots=True, kw_only=True)
class Election:
    """*internal* How an election went; the resolution that it ended with names nobody."""

    post: str  # "Vorsitz"
    is_secret: bool
    rounds: tuple[str, ...] = ()  # "1. Wahlgang: Leyla Beispiel 5, Tarek Muster 6. Gültig: 11."
    elected: str = ""  # "Gewählt: Tarek Muster (nimmt an)."


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point of a resolution in its final wording."""

    wording: str
    outcome: Outcome
    number: int | None = None  # its number in the motion; None where the resolution is a single sentence
    addressee: str = ""  # "Kreisverwaltung", "Beirat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What the board decided under an item: points and the ballots on them."""

    points: tuple[Point, ...]
    ballots: tuple[Ballot, ...] = ()
    opening: str = ""  # the words before the numbered points: "Der Beirat empfiehlt der Kreisverwaltung:"
    reference: str = ""  # "E-2026/009", where a recommendation came of it


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseMade:
    """*internal* What somebody promised by word of mouth under an item."""

    who: str
    what: str
    by_when: str = ""  # in the words that were said
    due: date | None = None
    about: str = ""  # "E-2026/002, Punkt 3"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One item of the agenda and what happened under it."""

    number: str  # "4", "3a"
    heading: str
    part: Part = Part.PUBLIC
    kind: str = ""  # German label: "Antrag", "Bericht"
    course: str = ""  # *internal* what was said
    papers: tuple[Paper, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    elections: tuple[Election, ...] = ()  # *internal*
    promises: tuple[PromiseMade, ...] = ()  # *internal*
    resolutions: tuple[Resolution, ...] = ()
    closing: Closing | None = None
    closed_to: str = ""  # after "vertagt auf" or "verwiesen an": "die nächste Sitzung"; public text


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A line to sign on: the role, and in the internal edition the name."""

    role: str  # "Vorsitz", "Schriftführung"
    name: str = ""  # *internal*


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One thing that was wrong in signed minutes. For a count ``before`` and ``after`` are the ballots."""

    item_number: str
    item_heading: str
    part: Part = Part.PUBLIC
    subject: Subject
    wrong: str = ""
    right: str = ""
    before: Ballot | None = None
    after: Ballot | None = None
    reference: str = ""  # the recommendation that came of the ballot: "E-2026/009"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNote:
    """A correction as other documents list it."""

    number: int
    dated: date
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionSheet:
    """A correction of signed minutes (Berichtigung Nr. 1), a document of its own."""

    letterhead: Letterhead
    edition: Edition
    number: int
    meeting_number: int
    term_label: str
    held: datetime
    dated: date
    reason: str = ""  # *internal* why it is corrected
    corrections: tuple[Correction, ...]
    chair: str = ""  # *internal*
    is_draft: bool = False
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """One resolution out of the minutes (Auszug aus der Niederschrift): no other item, nothing of the debate."""

    letterhead: Letterhead
    meeting_number: int
    term_label: str
    held: datetime
    item: AgendaItem
    statutory_members: int
    is_preliminary: bool = False
    notes: tuple[CorrectionNote, ...] = ()
    dated: date
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRow:
    """*internal* One member on the list for the attendance fee."""

    name: str
    function: str
    state: Presence
    represented_by: str = ""
    intervals: tuple[Interval, ...] = ()
    fee_cents: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeList:
    """*internal* Who was at a meeting from when until when, for the attendance fee (Sitzungsgeld)."""

    letterhead: Letterhead
    meeting_number: int
    term_label: str
    opened: datetime
    closed: datetime | None
    rows: tuple[FeeRow, ...]
    fee_cents: int
    basis: str = ""
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """Everything the minutes of one meeting say."""

    letterhead: Letterhead
    edition: Edition
    is_draft: bool
    meeting_number: int
    term_label: str  # "Wahlperiode 2024–2029"
    place: str
    opened: datetime
    closed: datetime | None
    breaks: tuple[Interval, ...] = ()
    chair: str = ""  # *internal*
    minute_taker: str = ""  # *internal*
    statutory_members: int
    convening: Convening | None
    quorum: Quorum
    attendance: tuple[Attendee, ...] = ()  # *internal*
    administration: tuple[Guest, ...] = ()  # *internal*
    guests: tuple[Guest, ...] = ()  # *internal*
    headcount: Headcount | None = None  # public edition only; the internal one counts its attendance
    items: tuple[AgendaItem, ...] = ()
    non_public_items: int = 0  # public edition only: how many items it leaves out
    is_preliminary: bool = False  # public edition only: the board has not approved the minutes yet
    notes: tuple[CorrectionNote, ...] = ()  # public edition only: what was corrected since the signature
    signatures: tuple[Signature, ...] = ()
    signed_at: str = ""  # place of signing
    signed_on: date | None = None
    objection_days: int | None = None  # objections possible within so many days after dispatch
    file_reference: str = ""
    created: datetime  # when this edition was made; also the date inside the PDF


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitedItem:
    """One line of the agenda in an invitation: public part only."""

    number: str
    heading: str
    references: tuple[str, ...] = ()  # papers: "A-2026/014"
    is_new: bool = False  # came with this supplement
    likely_at: datetime | None = None  # local time at which it is likely to be called


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """The invitation to a meeting; of the non-public part it knows only the numbers of the items.

    Without an address it is one letter for all members.
    """

    letterhead: Letterhead
    meeting_number: int
    term_label: str
    starts: datetime
    place: str
    access: str = ""  # "barrierefreier Zugang über den Hof, Aufzug"
    dated: date
    items: tuple[InvitedItem, ...]
    hidden: tuple[str, ...] = ()  # numbers of the non-public items: "N 1"
    address: tuple[str, ...] = ()  # name and lines of the address field
    supplement: int = 0  # number of the supplement; 0: the invitation itself
    shortened_to: int | None = None  # full days, if the period of notice was shortened for urgency
    is_second_call: bool = False
    is_quorate_regardless: bool = True  # second call: whether the rules of procedure say so
    call_basis: str = ""  # "§ 58 Abs. 1 HGO"; empty where only a preset says so
    enclosures: tuple[str, ...] = ()
    chair: str = ""  # name below the greeting
    chair_role: str = "Vorsitz"
    file_reference: str = ""
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """Invitations to be posted, one after the other, each on sheets of its own."""

    letters: tuple[Invitation, ...]
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number: what it is, what is said, and how it is counted."""

    name: str
    said: str
    formula: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSection:
    """Numbers that belong together."""

    heading: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures on the duty to answer on a day."""

    letterhead: Letterhead
    about: str  # "Wahlperiode 2024–2029, Sprache"
    total: int  # how many recommendations are counted
    as_of: date
    sections: tuple[FigureSection, ...]
    remarks: tuple[str, ...] = ()
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPoint:
    """One point of a recommendation and what the administration answers; ``verdict`` is empty where there is none."""

    number: int
    asked: str
    verdict: str = ""  # "Wird gefolgt"
    reason: str = ""
    answer: str = ""
    competent_body: str = ""
    deferred_until: date | None = None
    promised_by: date | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLetter:
    """The administration's official answer to a recommendation, as drafted or as released."""

    letterhead: Letterhead  # of the administration: its unit in place of the board
    addressee: str  # "Migrationsbeirat"
    reference: str  # "E-2026/009"
    subject: str
    decided_on: date
    received_on: date | None = None
    dated: date
    file_reference: str = ""  # the administration's own
    points: tuple[LetterPoint, ...]
    enclosures: tuple[str, ...] = ()
    is_draft: bool = False
    created: datetime


class PackPart(StrEnum):
    """A part of what is printed before a meeting; each can be printed by itself."""

    AGENDA = "agenda"
    ATTENDANCE = "attendance"
    BALLOTS = "ballots"
    SCRIPT = "script"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackItem:
    """*internal* An item on the papers of an evening: what is put to the vote, and what kind of item it is."""

    number: str
    heading: str
    kind: ItemKind
    is_public: bool = True
    references: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    planned_minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackMember:
    """*internal* A line of the attendance sheet."""

    name: str
    function: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """*internal* An evening on paper: agenda, attendance, a sheet for each item, the chair's script."""

    letterhead: Letterhead
    parts: tuple[PackPart, ...]
    meeting_number: int
    term_label: str
    starts: datetime
    place: str
    invited_on: date | None
    is_second_call: bool = False
    is_quorate_regardless: bool = False
    statutory_members: int
    quorum: int
    extension: Share | None = None  # what an item that was not on the invitation needs
    members: tuple[PackMember, ...] = ()
    items: tuple[PackItem, ...] = ()
    created: datetime


Document = Minutes | Invitation | Letters | Pack | Figures | AnswerLetter | CorrectionSheet | Extract | FeeList
"""Everything that can be printed; `render` knows how each is laid out."""

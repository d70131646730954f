"""What is on an agenda, as far as the viewer may see it: the board everything, everybody else the public part."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, true
from sqlmodel import col, select

from beirat.database import Session
from beirat.rules.agenda import CUSTOMARY, DECIDED, StandardItem, Standing
from beirat.rules.cases import Handling
from beirat.rules.errors import NotFound
from beirat.rules.meetings import ItemKind, ItemOutcome, MeetingState, Part, Place, Referral, agenda_numbers
from beirat.rules.motions import MotionState
from beirat.rules.permissions import Public, Viewer
from beirat.rules.recommendations import CaseStep, case_steps
from beirat.rules.resolutions import PROCEDURAL
from beirat.tables.agenda import AgendaCase, AgendaItem, AgendaMotion, AgendaTemplateItem, ItemDraft
from beirat.tables.meetings import Meeting
from beirat.tables.motions import Motion
from beirat.tables.recommendations import Recommendation
from beirat.tables.resolutions import Resolution

CHOICES = 200


@dataclass(frozen=True)
class PaperView:
    """A motion on an item."""

    id: UUID
    reference: str
    title: str
    state: MotionState


@dataclass(frozen=True)
class CaseView:
    """A recommendation on an item, and what the board is to decide about it."""

    recommendation_id: UUID
    reference: str
    title: str
    step: CaseStep


@dataclass(frozen=True)
class ItemView:
    """An item. Before the invitations go out its number is the one it would get.

    Why it was put off, and to whom by name it was referred, is told to the board alone.
    """

    id: UUID
    meeting_id: UUID
    version: int
    position: int
    number: str
    part: Part
    kind: ItemKind
    heading: str
    public_heading: str = ""
    parent_id: UUID | None = None
    planned_minutes: int | None = None
    non_public_reason: str = ""
    outcome: ItemOutcome | None = None
    outcome_reason: str = ""
    referral: Referral | None = None
    referred_to: str = ""
    dispatch_number: int = 0
    motions: tuple[PaperView, ...] = ()
    case: CaseView | None = None

    @property
    def is_put_off(self) -> bool:
        """It is not decided in this meeting."""
        return self.outcome is not None


@dataclass(frozen=True)
class FollowUpChoice:
    """A recommendation that can be put on an agenda, with what can be decided about it now."""

    id: UUID
    reference: str
    title: str
    handling: Handling
    steps: frozenset[CaseStep]


def seen_by(viewer: Viewer | Public) -> ColumnElement[bool]:
    """The row filter: only the board sees the non-public part."""
    return true() if _is_board(viewer) else col(AgendaItem.part) == Part.PUBLIC


def place(row: AgendaItem) -> Place:
    """Where the item stands, for its number."""
    return Place(row.part, is_sub=row.parent_id is not None)


def shown_heading() -> ColumnElement[str]:
    """What everybody may read of a public item."""
    return func.coalesce(func.nullif(AgendaItem.public_heading, ""), AgendaItem.heading)


def _is_board(viewer: Viewer | Public) -> bool:
    return isinstance(viewer, Viewer) and viewer.is_board


async def items(db: Session, viewer: Viewer | Public, meeting_id: UUID) -> tuple[ItemView, ...]:
    """The agenda in its order, with the papers on it: three queries, however long it is."""
    found = await db.exec(
        select(AgendaItem)
        .where(AgendaItem.body_id == viewer.body_id, AgendaItem.meeting_id == meeting_id, seen_by(viewer))
        .order_by(col(AgendaItem.position))
    )
    rows = list(found)
    papers, cases = await _papers(db, viewer, meeting_id), await _cases(db, viewer, meeting_id)
    numbers, is_board = agenda_numbers(place(row) for row in rows), _is_board(viewer)
    return tuple(
        _item(row, number, papers.get(row.id, ()), cases.get(row.id), is_board=is_board)
        for row, number in zip(rows, numbers, strict=True)
    )


async def meeting_of(db: Session, viewer: Viewer, item_id: UUID) -> UUID:
    """The meeting whose agenda an item is on. Raises NotFound if the viewer must not see the item."""
    found = await db.exec(
        select(AgendaItem.meeting_id).where(
            AgendaItem.body_id == viewer.body_id, AgendaItem.id == item_id, seen_by(viewer)
        )
    )
    meeting_id = found.one_or_none()
    if meeting_id is None:
        raise NotFound
    return meeting_id


def _item(
    row: AgendaItem, number: str, papers: tuple[PaperView, ...], case: CaseView | None, *, is_board: bool
) -> ItemView:
    return ItemView(
        id=row.id,
        meeting_id=row.meeting_id,
        version=row.version,
        position=row.position,
        number=row.number or number,
        part=row.part,
        kind=row.kind,
        heading=row.heading if is_board else row.shown_heading,
        public_heading=row.shown_heading,
        parent_id=row.parent_id,
        planned_minutes=row.planned_minutes,
        non_public_reason=row.non_public_reason if is_board else "",
        outcome=row.outcome,
        outcome_reason=row.outcome_reason if is_board else "",
        referral=row.referral,
        referred_to=row.referred_to if is_board else "",
        dispatch_number=row.dispatch_number,
        motions=papers,
        case=case,
    )


async def _papers(db: Session, viewer: Viewer | Public, meeting_id: UUID) -> dict[UUID, tuple[PaperView, ...]]:
    query = (
        select(  # type: ignore[call-overload]
            AgendaMotion.item_id, Motion.id, Motion.year, Motion.number, Motion.title, Motion.state
        )
        .join(
            AgendaItem,
            and_(col(AgendaItem.body_id) == AgendaMotion.body_id, col(AgendaItem.id) == AgendaMotion.item_id),
        )
        .join(Motion, and_(col(Motion.body_id) == AgendaMotion.body_id, col(Motion.id) == AgendaMotion.motion_id))
        .where(AgendaMotion.body_id == viewer.body_id, AgendaItem.meeting_id == meeting_id, seen_by(viewer))
        .order_by(col(Motion.year), col(Motion.number))
    )
    found: dict[UUID, tuple[PaperView, ...]] = {}
    for item_id, motion_id, year, number, title, state in await db.exec(query):
        paper = PaperView(motion_id, f"A-{year}/{number:03d}", title, state)
        found[item_id] = (*found.get(item_id, ()), paper)
    return found


async def _cases(db: Session, viewer: Viewer | Public, meeting_id: UUID) -> dict[UUID, CaseView]:
    query = (
        select(  # type: ignore[call-overload]
            AgendaCase.item_id,
            AgendaCase.step,
            Recommendation.id,
            Recommendation.year,
            Recommendation.number,
            Recommendation.title,
        )
        .join(AgendaItem, and_(col(AgendaItem.body_id) == AgendaCase.body_id, col(AgendaItem.id) == AgendaCase.item_id))
        .join(
            Recommendation,
            and_(
                col(Recommendation.body_id) == AgendaCase.body_id,
                col(Recommendation.id) == AgendaCase.recommendation_id,
            ),
        )
        .where(AgendaCase.body_id == viewer.body_id, AgendaItem.meeting_id == meeting_id, seen_by(viewer))
    )
    return {
        item_id: CaseView(recommendation_id, f"E-{year}/{number:03d}", title, step)
        for item_id, step, recommendation_id, year, number, title in await db.exec(query)
    }


async def count_by_part(db: Session, body_id: UUID, meeting_id: UUID) -> dict[Part, int]:
    """How many items each part has: a number is all that leaves of the non-public one."""
    query = (
        select(AgendaItem.part, func.count())
        .where(AgendaItem.body_id == body_id, AgendaItem.meeting_id == meeting_id)
        .group_by(col(AgendaItem.part))
    )
    return {Part(part): count for part, count in (await db.exec(query)).all()}


async def hidden_numbers(db: Session, body_id: UUID, meeting_id: UUID) -> tuple[str, ...]:
    """The numbers of the non-public items: all that leaves of them."""
    found = await db.exec(
        select(AgendaItem)
        .where(AgendaItem.body_id == body_id, AgendaItem.meeting_id == meeting_id, AgendaItem.part == Part.NON_PUBLIC)
        .order_by(col(AgendaItem.position))
    )
    kept = list(found)
    return tuple(
        row.number or number for row, number in zip(kept, agenda_numbers(place(row) for row in kept), strict=True)
    )


# For actions


async def rows(db: Session, body_id: UUID, meeting_id: UUID) -> list[AgendaItem]:
    """Every item of a meeting in its order, to be changed; the meeting is locked already."""
    found = await db.exec(
        select(AgendaItem)
        .where(AgendaItem.body_id == body_id, AgendaItem.meeting_id == meeting_id)
        .order_by(col(AgendaItem.position))
    )
    return list(found)


async def motion_ids(db: Session, body_id: UUID, item_id: UUID) -> list[UUID]:
    """The motions on an item, in the order of their ids."""
    found = await db.exec(
        select(AgendaMotion.motion_id)
        .where(AgendaMotion.body_id == body_id, AgendaMotion.item_id == item_id)
        .order_by(col(AgendaMotion.motion_id))
    )
    return list(found)


async def waiting_motions(db: Session, body_id: UUID, meeting_id: UUID) -> list[UUID]:
    """The motions that are to be dealt with in this meeting and were not called yet."""
    query = (
        select(Motion.id)
        .join(AgendaMotion, and_(col(AgendaMotion.body_id) == Motion.body_id, col(AgendaMotion.motion_id) == Motion.id))
        .join(
            AgendaItem,
            and_(col(AgendaItem.body_id) == AgendaMotion.body_id, col(AgendaItem.id) == AgendaMotion.item_id),
        )
        .where(
            Motion.body_id == body_id,
            AgendaItem.meeting_id == meeting_id,
            col(AgendaItem.outcome).is_(None),
            Motion.state == MotionState.SCHEDULED,
        )
        .order_by(col(Motion.id))
    )
    return list(await db.exec(query))


async def links(db: Session, body_id: UUID, item_id: UUID) -> list[AgendaMotion | AgendaCase]:
    """What ties papers to an item."""
    motions = await db.exec(
        select(AgendaMotion).where(AgendaMotion.body_id == body_id, AgendaMotion.item_id == item_id)
    )
    cases = await db.exec(select(AgendaCase).where(AgendaCase.body_id == body_id, AgendaCase.item_id == item_id))
    return [*motions, *cases]


async def was_non_public(db: Session, body_id: UUID, motion_id: UUID) -> bool:
    """Whether a motion was on a non-public item of any meeting."""
    found = await db.exec(
        select(AgendaItem.id)
        .join(
            AgendaMotion,
            and_(col(AgendaMotion.body_id) == AgendaItem.body_id, col(AgendaMotion.item_id) == AgendaItem.id),
        )
        .where(AgendaItem.body_id == body_id, AgendaMotion.motion_id == motion_id, AgendaItem.part == Part.NON_PUBLIC)
        .limit(1)
    )
    return found.first() is not None


async def has_non_public_case(db: Session, body_id: UUID, item_id: UUID) -> bool:
    """Whether the recommendation on an item was decided in a non-public part."""
    found = await db.exec(
        select(Recommendation.id)
        .join(
            AgendaCase,
            and_(
                col(AgendaCase.body_id) == Recommendation.body_id,
                col(AgendaCase.recommendation_id) == Recommendation.id,
            ),
        )
        .where(
            Recommendation.body_id == body_id, AgendaCase.item_id == item_id, col(Recommendation.is_public).is_(False)
        )
    )
    return found.first() is not None


async def is_withdrawn(db: Session, body_id: UUID, item_id: UUID) -> bool:
    """Whether every motion on the item was taken back, so that nothing waits on it."""
    states = list(
        await db.exec(
            select(Motion.state)
            .join(
                AgendaMotion,
                and_(col(AgendaMotion.body_id) == Motion.body_id, col(AgendaMotion.motion_id) == Motion.id),
            )
            .where(Motion.body_id == body_id, AgendaMotion.item_id == item_id)
        )
    )
    return bool(states) and all(state is MotionState.WITHDRAWN for state in states)


async def to_carry_over(db: Session, body_id: UUID, meeting_id: UUID) -> list[AgendaItem]:
    """What was adjourned in a meeting and is on no later agenda yet, in its order."""
    again = select(AgendaItem.carried_from_id).where(
        AgendaItem.body_id == body_id, col(AgendaItem.carried_from_id).is_not(None)
    )
    found = await db.exec(
        select(AgendaItem)
        .where(
            AgendaItem.body_id == body_id,
            AgendaItem.meeting_id == meeting_id,
            AgendaItem.outcome == ItemOutcome.ADJOURNED,
            col(AgendaItem.id).not_in(again),
        )
        .order_by(col(AgendaItem.position))
    )
    return list(found)


async def can_come_back(db: Session, case: AgendaCase) -> bool:
    """Whether the board can still decide on the recommendation what it was to decide, and no agenda has it yet."""
    row = await recommendation(db, case.body_id, case.recommendation_id)
    if await is_on_open_agenda(db, case.body_id, row.id):
        return False
    return case.step in case_steps(row.handling, answered_points=row.points_answered)


async def standing(db: Session, body_id: UUID, organization_id: UUID) -> Standing:
    """The standing items of a board's agendas; the customary ones where it keeps none of its own."""
    rows = await template_rows(db, body_id, organization_id)
    if not rows:
        return CUSTOMARY
    return Standing(
        tuple(_standing_item(row) for row in rows if not row.is_closing),
        tuple(_standing_item(row) for row in rows if row.is_closing),
    )


async def template_rows(db: Session, body_id: UUID, organization_id: UUID) -> list[AgendaTemplateItem]:
    """The board's own standing items, to be replaced."""
    found = await db.exec(
        select(AgendaTemplateItem)
        .where(AgendaTemplateItem.body_id == body_id, AgendaTemplateItem.organization_id == organization_id)
        .order_by(col(AgendaTemplateItem.position))
    )
    return list(found)


def _standing_item(row: AgendaTemplateItem) -> StandardItem:
    return StandardItem(row.heading, row.kind, row.public_heading, row.part, row.planned_minutes)


async def is_decided(db: Session, body_id: UUID, item_id: UUID) -> bool:
    """Whether there is a resolution on the item's matter that was not annulled."""
    found = await db.exec(
        select(Resolution.id)
        .where(
            Resolution.body_id == body_id,
            Resolution.item_id == item_id,
            col(Resolution.subject).not_in(PROCEDURAL),
            col(Resolution.annulled_at).is_(None),
        )
        .limit(1)
    )
    return found.first() is not None


async def is_touched(db: Session, body_id: UUID, item_id: UUID) -> bool:
    """Whether anything was put to the vote under the item, annulled or not: the record keeps the item then."""
    found = await db.exec(
        select(Resolution.id).where(Resolution.body_id == body_id, Resolution.item_id == item_id).limit(1)
    )
    return found.first() is not None


async def undecided(db: Session, body_id: UUID, meeting_id: UUID) -> list[str]:
    """The numbers of the items whose motion was neither decided nor adjourned nor withdrawn."""
    query = (
        select(AgendaItem.number)
        .join(
            AgendaMotion,
            and_(col(AgendaMotion.body_id) == AgendaItem.body_id, col(AgendaMotion.item_id) == AgendaItem.id),
        )
        .join(Motion, and_(col(Motion.body_id) == AgendaMotion.body_id, col(Motion.id) == AgendaMotion.motion_id))
        .where(
            AgendaItem.body_id == body_id,
            AgendaItem.meeting_id == meeting_id,
            col(AgendaItem.outcome).is_(None),
            col(Motion.state).not_in(DECIDED),
        )
        .order_by(col(AgendaItem.position))
    )
    return list(dict.fromkeys(await db.exec(query)))


async def left_open(db: Session, body_id: UUID, meeting_id: UUID) -> list[AgendaItem]:
    """The items of a meeting whose papers still wait for a decision and are on no other agenda, in their order."""
    motion = (
        select(AgendaMotion.item_id)
        .join(Motion, and_(col(Motion.body_id) == AgendaMotion.body_id, col(Motion.id) == AgendaMotion.motion_id))
        .where(AgendaMotion.body_id == body_id, Motion.state == MotionState.ADMITTED)
    )
    case = (
        select(AgendaCase.item_id)
        .join(
            Recommendation,
            and_(
                col(Recommendation.body_id) == AgendaCase.body_id,
                col(Recommendation.id) == AgendaCase.recommendation_id,
            ),
        )
        .where(AgendaCase.body_id == body_id, ~_on_open_agenda())
    )
    decided = select(Resolution.item_id).where(Resolution.body_id == body_id, col(Resolution.annulled_at).is_(None))
    found = await db.exec(
        select(AgendaItem)
        .where(
            AgendaItem.body_id == body_id,
            AgendaItem.meeting_id == meeting_id,
            col(AgendaItem.id).in_(motion) | col(AgendaItem.id).in_(case),
            col(AgendaItem.id).not_in(decided),
        )
        .order_by(col(AgendaItem.position))
    )
    return list(found)


@dataclass(frozen=True)
class OpenItem:
    """An item that a meeting could not decide."""

    number: str
    heading: str


async def still_open(db: Session, viewer: Viewer, meeting_id: UUID) -> tuple[OpenItem, ...]:
    """What a meeting that is over left undecided and that is on no other agenda; the board's own matter."""
    closed = await db.exec(
        select(Meeting.id).where(
            Meeting.body_id == viewer.body_id, Meeting.id == meeting_id, Meeting.state == MeetingState.CLOSED
        )
    )
    if not viewer.is_board or closed.first() is None:
        return ()
    return tuple(OpenItem(row.number, row.heading) for row in await left_open(db, viewer.body_id, meeting_id))


async def was_left_open(db: Session, body_id: UUID, meeting_id: UUID, entered: ItemDraft) -> bool:
    """Whether the motion or recommendation was on that meeting's agenda and stayed undecided."""
    for item in await left_open(db, body_id, meeting_id):
        for link in await links(db, body_id, item.id):
            paper = link.motion_id if isinstance(link, AgendaMotion) else link.recommendation_id
            if paper in (entered.motion_id, entered.recommendation_id):
                return True
    return False


async def recommendation(db: Session, body_id: UUID, recommendation_id: UUID) -> Recommendation:
    """A recommendation that counts, to be put on an agenda. Raises NotFound."""
    found = await db.exec(
        select(Recommendation)
        .where(
            Recommendation.body_id == body_id,
            Recommendation.id == recommendation_id,
            col(Recommendation.annulled_at).is_(None),
        )
        .with_for_update()
    )
    row = found.one_or_none()
    if row is None:
        raise NotFound
    return row


def _on_open_agenda() -> ColumnElement[bool]:
    """A recommendation waits on the agenda of a meeting that is still to come or running."""
    open_states = (MeetingState.PLANNED, MeetingState.CONVENED, MeetingState.RUNNING)
    return exists(
        select(AgendaCase.id)
        .join(AgendaItem, and_(col(AgendaItem.body_id) == AgendaCase.body_id, col(AgendaItem.id) == AgendaCase.item_id))
        .join(Meeting, and_(col(Meeting.body_id) == AgendaItem.body_id, col(Meeting.id) == AgendaItem.meeting_id))
        .where(
            col(AgendaCase.body_id) == Recommendation.body_id,
            col(AgendaCase.recommendation_id) == Recommendation.id,
            col(AgendaItem.outcome).is_(None),
            col(Meeting.state).in_(open_states),
        )
    )


async def is_on_open_agenda(db: Session, body_id: UUID, recommendation_id: UUID) -> bool:
    found = await db.exec(
        select(Recommendation.id).where(
            Recommendation.body_id == body_id, Recommendation.id == recommendation_id, _on_open_agenda()
        )
    )
    return found.first() is not None


async def follow_ups(db: Session, viewer: Viewer) -> list[FollowUpChoice]:
    """The recommendations that can be put on an agenda, newest first. The administration gets none."""
    if not viewer.is_board:
        return []
    query = (
        select(  # type: ignore[call-overload]
            Recommendation.id,
            Recommendation.year,
            Recommendation.number,
            Recommendation.title,
            Recommendation.handling,
            Recommendation.points_answered,
        )
        .where(
            Recommendation.body_id == viewer.body_id,
            col(Recommendation.annulled_at).is_(None),
            ~_on_open_agenda(),
        )
        .order_by(col(Recommendation.year).desc(), col(Recommendation.number).desc())
        .limit(CHOICES)
    )
    return [
        FollowUpChoice(
            row_id, f"E-{year}/{number:03d}", title, handling, case_steps(handling, answered_points=answered)
        )
        for row_id, year, number, title, handling, answered in await db.exec(query)
    ]

"""The items of a meeting as its minutes tell them: all of them for the board, the public part for everybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import and_, func
from sqlmodel import col, select

from beirat.database import Session
from beirat.queries import conflicts, elections, resolutions
from beirat.queries.agenda import shown_heading
from beirat.queries.conflicts import ConflictView
from beirat.queries.elections import ElectionView
from beirat.queries.resolutions import ResolutionView
from beirat.rules.meetings import ItemKind, ItemOutcome, Part, Referral
from beirat.rules.profiles import Profile
from beirat.tables.agenda import AgendaCase, AgendaItem, AgendaMotion
from beirat.tables.motions import Motion
from beirat.tables.people import Person
from beirat.tables.recommendations import Recommendation


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper under an item. ``mover`` is empty in the public edition, which names nobody, consent or not."""

    id: UUID
    reference: str
    title: str
    mover: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item and what happened under it.

    In the public edition ``course``, the reason of its outcome and the name of whom it was referred to are empty; of
    conflicts of interest it knows the number alone, and of elections the resolutions.
    """

    id: UUID
    number: str
    heading: str
    part: Part
    kind: ItemKind
    outcome: ItemOutcome | None
    outcome_reason: str
    referral: Referral | None
    referred_to: str
    papers: tuple[Paper, ...]
    resolutions: tuple[ResolutionView, ...]
    course: str = ""
    took_no_part: int = 0
    conflicts: tuple[ConflictView, ...] = ()
    elections: tuple[ElectionView, ...] = ()

    @property
    def is_put_off(self) -> bool:
        return self.outcome is not None


_COLUMNS = (AgendaItem.id, AgendaItem.number, AgendaItem.part, AgendaItem.kind, AgendaItem.outcome, AgendaItem.referral)


async def internal(db: Session, body_id: UUID, meeting_id: UUID, rules: Profile) -> tuple[Item, ...]:
    """Every item with the course of its debate, its elections, and the names of movers and of who was biased."""
    rows = list(
        await db.exec(
            select(  # type: ignore[call-overload]
                *_COLUMNS, AgendaItem.heading, AgendaItem.outcome_reason, AgendaItem.referred_to, AgendaItem.course
            )
            .where(AgendaItem.body_id == body_id, AgendaItem.meeting_id == meeting_id)
            .order_by(col(AgendaItem.part) != Part.PUBLIC, col(AgendaItem.position))
        )
    )
    items = await _items(db, body_id, rows, with_names=True)
    biased = await conflicts.of_items(db, body_id, [item.id for item in items])
    held = await elections.of_items(db, body_id, [item.id for item in items], rules)
    return tuple(
        replace(
            item,
            conflicts=tuple(one for one in biased if one.item_id == item.id),
            elections=tuple(one for one in held if one.item_id == item.id),
        )
        for item in items
    )


async def public(db: Session, body_id: UUID, meeting_id: UUID) -> tuple[Item, ...]:
    """The items of the public part, without the course of debate; names only of movers who consented."""
    rows = list(
        await db.exec(
            select(*_COLUMNS, shown_heading())  # type: ignore[call-overload]
            .where(AgendaItem.body_id == body_id, AgendaItem.meeting_id == meeting_id, AgendaItem.part == Part.PUBLIC)
            .order_by(col(AgendaItem.position))
        )
    )
    return await _items(db, body_id, rows, with_names=False)


async def non_public_count(db: Session, body_id: UUID, meeting_id: UUID) -> int:
    """How many items were dealt with in the non-public part: their number is public."""
    found = await db.exec(
        select(func.count())
        .select_from(AgendaItem)
        .where(AgendaItem.body_id == body_id, AgendaItem.meeting_id == meeting_id, AgendaItem.part == Part.NON_PUBLIC)
    )
    return found.one()


async def _items(db: Session, body_id: UUID, rows: list[tuple], *, with_names: bool) -> tuple[Item, ...]:  # type: ignore[type-arg]
    ids = [row[0] for row in rows]
    papers = await _papers(db, body_id, ids, with_names=with_names)
    decided: dict[UUID, list[ResolutionView]] = defaultdict(list)
    found = await resolutions.of_items(db, body_id, ids)
    for resolution in found if with_names else resolutions.without_names(found):
        decided[resolution.item_id].append(resolution)
    out = await conflicts.count_by_item(db, body_id, ids)
    items = (_item(row, tuple(papers[row[0]]), tuple(decided[row[0]])) for row in rows)
    return tuple(replace(item, took_no_part=out.get(item.id, 0)) for item in items)


def _item(row: tuple, papers: tuple[Paper, ...], decided: tuple[ResolutionView, ...]) -> Item:  # type: ignore[type-arg]
    item_id, number, part, kind, outcome, referral, heading, *internal = row
    reason, referred_to, course = internal or ("", "", "")
    return Item(
        id=item_id,
        number=number,
        heading=heading,
        part=part,
        kind=kind,
        outcome=outcome,
        outcome_reason=reason,
        referral=referral,
        referred_to=referred_to,
        papers=papers,
        resolutions=decided,
        course=course,
    )


async def _papers(db: Session, body_id: UUID, item_ids: list[UUID], *, with_names: bool) -> dict[UUID, list[Paper]]:
    found: dict[UUID, list[Paper]] = defaultdict(list)
    names = await _movers(db, body_id, item_ids) if with_names else {}
    motions = await db.exec(
        select(AgendaMotion.item_id, Motion)
        .join(Motion, and_(col(Motion.body_id) == AgendaMotion.body_id, col(Motion.id) == AgendaMotion.motion_id))
        .where(AgendaMotion.body_id == body_id, col(AgendaMotion.item_id).in_(item_ids))
        .order_by(col(Motion.year), col(Motion.number))
    )
    for item_id, motion in motions:
        found[item_id].append(Paper(motion.id, motion.reference, motion.title, names.get(motion.id, "")))
    for item_id, paper in await _cases(db, body_id, item_ids, only_public=not with_names):
        found[item_id].append(paper)
    return found


async def _movers(db: Session, body_id: UUID, item_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Who moved the motions on these items."""
    query = (
        select(Motion.id, Person.given_name, Person.family_name)
        .join(AgendaMotion, and_(col(AgendaMotion.body_id) == Motion.body_id, col(AgendaMotion.motion_id) == Motion.id))
        .join(Person, and_(col(Person.body_id) == Motion.body_id, col(Person.id) == Motion.mover_id))
        .where(Motion.body_id == body_id, Person.body_id == body_id, col(AgendaMotion.item_id).in_(list(item_ids)))
    )
    return {motion_id: f"{given} {family}" for motion_id, given, family in await db.exec(query)}


async def _cases(db: Session, body_id: UUID, item_ids: list[UUID], *, only_public: bool) -> list[tuple[UUID, Paper]]:
    """The recommendations on these items; or only those that the board decided in public."""
    query = (
        select(AgendaCase.item_id, Recommendation)
        .join(
            Recommendation,
            and_(
                col(Recommendation.body_id) == AgendaCase.body_id,
                col(Recommendation.id) == AgendaCase.recommendation_id,
            ),
        )
        .where(AgendaCase.body_id == body_id, col(AgendaCase.item_id).in_(item_ids))
    )
    if only_public:
        query = query.where(col(Recommendation.is_public).is_(True))
    return [(item_id, Paper(row.id, row.reference, row.title)) for item_id, row in await db.exec(query)]

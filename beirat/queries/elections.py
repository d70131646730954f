"""Elections as the board sees them: candidates, rounds, and how far each of them is. Nobody else reads names here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import col, or_, select

from beirat.database import Session
from beirat.rules.elections import Round, RoundKind, Standing, standing
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Viewer
from beirat.rules.profiles import Key, Profile
from beirat.rules.voting import MORE_YES_THAN_NO, Method
from beirat.tables.elections import Election, ElectionCandidate, ElectionCount, ElectionRound
from beirat.tables.meetings import Meeting
from beirat.tables.people import Office, OfficeKind
from beirat.tables.resolutions import Resolution


@dataclass(frozen=True, slots=True)
class CandidateView:
    """Somebody who stands. ``has_accepted`` None: not asked."""

    id: UUID
    person_id: UUID | None
    name: str
    has_accepted: bool | None


@dataclass(frozen=True, slots=True)
class CandidateCount:
    candidate_id: UUID
    name: str
    votes: int


@dataclass(frozen=True, slots=True)
class RoundView:
    """One round as counted; of a lot, who drew it."""

    number: int
    kind: RoundKind
    counts: tuple[CandidateCount, ...]
    present: int
    valid: int
    against: int
    abstained: int
    invalid: int
    not_voting: int
    excluded: int
    drawn_by: str
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class ElectionView:
    """An election, and what comes next: ``next`` among ``among``; nothing: it is over and waits for acceptance."""

    id: UUID
    version: int
    item_id: UUID
    resolution_id: UUID | None
    post: str
    office: OfficeKind | None
    places: int
    method: Method
    candidates: tuple[CandidateView, ...]
    rounds: tuple[RoundView, ...]
    elected: tuple[UUID, ...]
    next: RoundKind | None
    among: tuple[UUID, ...]

    def name(self, candidate_id: UUID) -> str:
        return next(one.name for one in self.candidates if one.id == candidate_id)


async def of_items(db: Session, body_id: UUID, item_ids: Iterable[UUID], rules: Profile) -> list[ElectionView]:
    """The elections under some items, in the order in which they were called; annulled ones are not among them."""
    found = await db.exec(
        select(Election)
        .where(Election.body_id == body_id, col(Election.item_id).in_(list(item_ids)))
        .order_by(col(Election.id))
    )
    rows = list(found)
    if not rows:
        return []
    candidates = await _candidates(db, body_id, [row.id for row in rows])
    rounds = await _rounds(db, body_id, [row.id for row in rows])
    return [_view(row, candidates[row.id], rounds[row.id], rules) for row in rows]


async def view(db: Session, viewer: Viewer, election_id: UUID, rules: Profile) -> ElectionView:
    """One election. Raises NotFound for everybody but the board."""
    row = await to_change(db, viewer, election_id)
    [seen] = [one for one in await of_items(db, viewer.body_id, [row.item_id], rules) if one.id == election_id]
    return seen


async def to_change(db: Session, viewer: Viewer, election_id: UUID) -> Election:
    """The election. Raises NotFound for everybody but the board."""
    found = await db.exec(select(Election).where(Election.body_id == viewer.body_id, Election.id == election_id))
    row = found.one_or_none()
    if row is None or not viewer.is_board:
        raise NotFound
    return row


async def candidates_of(db: Session, election: Election) -> list[ElectionCandidate]:
    """Who stands, in the order of the proposals."""
    return (await _candidates(db, election.body_id, [election.id]))[election.id]


async def rounds_of(db: Session, election: Election) -> list[tuple[ElectionRound, list[ElectionCount]]]:
    """The rounds so far, in order."""
    return (await _rounds(db, election.body_id, [election.id]))[election.id]


async def of_resolution(db: Session, resolution: Resolution) -> Election | None:
    found = await db.exec(
        select(Election).where(Election.body_id == resolution.body_id, Election.resolution_id == resolution.id)
    )
    return found.one_or_none()


async def offices_held(db: Session, meeting: Meeting, kind: OfficeKind, day: date) -> list[Office]:
    """Who holds such an office of the board on a day."""
    found = await db.exec(
        select(Office).where(
            Office.body_id == meeting.body_id,
            Office.organization_id == meeting.organization_id,
            Office.kind == kind,
            Office.starts_on < day,
            or_(col(Office.ends_on).is_(None), col(Office.ends_on) >= day),
        )
    )
    return list(found)


def how_far(
    candidates: Sequence[ElectionCandidate],
    rounds: Sequence[tuple[ElectionRound, Sequence[ElectionCount]]],
    places: int,
    rules: Profile,
) -> Standing:
    """What the rounds come to by the rules of the board."""
    counted = [
        Round(row.kind, {count.candidate_id: count.votes for count in counts}, row.valid, row.against)
        for row, counts in rounds
    ]
    return standing(
        counted,
        [one.id for one in candidates],
        places,
        share=rules.share(Key.ELECTION_MAJORITY) or MORE_YES_THAN_NO,
        has_run_off=rules.flag(Key.ELECTION_RUN_OFF),
    )


async def _candidates(db: Session, body_id: UUID, ids: Sequence[UUID]) -> dict[UUID, list[ElectionCandidate]]:
    found = await db.exec(
        select(ElectionCandidate)
        .where(ElectionCandidate.body_id == body_id, col(ElectionCandidate.election_id).in_(ids))
        .order_by(col(ElectionCandidate.position))
    )
    grouped: dict[UUID, list[ElectionCandidate]] = defaultdict(list)
    for row in found:
        grouped[row.election_id].append(row)
    return grouped


async def _rounds(
    db: Session, body_id: UUID, ids: Sequence[UUID]
) -> dict[UUID, list[tuple[ElectionRound, list[ElectionCount]]]]:
    rows = list(
        await db.exec(
            select(ElectionRound)
            .where(ElectionRound.body_id == body_id, col(ElectionRound.election_id).in_(ids))
            .order_by(col(ElectionRound.number))
        )
    )
    counts: dict[UUID, list[ElectionCount]] = defaultdict(list)
    for count in await db.exec(
        select(ElectionCount)
        .where(ElectionCount.body_id == body_id, col(ElectionCount.round_id).in_([row.id for row in rows]))
        .order_by(col(ElectionCount.id))
    ):
        counts[count.round_id].append(count)
    grouped: dict[UUID, list[tuple[ElectionRound, list[ElectionCount]]]] = defaultdict(list)
    for row in rows:
        grouped[row.election_id].append((row, counts[row.id]))
    return grouped


def _view(
    row: Election,
    candidates: Sequence[ElectionCandidate],
    rounds: Sequence[tuple[ElectionRound, list[ElectionCount]]],
    rules: Profile,
) -> ElectionView:
    names = {one.id: one.name for one in candidates}
    stands = how_far(candidates, rounds, row.places, rules)
    return ElectionView(
        id=row.id,
        version=row.version,
        item_id=row.item_id,
        resolution_id=row.resolution_id,
        post=row.post,
        office=row.office,
        places=row.places,
        method=row.method,
        candidates=tuple(CandidateView(one.id, one.person_id, one.name, one.has_accepted) for one in candidates),
        rounds=tuple(_round(one, counts, names) for one, counts in rounds),
        elected=stands.elected,
        next=stands.next,
        among=stands.among,
    )


def _round(row: ElectionRound, counts: Iterable[ElectionCount], names: dict[UUID, str]) -> RoundView:
    return RoundView(
        number=row.number,
        kind=row.kind,
        counts=tuple(CandidateCount(one.candidate_id, names[one.candidate_id], one.votes) for one in counts),
        present=row.present,
        valid=row.valid,
        against=row.against,
        abstained=row.abstained,
        invalid=row.invalid,
        not_voting=row.not_voting,
        excluded=row.excluded,
        drawn_by=row.drawn_by,
        taken_at=row.taken_at,
    )

"""Recommendations for tests: a closed meeting that adopted a motion, and every step after it by its own verb."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from uuid import UUID

from sqlmodel import select

from beirat.actions import answers, numbers, recommendations
from beirat.database import Session
from beirat.queries import recommendations as queries
from beirat.queries.recommendations import RecommendationView
from beirat.rules.answers import Position, ReasonCode
from beirat.rules.meetings import ItemKind, MeetingState, Part
from beirat.rules.motions import Audience, Field, MotionState
from beirat.rules.permissions import Role, Viewer
from beirat.rules.voting import VotingOrder
from beirat.tables.agenda import AgendaItem
from beirat.tables.answers import AnswerEntry, PointRelease, ReadyPoints, Release
from beirat.tables.base import BodyRow
from beirat.tables.meetings import Meeting
from beirat.tables.motions import Motion
from beirat.tables.numbers import Series
from beirat.tables.recommendations import (
    Assigning,
    CaseMessage,
    HandOver,
    InterimMessage,
    PointUnit,
    QueryReply,
    ReceiptConfirmation,
    Recommendation,
)
from beirat.tables.resolutions import Resolution, ResolutionOutcome, ResolutionPoint
from tests.given import Given

R = TypeVar("R", bound=BodyRow)

DECIDED = date(2026, 11, 5)
AGREED = AnswerEntry(position=Position.AGREED, text="Wir richten zwei Abendkurse ein.")
REJECTED = AnswerEntry(position=Position.REJECTED, text="Dafür fehlt das Geld.", reason=ReasonCode.BUDGET)


@dataclass(frozen=True)
class Decided:
    """A point as the board decided on it."""

    text: str
    audience: Audience = Audience.ADMINISTRATION
    is_adopted: bool = True


THREE_POINTS = (Decided("Abendkurse anbieten."), Decided("Kinder betreuen."), Decided("Kosten offenlegen."))


@dataclass
class Cases:
    """The builders for recommendations. ``office`` and ``coordinator`` are accounts made when first needed."""

    given: Given
    _accounts: dict[str, Viewer]

    @classmethod
    def of(cls, given: Given) -> Cases:
        return cls(given, {})

    async def account(self, role: Role, unit: str = "FD 50") -> Viewer:
        """The same account for the same role and unit within a test."""
        key = f"{role}:{unit if role is Role.ADMINISTRATION else ''}"
        if key not in self._accounts:
            self._accounts[key] = await self.given.account(role, unit=unit)
        return self._accounts[key]

    async def resolution(
        self,
        points: tuple[Decided, ...] = THREE_POINTS,
        *,
        part: Part = Part.PUBLIC,
        decided_on: date = DECIDED,
        title: str = "Sprachkurse am Abend",
        state: MeetingState = MeetingState.CLOSED,
        author: Viewer | None = None,
    ) -> Resolution:
        """A meeting that decided on a motion with these points."""
        district = await self.given.district()
        body_id, at = district.body.id, datetime.combine(decided_on, time(18), UTC)
        async with self.given.database.write() as db:
            number = await numbers.next_number(db, Series.MEETING, 2024, body_id=body_id)
            meeting = Meeting(
                body_id=body_id, organization_id=district.board_id, term_id=district.term_id, number=number,
                starts_at=at, ends_at=at + timedelta(hours=3), location="Rathaus", state=state, statutory_members=15,
            )  # fmt: skip
            motion = Motion(
                body_id=body_id, organization_id=district.board_id, title=title, reasons="Viele arbeiten tagsüber.",
                field=Field.LANGUAGE, state=MotionState.ADOPTED, year=decided_on.year, number=number, created_at=at,
                author_id=author.account_id if author else None,
            )  # fmt: skip
            db.add_all([meeting, motion])
            await db.flush()
            item = AgendaItem(
                body_id=body_id, meeting_id=meeting.id, position=1, part=part, kind=ItemKind.MOTION, heading=title
            )
            db.add(item)
            await db.flush()
            resolution = Resolution(
                body_id=body_id, item_id=item.id, motion_id=motion.id, decided_on=decided_on,
                order=VotingOrder.TOGETHER, outcome=ResolutionOutcome.ADOPTED, unanimous=True,
            )  # fmt: skip
            db.add(resolution)
            await db.flush()
            for n, point in enumerate(points, 1):
                db.add(
                    ResolutionPoint(
                        body_id=body_id,
                        resolution_id=resolution.id,
                        number=n,
                        proposed=point.text,
                        wording=point.text,
                        audience=point.audience,
                        is_adopted=point.is_adopted,
                    )
                )
        return resolution

    async def decided(
        self,
        points: tuple[Decided, ...] = THREE_POINTS,
        *,
        part: Part = Part.PUBLIC,
        decided_on: date = DECIDED,
        title: str = "Sprachkurse am Abend",
        author: Viewer | None = None,
    ) -> UUID:
        """A recommendation, as the meeting that made it was closed."""
        resolution = await self.resolution(points, part=part, decided_on=decided_on, title=title, author=author)
        office = await self.account(Role.OFFICE)
        async with self.given.database.write() as db:
            made = await recommendations.from_resolution(db, resolution, actor=office, now=self.given.now)
            assert made is not None
            item = await row(db, AgendaItem, resolution.body_id, resolution.item_id)
            meeting = await row(db, Meeting, resolution.body_id, item.meeting_id)
            await recommendations.release_to_public(db, meeting, actor=office, now=self.given.now)
        return made.id

    async def sent(self, recommendation_id: UUID | None = None, *, on: date | None = None) -> UUID:
        """Handed over by the office."""
        identity = recommendation_id or await self.decided()
        office = await self.account(Role.OFFICE)
        entered = HandOver(version=await self.version(identity), sent_on=on)
        async with self.given.database.write() as db:
            await recommendations.hand_over(db, identity, entered, actor=office, now=self.given.now)
        return identity

    async def received(self, recommendation_id: UUID | None = None, *, on: date | None = None) -> UUID:
        """Receipt confirmed by the coordinator."""
        identity = await self.sent(recommendation_id, on=on)
        coordinator = await self.account(Role.ADMINISTRATION_COORDINATOR)
        entered = ReceiptConfirmation(version=await self.version(identity), received_on=on)
        async with self.given.database.write() as db:
            await recommendations.confirm_receipt(db, identity, entered, actor=coordinator, now=self.given.now)
        return identity

    async def assigned(self, recommendation_id: UUID | None = None, **units: str) -> UUID:
        """Points given to units, as ``p1="FD 50"``; without any, all three go to FD 50."""
        identity = recommendation_id or await self.received()
        district = await self.given.district()
        wanted = {int(name[1:]): unit for name, unit in units.items()} or dict.fromkeys((1, 2, 3), "FD 50")
        coordinator = await self.account(Role.ADMINISTRATION_COORDINATOR)
        entered = Assigning(
            version=await self.version(identity),
            units=[PointUnit(number=number, unit_id=district.unit_ids[unit]) for number, unit in wanted.items()],
        )
        async with self.given.database.write() as db:
            await recommendations.assign_points(db, identity, entered, actor=coordinator, now=self.given.now)
        return identity

    async def drafted(self, recommendation_id: UUID, number: int, entry: AnswerEntry, *, by: Viewer) -> None:
        async with self.given.database.write() as db:
            await answers.save_draft(db, recommendation_id, number, entry, actor=by, now=self.given.now)

    async def handed_in(self, recommendation_id: UUID, *points: int, by: Viewer) -> None:
        async with self.given.database.write() as db:
            ready = ReadyPoints(numbers=list(points))
            await answers.submit_for_release(db, recommendation_id, ready, actor=by, now=self.given.now)

    async def released(self, recommendation_id: UUID, *points: int, by: Viewer, version: int = 1) -> Recommendation:
        entered = Release(points=[PointRelease(number=number, version=version) for number in points])
        async with self.given.database.write() as db:
            return await answers.release(db, recommendation_id, entered, actor=by, now=self.given.now)

    async def answered(self, recommendation_id: UUID, **entries: AnswerEntry) -> None:
        """Positions written and released by the coordinator, as ``p1=AGREED``."""
        coordinator = await self.account(Role.ADMINISTRATION_COORDINATOR)
        numbered = {int(name[1:]): entry for name, entry in entries.items()}
        for number, entry in numbered.items():
            await self.drafted(recommendation_id, number, entry, by=coordinator)
        await self.released(recommendation_id, *numbered, by=coordinator)

    async def seen(self, recommendation_id: UUID, viewer: Viewer | None = None) -> RecommendationView:
        """The recommendation as somebody sees it; by default the office."""
        viewer = viewer or await self.account(Role.OFFICE)
        async with self.given.database.read() as db:
            return await queries.view(db, viewer, recommendation_id)

    async def version(self, recommendation_id: UUID) -> int:
        return (await self.seen(recommendation_id)).version


MESSAGES = {answers.send_interim_message: InterimMessage, answers.reply_to_query: QueryReply}
"""The shape of a message by its verb; all others are plain."""


def message(verb: Callable[..., Awaitable[object]], version: int, text: str) -> CaseMessage:
    return MESSAGES.get(verb, CaseMessage)(version=version, text=text)


async def row(db: Session, table: type[R], body_id: UUID, identity: UUID) -> R:
    """One row of a district's table."""
    return (await db.exec(select(table).where(table.body_id == body_id, table.id == identity))).one()


def form_to(page: str, ending: str) -> dict[str, str]:
    """The hidden fields of the form whose address ends so, to send it."""
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    form = next(form for form in forms if re.match(rf'<form[^>]*action="[^"]*{re.escape(ending)}"', form))
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form))

"""An evening of the board: a meeting with an agenda, convened, opened, its members there; made by users' own verbs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from beirat.actions import agenda, attendance, ballots, meetings, motions
from beirat.database import Session
from beirat.queries import motions as motion_queries
from beirat.queries import resolutions as resolution_queries
from beirat.queries.resolutions import ResolutionView
from beirat.rules.meetings import ItemKind, Part
from beirat.rules.motions import Audience, Field, MotionStep
from beirat.rules.permissions import Role, Viewer
from beirat.rules.voting import VotingOrder
from beirat.tables.agenda import ItemDraft
from beirat.tables.attendance import Arrival
from beirat.tables.ballots import MotionVote, PointVote
from beirat.tables.meetings import MeetingPlan
from beirat.tables.motions import MotionDraft, MotionReview, PointDraft
from tests.given import Given

POINTS = (
    ("Der Landkreis bietet Sprachkurse am Abend an.", Audience.ADMINISTRATION),
    ("Der Kreistag stellt dafür 20.000 Euro bereit.", Audience.COUNCIL),
    ("Der Beirat wirbt in den Vereinen dafür.", Audience.BOARD),
)


@dataclass
class Evening:
    """A meeting that was opened at 18:00, two weeks after the test began (17 December 2026); the clock shows 18:05."""

    given: Given
    chair: Viewer
    office: Viewer
    people: list[UUID]
    meeting_id: UUID = field(init=False)
    day: date = date(2026, 12, 17)
    items: dict[str, UUID] = field(default_factory=dict)
    motions: dict[str, UUID] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        return self.given.now

    def at(self, hour: int, minute: int = 0) -> datetime:
        """A time on the evening of the meeting."""
        return datetime.combine(self.day, time(hour, minute), tzinfo=ZoneInfo("Europe/Berlin"))

    async def motion(
        self, title: str = "Sprachkurse am Abend", *, points: tuple[tuple[str, Audience], ...] = POINTS
    ) -> UUID:
        """An admitted motion of the chair."""
        drafted = [PointDraft(text=text, audience=audience) for text, audience in points]
        draft = MotionDraft(title=title, reasons="Viele arbeiten am Tag.", field=Field.LANGUAGE, points=drafted)
        async with self.given.database.write() as db:
            made = await motions.draft(db, draft, actor=self.chair, now=self.now)
        async with self.given.database.write() as db:
            sent = await motions.submit(db, made.id, made.version, actor=self.chair, now=self.now)
        async with self.given.database.write() as db:
            review = MotionReview(version=sent.version)
            await motions.review(db, made.id, MotionStep.ADMIT, review, actor=self.chair, now=self.now)
        self.motions[title] = made.id
        return made.id

    async def plan(self) -> UUID:
        """A meeting in two weeks."""
        entered = MeetingPlan(starts_at=self.at(18), ends_at=self.at(20, 30), location="Kreishaus, Raum 1")
        async with self.given.database.write() as db:
            self.meeting_id = (await meetings.plan(db, entered, actor=self.office, now=self.now)).id
        return self.meeting_id

    async def item(
        self,
        heading: str,
        kind: ItemKind = ItemKind.REPORT,
        *,
        part: Part = Part.PUBLIC,
        motion_id: UUID | None = None,
        **case: object,
    ) -> UUID:
        """An item; for a recommendation ``case`` names ``recommendation_id`` and ``case_step``."""
        given = {"heading": heading, "kind": kind, "part": part, "motion_id": motion_id, **case}
        entered = ItemDraft.model_validate(given)
        async with self.given.database.write() as db:
            made = await agenda.add_item(db, self.meeting_id, entered, actor=self.office, now=self.now)
        self.items[heading] = made.id
        return made.id

    async def convene(self) -> None:
        async with self.given.database.write() as db:
            await meetings.convene(db, self.meeting_id, actor=self.office, now=self.now)

    async def open(self) -> None:
        """Two weeks later, at 18:00."""
        self.given.clock.move(days=14, minutes=5)
        async with self.given.database.write() as db:
            await meetings.open_meeting(db, self.meeting_id, at=self.at(18), actor=self.office, now=self.now)

    async def arrive(self, *person_ids: UUID, at: time = time(18)) -> None:
        async with self.given.database.write() as db:
            entered = Arrival(person_ids=list(person_ids or self.people), at=at)
            await attendance.record_arrival(db, self.meeting_id, entered, actor=self.office, now=self.now)

    async def close(self) -> None:
        """At 20:00, when the clock shows 20:05."""
        self.given.clock.move(hours=2)
        async with self.given.database.write() as db:
            await meetings.close_meeting(db, self.meeting_id, at=self.at(20), actor=self.office, now=self.now)

    async def vote(self, heading: str = "Sprachkurse am Abend", **changes: object) -> ResolutionView:
        """The motion under this heading is decided; by default all points together, by everybody."""
        async with self.given.database.write() as db:
            entered = await self.ballot(db, heading, **changes)
            made = await ballots.decide_motion(
                db, self.items[heading], self.motions[heading], entered, actor=self.office, now=self.now
            )
        async with self.given.database.read() as db:
            return await resolution_queries.view(db, self.office, made.id)

    async def ballot(
        self,
        db: Session,
        heading: str = "Sprachkurse am Abend",
        points: list[dict[str, object]] | None = None,
        **changes: object,
    ) -> MotionVote:
        """What is typed for a motion. ``points`` holds what differs from its points, one mapping for each."""
        motion = await motion_queries.view(db, self.office, self.motions[heading])
        typed = points or [{} for _ in motion.points]
        rows = [
            PointVote.model_validate({"number": point.number, "wording": point.text, **more})
            for point, more in zip(motion.points, typed, strict=True)
        ]
        order = VotingOrder.POINT_BY_POINT if points else VotingOrder.TOGETHER
        counted = {} if points else {"yes": len(self.people)}
        return MotionVote.model_validate(
            {"version": motion.version, "order": order, "points": rows, **counted, **changes}
        )


async def planned_evening(given: Given, *, members: int = 11) -> Evening:
    """A planned meeting with a public motion, a report, "Verschiedenes" and a non-public report; nobody invited yet."""
    chair, office = await given.account(Role.CHAIR), await given.account(Role.OFFICE)
    assert chair.person_id is not None
    people = [chair.person_id, *[await given.member() for _ in range(members - 1)]]
    evening = Evening(given, chair, office, people)
    await evening.motion()
    await evening.plan()
    await evening.item("Sprachkurse am Abend", ItemKind.MOTION, motion_id=evening.motions["Sprachkurse am Abend"])
    await evening.item("Bericht der Verwaltung")
    await evening.item("Verschiedenes", ItemKind.MISC)
    await evening.item("Ein Einzelfall", part=Part.NON_PUBLIC)
    return evening


async def running_evening(given: Given, *, members: int = 11, there: bool = True) -> Evening:
    """The meeting is open since 18:00, and everybody came at 18:00 (unless ``there`` says no)."""
    evening = await planned_evening(given, members=members)
    await evening.convene()
    await evening.open()
    if there:
        await evening.arrive()
    return evening

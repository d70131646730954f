"""A fictional district with many recommendations in every state, written straight as rows: for measuring only.

What the rows say agrees with what the verbs would have left, except that nobody did it; tests use the verbs.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from uuid import UUID

from sqlmodel import SQLModel

from beirat.database import Database
from beirat.queries.case_events import parted
from beirat.rules.answers import Position, ReasonCode
from beirat.rules.cases import CaseEventKind, Handling
from beirat.rules.meetings import ItemKind, MeetingState, Part
from beirat.rules.motions import Audience, Field, MotionState
from beirat.rules.voting import Outcome, VotingOrder
from beirat.tables.agenda import AgendaItem
from beirat.tables.ballots import Ballot, BallotPoint
from beirat.tables.base import new_id
from beirat.tables.meetings import Meeting
from beirat.tables.motions import Motion
from beirat.tables.people import Body, LegislativeTerm, Organization, OrganizationKind, Seats
from beirat.tables.publication import Publication, Published
from beirat.tables.recommendations import CaseEvent, CaseEventPayload, Recommendation, RecommendationPoint
from beirat.tables.resolutions import Resolution, ResolutionOutcome, ResolutionPoint

SLUG = "messland"
WHAT = (
    "Abendkurse mit Kinderbetreuung anbieten",
    "Dolmetschen an allen Öffnungstagen sichern",
    "Elternbriefe in sechs Sprachen schreiben",
    "Wege zur Anerkennung von Berufen kürzer machen",
    "Beratung zur Einbürgerung ausbauen",
    "Vereine bei Begegnungsfesten unterstützen",
)
WHERE = ("in allen Mittelzentren", "im ganzen Landkreis", "in den Schulen", "im Kreishaus", "auf dem Land")
ANSWERS = (
    (Position.AGREED, "Wir richten das zum nächsten Schuljahr ein. Die Mittel sind im Haushalt eingeplant."),
    (Position.REJECTED, "Dafür stehen im laufenden Haushalt keine Mittel bereit."),
    (Position.DEFERRED, "Zurzeit fehlt das Personal. Wir entscheiden neu, sobald die Stelle besetzt ist."),
    (Position.AGREED_WITH_CHANGES, "Wir beginnen in zwei Gemeinden und berichten dann."),
    (Position.NOT_COMPETENT, "Darüber entscheidet das Land."),
)
STATES = (
    *(Handling.ANSWERED, Handling.PARTLY_ANSWERED, Handling.ACKNOWLEDGED, Handling.TO_BE_SENT, Handling.ANSWERED),
    *(Handling.SENT, Handling.INTERIM, Handling.CLOSED, Handling.ANSWERED, Handling.INSUFFICIENT, Handling.QUERY),
    *(Handling.FORWARDED, Handling.PARTLY_ANSWERED, Handling.WITHDRAWN),
)
BEFORE_RECEIPT = frozenset({Handling.TO_BE_SENT, Handling.SENT})
FULLY = frozenset({Handling.ANSWERED, Handling.CLOSED, Handling.INSUFFICIENT})


async def fill(database: Database, *, number: int, today: date, slug: str = SLUG) -> UUID:
    """A district with so many public recommendations, eight a meeting, the newest a fortnight old."""
    body = Body(
        slug=slug, name="Landkreis Messland", land="HE", email="beirat@messland.example", address="Marktplatz 1"
    )
    async with database.write() as db:
        db.add(body)
    board = Organization(body_id=body.id, kind=OrganizationKind.BOARD, name="Migrationsbeirat", short_name="Beirat")
    unit = Organization(body_id=body.id, kind=OrganizationKind.UNIT, name="Fachdienst Soziales", short_name="FD 50")
    begins = date(today.year - 20, 1, 1)
    term = LegislativeTerm(body_id=body.id, name="Wahlperiode", starts_on=begins, ends_on=date(today.year + 1, 12, 31))
    async with database.write() as db:
        db.add_all([board, unit, term])
        await db.flush()
        db.add(Seats(body_id=body.id, organization_id=board.id, term_id=term.id, number=15))
    maker = Maker(body.id, board.id, term.id, unit.id, today)
    meetings = -(-number // 8)
    for nth in range(meetings):
        async with database.write() as db:
            for layer in maker.meeting(nth, meetings - nth, min(8, number - nth * 8)):
                db.add_all(layer)
                await db.flush()
    return body.id


class Maker:
    """Makes the rows of one meeting after the other, parents before children."""

    def __init__(self, body_id: UUID, board_id: UUID, term_id: UUID, unit_id: UUID, today: date) -> None:
        self.body_id, self.board_id, self.term_id, self.unit_id = body_id, board_id, term_id, unit_id
        self.today = today
        self._last = 0
        self._states, self._fields = cycle(STATES), cycle(Field)

    def meeting(self, nth: int, ago: int, size: int) -> Iterator[list[SQLModel]]:
        """The ``nth`` meeting, so many times six weeks ago, with so many recommendations; in layers."""
        day = self.today - timedelta(days=42 * ago - 28)
        at = datetime(day.year, day.month, day.day, 17, tzinfo=UTC)
        meeting = Meeting(
            body_id=self.body_id, organization_id=self.board_id, term_id=self.term_id, number=nth + 1, starts_at=at,
            ends_at=at + timedelta(hours=3), location="Kreishaus, Raum 104", state=MeetingState.CLOSED,
            statutory_members=15,
        )  # fmt: skip
        yield [meeting, self._out(Published.MEETING, meeting.id, at)]
        layers: dict[int, list[SQLModel]] = {}
        for position in range(1, size + 1):
            for depth, rows in enumerate(self._recommendation(meeting, position, day)):
                layers.setdefault(depth, []).extend(rows)
        yield from layers.values()

    def _out(self, category: Published, object_id: UUID, at: datetime) -> Publication:
        return Publication(
            body_id=self.body_id, category=category, object_id=object_id, public_created=at, public_modified=at,
            visible_from=at,
        )  # fmt: skip

    def _recommendation(self, meeting: Meeting, position: int, day: date) -> Iterator[list[SQLModel]]:
        self._last += 1
        title = f"{WHAT[self._last % len(WHAT)]} {WHERE[self._last % len(WHERE)]}"
        field, state, size = next(self._fields), next(self._states), 1 + self._last % 4
        mine = {"body_id": self.body_id}
        motion = Motion(
            **mine, organization_id=self.board_id, title=title, field=field, state=MotionState.ADOPTED, year=day.year,
            number=self._last, created_at=meeting.starts_at,
        )  # fmt: skip
        item = AgendaItem(
            **mine, meeting_id=meeting.id, position=position, number=str(position), part=Part.PUBLIC,
            kind=ItemKind.MOTION, heading=title,
        )  # fmt: skip
        yield [motion, item]
        resolution = Resolution(
            **mine, item_id=item.id, motion_id=motion.id, decided_on=day, order=VotingOrder.TOGETHER,
            outcome=ResolutionOutcome.ADOPTED, unanimous=False,
        )  # fmt: skip
        yield [resolution]
        made = self._case(resolution, title, field, day, state, size)
        ballot = Ballot(
            **mine, item_id=item.id, resolution_id=resolution.id, position=1, statutory=15, present=11, yes=9, no=1,
            abstained=1, invalid=0, outcome=Outcome.ADOPTED, taken_at=meeting.starts_at,
        )  # fmt: skip
        texts = [f"{title}, Schritt {n}." for n in range(1, size + 1)]
        decided = [
            ResolutionPoint(
                **mine, resolution_id=resolution.id, number=n, proposed=text, wording=text,
                audience=Audience.ADMINISTRATION, is_adopted=True,
            )
            for n, text in enumerate(texts, 1)
        ]  # fmt: skip
        yield [made, ballot, *decided, self._out(Published.RECOMMENDATION, made.id, meeting.ends_at)]
        about = [BallotPoint(**mine, ballot_id=ballot.id, resolution_point_id=each.id) for each in decided]
        points = [self._point(made, n, text, state) for n, text in enumerate(texts, 1)]
        events = list(self._events(made, points))
        yield [*about, *points, *(event for event, _ in events)]
        yield [payload for _, payload in events]

    def _case(
        self, resolution: Resolution, title: str, field: Field, day: date, state: Handling, size: int
    ) -> Recommendation:
        sent = day + timedelta(days=5 + self._last % 9) if state is not Handling.TO_BE_SENT else None
        received = sent + timedelta(days=2) if sent and state not in BEFORE_RECEIPT else None
        answered = received + timedelta(days=30 + self._last % 50) if received and state in FULLY else None
        owes = received and state not in FULLY and state not in (Handling.WITHDRAWN, Handling.FORWARDED)
        count = size if state in (Handling.ANSWERED, Handling.CLOSED) else 0
        count = max(1, size - 1) if state is Handling.PARTLY_ANSWERED else count
        return Recommendation(
            body_id=self.body_id, organization_id=self.board_id, resolution_id=resolution.id, year=day.year,
            number=self._last, title=title, reasons="Viele Menschen kommen heute nicht weit genug.", field=field,
            addressee="Kreisausschuss", decided_on=day, is_public=True, handling=state, sent_on=sent,
            received_on=received, due_on=received + timedelta(days=92) if owes and received else None,
            answered_on=answered, first_answer_on=answered, points_total=size, points_answered=count,
            paused_since=received if state is Handling.QUERY else None,
        )  # fmt: skip

    def _point(self, made: Recommendation, number: int, text: str, state: Handling) -> RecommendationPoint:
        point = RecommendationPoint(
            body_id=self.body_id, recommendation_id=made.id, number=number, text=text, audience=Audience.ADMINISTRATION,
            unit_id=self.unit_id if made.received_on else None,
        )  # fmt: skip
        if number <= made.points_answered or state is Handling.INSUFFICIENT:
            point.position, point.answer = ANSWERS[(self._last + number) % len(ANSWERS)]
            point.reason = None if point.position is Position.AGREED else ReasonCode.BUDGET
            point.answered_on = made.answered_on or made.received_on
        if point.position is Position.DEFERRED:
            point.deferred_until = self.today + timedelta(days=90)
        if point.position is Position.NOT_COMPETENT:
            point.competent_body = "Land"
        if state is Handling.INSUFFICIENT:
            point.asked_again_on = made.answered_on
        if state is Handling.FORWARDED:
            point.forwarded_on, point.forwarded_to = made.received_on, "Land"
        return point

    def _events(
        self, made: Recommendation, points: list[RecommendationPoint]
    ) -> Iterator[tuple[CaseEvent, CaseEventPayload]]:
        """What happened, as far as the columns tell it."""
        told = list(_told(made, points))
        for sequence, (kind, on, said) in enumerate(told, 1):
            facts, words = parted(said)
            event = CaseEvent(
                id=new_id(), body_id=self.body_id, recommendation_id=made.id, sequence=sequence, kind=kind,
                occurred_on=on, recorded_at=datetime(on.year, on.month, on.day, tzinfo=UTC),
                facts=facts, payload_hash="0" * 64, hash="0" * 64,
            )  # fmt: skip
            yield event, CaseEventPayload(id=event.id, body_id=self.body_id, salt="0" * 32, payload=words)


def _told(
    made: Recommendation, points: list[RecommendationPoint]
) -> Iterator[tuple[CaseEventKind, date, dict[str, object]]]:
    if made.sent_on:
        yield CaseEventKind.HANDED_OVER, made.sent_on, {}
    if made.received_on is None:
        return
    yield CaseEventKind.RECEIVED, made.received_on, {}
    if made.handling is Handling.INTERIM:
        yield CaseEventKind.INTERIM_MESSAGE, made.received_on, {"text": "Wir holen noch Angebote ein."}
    if made.handling is Handling.QUERY:
        yield CaseEventKind.QUERY_ASKED, made.received_on, {"text": "Welche Gemeinden sind gemeint?"}
    if made.handling is Handling.FORWARDED:
        yield CaseEventKind.FORWARDED, made.received_on, {"to": "Land", "points": [each.number for each in points]}
    for point in points:
        if point.answered_on:
            until = point.deferred_until.isoformat() if point.deferred_until else None
            yield CaseEventKind.POSITION_GIVEN, point.answered_on, {
                "points": [point.number], "position": point.position.value, "text": point.answer,
                "reason": point.reason.value if point.reason else None, "deferred_until": until,
                "competent_body": point.competent_body,
            }  # fmt: skip
    ends = {
        Handling.INSUFFICIENT: CaseEventKind.INSUFFICIENT,
        Handling.WITHDRAWN: CaseEventKind.WITHDRAWN,
        Handling.CLOSED: CaseEventKind.CLOSED,
    }
    if made.handling in ends:
        yield ends[made.handling], made.answered_on or made.received_on, {}

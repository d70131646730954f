"""The order of the story: every scene with its moment, oldest first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from api.demo import handed_in, people
from api.demo.calendar import TODAY, Calendar
from api.demo.cases import CASES
from api.demo.handed_in import Moved
from api.demo.scenes import cases, district, invitations, letters, meetings, minutes, motions, rules_of_procedure
from api.demo.shapes import Adjourned, Answer, CaseStory, Sitting
from api.demo.sittings import SITTINGS
from api.demo.stage import Stage
from beirat.rules.motions import MotionStep
from beirat.rules.objections import ObjectionStep

Play = Callable[[Stage], Awaitable[None]]

SIGNED, APPROVED, PUBLISHED, ARCHIVED = (1, 2, 3, 4, 5), (1, 2, 3, 4), (1, 2, 3), (1,)
"""How far the minutes of which meeting are. Those of the fourth wait for their release, of the sixth for the chair."""
IN_REVIEW = 6

CLOSING = timedelta(minutes=2)
PAUSE = timedelta(minutes=20)


@dataclass(frozen=True)
class Scene:
    moment: datetime
    play: Play


def scenes(calendar: Calendar) -> list[Scene]:
    """Everything that happened, oldest first; what falls on one moment stays in the order in which it is told."""
    told = [
        *_beginning(calendar),
        *(scene for moved in handed_in.MOVED for scene in _motion(calendar, moved)),
        *(scene for sitting in SITTINGS for scene in _meeting(calendar, sitting)),
        *(scene for sitting in SITTINGS if sitting.customary for scene in _held(calendar, sitting)),
        *_minutes(calendar),
        *(scene for story in CASES for scene in _case(calendar, story)),
        *_lying_around(calendar),
    ]
    return sorted(told, key=lambda scene: scene.moment)


def _beginning(calendar: Calendar) -> Iterator[Scene]:
    begins = calendar.first_moment
    yield Scene(begins, district.set_up)
    for member in people.MEMBERS:
        yield Scene(begins, partial(district.seat, member=member))
    for login in people.LOGINS:
        yield Scene(begins, partial(district.open_account, login=login))
    yield Scene(begins + timedelta(hours=1), rules_of_procedure.set_deadline)
    yield Scene(begins + timedelta(hours=1), rules_of_procedure.keep_feast)
    yield Scene(begins + timedelta(hours=2), invitations.keep_addresses)
    yield Scene(begins + timedelta(hours=1), partial(district.let_release, unit=people.RELEASES_ITSELF))
    for member in people.MEMBERS:
        if member.consents:
            yield Scene(begins + timedelta(days=6), partial(district.consent, member=member))
    yield Scene(calendar.moment(2, 8, "09:40"), partial(district.withdraw_consent, key=people.WITHDREW))


def _motion(calendar: Calendar, moved: Moved) -> Iterator[Scene]:
    """Handed in on an evening, admitted by the chair some days later."""
    handed_in_at = calendar.moment(moved.meeting, moved.days, moved.clock)
    play = partial(motions.submit, key=moved.motion, login=moved.by, named=moved.named)
    yield Scene(handed_in_at, play)
    admitted_at = calendar.moment(moved.meeting, moved.days + 4, "08:30")
    yield Scene(_after(handed_in_at, admitted_at), partial(motions.review, key=moved.motion))


def _meeting(calendar: Calendar, sitting: Sitting) -> Iterator[Scene]:
    """Planned two months ahead; agenda and invitations follow. What is still to come was called just now."""
    number = sitting.number
    yield Scene(calendar.moment(number, -60, "11:00"), partial(meetings.plan, sitting=sitting))
    if sitting.customary:
        agenda_at, called_at = calendar.moment(number, -14, "14:00"), calendar.moment(number, -11, "09:00")
    else:
        agenda_at, called_at = calendar.moment(TODAY, -3, "14:00"), calendar.moment(TODAY, -2, "16:30")
    yield Scene(agenda_at, partial(meetings.set_agenda, sitting=sitting))
    if sitting.customary:
        yield Scene(_after(agenda_at, called_at), partial(invitations.convene, number=number))
    else:
        yield from _invited(calendar, number)


def _invited(calendar: Calendar, number: int) -> Iterator[Scene]:
    """Called two days ago; a supplement followed, and the first answers are there."""
    yield Scene(calendar.moment(TODAY, -2, "11:00"), partial(invitations.consult, number=number))
    yield Scene(calendar.moment(TODAY, -2, "16:30"), partial(invitations.convene_sealed, number=number))
    yield Scene(calendar.moment(TODAY, -1, "09:10"), partial(invitations.answer, number=number))
    late = partial(
        invitations.supplement,
        number=number,
        after="Genehmigung der Niederschrift",
        heading="Einladung zum Runden Tisch Wohnen: Wer geht für den Beirat hin?",
    )
    yield Scene(calendar.moment(TODAY, -1, "14:20"), late)
    yield Scene(calendar.moment(TODAY, -1, "16:40"), partial(invitations.note_receipts, number=number))


def _held(calendar: Calendar, sitting: Sitting) -> Iterator[Scene]:
    """One evening, minute by minute."""
    number, there = sitting.number, sitting.presence
    opened, closed = calendar.during(number, sitting.opened), calendar.during(number, sitting.closed)
    yield Scene(opened, partial(meetings.open_meeting, sitting=sitting))
    yield Scene(opened + CLOSING, partial(meetings.write_customary, sitting=sitting))
    for key, came in there.late.items():
        yield Scene(calendar.during(number, came), partial(meetings.arrive, sitting=sitting, keys=(key,)))
    for key, left in there.early.items():
        yield Scene(calendar.during(number, left), partial(meetings.leave, sitting=sitting, keys=(key,)))
    for place, item in enumerate(sitting.items):
        yield Scene(calendar.during(number, item.at), partial(meetings.take_item, sitting=sitting, place=place))
    yield Scene(closed, partial(meetings.close_meeting, number=number))


def _minutes(calendar: Calendar) -> Iterator[Scene]:
    for number in SIGNED:
        yield Scene(calendar.moment(number, 15, "17:00"), partial(minutes.sign, number=number))
        yield Scene(calendar.moment(number, 16, "17:30"), partial(minutes.distribute, number=number))
    for number in APPROVED:
        yield Scene(calendar.moment(number + 1, 4, "09:30"), partial(minutes.approve, number=number))
        yield Scene(calendar.moment(number + 1, 5, "09:40"), partial(minutes.prepare, number=number))
    for number in PUBLISHED:
        yield Scene(calendar.moment(number + 1, 6, "18:15"), partial(minutes.release, number=number))
    for number in ARCHIVED:
        yield Scene(calendar.moment(number + 1, 20, "11:00"), partial(minutes.archive, number=number))
    yield Scene(calendar.moment(IN_REVIEW, 8, "16:00"), partial(minutes.hand_to_chair, number=IN_REVIEW))
    yield from _objections(calendar)
    yield from _tasks_done(calendar)


def _objections(calendar: Calendar) -> Iterator[Scene]:
    """One was upheld and corrected, one rejected, and one came too late and waits."""
    raised = (
        (2, 24, "lan", "Schwimm", "Ich habe mich bei diesem Punkt enthalten. Die Niederschrift zählt mich bei Ja."),
        (3, 27, "farhad", "Genehmigung der Tagesordnung", "Meine Wortmeldung zur Reihenfolge fehlt."),
        (5, 36, "rosa", "Verschiedenes", "Mein Hinweis auf die Interkulturelle Woche fehlt."),
    )
    for number, days, by, heading, text in raised:
        play = partial(minutes.object_to, number=number, by=by, heading=heading, text=text)
        yield Scene(calendar.moment(number, days, "10:05"), play)
    for number, step in ((2, ObjectionStep.UPHOLD), (3, ObjectionStep.REJECT)):
        play = partial(minutes.decide_objection, number=number, step=step)
        yield Scene(calendar.moment(number + 1, 1, "09:00"), play)
    reason = "Eine Ja-Stimme war eine Enthaltung."
    play = partial(minutes.correct_count, number=2, heading="Schwimm", reason=reason)
    yield Scene(calendar.moment(3, 2, "10:30"), play)


def _tasks_done(calendar: Calendar) -> Iterator[Scene]:
    done = partial(
        minutes.complete_task,
        beginning="Der Beirat benennt zwei Mitglieder",
        note="Benannt sind zwei Mitglieder, die selbst in der Pflege arbeiten.",
    )
    yield Scene(calendar.moment(2, 22, "10:00"), done)


def _case(calendar: Calendar, story: CaseStory) -> Iterator[Scene]:
    """The steps of a case in their order, however holidays move them."""
    number = _decided_in(story.motion)
    last: datetime | None = None
    for step in story.steps:
        moment = _after(last, calendar.moment(number, step.days, "10:20"))
        yield Scene(moment, partial(cases.take, key=story.motion, step=step))
        last = moment
        if isinstance(step, Answer) and step.released is not None:
            last = _after(last, calendar.moment(number, step.released, "15:10"))
            yield Scene(last, partial(cases.release, key=story.motion, step=step))


def _after(last: datetime | None, moment: datetime) -> datetime:
    return moment if last is None else max(moment, last + PAUSE)


def _decided_in(motion: str) -> int:
    """The meeting that decided on the motion."""
    return next(
        sitting.number
        for sitting in SITTINGS
        for item in sitting.items
        if item.motion == motion and not isinstance(item.result, Adjourned)
    )


def _lying_around(calendar: Calendar) -> Iterator[Scene]:
    """What waits for somebody on the day of the demo."""
    for motion, by, days in handed_in.DRAFTED:
        yield Scene(calendar.moment(TODAY, days, "20:15"), partial(motions.draft, key=motion, login=by))
    for motion, by, days in handed_in.WAITING:
        yield Scene(calendar.moment(TODAY, days, "19:05"), partial(motions.submit, key=motion, login=by))
    for motion, by, step, reason in handed_in.REFUSED:
        yield Scene(calendar.moment(TODAY, -16, "18:45"), partial(motions.submit, key=motion, login=by))
        play = partial(motions.review, key=motion, step=MotionStep(step), reason=reason)
        yield Scene(calendar.moment(TODAY, -12, "08:10"), play)
    for motion, by in handed_in.TAKEN_BACK:
        yield Scene(calendar.moment(TODAY, -30, "18:20"), partial(motions.submit, key=motion, login=by))
        yield Scene(calendar.moment(TODAY, -22, "12:00"), partial(motions.withdraw, key=motion, login=by))
    for mail, days in ((letters.INTERIM, -6), (letters.REFUSAL, -2), (letters.UNREAD, -1)):
        yield Scene(calendar.moment(TODAY, days, "08:05"), partial(letters.drop, mail=mail))

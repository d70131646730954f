"""The administration's answers: drafted, handed in, given back, released; messages and questions on the way."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select

from beirat.actions import answers
from beirat.queries import answers as queries
from beirat.queries.answers import DraftView
from beirat.rules.answers import DraftState, Position, ReasonCode
from beirat.rules.cases import CaseEventKind, Handling
from beirat.rules.errors import Broken, NotFound, NotPermitted, RuleBroken, StaleVersion
from beirat.rules.meetings import Part
from beirat.rules.permissions import Act, Role, Viewer
from beirat.tables.answers import AnswerEntry, AnswerSheet, DraftReturn, PointAnswer, ReadyPoints, ReleaseRule
from beirat.tables.jobs import Job
from tests.given import Given
from tests.given_cases import AGREED, REJECTED, Cases, message

TODAY = date(2026, 12, 3)


@pytest.fixture
def cases(given: Given) -> Cases:
    return Cases.of(given)


async def drafts(given: Given, viewer: Viewer, identity: UUID) -> dict[int, DraftView]:
    async with given.database.read() as db:
        return {draft.number: draft for draft in await queries.drafts(db, viewer, identity)}


async def say(cases: Cases, verb: Any, identity: UUID, text: str, *, by: Viewer) -> None:
    entered = message(verb, await cases.version(identity), text)
    async with cases.given.database.write() as db:
        await verb(db, identity, entered, actor=by, now=cases.given.now)


async def told(given: Given) -> list[str]:
    async with given.database.read() as db:
        return [key.split(":")[1] for key in await db.exec(select(Job.unique_key)) if key.startswith("notice:")]


async def test_a_draft_may_be_unfinished(cases: Cases, given: Given) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)

    await cases.drafted(identity, 1, AnswerEntry(text="Wir prüfen noch"), by=unit)

    kept = (await drafts(given, unit, identity))[1]
    assert (kept.text, kept.position, kept.version) == ("Wir prüfen noch", Position.OPEN, 1)


async def test_the_board_sees_no_draft(cases: Cases, given: Given) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)
    await cases.drafted(identity, 1, AGREED, by=unit)
    office = await cases.account(Role.OFFICE)

    with pytest.raises(NotFound):
        await drafts(given, office, identity)
    with pytest.raises(NotPermitted):
        await cases.drafted(identity, 1, AGREED, by=office)

    seen = await cases.seen(identity)
    assert seen.points[0].answer == ""
    assert seen.points[0].draft is None


async def test_a_unit_writes_on_its_own_points_alone(cases: Cases, given: Given) -> None:
    identity = await cases.assigned(await cases.received(), p1="FD 50", p2="FD 40")
    unit = await cases.account(Role.ADMINISTRATION, "FD 50")

    with pytest.raises(NotFound):
        await cases.drafted(identity, 2, AGREED, by=unit)

    assert list(await drafts(given, unit, identity)) == [1]


async def test_who_writes_on_an_old_draft_gets_both_texts_under_the_names_of_the_page(
    cases: Cases, given: Given
) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)
    await cases.drafted(identity, 2, AnswerEntry(text="Erste Fassung"), by=unit)
    sheet = AnswerSheet(answers=[PointAnswer(number=2, version=0, text="Zweite Fassung")])

    with pytest.raises(StaleVersion) as stale:
        async with given.database.write() as db:
            await answers.save_drafts(db, identity, sheet, actor=unit, now=given.now)

    assert stale.value.theirs["answers-0-text"] == "Erste Fassung"
    assert (await drafts(given, unit, identity))[2].text == "Erste Fassung"


async def test_saving_the_same_again_changes_nothing(cases: Cases, given: Given) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)
    await cases.drafted(identity, 1, AGREED, by=unit)

    await cases.drafted(identity, 1, AGREED, by=unit)

    assert (await drafts(given, unit, identity))[1].version == 1


async def test_handing_in_says_everything_that_is_missing_at_once(cases: Cases, given: Given) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)
    await cases.drafted(identity, 1, AnswerEntry(position=Position.REJECTED), by=unit)
    await cases.drafted(identity, 2, AnswerEntry(position=Position.DEFERRED, text="Später."), by=unit)

    ready, names = ReadyPoints(numbers=[1, 2]), {1: "answers-0-", 2: "answers-1-"}

    with pytest.raises(RuleBroken) as refused:
        async with given.database.write() as db:
            await answers.submit_for_release(db, identity, ready, actor=unit, now=given.now, prefixes=names)

    assert {(problem.code, problem.field) for problem in refused.value.problems} == {
        (Broken.POSITION_NEEDS_TEXT, "answers-0-text"),
        (Broken.POSITION_NEEDS_REASON, "answers-0-reason"),
        (Broken.POSITION_NEEDS_REASON, "answers-1-reason"),
        (Broken.DEFERRAL_NEEDS_DATE, "answers-1-deferred_until"),
    }


async def test_an_empty_page_cannot_be_handed_in(cases: Cases) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)

    for numbers in ((), (1,)):
        with pytest.raises(RuleBroken) as refused:
            await cases.handed_in(identity, *numbers, by=unit)
        assert refused.value.code is Broken.NO_ANSWERS


async def test_a_unit_cannot_release_unless_the_coordinator_lets_it(cases: Cases, given: Given) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)
    district, coordinator = await given.district(), await cases.account(Role.ADMINISTRATION_COORDINATOR)
    await cases.drafted(identity, 1, AGREED, by=unit)

    with pytest.raises(RuleBroken) as refused:
        await cases.released(identity, 1, by=unit)
    async with given.database.write() as db:
        rule, unit_id = ReleaseRule(may_release=True), district.unit_ids["FD 50"]
        await answers.set_release_rule(db, unit_id, rule, actor=coordinator, now=given.now)
    await cases.released(identity, 1, by=unit)

    assert refused.value.code is Broken.RELEASE_REQUIRED
    assert (await cases.seen(identity)).points[0].position is Position.AGREED


async def test_only_the_coordinator_sets_the_release_rule(cases: Cases, given: Given) -> None:
    unit, district = await cases.account(Role.ADMINISTRATION), await given.district()

    rule, unit_id = ReleaseRule(may_release=True), district.unit_ids["FD 50"]

    with pytest.raises(NotPermitted):
        async with given.database.write() as db:
            await answers.set_release_rule(db, unit_id, rule, actor=unit, now=given.now)


async def test_the_released_words_are_kept_to_the_letter(cases: Cases, given: Given) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)
    words = "Zeile eins\n\n  „eingerückt“ – 2 × 3 ≠ 7"
    await cases.drafted(identity, 1, AnswerEntry(position=Position.AGREED, text=words), by=unit)
    await cases.handed_in(identity, 1, by=unit)

    await cases.released(identity, 1, by=await cases.account(Role.ADMINISTRATION_COORDINATOR), version=2)

    seen = await cases.seen(identity)
    (event,) = [event for event in seen.events if event.kind is CaseEventKind.POSITION_GIVEN]
    assert seen.points[0].answer == words
    assert event.stance is not None
    assert event.stance.text == words
    assert event.unit == "Fachdienst Soziales"
    assert (await drafts(given, unit, identity))[1].version == 0


async def test_what_was_changed_after_reading_is_not_released(cases: Cases) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)
    await cases.drafted(identity, 1, AGREED, by=unit)

    with pytest.raises(StaleVersion):
        await cases.released(identity, 1, by=await cases.account(Role.ADMINISTRATION_COORDINATOR), version=7)


async def test_nothing_is_released_before_the_receipt(cases: Cases) -> None:
    identity = await cases.assigned(await cases.sent(), p1="FD 50")
    coordinator = await cases.account(Role.ADMINISTRATION_COORDINATOR)
    await cases.drafted(identity, 1, AGREED, by=coordinator)

    with pytest.raises(RuleBroken) as refused:
        await cases.released(identity, 1, by=coordinator)

    assert refused.value.code is Broken.NO_RECEIPT_YET


async def test_a_draft_given_back_says_why_and_waits_no_more(cases: Cases, given: Given) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)
    coordinator = await cases.account(Role.ADMINISTRATION_COORDINATOR)
    await cases.drafted(identity, 1, AGREED, by=unit)
    await cases.handed_in(identity, 1, by=unit)

    async with given.database.write() as db:
        back = DraftReturn(version=2, reason="Bitte einen Termin nennen.")
        await answers.return_draft(db, identity, 1, back, actor=coordinator, now=given.now)

    kept = (await drafts(given, unit, identity))[1]
    assert (kept.state, kept.return_note) == (DraftState.DRAFT, "Bitte einen Termin nennen.")
    assert {"answer_awaits_release", "answer_returned"} <= set(await told(given))


async def test_giving_back_needs_a_reason_and_a_draft_that_waits(cases: Cases, given: Given) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)
    coordinator = await cases.account(Role.ADMINISTRATION_COORDINATOR)
    await cases.drafted(identity, 1, AGREED, by=unit)

    for back, code in (
        (DraftReturn(version=1), Broken.REASON_NEEDED),
        (DraftReturn(version=1, reason="Zu kurz."), Broken.STEP_NOT_POSSIBLE),
    ):
        with pytest.raises(RuleBroken) as refused:
            async with given.database.write() as db:
                await answers.return_draft(db, identity, 1, back, actor=coordinator, now=given.now)
        assert refused.value.code is code


async def test_a_unit_that_writes_on_takes_its_draft_back(cases: Cases, given: Given) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)
    await cases.drafted(identity, 1, AGREED, by=unit)
    await cases.handed_in(identity, 1, by=unit)

    await cases.drafted(identity, 1, AnswerEntry(version=2, position=Position.AGREED, text="Anders."), by=unit)

    assert (await drafts(given, unit, identity))[1].state is DraftState.DRAFT


async def test_the_case_is_answered_when_the_last_point_has_its_position(cases: Cases) -> None:
    identity = await cases.received()

    await cases.answered(identity, p1=AGREED, p2=REJECTED)
    partly = await cases.seen(identity)
    await cases.answered(identity, p3=AGREED)
    whole = await cases.seen(identity)

    assert (partly.handling, partly.case.answered_points) == (Handling.PARTLY_ANSWERED, 2)
    assert partly.case.due_on is not None
    assert whole.handling is Handling.ANSWERED
    assert whole.case.answered_on == TODAY
    assert whole.case.due_on is None


async def test_deferring_again_is_counted_and_the_earlier_answer_stays(cases: Cases, given: Given) -> None:
    identity = await cases.received()
    later = {"position": Position.DEFERRED, "reason": ReasonCode.BUDGET, "text": "Zurzeit nicht."}
    await cases.answered(identity, p1=AnswerEntry(**later, deferred_until=TODAY + timedelta(days=60)))
    given.clock.move(days=60)

    await cases.answered(identity, p1=AnswerEntry(**later, deferred_until=TODAY + timedelta(days=200)))

    seen = await cases.seen(identity)
    assert seen.points[0].times_deferred == 2
    assert [event.kind for event in seen.events].count(CaseEventKind.POSITION_GIVEN) == 2


async def test_an_interim_message_is_told_and_the_clock_runs_on(cases: Cases) -> None:
    identity = await cases.assigned()
    due_on = (await cases.seen(identity)).case.due_on

    await say(
        cases, answers.send_interim_message, identity, "Wird geprüft.", by=await cases.account(Role.ADMINISTRATION)
    )

    seen = await cases.seen(identity)
    assert seen.handling is Handling.INTERIM
    assert seen.case.due_on == due_on
    assert seen.events[-1].text == "Wird geprüft."


async def test_a_question_stops_the_clock_until_the_office_replies(cases: Cases, given: Given) -> None:
    identity = await cases.assigned()
    unit, office = await cases.account(Role.ADMINISTRATION), await cases.account(Role.OFFICE)
    due_on = (await cases.seen(identity)).case.due_on

    await say(cases, answers.ask_board, identity, "Welche Schulen sind gemeint?", by=unit)
    asked = await cases.seen(identity)
    given.clock.move(days=7)
    await say(cases, answers.reply_to_query, identity, "Alle drei im Kreis.", by=office)
    replied = await cases.seen(identity)

    assert asked.handling is Handling.ACKNOWLEDGED
    assert asked.case.due_on == due_on is not None
    assert replied.case.due_on == date(2027, 3, 10)
    assert {"query_asked", "query_replied"} <= set(await told(given))


async def test_nobody_replies_to_a_question_that_nobody_asked(cases: Cases) -> None:
    identity = await cases.assigned()

    with pytest.raises(RuleBroken) as refused:
        await say(cases, answers.reply_to_query, identity, "Alle drei.", by=await cases.account(Role.OFFICE))

    assert refused.value.code is Broken.STEP_NOT_POSSIBLE


async def test_a_units_message_is_about_its_own_points_and_not_seen_by_other_units(cases: Cases) -> None:
    identity = await cases.assigned(await cases.received(), p1="FD 50", p2="FD 40")
    fifty, forty = await cases.account(Role.ADMINISTRATION, "FD 50"), await cases.account(Role.ADMINISTRATION, "FD 40")

    await say(cases, answers.send_interim_message, identity, "Wird geprüft.", by=fifty)

    assert CaseEventKind.INTERIM_MESSAGE in [event.kind for event in (await cases.seen(identity, fifty)).events]
    assert CaseEventKind.INTERIM_MESSAGE not in [event.kind for event in (await cases.seen(identity, forty)).events]


async def test_releasing_tells_people_and_makes_no_notice_with_words(cases: Cases, given: Given) -> None:
    identity = await cases.received(await cases.decided(part=Part.NON_PUBLIC, title="Geheimes Wort"))

    await cases.answered(identity, p1=AnswerEntry(position=Position.AGREED, text="Geheime Antwort"))

    async with given.database.read() as db:
        jobs = list(await db.exec(select(Job)))
    assert "answer_released" in await told(given)
    assert not [job for job in jobs if "Geheim" in str(job.payload) + job.unique_key]


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OBSERVER, Role.OFFICE, Role.CHAIR])
async def test_the_board_never_answers_for_the_administration(cases: Cases, role: Role) -> None:
    identity = await cases.assigned()
    viewer = await cases.account(role)

    with pytest.raises(NotPermitted):
        await say(cases, answers.ask_board, identity, "Eine Frage.", by=viewer)

    assert not (await cases.seen(identity, viewer)).acts & {Act.DRAFT_ANSWER, Act.RELEASE_ANSWER, Act.ASK_BOARD}

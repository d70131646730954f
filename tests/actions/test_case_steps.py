"""Further addressees, later dates, pauses, promises, two voices, verdicts, corrections: each is an event."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select

from beirat.actions import clocks, corrections, implementation, promise_ledger, transmissions
from beirat.actions.case_checks import inconsistencies
from beirat.rules.answers import Position, ReasonCode
from beirat.rules.cases import CaseEventKind, Handling, Implementation, Verdict
from beirat.rules.clocks import ClockKind, PauseCause
from beirat.rules.errors import Broken, NotFound, NotPermitted, RuleBroken
from beirat.rules.permissions import Role, Viewer
from beirat.rules.promises import PromiseSource, PromiseState
from beirat.tables.answers import AnswerEntry
from beirat.tables.base import Shape
from beirat.tables.case_steps import (
    CorrectionKind,
    Erasure,
    EventCorrection,
    ExtensionDecision,
    ExtensionRequest,
    ImplementationEntry,
    Judgement,
    PauseBeginning,
    PauseEnding,
    PointJudgement,
    PromiseEntry,
    PromiseJudgement,
    PromiseRenewal,
    ReceiptProof,
    SendingElsewhere,
)
from beirat.tables.journal import JournalDetail
from beirat.tables.recommendations import CaseEvent, CaseEventPayload
from tests.given import Given
from tests.given_cases import AGREED, REJECTED, Cases

TODAY = date(2026, 12, 3)
LATER = AnswerEntry(
    position=Position.DEFERRED,
    text="Zurzeit nicht.",
    reason=ReasonCode.BUDGET,
    deferred_until=date(2027, 6, 1),
)


@pytest.fixture
def cases(given: Given) -> Cases:
    return Cases.of(given)


async def take(
    cases: Cases, verb: Callable[..., Awaitable[object]], identity: UUID, shape: type[Shape], by: Viewer, **entered: Any
) -> None:
    made = shape(version=await cases.version(identity), **entered)
    async with cases.given.database.write() as db:
        await verb(db, identity, made, actor=by, now=cases.given.now)


async def refused(
    cases: Cases, verb: Callable[..., Awaitable[object]], identity: UUID, shape: type[Shape], by: Viewer, **entered: Any
) -> set[Broken]:
    with pytest.raises(RuleBroken) as error:
        await take(cases, verb, identity, shape, by, **entered)
    return {problem.code for problem in error.value.problems}


async def put_right(cases: Cases, identity: UUID, sequence: int, by: Viewer, **entered: Any) -> None:
    made = EventCorrection(version=await cases.version(identity), **entered)
    async with cases.given.database.write() as db:
        await corrections.correct_event(db, identity, sequence, made, actor=by, now=cases.given.now)


async def differences(given: Given) -> list[object]:
    district = await given.district()
    async with given.database.read() as db:
        return [one async for one in inconsistencies(db, district.body.id)]


async def sequence_of(cases: Cases, identity: UUID, kind: CaseEventKind) -> int:
    return next(event.sequence for event in (await cases.seen(identity)).events if event.kind is kind)


# Further addressees


async def test_each_addressee_has_a_clock_of_its_own(cases: Cases, given: Given) -> None:
    identity, office = await cases.received(), await cases.account(Role.OFFICE)

    await take(
        cases, transmissions.send_elsewhere, identity, SendingElsewhere, office, addressee="Jobcenter", numbers=[3]
    )
    sent = await cases.seen(identity)
    given.clock.move(days=20)
    second = sent.case.transmissions[1]
    assert second.id is not None
    await take(
        cases,
        transmissions.prove_receipt,
        identity,
        ReceiptProof,
        office,
        transmission_id=second.id,
        proof="Rückschein",
    )
    seen = (await cases.seen(identity)).case

    assert [one.addressee for one in seen.transmissions][1] == "Jobcenter"
    assert seen.transmissions[0].due_on != seen.transmissions[1].due_on
    assert seen.due_on == seen.transmissions[0].due_on
    assert await differences(given) == []


async def test_a_case_is_answered_when_every_addressee_has_answered(cases: Cases) -> None:
    identity, office = await cases.assigned(), await cases.account(Role.OFFICE)
    await take(
        cases, transmissions.send_elsewhere, identity, SendingElsewhere, office, addressee="Jobcenter", numbers=[3]
    )

    await cases.answered(identity, p1=AGREED, p2=REJECTED)
    seen = (await cases.seen(identity)).case

    assert seen.handling is Handling.PARTLY_ANSWERED
    assert seen.answered_on is None


async def test_another_addressee_instead_begins_anew_and_the_old_wait_stays(cases: Cases, given: Given) -> None:
    identity, office = await cases.received(), await cases.account(Role.OFFICE)
    first = (await cases.seen(identity)).case.transmissions[0]

    await take(
        cases, transmissions.send_elsewhere, identity, SendingElsewhere, office,
        addressee="Kreistag", replaces=first.id,
    )  # fmt: skip
    seen = (await cases.seen(identity)).case

    assert seen.handling is Handling.SENT
    assert seen.transmissions[0].replaced_on == TODAY
    assert seen.transmissions[0].received_on == first.received_on
    assert seen.transmissions[1].points == first.points
    assert seen.due_on is None
    assert await differences(given) == []


async def test_an_addressee_is_named_and_not_before_the_resolution(cases: Cases) -> None:
    identity, office = await cases.received(), await cases.account(Role.OFFICE)

    codes = await refused(
        cases, transmissions.send_elsewhere, identity, SendingElsewhere, office, addressee="", sent_on=date(2026, 1, 1)
    )

    assert codes == {Broken.ADDRESSEE_NEEDED, Broken.EVENT_BEFORE_CAUSE}


async def test_a_receipt_needs_its_proof(cases: Cases) -> None:
    identity, office = await cases.sent(), await cases.account(Role.OFFICE)
    transmission = (await cases.seen(identity)).case.transmissions[0].id

    codes = await refused(
        cases, transmissions.prove_receipt, identity, ReceiptProof, office, transmission_id=transmission, proof=""
    )

    assert codes == {Broken.PROOF_NEEDED}


# Later dates and pauses


async def test_an_extension_is_asked_for_and_granted_and_both_dates_stay(cases: Cases, given: Given) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)
    chair, until = await cases.account(Role.CHAIR), date(2027, 4, 15)

    await take(cases, clocks.request_extension, identity, ExtensionRequest, unit, until=until, text="Haushalt")
    asked = (await cases.seen(identity)).case
    request = asked.extensions[0].sequence
    await take(
        cases,
        clocks.decide_extension,
        identity,
        ExtensionDecision,
        chair,
        request=request,
        is_granted=True,
        text="Gut.",
    )
    granted = (await cases.seen(identity)).case

    assert asked.due_on == asked.original_due_on == date(2027, 3, 3)
    assert granted.due_on == until
    assert granted.original_due_on == date(2027, 3, 3)
    assert granted.extensions[0].granted
    assert await differences(given) == []


async def test_a_denied_extension_changes_no_date(cases: Cases) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)
    chair = await cases.account(Role.CHAIR)
    await take(cases, clocks.request_extension, identity, ExtensionRequest, unit, until=date(2027, 4, 15), text="Zeit")
    request = (await cases.seen(identity)).case.extensions[0].sequence

    assert await refused(
        cases, clocks.decide_extension, identity, ExtensionDecision, chair, request=request
    ) == {Broken.REASON_NEEDED}  # fmt: skip
    await take(cases, clocks.decide_extension, identity, ExtensionDecision, chair, request=request, text="Zu spät.")
    seen = (await cases.seen(identity)).case

    assert seen.due_on == date(2027, 3, 3)
    assert seen.extensions[0].granted is False
    again = {"request": request, "text": "Noch einmal."}
    assert await refused(cases, clocks.decide_extension, identity, ExtensionDecision, chair, **again) == {
        Broken.EXTENSION_NOT_OPEN
    }


async def test_only_the_chair_decides_on_more_time(cases: Cases) -> None:
    identity, office = await cases.assigned(), await cases.account(Role.OFFICE)

    with pytest.raises(NotPermitted):
        await take(cases, clocks.decide_extension, identity, ExtensionDecision, office, request=1, text="Ja.")


async def test_more_time_means_a_later_date_and_a_reason(cases: Cases) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)

    codes = await refused(cases, clocks.request_extension, identity, ExtensionRequest, unit, until=date(2027, 1, 1))

    assert codes == {Broken.EXTENSION_NOT_LATER, Broken.REASON_NEEDED}


async def test_a_pause_of_the_board_holds_the_clock_until_it_ends(cases: Cases, given: Given) -> None:
    identity, office = await cases.assigned(), await cases.account(Role.OFFICE)
    await take(cases, clocks.begin_pause, identity, PauseBeginning, office, text="Der Beirat klärt noch etwas.")
    held = (await cases.seen(identity)).case
    [pause] = held.open_pauses
    given.clock.move(days=10)

    await take(cases, clocks.end_pause, identity, PauseEnding, office, pause=pause)
    seen = (await cases.seen(identity)).case

    assert held.due_on is None
    assert held.on(TODAY).is_paused
    assert seen.due_on == date(2027, 3, 15)  # ten days later, a Saturday
    [clock] = [one for one in seen.clocks if one.kind is ClockKind.ANSWER]
    assert clock.paused_days(PauseCause.BOARD) == 10
    assert await refused(cases, clocks.end_pause, identity, PauseEnding, office, pause=pause) == {Broken.PAUSE_NOT_OPEN}
    assert await differences(given) == []


async def test_a_recess_holds_no_clock_where_the_rules_do_not_say_so(cases: Cases) -> None:
    identity, office = await cases.assigned(), await cases.account(Role.OFFICE)

    codes = await refused(
        cases, clocks.begin_pause, identity, PauseBeginning, office, cause=PauseCause.RECESS, text="Ferien"
    )

    assert codes == {Broken.RECESS_NOT_IN_RULES}


# Promises


async def test_a_promise_is_normalised_to_its_last_day_and_moves_no_other_date(cases: Cases, given: Given) -> None:
    identity, office = await cases.assigned(), await cases.account(Role.OFFICE)
    due_on = (await cases.seen(identity)).case.due_on

    await take(
        cases, promise_ledger.make_promise, identity, PromiseEntry, office,
        by_when="bis Ende Q2", text="Das Konzept liegt vor.", source=PromiseSource.ORAL, numbers=[2],
    )  # fmt: skip
    seen = (await cases.seen(identity)).case

    assert seen.due_on == due_on
    assert [promise.due_on for promise in seen.promises] == [date(2027, 6, 30)]
    assert seen.promise_due_on == date(2027, 6, 30)
    assert await differences(given) == []


async def test_a_promise_is_renewed_and_kept_and_the_chain_stays(cases: Cases, given: Given) -> None:
    identity, coordinator = await cases.assigned(), await cases.account(Role.ADMINISTRATION_COORDINATOR)
    office = await cases.account(Role.OFFICE)
    await take(
        cases, promise_ledger.make_promise, identity, PromiseEntry, coordinator, by_when="31.12.2026", text="Konzept"
    )
    first = (await cases.seen(identity)).case.promises[0].sequence
    await take(
        cases, promise_ledger.renew_promise, identity, PromiseRenewal, coordinator, promise=first, by_when="Ende März"
    )
    second = (await cases.seen(identity)).case.promises[1].sequence
    given.clock.move(days=60)
    await take(cases, promise_ledger.judge_promise, identity, PromiseJudgement, office, promise=second, is_kept=True)
    promises = (await cases.seen(identity)).case.promises

    assert [one.state for one in promises] == [PromiseState.RENEWED, PromiseState.KEPT]
    assert [one.due_on for one in promises] == [date(2026, 12, 31), date(2027, 3, 31)]
    assert promises[1].renews == promises[0].sequence
    assert await differences(given) == []


async def test_a_promise_is_not_broken_before_its_day_is_over(cases: Cases) -> None:
    identity, office = await cases.assigned(), await cases.account(Role.OFFICE)
    await take(cases, promise_ledger.make_promise, identity, PromiseEntry, office, by_when="Ende März", text="Konzept")
    promise = (await cases.seen(identity)).case.promises[0].sequence

    codes = await refused(cases, promise_ledger.judge_promise, identity, PromiseJudgement, office, promise=promise)

    assert codes == {Broken.PROMISE_NOT_OVER}


async def test_a_promise_names_a_day_that_is_not_over(cases: Cases) -> None:
    identity, office = await cases.assigned(), await cases.account(Role.OFFICE)

    vague = await refused(
        cases, promise_ledger.make_promise, identity, PromiseEntry, office, by_when="demnächst", text="Konzept"
    )
    past = await refused(
        cases, promise_ledger.make_promise, identity, PromiseEntry, office, by_when="1.11.2026", text="Konzept"
    )

    assert (vague, past) == ({Broken.PROMISE_NEEDS_DATE}, {Broken.PROMISE_IN_THE_PAST})


async def test_a_unit_renews_no_promise_about_points_of_another(cases: Cases) -> None:
    identity = await cases.assigned(p1="FD 50", p2="FD 40", p3="FD 40")
    office, unit = await cases.account(Role.OFFICE), await cases.account(Role.ADMINISTRATION)
    await take(
        cases, promise_ledger.make_promise, identity, PromiseEntry, office, by_when="Ende März", text="x", numbers=[2]
    )
    promise = (await cases.seen(identity)).case.promises[0].sequence

    with pytest.raises(NotFound):
        await take(
            cases, promise_ledger.renew_promise, identity, PromiseRenewal, unit, promise=promise, by_when="Ende Mai"
        )
    assert (await cases.seen(identity, unit)).case.promises == ()


async def test_zurzeit_nicht_starts_a_promise_and_the_next_one_renews_it(cases: Cases, given: Given) -> None:
    identity = await cases.assigned()
    await cases.answered(identity, p1=LATER, p2=AGREED, p3=AGREED)
    given.clock.move(days=30)
    await cases.answered(identity, p1=LATER.model_copy(update={"deferred_until": date(2027, 9, 1)}))
    seen = (await cases.seen(identity)).case

    assert seen.handling is Handling.ANSWERED
    assert [one.state for one in seen.promises] == [PromiseState.RENEWED, PromiseState.OPEN]
    assert seen.points[1].times_deferred == 2
    assert seen.promise_due_on == date(2027, 9, 1)
    assert await differences(given) == []


async def test_a_position_can_promise_a_day(cases: Cases) -> None:
    identity = await cases.assigned()

    await cases.answered(identity, p1=AGREED.model_copy(update={"promised_by": date(2027, 5, 31)}))
    seen = (await cases.seen(identity)).case

    assert [(one.source, one.due_on) for one in seen.promises] == [(PromiseSource.POSITION, date(2027, 5, 31))]


# Two voices and verdicts


async def test_reported_done_is_not_confirmed_done(cases: Cases, given: Given) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)
    office = await cases.account(Role.OFFICE)
    await cases.answered(identity, p1=AGREED, p2=AGREED, p3=AGREED)
    done = {"state": Implementation.DONE, "evidence": "Zwei Kurse laufen.", "numbers": [1]}

    await take(cases, implementation.report, identity, ImplementationEntry, unit, **done)
    reported = (await cases.seen(identity)).case.points[1]
    running = {"state": Implementation.RUNNING, "numbers": [1]}
    await take(cases, implementation.report, identity, ImplementationEntry, office, **running)
    disputed = (await cases.seen(identity)).case.points[1]
    await take(cases, implementation.report, identity, ImplementationEntry, office, **done)
    confirmed = (await cases.seen(identity)).case.points[1]

    assert (reported.is_reported_done, reported.is_done, reported.voices_differ) == (True, False, False)
    assert (disputed.is_done, disputed.voices_differ) == (False, True)
    assert (confirmed.is_reported_done, confirmed.is_done, confirmed.voices_differ) == (False, True, False)
    assert await differences(given) == []


async def test_what_is_said_to_be_done_needs_something_that_shows_it(cases: Cases) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)

    done = await refused(cases, implementation.report, identity, ImplementationEntry, unit, state=Implementation.DONE)
    planned = await refused(
        cases, implementation.report, identity, ImplementationEntry, unit,
        state=Implementation.PLANNED, as_of=TODAY + timedelta(days=1),
    )  # fmt: skip

    assert done == {Broken.EVIDENCE_NEEDED}
    assert planned == {Broken.REQUIRED, Broken.DATE_IN_FUTURE}


async def test_the_boards_verdicts_are_by_resolution_and_reopen_what_is_insufficient(
    cases: Cases, given: Given
) -> None:
    identity, office = await cases.assigned(), await cases.account(Role.OFFICE)
    await cases.answered(identity, p1=AGREED, p2=AGREED, p3=REJECTED)
    first = (await cases.seen(identity)).case.first_answer_on
    resolution = await cases.resolution(title="Beschlusskontrolle", decided_on=TODAY)
    found = [(1, Verdict.CONFIRMED_DONE), (2, Verdict.SATISFIED), (3, Verdict.INSUFFICIENT)]
    entered = Judgement(points=[PointJudgement(number=number, verdict=verdict) for number, verdict in found])

    async with given.database.write() as db:
        await implementation.judge(db, identity, entered, resolution, actor=office, now=given.now)
    seen = (await cases.seen(identity)).case

    assert seen.handling is Handling.INSUFFICIENT
    assert seen.first_answer_on == first
    assert seen.due_on == date(2027, 1, 14)
    assert seen.points[1].is_done
    assert [seen.points[n].verdict.verdict for n in (1, 2, 3) if seen.points[n].verdict] == [v for _, v in found]  # type: ignore[union-attr]
    assert await differences(given) == []


async def test_without_an_answer_there_is_nothing_insufficient(cases: Cases, given: Given) -> None:
    identity, office = await cases.assigned(), await cases.account(Role.OFFICE)
    resolution = await cases.resolution(title="Beschlusskontrolle", decided_on=TODAY)
    entered = Judgement(points=[PointJudgement(number=1, verdict=Verdict.INSUFFICIENT)])

    with pytest.raises(RuleBroken) as error:
        async with given.database.write() as db:
            await implementation.judge(db, identity, entered, resolution, actor=office, now=given.now)

    assert error.value.code is Broken.POINT_NOT_ANSWERED


# Corrections and erasure


async def test_a_wrong_day_is_put_right_by_a_new_event_and_the_clock_follows(cases: Cases, given: Given) -> None:
    given.clock.move(days=30)
    identity, office = await cases.received(), await cases.account(Role.OFFICE)
    await put_right(
        cases, identity, await sequence_of(cases, identity, CaseEventKind.HANDED_OVER), office,
        occurred_on=date(2026, 12, 1), reason="Der Brief ging früher hinaus.",
    )  # fmt: skip

    await put_right(
        cases, identity, await sequence_of(cases, identity, CaseEventKind.RECEIVED), office,
        occurred_on=date(2026, 12, 7), reason="Der Eingangsstempel zeigt den 7. Dezember.",
    )  # fmt: skip
    seen = await cases.seen(identity)

    assert (seen.case.sent_on, seen.case.received_on) == (date(2026, 12, 1), date(2026, 12, 7))
    assert seen.case.due_on == date(2027, 3, 8)  # the 7th is a Sunday
    assert [event.kind for event in seen.events] == [CaseEventKind.HANDED_OVER, CaseEventKind.RECEIVED]
    assert all(event.is_corrected for event in seen.events)
    assert await differences(given) == []


async def test_a_correction_has_its_reason_and_lies_not_before_the_cause(cases: Cases) -> None:
    identity, office = await cases.received(), await cases.account(Role.OFFICE)
    receipt = await sequence_of(cases, identity, CaseEventKind.RECEIVED)

    with pytest.raises(RuleBroken) as error:
        await put_right(cases, identity, receipt, office, occurred_on=date(2026, 1, 1))

    codes = {problem.code for problem in error.value.problems}
    assert codes == {Broken.EVENT_BEFORE_CAUSE, Broken.REASON_NEEDED}


async def test_what_never_happened_is_taken_back(cases: Cases, given: Given) -> None:
    identity, office = await cases.assigned(), await cases.account(Role.OFFICE)
    await cases.answered(identity, p1=AGREED)
    position = await sequence_of(cases, identity, CaseEventKind.POSITION_GIVEN)

    await put_right(cases, identity, position, office, kind=CorrectionKind.TAKE_BACK, reason="Falsche Empfehlung.")
    seen = (await cases.seen(identity)).case

    assert seen.points[1].stances == ()
    assert seen.handling is Handling.ACKNOWLEDGED
    with pytest.raises(NotFound):
        await put_right(cases, identity, position, office, kind=CorrectionKind.TAKE_BACK, reason="Noch einmal.")
    assert await differences(given) == []


async def test_erased_words_are_gone_and_the_case_is_the_same(cases: Cases, given: Given) -> None:
    identity, office = await cases.assigned(), await cases.account(Role.OFFICE)
    await cases.answered(identity, p1=AGREED, p2=LATER, p3=REJECTED)
    before = (await cases.seen(identity)).case
    position = await sequence_of(cases, identity, CaseEventKind.POSITION_GIVEN)
    entered = Erasure(version=await cases.version(identity), reason="Name einer dritten Person")

    async with given.database.write() as db:
        await corrections.erase_words(db, identity, position, entered, actor=office, now=given.now)
    seen = await cases.seen(identity)

    assert seen.case.handling is before.handling
    assert seen.case.clocks == before.clocks
    assert seen.points[0].answer == ""
    assert seen.points[0].position is Position.AGREED
    assert next(event for event in seen.events if event.sequence == position).is_erased
    assert await differences(given) == []
    async with given.database.read() as db:
        query = select(CaseEventPayload).where(CaseEventPayload.body_id == office.body_id)
        assert not any(AGREED.text in str(row.payload) for row in await db.exec(query))
        details = [str(row.detail) for row in await db.exec(select(JournalDetail))]
        assert not any(AGREED.text in detail for detail in details)
        assert any(REJECTED.text in detail for detail in details)


async def test_every_word_can_be_erased_and_replay_still_gives_the_stored_columns(cases: Cases, given: Given) -> None:
    identity, office = await cases.assigned(), await cases.account(Role.OFFICE)
    await cases.answered(identity, p1=AGREED, p2=LATER, p3=REJECTED)
    handling = (await cases.seen(identity)).handling
    async with given.database.read() as db:
        rows = await db.exec(select(CaseEvent).where(CaseEvent.body_id == office.body_id))
        sequences = [row.sequence for row in rows if row.kind is not CaseEventKind.CLOCK_COMPUTED]

    for sequence in sequences:
        entered = Erasure(version=await cases.version(identity), reason="Alles")
        async with given.database.write() as db:
            await corrections.erase_words(db, identity, sequence, entered, actor=office, now=given.now)

    assert (await cases.seen(identity)).handling is handling
    assert await differences(given) == []


async def test_a_computation_is_frozen_when_a_clock_starts_or_changes(cases: Cases) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)
    chair = await cases.account(Role.CHAIR)
    [frozen] = [one for one in (await cases.seen(identity)).case.clocks if one.kind is ClockKind.ANSWER]
    await take(cases, clocks.request_extension, identity, ExtensionRequest, unit, until=date(2027, 4, 15), text="Zeit")
    request = (await cases.seen(identity)).case.extensions[0].sequence
    await take(
        cases,
        clocks.decide_extension,
        identity,
        ExtensionDecision,
        chair,
        request=request,
        is_granted=True,
        text="Gut.",
    )

    [changed] = [one for one in (await cases.seen(identity)).case.clocks if one.kind is ClockKind.ANSWER]

    assert frozen.trace is not None
    assert frozen.trace.due_on == date(2027, 3, 3)
    assert changed.trace is not None
    assert (changed.trace.original_due_on, changed.trace.due_on) == (date(2027, 3, 3), date(2027, 4, 15))
    assert "holidays" in changed.trace.calendar_version

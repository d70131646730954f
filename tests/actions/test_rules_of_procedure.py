"""Rules of a board's own: by day, never overwritten; checks that are kept with who went on in spite of them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from beirat.actions import calendars, rule_checks
from beirat.actions import rules_of_procedure as actions
from beirat.queries import calendars as calendar_queries
from beirat.queries import rule_checks as check_queries
from beirat.queries import rules_of_procedure as queries
from beirat.rules.calendars import DayKind
from beirat.rules.checks import Finding, at_least
from beirat.rules.errors import Broken, NotFound, NotPermitted, RuleBroken, StaleVersion
from beirat.rules.permissions import Role, Viewer
from beirat.rules.profiles import Certainty, Key, Level, Profile, profile
from beirat.rules.profiles.questions import Comparison
from beirat.rules.voting import Base
from beirat.tables.base import new_id
from beirat.tables.calendars import SpecialDayDraft
from beirat.tables.rule_checks import Override
from beirat.tables.rules_of_procedure import RuleDraft
from tests.given import Given

DEADLINE = Key.MOTION_DEADLINE_DAYS


def entered(value: str, start: date, **more: object) -> RuleDraft:
    return RuleDraft.model_validate({"value": value, "basis": "§ 4 GO", "valid_from": start, **more})


async def rule(given: Given, key: Key, draft: RuleDraft, viewer: Viewer | None = None) -> None:
    actor = viewer or await given.account(Role.OFFICE)
    async with given.database.write() as db:
        await actions.set_rule(db, key, draft, actor=actor, now=given.now)


async def on(given: Given, day: date) -> Profile:
    district = await given.district()
    async with given.database.read() as db:
        return await queries.profile_on(db, district.body.id, district.board_id, day)


async def test_a_rule_holds_from_its_day_on_and_what_held_before_stays(given: Given) -> None:
    await rule(given, DEADLINE, entered("21", date(2027, 1, 1)))
    await rule(given, DEADLINE, entered("10", date(2028, 1, 1)))

    days = [(await on(given, day)).number(DEADLINE) for day in (date(2026, 12, 31), date(2027, 6, 1), date(2028, 1, 1))]

    assert days == [14, 21, 10]


async def test_an_entered_rule_names_level_and_basis(given: Given) -> None:
    await rule(given, DEADLINE, entered("21", date(2027, 1, 1), level=Level.COUNCIL))

    found = (await on(given, date(2027, 1, 1))).rule(DEADLINE)

    assert (found.level, found.basis, found.certainty) == (Level.COUNCIL, "§ 4 GO", Certainty.SOURCE)


async def test_a_rule_for_a_while_ends_and_the_one_before_holds_again(given: Given) -> None:
    await rule(given, DEADLINE, entered("21", date(2027, 1, 1)))
    await rule(given, DEADLINE, entered("5", date(2027, 3, 1), valid_until=date(2027, 3, 31)))

    days = [(await on(given, day)).number(DEADLINE) for day in (date(2027, 3, 31), date(2027, 4, 1))]

    assert days == [5, 21]


async def test_a_repealed_rule_leaves_the_preset_and_its_history(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    await rule(given, DEADLINE, entered("21", date(2027, 1, 1)), office)
    await rule(given, DEADLINE, entered("", date(2027, 6, 1), is_repeal=True), office)

    found = (await on(given, date(2027, 6, 1))).rule(DEADLINE)
    async with given.database.read() as db:
        history = await queries.changes(db, office, key=DEADLINE)

    assert (found.value, found.level) == (14, Level.PRESET)
    assert [change.rule.value if change.rule else None for change in history] == [None, 21]


async def test_a_correction_of_the_same_day_counts(given: Given) -> None:
    await rule(given, DEADLINE, entered("21", date(2027, 1, 1)))
    given.clock.move(minutes=1)
    await rule(given, DEADLINE, entered("12", date(2027, 1, 1)))

    assert (await on(given, date(2027, 1, 1))).number(DEADLINE) == 12


async def test_a_share_is_kept_exactly(given: Given) -> None:
    draft = entered("2/3", date(2027, 1, 1), comparison=Comparison.AT_LEAST, base=Base.PRESENT)
    await rule(given, Key.AGENDA_EXTENSION_MAJORITY, draft)

    share = (await on(given, date(2027, 1, 1))).share(Key.AGENDA_EXTENSION_MAJORITY)

    assert share is not None
    assert (share.needed(15), share.base, share.is_strict) == (10, Base.PRESENT, False)


@pytest.mark.parametrize(
    ("key", "draft", "code"),
    [
        (DEADLINE, entered("viele", date(2027, 1, 1)), Broken.RULE_NUMBER_OUT_OF_RANGE),
        (DEADLINE, entered("²", date(2027, 1, 1)), Broken.RULE_NUMBER_OUT_OF_RANGE),
        (DEADLINE, entered("", date(2027, 1, 1)), Broken.REQUIRED),
        (Key.QUORUM_PRESUMED, entered("vielleicht", date(2027, 1, 1)), Broken.RULE_VALUE_INVALID),
        (Key.QUORUM, entered("2/3", date(2027, 1, 1)), Broken.REQUIRED),
        (DEADLINE, entered("3", date(2027, 1, 1), level=Level.PRESET), Broken.RULE_VALUE_INVALID),
        (DEADLINE, entered("3", date(2027, 1, 2), valid_until=date(2027, 1, 1)), Broken.RULE_ENDS_BEFORE_START),
    ],
)
async def test_what_fits_no_rule_is_refused(given: Given, key: Key, draft: RuleDraft, code: Broken) -> None:
    with pytest.raises(RuleBroken) as refused:
        await rule(given, key, draft)

    assert refused.value.code is code


async def test_another_district_keeps_its_own_rules(given: Given) -> None:
    await rule(given, DEADLINE, entered("21", date(2027, 1, 1)))
    other = await given.body("nachbarland")

    async with given.database.read() as db:
        theirs = await queries.profile_on(db, other.body.id, other.board_id, date(2027, 1, 1))

    assert theirs.number(DEADLINE) == 14


async def test_a_member_cannot_rule_and_the_administration_cannot_read(given: Given) -> None:
    member, coordinator = await given.account(Role.MEMBER), await given.account(Role.ADMINISTRATION_COORDINATOR)

    with pytest.raises(NotPermitted):
        await rule(given, DEADLINE, entered("21", date(2027, 1, 1)), member)
    with pytest.raises(NotFound):
        await rule(given, DEADLINE, entered("21", date(2027, 1, 1)), coordinator)


async def kept(given: Given, days: int, subject: UUID, viewer: Viewer) -> check_queries.CheckView:
    async with given.database.write() as db:
        check = at_least(Key.INVITATION_NOTICE_DAYS, days, profile("hessen"))
        await rule_checks.keep(db, [check], subject_type="meeting", subject_id=subject, actor=viewer, now=given.now)
        [found] = await check_queries.of_subject(db, viewer, subject)
    return found


async def test_going_on_in_spite_of_a_rule_says_who_and_why(given: Given) -> None:
    chair, subject = await given.account(Role.CHAIR), new_id()
    check = await kept(given, 1, subject, chair)

    async with given.database.write() as db:
        await rule_checks.override(db, check.id, Override(reason="Alle sind da."), actor=chair, now=given.now)
    async with given.database.read() as db:
        [found] = await check_queries.of_subject(db, chair, subject)

    assert check.finding is Finding.VIOLATION
    assert check.is_open
    assert not found.is_open
    assert (found.override_reason, found.overridden_by) == ("Alle sind da.", chair.name)


async def test_an_override_belongs_to_its_numbers(given: Given) -> None:
    chair, subject = await given.account(Role.CHAIR), new_id()
    check = await kept(given, 1, subject, chair)
    async with given.database.write() as db:
        await rule_checks.override(db, check.id, Override(reason="Alle sind da."), actor=chair, now=given.now)

    same = await kept(given, 1, subject, chair)
    other = await kept(given, 0, subject, chair)

    assert same.overridden_at is not None
    assert other.overridden_at is None
    assert other.is_open


async def test_what_is_kept_needs_no_reason_and_an_old_copy_is_refused(given: Given) -> None:
    chair, subject = await given.account(Role.CHAIR), new_id()
    fine, late = await kept(given, 9, subject, chair), await kept(given, 1, new_id(), chair)

    async with given.database.write() as db:
        with pytest.raises(RuleBroken) as refused:
            await rule_checks.override(db, fine.id, Override(reason="Egal."), actor=chair, now=given.now)
        with pytest.raises(StaleVersion):
            await rule_checks.override(db, late.id, Override(version=7, reason="Egal."), actor=chair, now=given.now)

    assert refused.value.code is Broken.STEP_NOT_POSSIBLE


async def test_nobody_outside_the_board_sees_a_check(given: Given) -> None:
    chair, coordinator = await given.account(Role.CHAIR), await given.account(Role.ADMINISTRATION_COORDINATOR)
    check = await kept(given, 1, new_id(), chair)

    async with given.database.read() as db:
        assert await check_queries.of_subject(db, coordinator, check.subject_id) == []
        with pytest.raises(NotFound):
            await check_queries.one(db, coordinator, check.id)


async def test_a_closing_day_is_no_working_day_of_the_district(given: Given) -> None:
    office, district = await given.account(Role.OFFICE), await given.district()
    draft = SpecialDayDraft(kind=DayKind.CLOSING, name="Betriebsausflug", starts_on=date(2027, 2, 17))
    async with given.database.write() as db:
        day = await calendars.add_day(db, draft, actor=office, now=given.now)
        closed = await calendar_queries.working_days(db, district.body.id)
        await calendars.remove_day(db, day.id, actor=office, now=given.now)
        await db.flush()
        opened = await calendar_queries.working_days(db, district.body.id)

    assert not closed.is_working_day(date(2027, 2, 17))
    assert opened.is_working_day(date(2027, 2, 17))

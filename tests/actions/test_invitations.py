"""Receipt, answers, deputies, supplements and the second call, as the office and invitees meet them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from beirat.actions import invitations, meetings, people, supplements
from beirat.queries import invitations as queries
from beirat.queries import meetings as meeting_queries
from beirat.rules.errors import Broken, NotFound, RuleBroken
from beirat.rules.invitations import CallKind, Channel, Reply
from beirat.rules.meetings import Part
from beirat.rules.permissions import Public, Role, Viewer
from beirat.tables.invitations import (
    AnswerChange,
    Convening,
    DeputyCalled,
    LateItem,
    LetterReceipt,
    SendingAgain,
    Supplement,
)
from beirat.tables.people import DeputyDraft
from tests.given import Given
from tests.meetings import CANARY, convened_meeting, planned_meeting


async def one(given: Given, office: Viewer, meeting_id: UUID, name: str) -> queries.InviteeView:
    async with given.database.read() as db:
        found = await queries.replies(db, office, meeting_id)
    return next(each for each in found.invitees if name in each.name)


def holder(given: Given, office: Viewer, person_id: UUID) -> Viewer:
    return Viewer(None, office.body_id, frozenset({Role.LINK}), person_id=person_id)


async def test_a_letter_is_received_on_the_day_the_office_enters(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    await given.member("Brieflich")
    meeting_id = await convened_meeting(given, office)
    letter = await one(given, office, meeting_id, "Brieflich")
    given.clock.move(days=2)

    async def enter(day: date) -> None:
        async with given.database.write() as db:
            entered = LetterReceipt(delivered_on=day)
            await invitations.record_receipt(db, letter.id, entered, actor=office, now=given.now)

    with pytest.raises(RuleBroken) as too_early:
        await enter(date(2026, 12, 2))
    with pytest.raises(RuleBroken) as too_late:
        await enter(date(2026, 12, 30))
    await enter(date(2026, 12, 4))

    assert letter.received_on is None
    codes = (too_early.value.code, too_late.value.code)
    assert codes == (Broken.ARRIVED_BEFORE_SENDING, Broken.DATE_IN_FUTURE)
    assert (await one(given, office, meeting_id, "Brieflich")).received_on == date(2026, 12, 4)


async def test_an_invitee_answers_for_nobody_else(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    adler, brandt = await given.member("Adler", email="a@b.example"), await given.member("Brandt", email="b@b.example")
    meeting_id = await convened_meeting(given, office)
    mine, other = await one(given, office, meeting_id, "Adler"), await one(given, office, meeting_id, "Brandt")
    coming = AnswerChange(reply=Reply.COMING, interpreter="Arabisch")

    async with given.database.write() as db:
        await invitations.answer(db, mine.id, coming, actor=holder(given, office, adler), now=given.now)
    with pytest.raises(NotFound):
        async with given.database.write() as db:
            await invitations.answer(db, other.id, coming, actor=holder(given, office, adler), now=given.now)

    assert (await one(given, office, meeting_id, "Adler")).needs.interpreter == "Arabisch"
    assert (await one(given, office, meeting_id, "Brandt")).reply is None
    assert brandt


async def test_a_mail_that_came_back_is_sent_again_or_goes_by_letter(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    await given.member("Adler", email="a@b.example")
    meeting_id = await convened_meeting(given, office)
    mail = await one(given, office, meeting_id, "Adler")

    async with given.database.write() as db:
        await invitations.mark_bounced(db, mail.id, actor=office, now=given.now)
    bounced = await one(given, office, meeting_id, "Adler")
    with pytest.raises(RuleBroken) as refused:
        async with given.database.write() as db:
            await invitations.send_again(db, mail.id, SendingAgain(channel="letter"), actor=office, now=given.now)
    async with given.database.write() as db:
        entered = SendingAgain(channel=Channel.LETTER, address="Weg 1\n00000 Musterstadt")
        await invitations.send_again(db, mail.id, entered, actor=office, now=given.now)

    assert bounced.received_on is None
    assert refused.value.code is Broken.ADDRESS_NEEDED
    assert (await one(given, office, meeting_id, "Adler")).channel is Channel.LETTER


async def test_a_deputy_of_nobody_is_not_called(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    adler, other = await given.member("Adler", email="a@b.example"), await given.member("Fremd")
    async with given.database.write() as db:
        draft = DeputyDraft(given_name="Neu", family_name="Vertretung", email="neu@b.example")
        deputy = await people.add_deputy(db, adler, draft, actor=office, now=given.now)
    meeting_id = await convened_meeting(given, office)
    mine = await one(given, office, meeting_id, "Adler")

    async def call(person_id: UUID) -> None:
        async with given.database.write() as db:
            await invitations.call_deputy(db, mine.id, DeputyCalled(deputy_id=person_id), actor=office, now=given.now)

    with pytest.raises(RuleBroken) as too_early:
        await call(deputy)
    async with given.database.write() as db:
        excused = AnswerChange(reply=Reply.EXCUSED)
        await invitations.note_answer(db, mine.id, excused, actor=office, now=given.now)
    with pytest.raises(RuleBroken) as nobody:
        await call(other)
    await call(deputy)

    assert (too_early.value.code, nobody.value.code) == (Broken.NOT_EXCUSED, Broken.NO_FREE_DEPUTY)
    assert (await one(given, office, meeting_id, "Vertretung")).stands_in_for == "Muster Adler"


async def test_late_items_are_called_3a_and_the_sent_numbers_stay(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    await given.member("Adler", email="a@b.example")
    meeting_id = await convened_meeting(given, office, items=["Eins", "Zwei"], hidden=["Drei"])
    async with given.database.read() as db:
        first = (await meeting_queries.view(db, office, meeting_id)).items[0]

    async with given.database.write() as db:
        late = [LateItem(heading="Spät", after_id=first.id), LateItem(heading=CANARY, part=Part.NON_PUBLIC)]
        await supplements.send(db, meeting_id, Supplement(items=late), actor=office, now=given.now)
    with pytest.raises(RuleBroken) as again:
        async with given.database.write() as db:
            await supplements.send(db, meeting_id, Supplement(items=[]), actor=office, now=given.now)

    async with given.database.read() as db:
        about = await meeting_queries.announcement(db, Public(office.body_id), meeting_id)
    assert [(item.number, item.is_new) for item in about.items] == [("1", False), ("1a", True), ("2", False)]
    assert about.hidden == ("N 1", "N 1a")
    assert CANARY not in repr(about)
    assert again.value.code is Broken.NOTHING_NEW_TO_SEND


async def test_a_shortened_call_needs_its_reason_and_says_how_short_it_is(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    await given.member("Adler", email="a@b.example")
    meeting_id = await planned_meeting(given, office, starts="2026-12-06T18:00", ends="2026-12-06T20:00")

    with pytest.raises(RuleBroken) as refused:
        async with given.database.write() as db:
            await meetings.convene(db, meeting_id, entered=Convening(is_short=True), actor=office, now=given.now)
    async with given.database.write() as db:
        entered = Convening(is_short=True, reason="Räumung am Montag")
        await meetings.convene(db, meeting_id, entered=entered, actor=office, now=given.now)

    async with given.database.read() as db:
        about = await meeting_queries.announcement(db, Public(office.body_id), meeting_id)
    assert refused.value.code is Broken.REASON_NEEDED
    assert (about.call, about.short_days) == (CallKind.SHORT, 2)
    assert "Räumung" not in repr(about)

"""What goes on around an invitation: addresses and deputies, answers with needs, a letter, a supplement."""

from __future__ import annotations

from api import invitations as letters
from api.demo.stage import Stage
from api.printing import printed
from beirat.actions import invitations, meetings, people, supplements
from beirat.actions.files import Kept
from beirat.queries import agenda as agenda_queries
from beirat.queries import meetings as meeting_queries
from beirat.queries import people as people_queries
from beirat.queries.invitations import of_person
from beirat.rules.invitations import Reply
from beirat.rules.permissions import Role, Viewer
from beirat.rules.zones import local_day
from beirat.tables.invitations import (
    AnswerChange,
    ConsultationNote,
    Convening,
    DeputyCalled,
    LateItem,
    LetterReceipt,
    Supplement,
)
from beirat.tables.people import ContactChange, DeputyDraft

OFFICE = "geschaeftsstelle"

ANSWERS = {
    "oksana": AnswerChange(reply=Reply.COMING),
    "deniz": AnswerChange(reply=Reply.COMING, children=2),
    "lan": AnswerChange(reply=Reply.COMING),
    "amal": AnswerChange(reply=Reply.COMING, interpreter="Arabisch"),
    "giulia": AnswerChange(reply=Reply.COMING, aids="Platz mit Blick auf die Leinwand"),
    "kofi": AnswerChange(reply=Reply.COMING),
    "farhad": AnswerChange(reply=Reply.COMING, sign_language=True),
    "rosa": AnswerChange(reply=Reply.EXCUSED, reason="Dienstreise"),
    "ion": AnswerChange(reply=Reply.EXCUSED),
}
DEPUTIES = (("rosa", "Blanca", "Muestra"), ("rosa", "Nuria", "Paradigma"), ("ion", "Dana", "Pildă"))


async def keep_addresses(stage: Stage) -> None:
    """The office enters where a letter goes, and who may stand in for delegated members."""
    actor, now = stage.viewers[OFFICE], stage.now
    person = await people_queries.person(stage.db, actor, stage.people["yonas"])
    address = ContactChange(version=person.version, postal_address="Musterweg 7\n00000 Musterstadt")
    await people.change_contact(stage.db, person.id, address, actor=actor, now=now)
    for key, given_name, family_name in DEPUTIES:
        deputy = DeputyDraft(
            given_name=given_name, family_name=family_name, email=f"{given_name.lower()}@musterland.example"
        )
        await people.add_deputy(stage.db, stage.people[key], deputy, actor=actor, now=now)


async def consult(stage: Stage, number: int) -> None:
    """The agenda is talked over before the invitations go out."""
    entered = ConsultationNote(
        party="Kreisausschuss, Büro der Landrätin",
        consulted_on=local_day(stage.now, stage.calendar.zone),
        remarks="Keine Anmerkungen. Die Leitung des Fachdienstes Gesundheit nimmt teil.",
    )
    who = stage.viewers[OFFICE]
    await invitations.note_consultation(stage.db, stage.meetings[number], entered, actor=who, now=stage.now)


async def convene(stage: Stage, number: int, reason: str = "") -> None:
    """The invitations go out; with a reason the period is shortened. What is sent is kept."""
    entered = Convening(is_short=bool(reason), reason=reason)
    actor, meeting_id = stage.viewers[OFFICE], stage.meetings[number]
    await meetings.convene(stage.db, meeting_id, entered=entered, actor=actor, now=stage.now)


async def convene_sealed(stage: Stage, number: int) -> None:
    """As above, with the bytes of the letter."""
    actor, meeting_id = stage.viewers[OFFICE], stage.meetings[number]
    kept = await _print(stage, number)
    await meetings.convene(stage.db, meeting_id, kept=kept, actor=actor, now=stage.now)


async def _print(stage: Stage, number: int) -> Kept:
    actor = stage.viewers[OFFICE]
    about = await meeting_queries.announcement(stage.db, actor, stage.meetings[number])
    district = await people_queries.body_by_id(stage.db, stage.body_id)
    content = await printed(stage.pool, letters.letter(about, district, stage.now))
    return Kept(await stage.storage.keep(stage.body_id, content), len(content))


async def answer(stage: Stage, number: int) -> None:
    """Some say at once whether they come, and what they need."""
    for key, entered in ANSWERS.items():
        person_id = stage.people[key]
        row = await of_person(stage.db, stage.body_id, stage.meetings[number], person_id)
        holder = Viewer(None, stage.body_id, frozenset({Role.LINK}), person_id=person_id)
        await invitations.answer(stage.db, row.id, entered, actor=holder, now=stage.now)


async def note_receipts(stage: Stage, number: int) -> None:
    """The letter has arrived; one mail came back; a deputy is invited."""
    actor, now, meeting_id = stage.viewers[OFFICE], stage.now, stage.meetings[number]
    letter = await of_person(stage.db, stage.body_id, meeting_id, stage.people["yonas"])
    arrived = LetterReceipt(delivered_on=local_day(now, stage.calendar.zone))
    await invitations.record_receipt(stage.db, letter.id, arrived, actor=actor, now=now)
    mail = await of_person(stage.db, stage.body_id, meeting_id, stage.people["mariam"])
    await invitations.mark_bounced(stage.db, mail.id, actor=actor, now=now)
    excused = await of_person(stage.db, stage.body_id, meeting_id, stage.people["ion"])
    [deputy] = await people_queries.deputy_ids(stage.db, actor, stage.people["ion"])
    called = DeputyCalled(deputy_id=deputy)
    await invitations.call_deputy(stage.db, excused.id, called, actor=actor, now=now)


async def supplement(stage: Stage, number: int, after: str, heading: str) -> None:
    """Something came late: it is sent to everybody as 3a."""
    rows = await agenda_queries.rows(stage.db, stage.body_id, stage.meetings[number])
    before = next(row for row in rows if row.heading.startswith(after))
    entered = Supplement(items=[LateItem(heading=heading, after_id=before.id)])
    actor, meeting_id = stage.viewers[OFFICE], stage.meetings[number]
    tried = await stage.db.begin_nested()
    await supplements.send(stage.db, meeting_id, entered, actor=actor, now=stage.now)
    kept = await _print(stage, number)
    await tried.rollback()
    await supplements.send(stage.db, meeting_id, entered, kept=kept, actor=actor, now=stage.now)

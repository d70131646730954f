"""Letters of the administration: taken in, filed as what they are, released by a second person where they refuse.

What is quoted from a letter becomes an event of the case on the day on which the letter arrived, whoever reads it how
much later. The words are the administration's, the hand is the office's: the event keeps both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from beirat.actions import cases as chain
from beirat.actions import files
from beirat.actions.cases import check_version
from beirat.actions.files import Kept
from beirat.actions.journal import record
from beirat.actions.notices import Happening, notify
from beirat.actions.recommendations import check_possible, check_received
from beirat.database import Session
from beirat.queries import cases, people, recommendations
from beirat.queries import letters as queries
from beirat.rules.answers import Position, Stance, stance_problems
from beirat.rules.cases import CaseEventKind
from beirat.rules.errors import Broken, NotFound, Problem, RuleBroken, refuse_if
from beirat.rules.letters import (
    LIFE,
    FiledAs,
    LetterChannel,
    LetterStep,
    is_quoted,
    needs_second_person,
    references_in,
)
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.zones import local_day
from beirat.tables.letters import (
    Letter,
    LetterEntry,
    LetterFiling,
    LetterPosition,
    LetterReturn,
    LetterStepTaken,
    QuotedPosition,
)
from beirat.tables.recommendations import Recommendation

PROOFS = {LetterChannel.MAIL: "E-Mail der Verwaltung", LetterChannel.PAPER: "Brief der Verwaltung"}


@dataclass(frozen=True, slots=True)
class Delivered:
    """What the file said for itself, and where its bytes are kept; None: a letter that was typed off."""

    channel: LetterChannel
    kept: Kept | None = None
    name: str = ""
    sender: str = ""
    subject: str = ""
    text: str = ""
    written_on: date | None = None


async def take_in(db: Session, entered: LetterEntry, delivered: Delivered, *, actor: Viewer, now: datetime) -> Letter:
    """The office keeps a letter; which recommendation it is about, its own words may tell."""
    permit(actor, Act.FILE_LETTER)
    today = local_day(now, (await people.body_by_id(db, actor.body_id)).time_zone)
    arrived_on = entered.arrived_on or today
    text = delivered.text or entered.text
    if arrived_on > today:
        raise RuleBroken(Broken.DATE_IN_FUTURE, "arrived_on")
    if delivered.kept is None and not text:
        raise RuleBroken(Broken.REQUIRED, "file")
    if entered.recommendation_id is not None:
        await queries.addressed(db, actor, entered.recommendation_id)
    letter = Letter(
        body_id=actor.body_id,
        recommendation_id=entered.recommendation_id
        or await queries.named(db, actor, references_in(delivered.subject, text)),
        channel=delivered.channel,
        sender=delivered.sender,
        subject=delivered.subject,
        text=text,
        written_on=min(delivered.written_on or arrived_on, arrived_on),
        arrived_on=arrived_on,
        taken_in_at=now,
    )
    db.add(letter)
    await db.flush()
    if delivered.kept is not None:
        letter.attachment_id = await _attached(db, letter, delivered.kept, delivered.name, now=now)
    await _record(db, letter, actor=actor, now=now, after={"arrived_on": arrived_on.isoformat()})
    return letter


async def _attached(db: Session, letter: Letter, kept: Kept, name: str, *, now: datetime) -> UUID:
    hung = await files.attach(
        db, kept, name, object_type="letter", object_id=letter.id, body_id=letter.body_id, now=now
    )
    return hung.id


async def file(
    db: Session,
    letter_id: UUID,
    entered: LetterFiling,
    *,
    actor: Viewer,
    now: datetime,
    prefix: str = "positions-{row}-",
) -> Letter:
    """What the letter is to which case. Only positions stop the answer clock; a refusal waits for a second person.

    Raises RuleBroken with everything that is wrong; ``prefix`` names the fields of a row of the form.
    """
    letter = await queries.to_change(db, actor, letter_id)
    permit(actor, Act.FILE_LETTER)
    check_version(letter, entered.version)
    LIFE.after(letter.state, LetterStep.FILE)
    recommendation = await recommendations.to_change(db, actor, entered.recommendation_id)
    refuse_if(_day_problems(letter, entered.written_on, recommendation.sent_on))
    letter.recommendation_id, letter.written_on = recommendation.id, entered.written_on
    letter.filed_as, letter.filed_by, letter.return_note = entered.filed_as, actor.account_id, ""
    await _FILE[entered.filed_as](db, letter, recommendation, entered, prefix, actor=actor, now=now)
    await db.flush()
    after = {"filed_as": entered.filed_as.value, "reference": recommendation.reference, "state": letter.state.value}
    await _record(db, letter, actor=actor, now=now, after=after)
    return letter


def _day_problems(letter: Letter, written_on: date, sent_on: date | None) -> list[Problem]:
    """A letter is written before it arrives, and after the recommendation that it is about was handed over."""
    if written_on > letter.arrived_on:
        return [Problem(Broken.DATE_IN_FUTURE, "written_on")]
    if sent_on is None or written_on < sent_on:
        return [Problem(Broken.RECEIPT_BEFORE_SENDING, "written_on")]
    return []


async def _file_receipt(
    db: Session,
    letter: Letter,
    recommendation: Recommendation,
    entered: LetterFiling,
    _: str,
    *,
    actor: Viewer,
    now: datetime,
) -> None:
    """The administration writes that it has the recommendation: that is proof, and the clock runs from that day."""
    if recommendation.received_on is not None:
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE, "filed_as", step="receipt", state=recommendation.handling.value)
    await _receive(db, letter, recommendation, actor=actor, now=now)
    letter.state = LIFE.after(letter.state, LetterStep.FILE)


async def _receive(
    db: Session, letter: Letter, recommendation: Recommendation, *, actor: Viewer, now: datetime
) -> None:
    """By the day on which it wrote, the administration had what it writes about."""
    on, proof = letter.written_on or letter.arrived_on, PROOFS[letter.channel]
    for one in await cases.transmissions_of(db, recommendation.body_id, recommendation.id):
        if one.received_on is None and one.replaced_on is None:
            one.proof = proof
            said = {"points": [], "proof": proof, "letter": str(letter.id)}
            await chain.append(
                db,
                recommendation,
                CaseEventKind.RECEIVED,
                occurred_on=on,
                payload=said,
                actor=actor,
                now=now,
                transmission_id=one.id,
            )


async def _file_message(
    db: Session,
    letter: Letter,
    recommendation: Recommendation,
    entered: LetterFiling,
    _: str,
    *,
    actor: Viewer,
    now: datetime,
) -> None:
    """ "Wird geprüft", or a question to the board: the clock runs on."""
    kind, act = _MESSAGES[entered.filed_as]
    if len(entered.text) < 3:
        raise RuleBroken(Broken.REQUIRED, "text")
    refuse_if(_quote_problems(letter, entered.text, "text"))
    if recommendation.received_on is None:
        await _receive(db, letter, recommendation, actor=actor, now=now)
    check_possible(recommendation, act)
    await _append(db, letter, recommendation, kind, {"points": [], "text": entered.text}, actor=actor, now=now)
    if entered.filed_as is FiledAs.QUERY:
        await _tell(db, Happening.QUERY_ASKED, letter, now=now)
    letter.state = LIFE.after(letter.state, LetterStep.FILE)


_MESSAGES: Mapping[FiledAs, tuple[CaseEventKind, Act]] = {
    FiledAs.INTERIM: (CaseEventKind.INTERIM_MESSAGE, Act.SEND_INTERIM_MESSAGE),
    FiledAs.QUERY: (CaseEventKind.QUERY_ASKED, Act.ASK_BOARD),
}


async def _file_answer(
    db: Session,
    letter: Letter,
    recommendation: Recommendation,
    entered: LetterFiling,
    prefix: str,
    *,
    actor: Viewer,
    now: datetime,
) -> None:
    """A position on each point that the letter speaks of; what it does not speak of stays open."""
    rows = [(row, said) for row, said in enumerate(entered.positions) if said.position is not Position.OPEN]
    if not rows:
        raise RuleBroken(Broken.NO_ANSWERS)
    known = {point.number for point in (await queries.addressed(db, actor, recommendation.id)).points}
    if any(said.number not in known for _, said in rows):
        raise NotFound
    refuse_if([one for row, said in rows for one in _lacking(letter, said, prefix.format(row=row))])
    if recommendation.received_on is None:
        await _receive(db, letter, recommendation, actor=actor, now=now)
    check_possible(recommendation, Act.RELEASE_ANSWER)
    told = [said for _, said in rows if not needs_second_person(said.position)]
    await _tell_positions(
        db, letter, recommendation, [(one.number, one.stance()) for one in told], actor=actor, now=now
    )
    await _keep_waiting(db, letter, [said for _, said in rows if needs_second_person(said.position)])
    is_waiting = len(told) < len(rows)
    letter.state = LIFE.after(letter.state, LetterStep.FILE_WITH_REFUSAL if is_waiting else LetterStep.FILE)
    if is_waiting:
        await _tell(db, Happening.LETTER_AWAITS_RELEASE, letter, now=now)


def _lacking(letter: Letter, said: QuotedPosition, prefix: str) -> list[Problem]:
    names = {name: prefix + name for name in ("position", "text", "reason", "deferred_until", "competent_body")}
    problems = stance_problems(said.stance(), letter.written_on or letter.arrived_on, names)
    return problems or _quote_problems(letter, said.text, names["text"])


def _quote_problems(letter: Letter, quote: str, field: str) -> list[Problem]:
    """Where the words of the letter are known, the quote must be among them. A scan has none."""
    known = letter.text and not is_quoted(quote, letter.text)
    return [Problem(Broken.QUOTE_NOT_IN_LETTER, field)] if known else []


async def _keep_waiting(db: Session, letter: Letter, refused: Sequence[QuotedPosition]) -> None:
    for said in refused:
        stance = said.stance()
        db.add(
            LetterPosition(
                body_id=letter.body_id,
                letter_id=letter.id,
                number=said.number,
                position=stance.position,
                reason=stance.reason,
                quote=stance.text,
                deferred_until=stance.deferred_until,
                competent_body=stance.competent_body,
            )
        )
    await db.flush()


_FILE = {
    FiledAs.RECEIPT: _file_receipt,
    FiledAs.INTERIM: _file_message,
    FiledAs.QUERY: _file_message,
    FiledAs.ANSWER: _file_answer,
}


async def release(db: Session, letter_id: UUID, entered: LetterStepTaken, *, actor: Viewer, now: datetime) -> Letter:
    """A second person has read the refusal: it is told. Raises RuleBroken(SECOND_PERSON_NEEDED) for the first one."""
    letter, recommendation = await _awaiting(db, letter_id, entered.version, actor=actor)
    letter.state = LIFE.after(letter.state, LetterStep.RELEASE)
    rows = await queries.waiting(db, letter.body_id, letter.id)
    check_received(recommendation)
    check_possible(recommendation, Act.RELEASE_ANSWER)
    stances = [(row.number, row.stance()) for row in rows]
    await _tell_positions(db, letter, recommendation, stances, actor=actor, now=now)
    await _forget(db, rows)
    await _record(db, letter, actor=actor, now=now, act=Act.RELEASE_LETTER, after={"points": [n for n, _ in stances]})
    return letter


async def give_back(db: Session, letter_id: UUID, entered: LetterReturn, *, actor: Viewer, now: datetime) -> Letter:
    """The second person reads the letter otherwise, says how, and it is filed anew."""
    letter, _ = await _awaiting(db, letter_id, entered.version, actor=actor)
    if not entered.reason:
        raise RuleBroken(Broken.REASON_NEEDED, "reason")
    letter.state = LIFE.after(letter.state, LetterStep.RETURN)
    letter.return_note = entered.reason
    await _forget(db, await queries.waiting(db, letter.body_id, letter.id))
    await _record(db, letter, actor=actor, now=now, act=Act.RELEASE_LETTER, after={"reason": entered.reason})
    return letter


async def _awaiting(db: Session, letter_id: UUID, version: int, *, actor: Viewer) -> tuple[Letter, Recommendation]:
    letter = await queries.to_change(db, actor, letter_id)
    permit(actor, Act.RELEASE_LETTER)
    check_version(letter, version)
    LIFE.after(letter.state, LetterStep.RELEASE)
    if letter.recommendation_id is None:
        raise NotFound
    if letter.filed_by == actor.account_id:
        raise RuleBroken(Broken.SECOND_PERSON_NEEDED)
    return letter, await recommendations.to_change(db, actor, letter.recommendation_id)


async def _forget(db: Session, rows: Sequence[LetterPosition]) -> None:
    for row in rows:
        await db.delete(row)
    await db.flush()


async def set_aside(db: Session, letter_id: UUID, entered: LetterStepTaken, *, actor: Viewer, now: datetime) -> Letter:
    """The letter is about no recommendation. It is kept, and can be taken up again."""
    return await _step(db, letter_id, entered, LetterStep.SET_ASIDE, actor=actor, now=now)


async def take_up(db: Session, letter_id: UUID, entered: LetterStepTaken, *, actor: Viewer, now: datetime) -> Letter:
    """It is about one after all."""
    return await _step(db, letter_id, entered, LetterStep.TAKE_UP, actor=actor, now=now)


async def _step(
    db: Session, letter_id: UUID, entered: LetterStepTaken, step: LetterStep, *, actor: Viewer, now: datetime
) -> Letter:
    letter = await queries.to_change(db, actor, letter_id)
    permit(actor, Act.FILE_LETTER)
    check_version(letter, entered.version)
    letter.state = LIFE.after(letter.state, step)
    await _record(db, letter, actor=actor, now=now, after={"state": letter.state.value})
    return letter


async def _tell_positions(
    db: Session,
    letter: Letter,
    recommendation: Recommendation,
    stances: Sequence[tuple[int, Stance]],
    *,
    actor: Viewer,
    now: datetime,
) -> None:
    for number, stance in stances:
        payload = {
            "points": [number],
            "position": stance.position.value,
            "text": stance.text,
            "reason": stance.reason.value if stance.reason else None,
            "deferred_until": stance.deferred_until.isoformat() if stance.deferred_until else None,
            "competent_body": stance.competent_body,
            "promised_by": stance.promised_by.isoformat() if stance.promised_by else None,
        }
        await _append(db, letter, recommendation, CaseEventKind.POSITION_GIVEN, payload, actor=actor, now=now)
    if stances:
        await _tell(db, Happening.ANSWER_RELEASED, letter, now=now)
        await _tell(db, Happening.LETTER_FILED, letter, now=now)


async def _append(
    db: Session,
    letter: Letter,
    recommendation: Recommendation,
    kind: CaseEventKind,
    payload: Mapping[str, object],
    *,
    actor: Viewer,
    now: datetime,
) -> None:
    source = {"unit": "", "letter": str(letter.id), "origin": letter.channel.value}
    await chain.append(
        db, recommendation, kind, occurred_on=letter.arrived_on, payload={**payload, **source}, actor=actor, now=now
    )


async def _tell(db: Session, happening: Happening, letter: Letter, *, now: datetime) -> None:
    key = f"letter:{letter.id}:{letter.version}"
    subject_id = letter.id if happening is Happening.LETTER_AWAITS_RELEASE else letter.recommendation_id
    if subject_id is not None:
        ids = {"filed_by": str(letter.filed_by or "")}
        await notify(db, happening, subject_id, key=key, body_id=letter.body_id, now=now, **ids)


async def _record(
    db: Session,
    letter: Letter,
    *,
    actor: Viewer,
    now: datetime,
    act: Act = Act.FILE_LETTER,
    after: Mapping[str, object],
) -> None:
    await record(db, actor=actor, now=now, act=act, subject_type="letter", subject_id=letter.id, after=after)

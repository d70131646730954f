"""Recommendations on their way: handed over, received, assigned, answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from api.answer_doors import token_of
from api.auth import hash_of
from api.demo import people as known
from api.demo import shapes
from api.demo.scenes import case_steps
from api.demo.shapes import Reply
from api.demo.stage import Stage
from beirat.actions import answer_links, answers, recommendations
from beirat.queries import answers as queries
from beirat.queries.answers import DraftView
from beirat.tables.answers import AnswerSheet, DraftReturn, PointAnswer, PointRelease, ReadyPoints, Release
from beirat.tables.recommendations import (
    Assigning,
    CaseMessage,
    Forwarding,
    HandOver,
    InterimMessage,
    PointUnit,
    QueryReply,
    ReceiptConfirmation,
)

OFFICE, COORDINATOR = "geschaeftsstelle", "landratsbuero"


async def take(stage: Stage, key: str, step: shapes.CaseStepTaken) -> None:
    """Plays one step of a case."""
    match step:
        case shapes.HandOver():
            await _hand_over(stage, key)
        case shapes.Receive():
            await _receive(stage, key, step)
        case shapes.Assign():
            await _assign(stage, key, step)
        case shapes.Interim() | shapes.Ask() | shapes.ReplyToQuery():
            await _say(stage, key, step)
        case shapes.Answer():
            await _write(stage, key, step)
        case shapes.SendLink():
            await _send_link(stage, key, step)
        case shapes.GiveBack():
            await _give_back(stage, key, step)
        case shapes.Forward():
            await _forward(stage, key, step)
        case _:
            await case_steps.take(stage, key, step)


async def _hand_over(stage: Stage, key: str) -> None:
    entered = HandOver(version=await stage.case_version(key))
    await recommendations.hand_over(stage.db, stage.cases[key], entered, actor=stage.viewers[OFFICE], now=stage.now)


async def _receive(stage: Stage, key: str, step: shapes.Receive) -> None:
    entered = ReceiptConfirmation(version=await stage.case_version(key), file_reference=step.file_reference)
    await recommendations.confirm_receipt(
        stage.db, stage.cases[key], entered, actor=stage.viewers[COORDINATOR], now=stage.now
    )


async def _assign(stage: Stage, key: str, step: shapes.Assign) -> None:
    units = [PointUnit(number=number, unit_id=stage.units[unit]) for number, unit in step.units.items()]
    entered = Assigning(version=await stage.case_version(key), units=units)
    await recommendations.assign_points(
        stage.db, stage.cases[key], entered, actor=stage.viewers[COORDINATOR], now=stage.now
    )


async def _say(stage: Stage, key: str, step: shapes.Interim | shapes.Ask | shapes.ReplyToQuery) -> None:
    shape = {shapes.Interim: InterimMessage, shapes.Ask: CaseMessage, shapes.ReplyToQuery: QueryReply}[type(step)]
    entered = shape(version=await stage.case_version(key), text=step.text)
    verbs: Mapping[type[object], Callable[..., Awaitable[object]]] = {
        shapes.Interim: answers.send_interim_message,
        shapes.Ask: answers.ask_board,
        shapes.ReplyToQuery: answers.reply_to_query,
    }
    await verbs[type(step)](stage.db, stage.cases[key], entered, actor=stage.viewers[step.by], now=stage.now)


async def _write(stage: Stage, key: str, step: shapes.Answer) -> None:
    """A unit writes to its points and hands in what is finished."""
    actor, case_id = stage.viewers[step.by], stage.cases[key]
    known = await _drafts(stage, key, step.by)
    sheet = AnswerSheet(
        answers=[_answer(stage, number, reply, known[number].version) for number, reply in step.replies.items()]
    )
    await answers.save_drafts(stage.db, case_id, sheet, actor=actor, now=stage.now)
    if step.submitted:
        ready = ReadyPoints(numbers=list(step.replies))
        await answers.submit_for_release(stage.db, case_id, ready, actor=actor, now=stage.now)


def _answer(stage: Stage, number: int, reply: Reply, version: int) -> PointAnswer:
    return PointAnswer(
        number=number,
        version=version,
        position=reply.position,
        reason=reply.reason,
        text=reply.text,
        deferred_until=stage.calendar.day(*reply.until) if reply.until else None,
        competent_body=reply.competent,
    )


async def _send_link(stage: Stage, key: str, step: shapes.SendLink) -> None:
    kept = hash_of(token_of(stage.body_id, known.LINK_SECRET))
    await answer_links.send(
        stage.db,
        stage.cases[key],
        stage.units[step.unit],
        token_hash=kept,
        actor=stage.viewers[COORDINATOR],
        now=stage.now,
    )


async def release(stage: Stage, key: str, step: shapes.Answer) -> None:
    """The answers go out: by the unit where it may, else by the coordinator."""
    drafts = await _drafts(stage, key, step.by)
    by = step.by if all(drafts[number].may_release for number in step.replies) else COORDINATOR
    entered = Release(
        points=[PointRelease(number=number, version=drafts[number].version) for number in step.replies],
        on=stage.calendar.day(*step.goes_out) if step.goes_out else None,
    )
    await answers.release(stage.db, stage.cases[key], entered, actor=stage.viewers[by], now=stage.now)


async def _give_back(stage: Stage, key: str, step: shapes.GiveBack) -> None:
    known = await _drafts(stage, key, COORDINATOR)
    entered = DraftReturn(version=known[step.point].version, reason=step.reason)
    await answers.return_draft(
        stage.db, stage.cases[key], step.point, entered, actor=stage.viewers[COORDINATOR], now=stage.now
    )


async def _forward(stage: Stage, key: str, step: shapes.Forward) -> None:
    entered = Forwarding(version=await stage.case_version(key), numbers=list(step.points), to=step.to)
    await recommendations.forward(stage.db, stage.cases[key], entered, actor=stage.viewers[COORDINATOR], now=stage.now)


async def _drafts(stage: Stage, key: str, login: str) -> dict[int, DraftView]:
    found = await queries.drafts(stage.db, stage.viewers[login], stage.cases[key])
    return {draft.number: draft for draft in found}

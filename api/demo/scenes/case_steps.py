"""What happens to a recommendation besides answers: addressees, later dates, pauses, promises, two voices."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from api.demo import shapes
from api.demo.stage import Stage
from beirat.actions import answers, clocks, implementation, promise_ledger, transmissions
from beirat.queries import cases, recommendations
from beirat.rules.cases import Case
from beirat.tables.base import Shape
from beirat.tables.case_steps import (
    ExtensionDecision,
    ExtensionRequest,
    ImplementationEntry,
    PauseBeginning,
    PauseEnding,
    PromiseEntry,
    PromiseJudgement,
    PromiseRenewal,
    ReceiptProof,
    SendingElsewhere,
)
from beirat.tables.recommendations import QueryAcceptance

OFFICE, CHAIR = "geschaeftsstelle", "vorsitz"
Verb = Callable[..., Awaitable[object]]
Entered = Callable[..., Shape]


async def take(stage: Stage, key: str, step: shapes.FurtherStep) -> None:
    """Plays one further step of a case."""
    match step:
        case shapes.AcceptQuery():
            await _do(stage, key, answers.accept_query, QueryAcceptance, OFFICE)
        case shapes.SendTo():
            await _send(stage, key, step)
        case shapes.Pause():
            await _do(stage, key, clocks.begin_pause, PauseBeginning, OFFICE, text=step.text)
        case shapes.Resume():
            pause = max((await _case(stage, key)).open_pauses)
            await _do(stage, key, clocks.end_pause, PauseEnding, OFFICE, pause=pause)
        case shapes.AskForTime() | shapes.DecideTime():
            await _extend(stage, key, step)
        case shapes.Report():
            await _report(stage, key, step)
        case _:
            await _promise(stage, key, step)


async def _do(stage: Stage, key: str, verb: Verb, shape: Entered, login: str, **entered: object) -> None:
    made = shape(version=await stage.case_version(key), **entered)
    await verb(stage.db, stage.cases[key], made, actor=stage.viewers[login], now=stage.now)


async def _case(stage: Stage, key: str) -> Case:
    row = await recommendations.within(stage.db, stage.body_id, stage.cases[key])
    return await cases.replay(stage.db, row)


async def _send(stage: Stage, key: str, step: shapes.SendTo) -> None:
    """The letter goes out; the receipt is known by its slip."""
    numbers = list(step.points)
    await _do(
        stage, key, transmissions.send_elsewhere, SendingElsewhere, OFFICE, addressee=step.addressee, numbers=numbers
    )
    sent = (await _case(stage, key)).transmissions[-1].id
    await _do(
        stage, key, transmissions.prove_receipt, ReceiptProof, OFFICE, transmission_id=sent, proof="Empfangsbekenntnis"
    )


async def _extend(stage: Stage, key: str, step: shapes.AskForTime | shapes.DecideTime) -> None:
    if isinstance(step, shapes.AskForTime):
        until = stage.calendar.day(*step.until)
        await _do(stage, key, clocks.request_extension, ExtensionRequest, step.by, until=until, text=step.text)
        return
    asked = (await _case(stage, key)).open_extension
    if asked is None:
        raise LookupError(f"nobody asked for more time for {key}")
    await _do(
        stage, key, clocks.decide_extension, ExtensionDecision, CHAIR,
        request=asked.sequence, is_granted=step.granted, text=step.text,
    )  # fmt: skip


async def _report(stage: Stage, key: str, step: shapes.Report) -> None:
    await _do(
        stage, key, implementation.report, ImplementationEntry, step.by,
        numbers=list(step.points), state=step.state, evidence=step.evidence,
    )  # fmt: skip


async def _promise(stage: Stage, key: str, step: shapes.Promise | shapes.Renew | shapes.Settle) -> None:
    if isinstance(step, shapes.Promise):
        numbers = list(step.points)
        await _do(
            stage, key, promise_ledger.make_promise, PromiseEntry, step.by,
            numbers=numbers, text=step.text, by_when=step.by_when, source=step.source,
        )  # fmt: skip
        return
    promise = (await _case(stage, key)).promises[-1].sequence
    if isinstance(step, shapes.Renew):
        await _do(
            stage, key, promise_ledger.renew_promise, PromiseRenewal, step.by, promise=promise, by_when=step.by_when
        )
    else:
        await _do(
            stage, key, promise_ledger.judge_promise, PromiseJudgement, OFFICE, promise=promise, is_kept=step.kept
        )

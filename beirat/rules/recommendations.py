"""What can be done with a recommendation in its present state: by the board, the office and the administration.

What its events make of it is in ``rules.cases``.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from beirat.rules.cases import ENDED, Case, CaseEventKind, Handling
from beirat.rules.permissions import Act


class CaseStep(StrEnum):
    """What the board can decide about a case; each needs a resolution."""

    INSUFFICIENT = "insufficient"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"


STEP_EVENT: Mapping[CaseStep, CaseEventKind] = {
    CaseStep.INSUFFICIENT: CaseEventKind.INSUFFICIENT,
    CaseStep.CLOSE: CaseEventKind.CLOSED,
    CaseStep.WITHDRAW: CaseEventKind.WITHDRAWN,
    CaseStep.REOPEN: CaseEventKind.REOPENED,
}


def possible_case_steps(case: Case) -> frozenset[CaseStep]:
    """What the board can decide about the case now."""
    return case_steps(case.handling, answered_points=case.answered_points)


def case_steps(handling: Handling, *, answered_points: int) -> frozenset[CaseStep]:
    """The same from the columns that are kept of a case."""
    if handling in ENDED:
        return frozenset({CaseStep.REOPEN})
    steps = {CaseStep.WITHDRAW, CaseStep.CLOSE}
    if answered_points:
        steps.add(CaseStep.INSUFFICIENT)
    return frozenset(steps)


_BEFORE_RECEIPT = {
    Handling.TO_BE_SENT: frozenset({Act.HAND_OVER}),
    Handling.SENT: frozenset(
        {
            Act.SEND_ELSEWHERE,
            Act.CONFIRM_RECEIPT,
            Act.PROVE_RECEIPT,
            Act.ASSIGN_POINT,
            Act.DRAFT_ANSWER,
            Act.RETURN_ANSWER,
            Act.CORRECT_EVENT,
        }
    ),
}
_LEDGER = frozenset(
    {Act.MAKE_PROMISE, Act.RENEW_PROMISE, Act.JUDGE_PROMISE, Act.REPORT_IMPLEMENTATION, Act.CORRECT_EVENT}
)
_AT_WORK = _LEDGER | {Act.ASSIGN_POINT, Act.DRAFT_ANSWER, Act.RELEASE_ANSWER, Act.RETURN_ANSWER, Act.SEND_ELSEWHERE}
_OWING = _AT_WORK | {
    Act.SEND_INTERIM_MESSAGE,
    Act.ASK_BOARD,
    Act.FORWARD_POINTS,
    Act.REQUEST_EXTENSION,
    Act.DECIDE_EXTENSION,
    Act.PAUSE_CLOCK,
}


def possible_acts(handling: Handling, *, has_question: bool = False, awaits_receipt: bool = False) -> frozenset[Act]:
    """What office and administration can do with the case now; who of them may, ``permissions`` says.

    ``awaits_receipt``: one of several addressees has not confirmed the receipt yet.
    """
    if handling in ENDED:
        return frozenset()
    if handling in _BEFORE_RECEIPT:
        return _BEFORE_RECEIPT[handling]
    acts = _AT_WORK if handling in (Handling.ANSWERED, Handling.FORWARDED) else _OWING
    if awaits_receipt:
        acts |= {Act.CONFIRM_RECEIPT, Act.PROVE_RECEIPT}
    if has_question:
        acts = acts - {Act.ASK_BOARD} | {Act.REPLY_TO_QUERY, Act.ACCEPT_QUERY}
    return acts

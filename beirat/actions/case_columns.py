"""The stored columns of a case: functions of its events alone, for lists that cannot walk through events."""

from __future__ import annotations

from typing import Any

from beirat.rules.answers import Position
from beirat.rules.cases import Case, PointCase, TransmissionCase, Voice
from beirat.rules.promises import Promise, PromiseState


def derived(case: Case) -> dict[str, Any]:
    """The columns of a recommendation that follow from its events."""
    query, extension = case.open_query, case.open_extension
    return {
        "handling": case.handling,
        "sent_on": case.sent_on,
        "received_on": case.received_on,
        "due_on": case.due_on,
        "original_due_on": case.original_due_on,
        "paused_since": case.paused_since,
        "paused_until": case.paused_until,
        "first_answer_on": case.first_answer_on,
        "answered_on": case.answered_on,
        "promise_due_on": case.promise_due_on,
        "report_due_on": case.report_due_on,
        "query_open_since": query.asked_on if query else None,
        "extension_asked_on": extension.asked_on if extension else None,
        "times_extended": sum(bool(one.granted) for one in case.extensions),
        "receipts_open": case.receipts_open,
        "points_total": len(case.points),
        "points_answered": case.answered_points,
        "points_disputed": sum(point.voices_differ for point in case.points.values()),
    }


def derived_of_point(point: PointCase) -> dict[str, Any]:
    """The columns of a point that follow from the events."""
    stance, verdict = point.stance, point.verdict
    administration, board = point.says(Voice.ADMINISTRATION), point.says(Voice.BOARD)
    return {
        "position": stance.position if stance else Position.OPEN,
        "reason": stance.reason if stance else None,
        "answer": stance.text if stance else "",
        "answered_on": point.answered_on,
        "deferred_until": stance.deferred_until if stance else None,
        "times_deferred": point.times_deferred,
        "competent_body": stance.competent_body if stance else "",
        "asked_again_on": point.asked_again_on,
        "forwarded_on": point.forwarded_on,
        "forwarded_to": point.forwarded_to,
        "first_answered_on": point.first_answered_on,
        "due_on": point.due_on,
        "original_due_on": point.original_due_on,
        "promise_due_on": min((p.due_on for p in point.promises if p.state is PromiseState.OPEN), default=None),
        "report_due_on": point.report_due_on,
        "verdict": verdict.verdict if verdict else None,
        "judged_on": verdict.on if verdict else None,
        "administration_state": administration.state if administration else None,
        "administration_as_of": administration.as_of if administration else None,
        "board_state": board.state if board else None,
        "board_as_of": board.as_of if board else None,
        "voices_differ": point.voices_differ,
    }


def derived_of_transmission(one: TransmissionCase) -> dict[str, Any]:
    """The columns of a transmission that follow from the events."""
    return {
        "handling": one.handling,
        "sent_on": one.sent_on,
        "received_on": one.received_on,
        "replaced_on": one.replaced_on,
        "due_on": one.due_on,
        "original_due_on": one.original_due_on,
        "paused_since": one.paused_since,
        "paused_until": one.paused_until,
        "first_answer_on": one.first_answer_on,
        "answered_on": one.answered_on,
    }


def derived_of_promise(promise: Promise) -> dict[str, Any]:
    """The columns of a promise."""
    return {
        "sequence": promise.sequence,
        "number": promise.number,
        "points": sorted(promise.points),
        "source": promise.source,
        "state": promise.state,
        "made_on": promise.made_on,
        "due_on": promise.due_on,
        "ended_on": promise.ended_on,
        "text": promise.text,
        "renews": promise.renews,
        "times_renewed": promise.times_renewed,
    }

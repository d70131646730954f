"""Events of cases as they are stored, read as the rules know them, and traces as they are kept.

``facts`` hold what the case follows from, ``words`` what somebody wrote: erasing words never changes a case.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from beirat.rules.answers import Position, ReasonCode, Stance
from beirat.rules.cases import CaseEvent, CaseEventKind, Implementation, Report, Trace, Verdict, Voice
from beirat.rules.clocks import ClockKind, Pause, PauseCause, Period, Unit
from beirat.rules.promises import PromiseSource

WORDS = frozenset(
    {
        "text",
        "to",
        "competent_body",
        "unit",
        "addressee",
        "file_reference",
        "proof",
        "evidence",
        "link",
        "correction",
    }
)
"""What may name somebody, and may be erased."""

WRITTEN = WORDS - {"unit", "addressee"}
"""Words that somebody wrote for this event; names of offices stand in many."""


def parted(said: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Facts and words of an event, apart."""
    facts = {name: value for name, value in said.items() if name not in WORDS}
    return facts, {name: value for name, value in said.items() if name in WORDS}


def event_of(
    kind: CaseEventKind,
    on: date,
    said: Mapping[str, Any],
    *,
    sequence: int,
    transmission: UUID | None,
    resolution: UUID | None,
    recorded_at: datetime,
    is_accepted: bool = False,
) -> CaseEvent:
    """A stored event as the rules know it."""
    instead = said.get("instead")
    return CaseEvent(
        kind=kind,
        on=on,
        sequence=sequence,
        transmission=transmission,
        points=frozenset(said.get("points", ())),
        stance=stance_of(said) if "position" in said else None,
        to=said.get("to", "") or said.get("addressee", ""),
        replaces=_id(said.get("replaces")),
        about=said.get("about"),
        annuls=said.get("annuls"),
        instead=_instead(instead, said, transmission, resolution, recorded_at) if instead else None,
        until=_day(said.get("until")),
        text=said.get("text", ""),
        cause=PauseCause(said["cause"]) if said.get("cause") else None,
        source=PromiseSource(said["source"]) if said.get("source") else None,
        report=report_of(said) if "as_of" in said else None,
        verdict=Verdict(said["verdict"]) if said.get("verdict") else None,
        trace=trace_of(said["trace"]) if "trace" in said else None,
        resolution=resolution,
        is_accepted=is_accepted or bool(said.get("accepts")),
        recorded_at=recorded_at,
        unit=said.get("unit", ""),
        file_reference=said.get("file_reference", ""),
        correction=said.get("correction", ""),
        origin=said.get("origin", ""),
    )


def _instead(
    facts: Mapping[str, Any],
    said: Mapping[str, Any],
    transmission: UUID | None,
    resolution: UUID | None,
    recorded_at: datetime,
) -> CaseEvent:
    """What a correction puts in the place of the event: its own facts, and the words beside it."""
    words = {name: value for name, value in said.items() if name in WORDS}
    return event_of(
        CaseEventKind(facts["kind"]),
        date.fromisoformat(facts["on"]),
        {**facts, **words},
        sequence=0,
        transmission=transmission,
        resolution=resolution,
        recorded_at=recorded_at,
    )


def stance_of(said: Mapping[str, Any]) -> Stance:
    """The position in an event; the wording is empty once it is erased."""
    return Stance(
        position=Position(said["position"]),
        text=said.get("text", ""),
        reason=ReasonCode(said["reason"]) if said.get("reason") else None,
        deferred_until=_day(said.get("deferred_until")),
        competent_body=said.get("competent_body", ""),
        promised_by=_day(said.get("promised_by")),
    )


def report_of(said: Mapping[str, Any]) -> Report:
    """How far a point is, as one voice said."""
    return Report(
        voice=Voice(said["voice"]),
        state=Implementation(said["state"]),
        as_of=date.fromisoformat(said["as_of"]),
        evidence=said.get("evidence", ""),
        link=said.get("link", ""),
        file_id=_id(said.get("file_id")),
        until=_day(said.get("until")),
    )


def trace_of(kept: Mapping[str, Any]) -> Trace:
    """A computation as it was frozen."""
    return Trace(
        kind=ClockKind(kept["kind"]),
        start=date.fromisoformat(kept["start"]),
        period=Period(kept["value"], Unit(kept["unit"])),
        pauses=tuple(_pause(pause) for pause in kept["pauses"]),
        unshifted_end=_day(kept["unshifted_end"]),
        original_due_on=_day(kept["original_due_on"]),
        due_on=_day(kept["due_on"]),
        agreed_until=_day(kept["agreed_until"]),
        agreed_on=_day(kept["agreed_on"]),
        legal_basis=kept["legal_basis"],
        rule_version=kept["rule_version"],
        calendar_version=kept["calendar_version"],
        free_days={date.fromisoformat(day): name for day, name in kept["free_days"].items()},
    )


def _pause(kept: Mapping[str, Any]) -> Pause:
    return Pause(date.fromisoformat(kept["since"]), _day(kept["until"]), PauseCause(kept["cause"]), kept["is_open"])


def kept_trace(trace: Trace) -> dict[str, Any]:
    """The same as plain JSON."""
    return {
        "kind": trace.kind.value,
        "start": trace.start.isoformat(),
        "value": trace.period.value,
        "unit": trace.period.unit.value,
        "pauses": [
            {
                "since": pause.since.isoformat(),
                "until": iso(pause.until),
                "cause": pause.cause.value,
                "is_open": pause.is_open,
            }
            for pause in trace.pauses
        ],
        "unshifted_end": iso(trace.unshifted_end),
        "original_due_on": iso(trace.original_due_on),
        "due_on": iso(trace.due_on),
        "agreed_until": iso(trace.agreed_until),
        "agreed_on": iso(trace.agreed_on),
        "legal_basis": trace.legal_basis,
        "rule_version": trace.rule_version,
        "calendar_version": trace.calendar_version,
        "free_days": {day.isoformat(): name for day, name in trace.free_days.items()},
    }


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _id(value: str | None) -> UUID | None:
    return UUID(value) if value else None

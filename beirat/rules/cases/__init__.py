"""The duty to answer: a recommendation's events, and the case that they make.

``history(events, …)`` is pure and its result may be stored; ``case.on(today)`` only compares dates with it. The law
of the house is here: *only a position on every point stops the answer clock*. A receipt, an interim message, a query
or age never do (``domain/holding-to-account`` § 5, architecture § 5).
"""

from beirat.rules.cases.case import (
    ACCEPTED,
    ENDED,
    FINISHED,
    Case,
    Clock,
    Extension,
    Handling,
    PointCase,
    PointVerdict,
    Query,
    TransmissionCase,
    Waiting,
    is_held,
)
from beirat.rules.cases.events import (
    CORRECTABLE,
    CaseEvent,
    CaseEventKind,
    Implementation,
    Report,
    Verdict,
    Voice,
    known,
)
from beirat.rules.cases.history import explain, history, is_to_freeze
from beirat.rules.cases.traces import DayMark, StripDay, Trace

__all__ = [
    "ACCEPTED",
    "CORRECTABLE",
    "ENDED",
    "FINISHED",
    "Case",
    "CaseEvent",
    "CaseEventKind",
    "Clock",
    "DayMark",
    "Extension",
    "Handling",
    "Implementation",
    "PointCase",
    "PointVerdict",
    "Query",
    "Report",
    "StripDay",
    "Trace",
    "TransmissionCase",
    "Verdict",
    "Voice",
    "Waiting",
    "explain",
    "history",
    "is_held",
    "is_to_freeze",
    "known",
]

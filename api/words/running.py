"""What the page of a running meeting says about presence, times and wording."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from api.words import meetings
from beirat.queries.attendance import Entry, Member
from beirat.queries.promises import PromiseView
from beirat.queries.running import RunningItem, RunningView
from beirat.rules.attendance import AttendanceState
from beirat.rules.quorum import QuorumBasis
from beirat.rules.text_blocks import filled
from beirat.rules.zones import to_local

ABSENCES = {
    AttendanceState.EXCUSED: "entschuldigt",
    AttendanceState.UNEXCUSED: "fehlt unentschuldigt",
    AttendanceState.REPRESENTED: "vertreten",
}
QUORUMS = {
    QuorumBasis.COUNTED: "beschlussfähig (nötig {needed})",
    QuorumBasis.PRESUMED: "gilt als beschlussfähig, bis jemand zweifelt (nötig {needed})",
    QuorumBasis.SECOND_CALL: "beschlussfähig, weil zum zweiten Mal eingeladen",
    QuorumBasis.MOST_BIASED: "beschlussfähig, weil die meisten nicht mitstimmen dürfen",
    QuorumBasis.FOUND_LACKING: "nicht beschlussfähig: festgestellt (nötig {needed})",
    QuorumBasis.TOO_FEW: "nicht beschlussfähig: zu wenige da (nötig {needed})",
    QuorumBasis.LACKING: "nicht beschlussfähig (nötig {needed})",
}
"""Whether the board can decide, and on what that rests."""
WORDS = re.compile(r"\s+|[^\s]+")


def clock(moment: datetime, zone: str) -> str:
    """18:05"""
    return f"{to_local(moment, zone):%H:%M}"


def entry(one: Entry, zone: str) -> str:
    """seit 18:00 · 18:00 bis 19:10 · entschuldigt"""
    if one.came_at is None:
        return ABSENCES[one.state]
    if one.left_at is None:
        return f"seit {clock(one.came_at, zone)}"
    return f"{clock(one.came_at, zone)} bis {clock(one.left_at, zone)}"


def presence(member: Member, zone: str) -> str:
    """Everything recorded about a member in one line."""
    return ", ".join(entry(one, zone) for one in member.entries) or "noch nichts eingetragen"


def is_here(member: Member) -> bool:
    """Came and has not left."""
    return any(stay.left is None for stay in member.stays)


def quorum(evening: RunningView) -> str:
    """beschlussfähig (nötig 8)"""
    return QUORUMS[evening.there.quorum].format(needed=evening.needed)


put_off = meetings.put_off


def phrases(offered: Iterable[str], evening: RunningView, *, now: datetime, zone: str) -> dict[str, str]:
    """The customary sentences with what is known of this evening, and how our script fills in the time of inserting."""
    known = {
        "uhrzeit": "" if evening.is_afterwards else clock(now, zone),
        "eroeffnet": clock(evening.opened_at, zone) if evening.opened_at else "",
        "anwesend": str(evening.present),
        "mitglieder": str(evening.statutory_members),
        "noetig": str(evening.needed),
    }
    later = known if evening.is_afterwards else {**known, "uhrzeit": "{uhrzeit}"}
    return {filled(sentence, known): filled(sentence, later) for sentence in offered}


@dataclass(frozen=True)
class LeftOpen:
    """What is not finished when a meeting is to end: to be decided, to be entered, to be looked at once more."""

    undecided: list[RunningItem]
    unknown: list[Member]
    miscounted: list[RunningItem]
    silent: list[RunningItem]
    undated: list[PromiseView]

    @property
    def is_nothing(self) -> bool:
        return not (self.undecided or self.unknown or self.miscounted or self.silent or self.undated)


def left_open(evening: RunningView, texts: Mapping[UUID, str], caught: Iterable[PromiseView]) -> LeftOpen:
    """Everything that somebody would want to know before the meeting is closed."""
    ballots = {item.about.id: [one for made in item.resolutions for one in made.ballots] for item in evening.items}
    return LeftOpen(
        undecided=[item for item in evening.items if item.is_open],
        unknown=[member for member in evening.members if member.state is None],
        miscounted=[item for item in evening.items if evening.miscounted(ballots[item.about.id], item.about.id)],
        silent=[item for item in evening.items if not texts.get(item.about.id) and not item.about.is_put_off],
        undated=[promise for promise in caught if promise.due_on is None],
    )


def recommended(evening: RunningView) -> list[str]:
    """The recommendations of the evening, "E-2026/009"."""
    made = [one.recommendation for item in evening.items for one in item.resolutions]
    return [reference for reference in made if reference]


def item_state(item: RunningItem) -> tuple[str, str] | None:
    """Drawing and word beside an item of the agenda; None: nothing to say."""
    if item.about.outcome:
        return "later", meetings.OUTCOMES[item.about.outcome].split(" auf ")[0]
    if item.is_open:
        return "waiting", "Abstimmung offen"
    return ("done", "Abgestimmt") if item.resolutions else None


def changes(old: str, new: str) -> list[tuple[str, str]]:
    """Two wordings word by word, as ``parts.diff`` shows them: same, removed, added."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    parts: list[tuple[str, str]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(("same", "".join(before[a:b])))
            continue
        if a < b:
            parts.append(("removed", "".join(before[a:b])))
        if c < d:
            parts.append(("added", "".join(after[c:d])))
    return parts

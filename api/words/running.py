"""What the page of a running meeting says about presence, times and wording."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from api.words import meetings
from beirat.queries.attendance import Break, DoubtView, Entry, GuestView, Member, PresidingView
from beirat.queries.conflicts import ConflictView
from beirat.queries.elections import ElectionView, RoundView
from beirat.queries.promises import PromiseView
from beirat.queries.running import RunningItem, RunningView
from beirat.rules.attendance import AttendanceState, PresidingReason
from beirat.rules.elections import RoundKind
from beirat.rules.quorum import QuorumBasis
from beirat.rules.text_blocks import filled
from beirat.rules.zones import to_local
from beirat.tables.people import OfficeKind
from documents.wording import count, enumeration

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


PRESIDING_REASONS = {
    PresidingReason.ABSENCE: "Vorsitz ist nicht da",
    PresidingReason.BIAS: "Vorsitz darf bei diesem Punkt nicht mitwirken",
    PresidingReason.ILLNESS: "Vorsitz ist krank",
    PresidingReason.ELECTION: "Vorsitz steht zur Wahl",
    PresidingReason.CONSTITUENT: "Konstituierende Sitzung (ältestes Mitglied oder bisheriger Vorsitz)",
    PresidingReason.OFFICE: "Vorsitz leitet wieder selbst",
}

ELECTED_OFFICES = {
    OfficeKind.CHAIR: "Vorsitz",
    OfficeKind.DEPUTY_CHAIR: "Stellvertretender Vorsitz",
    OfficeKind.MINUTE_TAKER: "Schriftführung",
}
CANDIDATE_ROWS = 5
ROUNDS = {RoundKind.FIRST: "Wahlgang", RoundKind.RUN_OFF: "Wahlgang (Stichwahl)", RoundKind.LOT: "Los"}


def presiding(one: PresidingView, zone: str) -> str:
    """Ab 18:40 leitet Tarek Muster (Vorsitz ist krank)"""
    return f"Ab {clock(one.began_at, zone)} leitet {one.name} ({PRESIDING_REASONS[one.reason]})"


def pause(one: Break, zone: str) -> str:
    """Unterbrochen 19:10 bis 19:20"""
    return f"Unterbrochen {clock(one.began_at, zone)} bis {clock(one.ended_at, zone) if one.ended_at else '…'}"


def doubt(one: DoubtView, zone: str) -> str:
    """Um 20:05 gezählt: 7, nicht beschlussfähig (Zweifel von Tarek Muster)"""
    able = "beschlussfähig" if one.was_enough else "nicht beschlussfähig"
    asked = f"Zweifel von {one.name}" if one.name else "ohne Antrag"
    return f"Um {clock(one.doubted_at, zone)} gezählt: {one.present}, {able} ({asked})"


def guest(one: GuestView) -> str:
    """Frau Beispiel, Fachdienst Soziales (Verwaltung)"""
    named = ", ".join(filter(None, (one.name, one.function)))
    return f"{named} ({'Verwaltung' if one.is_administration else 'Gast'})"


def out(one: ConflictView, zone: str) -> str:
    """seit 18:40 draußen · 18:40 bis 18:55 draußen"""
    if one.left_at is None:
        return ""
    left = clock(one.left_at, zone)
    return f"{left} bis {clock(one.returned_at, zone)} draußen" if one.returned_at else f"seit {left} draußen"


def election_round(one: RoundView) -> str:
    """1. Wahlgang · 2. Wahlgang (Stichwahl) · Los"""
    return ROUNDS[one.kind] if one.kind is RoundKind.LOT else f"{one.number}. {ROUNDS[one.kind]}"


def round_counted(one: RoundView) -> str:
    """Tarek Muster 6, Leyla Beispiel 5, 1 Enthaltung"""
    if one.kind is RoundKind.LOT:
        won = [each.name for each in one.counts if each.votes]
        return f"Das Los fiel auf {enumeration(won)}, gezogen: {one.drawn_by}."
    told = [f"{each.name} {each.votes}" for each in one.counts]
    if one.against:
        told.append(f"Nein {one.against}")
    if one.abstained:
        told.append(count(one.abstained, "Enthaltung", "Enthaltungen"))
    if one.invalid:
        told.append(f"{one.invalid} ungültig")
    if one.not_voting:
        told.append(f"{one.not_voting} ohne Stimme")
    return f"{', '.join(told)}. Gültig: {one.valid}."


def next_step(one: ElectionView) -> str:
    """What comes next in an election, and for whom."""
    names = enumeration([one.name(each) for each in one.among])
    if one.next is RoundKind.FIRST:
        return "1. Wahlgang: Gewählt ist, wer mehr als die Hälfte der gültigen Stimmen bekommt."
    if one.next is RoundKind.RUN_OFF:
        return f"Stichwahl zwischen {names}: Gewählt ist, wer die meisten Stimmen bekommt."
    if one.next is RoundKind.LOT:
        return f"Gleich viele Stimmen für {names}: Die Sitzungsleitung zieht das Los."
    return elected(one) if one.elected else "Niemand ist gewählt."


def elected(one: ElectionView) -> str:
    """Gewählt: Tarek Muster (nimmt an)"""
    answers = {True: " (nimmt an)", False: " (nimmt nicht an)", None: ""}
    chosen = [each for each in one.candidates if each.id in one.elected]
    told = enumeration([f"{each.name}{answers[each.has_accepted]}" for each in chosen])
    return f"Gewählt: {told}." if told else "Niemand ist gewählt."


def undecided_motions(evening: RunningView) -> list[tuple[str, str]]:
    """The motions of the evening that still need a ballot."""
    return [
        (str(motion.id), f"TOP {item.about.number}: {motion.reference} {motion.title}")
        for item in evening.items
        for motion in item.about.motions
        if motion.id in item.undecided
    ]

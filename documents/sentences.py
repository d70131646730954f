"""The sentences of the minutes, each computed from facts: the same facts always give the same words.

Nothing is decided here: whether a period was kept or a vote adopted comes with the facts (`beirat.rules` decided it).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from documents.facts import (
    AgendaItem,
    Attendee,
    Closing,
    Conflict,
    Convening,
    Headcount,
    Minutes,
    Part,
    Presence,
    PromiseMade,
)
from documents.wording import NBSP, clock, count, enumeration, long_date, sentence_case, span

PRESENCES = {
    Presence.PRESENT: "anwesend",
    Presence.EXCUSED: "entschuldigt",
    Presence.UNEXCUSED: "nicht entschuldigt",
    Presence.REPRESENTED: "vertreten",
}


def present_at(moment: datetime, attendance: Sequence[Attendee]) -> int:
    """How many members with voting right were in the room at this moment; who leaves at it is no longer counted."""
    return sum(
        any(stay.start <= moment and (stay.end is None or stay.end > moment) for stay in person.intervals)
        for person in attendance
        if person.has_vote
    )


def headcount(minutes: Minutes) -> Headcount:
    """Presence as numbers: given in the public edition, counted from the presence table in the internal one."""
    return minutes.headcount or Headcount(
        at_opening=present_at(minutes.opened, minutes.attendance),
        ever_present=sum(p.has_vote and p.state is Presence.PRESENT for p in minutes.attendance),
    )


def of_members(number: int, statutory: int) -> str:
    """11 von 15 Mitgliedern."""
    return f"{number} von {count(statutory, 'Mitglied', 'Mitgliedern')}"


def quorum_sentence(minutes: Minutes) -> str:
    """Whether enough members were there at the opening, with the numbers it rests on."""
    there, needed, board = headcount(minutes).at_opening, minutes.quorum.needed, minutes.letterhead.the_board
    present = (
        f"Bei Eröffnung {'war' if there == 1 else 'waren'} {of_members(there, minutes.statutory_members)} anwesend"
    )
    if minutes.quorum.regardless_of_number:
        return f"{present}; {board} war auf die zweite Ladung unabhängig von dieser Zahl beschlussfähig."
    able = "beschlussfähig" if there >= needed else "nicht beschlussfähig"
    return f"{present}; {board} war damit {able} (nötig {'ist' if needed == 1 else 'sind'}{NBSP}{needed})."


def quorum_lost_sentence(minutes: Minutes) -> str:
    """That lack of quorum was found later on, and when; empty if it was not."""
    found = minutes.quorum.lost_at
    if found is None:
        return ""
    return f"Um {clock(found)} wurde festgestellt, dass {minutes.letterhead.the_board} nicht mehr beschlussfähig war."


def movement_sentence(minutes: Minutes) -> str:
    """How the number of members present changed after the opening; empty if it did not, or without a presence table."""
    steps = list(_changes(minutes))
    if not steps:
        return ""
    parts = [f"ab {clock(moment)} {count(number, 'Mitglied', 'Mitglieder')}" for moment, number in steps]
    return f"Danach waren anwesend: {', '.join(parts)}."


def _changes(minutes: Minutes) -> Iterator[tuple[datetime, int]]:
    stays = [stay for person in minutes.attendance if person.has_vote for stay in person.intervals]
    moments = {moment for stay in stays for moment in (stay.start, stay.end) if moment is not None}
    number = present_at(minutes.opened, minutes.attendance)
    for moment in sorted(m for m in moments if m > minutes.opened and (minutes.closed is None or m < minutes.closed)):
        before, number = number, present_at(moment, minutes.attendance)
        if number != before:
            yield moment, number


def attended_sentence(minutes: Minutes) -> str:
    """How many members took part at all, as the public edition says it."""
    number = headcount(minutes).ever_present
    verb = "nahm" if number == 1 else "nahmen"
    return f"An der Sitzung {verb} {of_members(number, minutes.statutory_members)} teil."


def stay(person: Attendee, minutes: Minutes) -> str:
    """When a member was there: "ganze Sitzung", "ab 18:25 Uhr", "bis 19:50 Uhr", or the single stretches."""
    if person.state is not Presence.PRESENT:
        return "–"
    parts = [_stretch(s.start, s.end, minutes) for s in person.intervals]
    return enumeration(parts) or "ganze Sitzung"


def _stretch(start: datetime, end: datetime | None, minutes: Minutes) -> str:
    from_opening = start <= minutes.opened
    to_closing = end is None or (minutes.closed is not None and end >= minutes.closed)
    if from_opening:
        return "ganze Sitzung" if to_closing or end is None else f"bis {clock(end)}"
    return f"ab {clock(start)}" if to_closing else span(start, end)


def duration(minutes: Minutes) -> str:
    """18:00 bis 20:47 Uhr, Unterbrechung 19:20 bis 19:30 Uhr."""
    breaks = enumeration([span(b.start, b.end) for b in minutes.breaks])
    word = "Unterbrechung" if len(minutes.breaks) == 1 else "Unterbrechungen"
    return span(minutes.opened, minutes.closed) + (f", {word} {breaks}" if breaks else "")


def convening_sentence(minutes: Minutes) -> str:
    """Whether the board was properly called: only with the period kept and every receipt proven."""
    called, board = minutes.convening, minutes.letterhead.the_board
    if called is None:
        return ""
    if called.period_kept and called.received >= called.invited:
        properly = f"Einladung vom {long_date(called.sent_on)}, {_kept(called)}"
        return f"{sentence_case(board)} war ordnungsgemäß geladen ({properly})."
    if called.period_kept:
        proven = f"der Eingang ist bei {called.received} von {called.invited} Eingeladenen nachgewiesen"
        return f"Die Einladung wurde am {long_date(called.sent_on)} versandt; {proven} ({_kept(called)})."
    days = count(called.shortened_to or called.notice_days, "Tag", "Tagen")
    return f"Die Ladungsfrist von {days} war nicht eingehalten (Einladung vom {long_date(called.sent_on)})."


def _kept(called: Convening) -> str:
    if called.shortened_to is None:
        return f"Ladungsfrist {count(called.notice_days, 'Tag', 'Tage')} eingehalten"
    days = count(called.shortened_to, "Tag", "Tage")
    return f"Ladungsfrist wegen Eilbedürftigkeit auf {days} abgekürzt und eingehalten"


def conflict_sentence(conflicts: Sequence[Conflict]) -> str:
    """Who took no part in an item; without names, how many."""
    if not conflicts:
        return ""
    names = [_named(conflict) for conflict in conflicts if conflict.name]
    all_named = len(names) == len(conflicts)
    who = enumeration(names) if all_named else count(len(conflicts), "Mitglied", "Mitglieder")
    return f"{who} {'hat' if len(conflicts) == 1 else 'haben'} nicht mitberaten und nicht mitgestimmt."


def _named(conflict: Conflict) -> str:
    return f"{conflict.name} ({conflict.reason})" if conflict.reason else conflict.name


def closing_sentence(item: AgendaItem) -> str:
    """How an item ended without a resolution; empty if it did not."""
    to = f" {item.closed_to}" if item.closed_to else ""
    match item.closing:
        case Closing.NOTED:
            return "Zur Kenntnis genommen."
        case Closing.ADJOURNED:
            return f"Vertagt auf{to}." if to else "Vertagt."
        case Closing.DEFERRED:
            return "Zurückgestellt."
        case Closing.REFERRED:
            return f"Verwiesen an{to}." if to else "Verwiesen."
        case Closing.WITHDRAWN:
            return "Zurückgezogen."
        case Closing.SETTLED:
            return "Für erledigt erklärt."
        case None:
            return ""


def promise_sentence(promise: PromiseMade) -> str:
    """Zusage (Landratsbüro): … – bis Ende Q2, spätestens 30. Juni 2027; zu E-2026/002, Punkt 3."""
    due = f"spätestens {long_date(promise.due)}" if promise.due else ""
    until = ", ".join(filter(None, (promise.by_when, due)))
    said = "; ".join(filter(None, (until, promise.about and f"zu {promise.about}")))
    return f"Zusage ({promise.who}): {promise.what.rstrip('.')}{f' – {said}' if said else ''}."


def non_public_count(minutes: Minutes) -> int:
    """How many items were dealt with in the non-public part."""
    return minutes.non_public_items or sum(item.part is Part.NON_PUBLIC for item in minutes.items)


def non_public_line(number: int) -> str:
    """Nichtöffentlicher Teil: 2 Tagesordnungspunkte."""
    return f"Nichtöffentlicher Teil: {count(number, 'Tagesordnungspunkt', 'Tagesordnungspunkte')}"


def signing_place(minutes: Minutes) -> str:
    """Musterstadt, 20. November 2026; empty before the minutes are signed."""
    if minutes.signed_on is None:
        return ""
    return ", ".join(filter(None, (minutes.signed_at, long_date(minutes.signed_on))))


def signed_sentence(minutes: Minutes) -> str:
    """That the minutes are signed, by roles only, as the public edition says it."""
    if minutes.signed_on is None:
        return "Die Niederschrift ist noch nicht unterschrieben."
    roles = enumeration([signature.role for signature in minutes.signatures])
    return f"Die Niederschrift ist unterschrieben ({signing_place(minutes)}): {roles}."


def objection_sentence(days: int | None) -> str:
    """Until when objections may be raised; empty where the rules of procedure set no period."""
    if days is None:
        return ""
    within = count(days, "Tages", "Tagen")
    return f"Einwendungen gegen diese Niederschrift sind innerhalb von {within} nach dem Versand möglich."

"""What is sent about a meeting: the words of the mail, the calendar entry, the facts of the letter.

All three are made from an ``Announcement`` and from nothing else, so that they hold the public part alone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from api.letterhead import letterhead, of_board
from api.words import meetings as words
from beirat.queries.meetings import Announcement
from beirat.queries.people import BodyView
from beirat.rules.invitations import CallKind
from beirat.rules.meetings import MeetingState
from documents.facts import Invitation, InvitedItem
from documents.invitation import remarks


def letter(about: Announcement, district: BodyView, now: datetime) -> Invitation:
    """The facts of the invitation on paper; dated on the day it was sent, before that today."""
    zone = ZoneInfo(district.time_zone)
    written = (about.dispatched_at or about.convened_at or now).astimezone(zone)
    return Invitation(
        letterhead=letterhead(district),
        meeting_number=about.number,
        term_label=words.term(about.term),
        starts=about.starts_at.astimezone(zone),
        place=about.location,
        access=about.note,
        dated=written.date(),
        items=tuple(
            InvitedItem(
                number=item.number,
                heading=item.heading,
                references=item.references,
                is_new=item.is_new,
                likely_at=item.likely_at.astimezone(zone) if item.likely_at else None,
            )
            for item in about.items
        ),
        hidden=about.hidden,
        supplement=about.dispatch,
        shortened_to=about.short_days,
        is_second_call=about.call is CallKind.SECOND,
        is_quorate_regardless=about.is_quorate_regardless,
        call_basis=about.call_basis,
        chair=about.chair,
        created=written,
    )


def addressed(general: Invitation, name: str, address: str) -> Invitation:
    """The same letter to one person, for the window of an envelope."""
    return replace(general, address=(name, *filter(None, map(str.strip, address.splitlines()))))


def subject(about: Announcement, district: BodyView) -> str:
    """Einladung: 12. Sitzung am 03.12.2026"""
    starts = about.starts_at.astimezone(ZoneInfo(district.time_zone))
    what = "Abgesagt" if about.state is MeetingState.CANCELLED else "Einladung"
    if about.dispatch and about.state is not MeetingState.CANCELLED:
        what = f"Nachtrag Nr. {about.dispatch}"
    return f"{what}: {words.title(about.number)} am {starts:%d.%m.%Y}"


def invitation_text(
    about: Announcement, district: BodyView, link: str, *, answer: str = "", stands_in_for: str = ""
) -> str:
    """The words of the mail. ``link`` leads to the meeting for those who sign in, ``answer`` to the personal answer."""
    return "\n".join(
        [
            "Guten Tag,",
            "",
            *_opening(about, district, stands_in_for),
            "",
            *_facts(about, district),
            "",
            *(line for remark in remarks(letter(about, district, about.starts_at)) for line in (remark, "")),
            *agenda_lines(about),
            "",
            *_answering(answer),
            f"Unterlagen, nach der Anmeldung: {link}",
            "Die Tagesordnung als PDF und der Termin für Ihren Kalender hängen an.",
            "",
            f"Fragen beantwortet die Geschäftsstelle{_contact(district)}.",
            "",
            *_closing(about, district),
        ]
    )


def _opening(about: Announcement, district: BodyView, stands_in_for: str) -> list[str]:
    meeting = f"{words.title(about.number)} {of_board(district.board_name)}"
    if about.dispatch:
        return [
            f"zur Tagesordnung der {meeting} kommt etwas hinzu.",
            "Die Nummern der Einladung bleiben. Was neu ist, steht mit „neu“ dabei.",
        ]
    opening = [f"wir laden Sie herzlich zur {meeting} ein."]
    return [*opening, f"Sie vertreten dabei {stands_in_for}."] if stands_in_for else opening


def _answering(link: str) -> list[str]:
    """The personal link; opening it changes nothing, because programs open links as well."""
    if not link:
        return []
    return [
        "Kommen Sie? Brauchen Sie Dolmetschung, Gebärdensprache, Kinderbetreuung oder etwas anderes?",
        f"Bitte antworten Sie hier, ohne Anmeldung: {link}",
        "Dieser Link gilt nur für Sie und bis zum Ende der Sitzung. Bitte geben Sie ihn nicht weiter.",
        "",
    ]


def cancellation_text(about: Announcement, district: BodyView) -> str:
    """The words of the mail when a meeting does not take place."""
    return "\n".join(
        [
            "Guten Tag,",
            "",
            f"die {words.title(about.number)} {of_board(district.board_name)} ist abgesagt:",
            "",
            *_facts(about, district),
            "",
            "Anträge, die auf der Tagesordnung standen, kommen in eine andere Sitzung.",
            f"Fragen beantwortet die Geschäftsstelle{_contact(district)}.",
            "",
            *_closing(about, district),
        ]
    )


def agenda_lines(about: Announcement) -> list[str]:
    """The agenda as it leaves the house."""
    lines = ["Tagesordnung", "", "Öffentlicher Teil"]
    for item in about.items:
        papers = f" ({', '.join(item.references)})" if item.references else ""
        lines.append(f"TOP {item.number}  {item.heading}{papers}{' – neu' if item.is_new else ''}")
    if not about.hidden:
        return lines
    return [*lines, "", "Nichtöffentlicher Teil", *(f"TOP {number}  nichtöffentlich" for number in about.hidden)]


def calendar(about: Announcement, district: BodyView, now: datetime) -> bytes:
    """The entry for calendars (.ics); a later one with the same UID replaces it."""
    zone = ZoneInfo(district.time_zone)
    is_cancelled = about.state is MeetingState.CANCELLED
    event = Event()
    event.add("uid", f"{about.meeting_id}@beirat")
    event.add("dtstamp", now if is_cancelled or about.dispatch else about.convened_at or now)
    event.add("sequence", about.dispatch + is_cancelled)
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    event.add("dtstart", about.starts_at.astimezone(zone))
    event.add("dtend", about.ends_at.astimezone(zone))
    event.add("summary", f"{words.title(about.number)} {of_board(district.board_name)}")
    event.add("location", about.location)
    event.add("description", "\n".join(agenda_lines(about)))
    whole = Calendar()
    whole.add("prodid", "-//Beirat//Sitzungen//DE")
    whole.add("version", "2.0")
    whole.add("method", "CANCEL" if is_cancelled else "PUBLISH")
    whole.add_component(event)
    whole.add_missing_timezones(date(about.starts_at.year, 1, 1), date(about.ends_at.year + 1, 1, 1))
    return bytes(whole.to_ical())


def _facts(about: Announcement, district: BodyView) -> list[str]:
    zone = ZoneInfo(district.time_zone)
    lines = [
        f"Wann: {words.when(about.starts_at.astimezone(zone), about.ends_at.astimezone(zone))}",
        f"Wo: {about.location}",
    ]
    return [*lines, f"Gut zu wissen: {about.note}"] if about.note else lines


def _contact(district: BodyView) -> str:
    ways = " oder ".join(filter(None, (district.email, district.phone)))
    return f": {ways}" if ways else ""


def _closing(about: Announcement, district: BodyView) -> list[str]:
    chair = [about.chair, "Vorsitz"] if about.chair else []
    return ["Mit freundlichen Grüßen", *chair, f"{district.board_name}, {district.name}", ""]

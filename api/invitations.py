"""What is sent about a meeting: the words of the mail, the calendar entry, the facts of the letter.

All three are made from an ``Announcement`` and from nothing else, so that they hold the public part alone.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from api.letterhead import letterhead, of_board
from api.words import meetings as words
from beirat.queries.meetings import Announcement
from beirat.queries.people import BodyView
from beirat.rules.meetings import MeetingState
from documents.facts import Invitation, InvitedItem


def letter(about: Announcement, district: BodyView, now: datetime) -> Invitation:
    """The facts of the invitation on paper; dated on the day it was sent, before that today."""
    zone = ZoneInfo(district.time_zone)
    written = (about.convened_at or now).astimezone(zone)
    return Invitation(
        letterhead=letterhead(district),
        meeting_number=about.number,
        term_label=words.term(about.term),
        starts=about.starts_at.astimezone(zone),
        place=about.location,
        access=about.note,
        dated=written.date(),
        items=tuple(
            InvitedItem(number=item.number, heading=item.heading, references=item.references) for item in about.items
        ),
        non_public_items=about.non_public_items,
        chair=about.chair,
        created=written,
    )


def subject(about: Announcement, district: BodyView) -> str:
    """Einladung: 12. Sitzung am 03.12.2026"""
    starts = about.starts_at.astimezone(ZoneInfo(district.time_zone))
    what = "Abgesagt" if about.state is MeetingState.CANCELLED else "Einladung"
    return f"{what}: {words.title(about.number)} am {starts:%d.%m.%Y}"


def invitation_text(about: Announcement, district: BodyView, link: str) -> str:
    """The words of the mail. ``link`` leads to the meeting for those who sign in."""
    return "\n".join(
        [
            "Guten Tag,",
            "",
            f"wir laden Sie herzlich zur {words.title(about.number)} {of_board(district.board_name)} ein.",
            "",
            *_facts(about, district),
            "",
            *agenda_lines(about),
            "",
            f"Unterlagen, nach der Anmeldung: {link}",
            "Die Einladung als PDF und der Termin für Ihren Kalender hängen an.",
            "",
            "Können Sie nicht kommen, oder brauchen Sie eine Dolmetschung oder andere Unterstützung?",
            f"Dann sagen Sie bitte der Geschäftsstelle Bescheid{_contact(district)}.",
            "",
            *_closing(about, district),
        ]
    )


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
        lines.append(f"TOP {item.number}  {item.heading}{papers}")
    hidden = words.hidden_items(about)
    return [*lines, "", hidden] if hidden else lines


def calendar(about: Announcement, district: BodyView, now: datetime) -> bytes:
    """The entry for calendars (.ics); a later one with the same UID replaces it."""
    zone = ZoneInfo(district.time_zone)
    is_cancelled = about.state is MeetingState.CANCELLED
    event = Event()
    event.add("uid", f"{about.meeting_id}@beirat")
    event.add("dtstamp", now if is_cancelled else about.convened_at or now)
    event.add("sequence", 1 if is_cancelled else 0)
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

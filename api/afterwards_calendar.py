"""The dates that follow from a meeting as a calendar (.ics): nothing in it but what is due and for which meeting."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from beirat.queries.afterwards import AfterwardsView


def calendar(found: AfterwardsView, now: datetime) -> bytes:
    """One entry for each date; a later one with the same UID replaces it."""
    whole = Calendar()
    whole.add("prodid", "-//Beirat//Nach der Sitzung//DE")
    whole.add("version", "2.0")
    meeting = found.minutes.meeting
    due = {
        f"Niederschrift {meeting} fertig": found.dates.minutes,
        f"Empfehlungen aus {meeting} zuleiten": found.dates.hand_over if found.hand_overs else None,
        f"Ende der Frist für Einwendungen, {meeting}": found.dates.objections,
    }
    for place, (what, day) in enumerate(due.items()):
        if day is not None:
            whole.add_component(_entry(f"{found.minutes.id}-{place}@beirat", what, day, now))
    return bytes(whole.to_ical())


def _entry(uid: str, what: str, day: date, now: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", what)
    return event

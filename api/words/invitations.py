"""How invitations, their receipt, answers and kinds of call are called."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from api.words.meetings import source_of
from beirat.queries.invitations import Calling, InviteeView, Needs, OwnInvitation, Replies
from beirat.rules.checks import Check, Finding
from beirat.rules.invitations import CallKind, Channel, Expected, Outlook, RepliedBy, Reply
from documents.wording import count, sentence_case

CALLS = {
    CallKind.REGULAR: "Gewöhnliche Ladung",
    CallKind.SHORT: "Abgekürzte Ladungsfrist",
    CallKind.SECOND: "Zweite Ladung, nur zu den offen gebliebenen Punkten",
}

CHANNELS = {Channel.MAIL: "per E-Mail", Channel.LETTER: "per Brief"}

REPLIES = {Reply.COMING: "Kommt", Reply.EXCUSED: "Entschuldigt"}
SHAPES = {Reply.COMING: "done", Reply.EXCUSED: "no", None: "waiting"}
"""The drawing that stands beside the word (``parts.status``)."""

OWN_CHOICES = ((Reply.COMING.value, "Ich komme"), (Reply.EXCUSED.value, "Ich komme nicht"))
OFFICE_CHOICES = ((Reply.COMING.value, "Kommt"), (Reply.EXCUSED.value, "Kommt nicht (entschuldigt)"))

WAYS = {
    RepliedBy.LINK: "über den persönlichen Link",
    RepliedBy.LOGIN: "nach der Anmeldung",
    RepliedBy.OFFICE: "von der Geschäftsstelle eingetragen",
}

_OUTLOOKS = {
    Outlook.LIKELY: "Der Beirat wird voraussichtlich beschlussfähig sein.",
    Outlook.OPEN: "Ob der Beirat beschlussfähig ist, ist noch offen.",
    Outlook.UNLIKELY: "Der Beirat wird voraussichtlich nicht beschlussfähig sein.",
}


def day(one: date) -> str:
    """3. Dezember 2026"""
    return format_date(one, "d. MMMM y", locale="de")


def outlook(about: Expected) -> str:
    """Zugesagt haben 9 von 15, nötig sind 8. Der Beirat wird voraussichtlich beschlussfähig sein."""
    return f"Zugesagt haben {about.coming} von {about.invited}, nötig sind {about.needed}. {_OUTLOOKS[about.outlook]}"


def sent(one: InviteeView, zone: str) -> list[str]:
    """What is known about an invitation, a sentence each, oldest first."""
    lines = [f"{sentence_case(CHANNELS[one.channel])} am {_moment(one.sent_at, zone)}"]
    if one.available_at:
        lines.append(f"Im System seit {_moment(one.available_at, zone)}")
    if one.bounced_at:
        lines.append(f"Kam zurück am {_moment(one.bounced_at, zone)}")
    if one.confirmed_at:
        lines.append(f"Bestätigt am {_moment(one.confirmed_at, zone)}")
    if one.delivered_on:
        lines.append(f"Brief angekommen am {day(one.delivered_on)}")
    return lines


def receipt(one: InviteeView) -> str:
    """Whether the invitation counts as received, and whether that was in time."""
    if one.received_on is None:
        return "Zugang noch nicht belegt"
    days = count(max(0, one.check.given), "voller Tag", "volle Tage")
    if one.check.given < 0:
        days = "erst am Tag der Sitzung"
    verdict = "rechtzeitig" if one.check.finding is Finding.OK else f"zu spät, verlangt sind {one.check.required}"
    return f"Zugegangen am {day(one.received_on)}: {days} ({verdict})"


def notice_of_meeting(found: Replies) -> str:
    """The finding about the meeting as a whole: the worst of all invitees."""
    late = [one for one in found.invitees if one.check.finding is not Finding.OK]
    unproven = [one for one in late if one.received_on is None]
    if not late:
        return f"Alle {len(found.invitees)} Einladungen sind rechtzeitig zugegangen."
    told = []
    if unproven:
        told.append(f"Bei {len(unproven)} von {len(found.invitees)} ist der Zugang noch nicht belegt.")
    if len(late) > len(unproven):
        told.append(f"{len(late) - len(unproven)} von {len(found.invitees)} sind zu spät zugegangen.")
    return f"{' '.join(told)} {basis(late[0].check)}"


def basis(check: Check) -> str:
    """Verlangt sind 3 volle Tage (§ 58 Abs. 1 HGO)."""
    return f"Verlangt {_are(check.required)} ({source_of(check.rule)})."


def _are(days: int) -> str:
    return f"{'ist' if days == 1 else 'sind'} {count(days, 'voller Tag', 'volle Tage')}"


def deadlines(found: Calling, today: date) -> str:
    """Until when the invitation must have arrived, and when letters should be posted."""
    if found.last_day < today:
        return (
            f"Der letzte Tag für eine Einladung mit voller Frist war der {day(found.last_day)}. {basis(found.regular)}"
        )
    letters = (
        f" Briefe geben Sie spätestens am {day(found.last_post_day)} zur Post." if found.last_post_day > today else ""
    )
    return f"Bis zum {day(found.last_day)} muss die Einladung da sein.{letters} {basis(found.regular)}"


def short_call(found: Calling) -> str:
    """What the rules say about shortening the period now."""
    if found.elections.finding is not Finding.OK:
        source = source_of(found.elections.rule)
        return f"Auf der Tagesordnung steht eine Wahl. Dafür darf die Frist nicht abgekürzt werden ({source})."
    if found.short.finding is not Finding.OK:
        return f"Auch für eine abgekürzte Frist ist es zu spät. {basis(found.short)}"
    return f"Die Frist lässt sich abkürzen. Das steht dann in der Einladung ({source_of(found.short.rule)})."


def needs(about: Needs) -> list[str]:
    """What somebody needs, a word each."""
    said = []
    if about.interpreter:
        said.append(f"Dolmetschung: {about.interpreter}")
    if about.sign_language:
        said.append("Gebärdensprache")
    if about.aids:
        said.append(f"Hilfen: {about.aids}")
    if about.children:
        said.append(f"Betreuung für {count(about.children, 'Kind', 'Kinder')}")
    return said


def all_needs(found: Replies) -> list[str]:
    """The needs of everybody, summed up."""
    said = [f"Dolmetschung {language}: {number}" for language, number in sorted(found.interpreters.items())]
    if found.sign_language:
        said.append(f"Gebärdensprache: {found.sign_language}")
    said += [f"Hilfen: {text}" for text in found.aids]
    if found.children:
        said.append(f"Kinderbetreuung: {count(found.children, 'Kind', 'Kinder')}")
    return said


def dispatched(number: int) -> str:
    return f"Nachtrag Nr. {number}" if number else "Einladung"


def _moment(moment: datetime, zone: str) -> str:
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local:%d.%m.%Y, %H:%M} Uhr"


def values_of(one: InviteeView | OwnInvitation) -> dict[str, object]:
    """An answer as the form shows it; a reply that was not given yet is chosen by nobody."""
    about = one.needs
    return {
        "reply": one.reply,
        "reason": one.reason,
        "interpreter": about.interpreter,
        "sign_language": about.sign_language,
        "aids": about.aids,
        "children": about.children or "",
    }

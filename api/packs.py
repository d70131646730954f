"""From what is known about a meeting to the papers of its evening, in the district's own time and in German."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from api.letterhead import letterhead
from api.paper import OFFICES
from api.words import meetings as words
from beirat.queries.agenda import ItemView
from beirat.queries.packs import PackView
from beirat.queries.people import BodyView
from beirat.rules import quorum
from beirat.rules.invitations import CallKind
from beirat.rules.meetings import Part
from beirat.rules.profiles import Key
from documents.facts import Pack, PackItem, PackMember, PackPart

EVERYTHING = tuple(PackPart)


def facts(view: PackView, district: BodyView, now: datetime, parts: Iterable[PackPart] = EVERYTHING) -> Pack:
    """The papers that are wanted, as they stand now."""
    zone, meeting = ZoneInfo(district.time_zone), view.meeting
    members = [
        PackMember(name=one.name, function=OFFICES[one.office] if one.office else _function(one.voting_right))
        for one in view.members
    ]
    return Pack(
        letterhead=letterhead(district),
        parts=tuple(parts),
        meeting_number=meeting.number,
        term_label=words.term(meeting.term),
        starts=meeting.starts_at.astimezone(zone),
        place=meeting.location,
        invited_on=meeting.convened_at.astimezone(zone).date() if meeting.convened_at else None,
        is_second_call=view.call is CallKind.SECOND,
        is_quorate_regardless=view.rules.flag(Key.SECOND_CALL_QUORATE),
        statutory_members=meeting.statutory_members,
        quorum=quorum.needed(meeting.statutory_members),
        extension=view.rules.share(Key.AGENDA_EXTENSION_MAJORITY),
        members=(*members, *(PackMember(name=name, function="Vertretung") for name in view.stand_ins)),
        items=tuple(_item(item, view) for item in meeting.items),
        created=now.astimezone(zone),
    )


def _function(has_vote: bool) -> str:
    return "Mitglied" if has_vote else "beratendes Mitglied"


def _item(item: ItemView, view: PackView) -> PackItem:
    case = (item.case.reference,) if item.case else ()
    return PackItem(
        number=item.number,
        heading=item.heading,
        kind=item.kind,
        is_public=item.part is Part.PUBLIC,
        references=tuple(motion.reference for motion in item.motions) + case,
        points=tuple(text for motion in item.motions for text in view.points.get(motion.id, ())),
        planned_minutes=item.planned_minutes,
    )

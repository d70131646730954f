"""The order of an agenda, and the items that are on every one (rules of procedure, chapter "Tagesordnung").

The order asked for is the customary one of ``domain/law-and-practice`` § 6.2; "Verschiedenes" closes a part.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from beirat.rules.meetings import ItemKind, Part
from beirat.rules.motions import MotionState


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True)
class Slot:
    """The place of one item."""

    id: UUID
    part: Part
    kind: ItemKind
    heading: str = ""


@dataclass(frozen=True)
class StandardItem:
    heading: str
    kind: ItemKind


OPENING = (
    StandardItem(
        "Eröffnung, Begrüßung, Feststellung der ordnungsgemäßen Ladung und der Beschlussfähigkeit", ItemKind.FORMAL
    ),
    StandardItem("Genehmigung der Tagesordnung", ItemKind.FORMAL),
    StandardItem("Genehmigung der Niederschrift der letzten Sitzung", ItemKind.FORMAL),
    StandardItem("Bericht aus dem Vorsitz", ItemKind.REPORT),
    StandardItem("Bericht der Geschäftsstelle", ItemKind.REPORT),
    StandardItem("Stand der Empfehlungen: Was wurde daraus?", ItemKind.REPORT),
)
CLOSING = (
    StandardItem("Anfragen und Mitteilungen", ItemKind.REPORT),
    StandardItem("Verschiedenes", ItemKind.MISC),
)

DECIDED = frozenset({MotionState.ADOPTED, MotionState.ADOPTED_AMENDED, MotionState.REJECTED, MotionState.WITHDRAWN})


def inserted(slots: Sequence[Slot], new: Slot) -> list[Slot]:
    """With a new item at the end of its part, before what closes it ("Anfragen und Mitteilungen", "Verschiedenes")."""
    end = len(slots) if new.part is Part.NON_PUBLIC else _end_of_public(slots)
    closing = {item.heading for item in CLOSING}
    while (
        end > 0 and slots[end - 1].part is new.part and _closes(slots[end - 1], closing) and not _closes(new, closing)
    ):
        end -= 1
    return [*slots[:end], new, *slots[end:]]


def moved(slots: Sequence[Slot], item_id: UUID, direction: Direction) -> list[Slot]:
    """With one item a place further up or down in its part; at the edge of the part nothing changes."""
    at = next(place for place, slot in enumerate(slots) if slot.id == item_id)
    to = at - 1 if direction is Direction.UP else at + 1
    if not 0 <= to < len(slots) or slots[to].part is not slots[at].part:
        return list(slots)
    order = list(slots)
    order[at], order[to] = order[to], order[at]
    return order


def completed(slots: Sequence[Slot], make: Callable[[StandardItem], Slot]) -> list[Slot]:
    """With the customary items that are missing in the public part, each beside its customary neighbour."""
    order = list(slots)
    place = 0
    for item in OPENING:
        found = _place_of(order, item)
        if found is None:
            order.insert(place, make(item))
            found = place
        place = found + 1
    place = _end_of_public(order)
    for item in reversed(CLOSING):
        found = _place_of(order, item)
        if found is None:
            order.insert(place, make(item))
            found = place
        place = found
    return order


def missing(headings: Collection[str]) -> list[StandardItem]:
    """The customary items that an agenda does not have yet."""
    return [item for item in (*OPENING, *CLOSING) if item.heading not in headings]


def _closes(slot: Slot, closing: Collection[str]) -> bool:
    return slot.kind is ItemKind.MISC or slot.heading in closing


def _end_of_public(slots: Sequence[Slot]) -> int:
    return sum(slot.part is Part.PUBLIC for slot in slots)


def _place_of(slots: Sequence[Slot], item: StandardItem) -> int | None:
    places = (n for n, slot in enumerate(slots) if slot.part is Part.PUBLIC and slot.heading == item.heading)
    return next(places, None)

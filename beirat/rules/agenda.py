"""The order of an agenda, and the items that are on every one (rules of procedure, chapter "Tagesordnung").

The order asked for is the customary one of ``domain/law-and-practice`` § 6.2; "Verschiedenes" closes a part. An item
moves together with the items under it; those have one level.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from beirat.rules.meetings import ItemKind, Part
from beirat.rules.motions import MotionState


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True)
class Slot:
    """The place of one item; ``parent`` is the item under which it stands."""

    id: UUID
    part: Part
    kind: ItemKind
    heading: str = ""
    parent: UUID | None = None


@dataclass(frozen=True)
class StandardItem:
    """A standing item. ``public_heading`` is what everybody reads, where the rules' own word is not for the public."""

    heading: str
    kind: ItemKind
    public_heading: str = ""
    part: Part = Part.PUBLIC
    planned_minutes: int | None = None


@dataclass(frozen=True)
class Standing:
    """The standing items of a board: what opens an agenda, and what closes it behind the motions."""

    opening: tuple[StandardItem, ...]
    closing: tuple[StandardItem, ...]

    @property
    def items(self) -> tuple[StandardItem, ...]:
        return (*self.opening, *self.closing)

    def missing(self, headings: Collection[str]) -> list[StandardItem]:
        """The items that an agenda does not have yet."""
        return [item for item in self.items if item.heading not in headings]


CUSTOMARY = Standing(
    opening=(
        StandardItem(
            "Eröffnung, Begrüßung, Feststellung der ordnungsgemäßen Ladung und der Beschlussfähigkeit",
            ItemKind.FORMAL,
            planned_minutes=5,
        ),
        StandardItem("Genehmigung der Tagesordnung", ItemKind.FORMAL, planned_minutes=5),
        StandardItem("Genehmigung der Niederschrift der letzten Sitzung", ItemKind.FORMAL, planned_minutes=5),
        StandardItem("Bericht aus dem Vorsitz", ItemKind.REPORT, planned_minutes=10),
        StandardItem("Bericht der Geschäftsstelle", ItemKind.REPORT, planned_minutes=10),
        StandardItem(
            "Beschlusskontrolle: Stand der Empfehlungen",
            ItemKind.REPORT,
            "Was wurde daraus? Stand der Empfehlungen",
            planned_minutes=15,
        ),
    ),
    closing=(
        StandardItem("Anfragen und Mitteilungen", ItemKind.REPORT, planned_minutes=10),
        StandardItem("Verschiedenes", ItemKind.MISC, planned_minutes=5),
    ),
)
"""What is kept for every board that has not set its own standing items."""

DECIDED = frozenset({MotionState.ADOPTED, MotionState.ADOPTED_AMENDED, MotionState.REJECTED, MotionState.WITHDRAWN})

Block = list[Slot]


def inserted(slots: Sequence[Slot], new: Slot, standing: Standing = CUSTOMARY) -> list[Slot]:
    """With a new item: under its parent, or at the end of its part, before what closes it ("Verschiedenes")."""
    blocks = _blocks(slots)
    if new.parent is not None:
        for block in blocks:
            if block[0].id == new.parent:
                block.append(new)
        return _flat(blocks)
    end = len(blocks) if new.part is Part.NON_PUBLIC else _end_of_public(blocks)
    closing = {item.heading for item in standing.closing}
    while end > 0 and blocks[end - 1][0].part is new.part and _goes_before(new, blocks[end - 1][0], closing):
        end -= 1
    return _flat([*blocks[:end], [new], *blocks[end:]])


def moved(slots: Sequence[Slot], item_id: UUID, direction: Direction) -> list[Slot]:
    """With one item a place further up or down in its part, or under its parent; at the edge nothing changes."""
    rows, at = _siblings(slots, item_id)
    to = at - 1 if direction is Direction.UP else at + 1
    if 0 <= to < len(rows) and rows[to][0].part is rows[at][0].part:
        rows[at], rows[to] = rows[to], rows[at]
    return _with(slots, item_id, rows)


def placed(slots: Sequence[Slot], item_id: UUID, before: UUID | None) -> list[Slot]:
    """With one item put in front of another one of its part, or under its parent; None: behind all of them.

    Where ``before`` is no such item nothing changes.
    """
    rows, at = _siblings(slots, item_id)
    row = rows.pop(at)
    peers = [n for n, other in enumerate(rows) if other[0].part is row[0].part]
    to = next((n for n in peers if rows[n][0].id == before), None)
    if before is None:
        to = peers[-1] + 1 if peers else at
    if to is None:
        return list(slots)
    return _with(slots, item_id, [*rows[:to], row, *rows[to:]])


def completed(
    slots: Sequence[Slot], make: Callable[[StandardItem], Slot], standing: Standing = CUSTOMARY
) -> list[Slot]:
    """With the standing items that are missing, each beside its customary neighbour."""
    blocks = _blocks(slots)
    for part in Part:
        _complete(blocks, make, part, standing)
    return _flat(blocks)


def forecast(starts: datetime, minutes: Iterable[int | None]) -> list[datetime | None]:
    """When each item is likely to be called; None behind an item whose length nobody planned."""
    known: datetime | None = starts
    moments = []
    for planned in minutes:
        moments.append(known)
        known = known + timedelta(minutes=planned) if known is not None and planned is not None else None
    return moments


def _complete(blocks: list[Block], make: Callable[[StandardItem], Slot], part: Part, standing: Standing) -> None:
    place = 0 if part is Part.PUBLIC else _end_of_public(blocks)
    for item in (one for one in standing.opening if one.part is part):
        found = _place_of(blocks, item)
        if found is None:
            blocks.insert(place, [make(item)])
            found = place
        place = found + 1
    place = _end_of_public(blocks) if part is Part.PUBLIC else len(blocks)
    for item in (one for one in reversed(standing.closing) if one.part is part):
        found = _place_of(blocks, item)
        if found is None:
            blocks.insert(place, [make(item)])
            found = place
        place = found


def _blocks(slots: Sequence[Slot]) -> list[Block]:
    """Each item with those under it."""
    blocks: list[Block] = []
    for slot in slots:
        if slot.parent is not None and blocks and blocks[-1][0].id == slot.parent:
            blocks[-1].append(slot)
        else:
            blocks.append([slot])
    return blocks


def _flat(blocks: Iterable[Block]) -> list[Slot]:
    return [slot for block in blocks for slot in block]


def _siblings(slots: Sequence[Slot], item_id: UUID) -> tuple[list[Block], int]:
    """The rows among which the item moves, and its place: items with all under them, or those of one parent."""
    blocks = _blocks(slots)
    for place, block in enumerate(blocks):
        if block[0].id == item_id:
            return blocks, place
        for below, slot in enumerate(block[1:]):
            if slot.id == item_id:
                return [[one] for one in block[1:]], below
    raise LookupError(item_id)


def _with(slots: Sequence[Slot], item_id: UUID, rows: list[Block]) -> list[Slot]:
    """The whole agenda, with the rows among which an item moved in their new order."""
    blocks = _blocks(slots)
    if any(block[0].id == item_id for block in blocks):
        return _flat(rows)
    return _flat([block[0], *_flat(rows)] if any(one.id == item_id for one in block) else block for block in blocks)


def _goes_before(new: Slot, other: Slot, closing: Collection[str]) -> bool:
    return _closes(other, closing) and not _closes(new, closing)


def _closes(slot: Slot, closing: Collection[str]) -> bool:
    return slot.kind is ItemKind.MISC or slot.heading in closing


def _end_of_public(blocks: Sequence[Block]) -> int:
    return sum(block[0].part is Part.PUBLIC for block in blocks)


def _place_of(blocks: Sequence[Block], item: StandardItem) -> int | None:
    places = (n for n, block in enumerate(blocks) if block[0].part is item.part and block[0].heading == item.heading)
    return next(places, None)

"""The order of an agenda."""

from __future__ import annotations

from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as some

from beirat.rules.agenda import CLOSING, OPENING, Direction, Slot, StandardItem, completed, inserted, missing, moved
from beirat.rules.meetings import ItemKind, Part


def slot(heading: str, part: Part = Part.PUBLIC, kind: ItemKind = ItemKind.REPORT) -> Slot:
    return Slot(uuid4(), part, kind, heading)


def made(item: StandardItem) -> Slot:
    return slot(item.heading, kind=item.kind)


def headings(slots: list[Slot]) -> list[str]:
    return [each.heading for each in slots]


STANDARD = [item.heading for item in (*OPENING, *CLOSING)]


def test_a_motion_goes_before_what_closes_the_public_part() -> None:
    agenda = completed([], made)

    order = inserted(agenda, slot("Antrag", kind=ItemKind.MOTION))

    assert headings(order)[-3:] == ["Antrag", "Anfragen und Mitteilungen", "Verschiedenes"]


def test_a_non_public_item_goes_to_the_end_of_its_part() -> None:
    agenda = [slot("Bericht"), slot("Personal", Part.NON_PUBLIC)]

    order = inserted(agenda, slot("Vertrag", Part.NON_PUBLIC))

    assert headings(order) == ["Bericht", "Personal", "Vertrag"]


def test_a_public_item_goes_before_the_non_public_part() -> None:
    agenda = [slot("Bericht"), slot("Personal", Part.NON_PUBLIC)]

    order = inserted(agenda, slot("Antrag"))

    assert headings(order) == ["Bericht", "Antrag", "Personal"]


def test_an_item_never_leaves_its_part_by_moving() -> None:
    agenda = [slot("Bericht"), slot("Personal", Part.NON_PUBLIC)]

    assert moved(agenda, agenda[0].id, Direction.DOWN) == agenda
    assert moved(agenda, agenda[1].id, Direction.UP) == agenda


def test_moving_up_changes_places_with_the_item_above() -> None:
    agenda = [slot("A"), slot("B"), slot("C")]

    assert headings(moved(agenda, agenda[2].id, Direction.UP)) == ["A", "C", "B"]


def test_the_customary_items_embrace_what_is_there() -> None:
    agenda = [slot("Antrag", kind=ItemKind.MOTION), slot("Personal", Part.NON_PUBLIC)]

    order = completed(agenda, made)

    opening, closing = [item.heading for item in OPENING], [item.heading for item in CLOSING]
    assert headings(order) == [*opening, "Antrag", *closing, "Personal"]


def test_a_customary_item_that_was_removed_comes_back_to_its_place() -> None:
    agenda = completed([slot("Antrag")], made)
    without = [each for each in agenda if each.heading != "Genehmigung der Tagesordnung"]

    assert headings(completed(without, made)) == headings(agenda)


def test_completing_twice_adds_nothing() -> None:
    agenda = completed([], made)

    assert completed(agenda, made) == agenda
    assert missing(headings(agenda)) == []


def test_the_tracking_of_resolutions_is_a_customary_item() -> None:
    assert any("Was wurde daraus" in item.heading for item in OPENING)


slots = some.builds(
    Slot,
    id=some.uuids(),
    part=some.sampled_from(Part),
    kind=some.sampled_from(ItemKind),
    heading=some.sampled_from([*STANDARD, "Antrag", "Personal"]),
)


@given(some.lists(slots, max_size=12), slots)
def test_adding_keeps_every_item_and_all_public_ones_first(before: list[Slot], new: Slot) -> None:
    agenda: list[Slot] = []
    for each in [*before, new]:
        agenda = inserted(agenda, each)

    assert sorted(map(id, agenda)) == sorted(map(id, [*before, new]))
    assert [each.part for each in agenda] == sorted(
        (each.part for each in agenda), key=lambda part: part.value != "public"
    )


@given(some.lists(slots, min_size=1, max_size=12, unique_by=lambda each: each.id), some.data())
def test_moving_keeps_every_item(agenda: list[Slot], data: some.DataObject) -> None:
    chosen: UUID = data.draw(some.sampled_from([each.id for each in agenda]))

    order = moved(agenda, chosen, data.draw(some.sampled_from(Direction)))

    assert {each.id for each in order} == {each.id for each in agenda}
    assert [each.part for each in order] == [each.part for each in agenda]

"""The order of an agenda."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as some

from beirat.rules.agenda import CUSTOMARY, Direction, Slot, StandardItem, completed, forecast, inserted, moved, placed
from beirat.rules.meetings import ItemKind, Part


def slot(heading: str, part: Part = Part.PUBLIC, kind: ItemKind = ItemKind.REPORT) -> Slot:
    return Slot(uuid4(), part, kind, heading)


def made(item: StandardItem) -> Slot:
    return slot(item.heading, kind=item.kind)


def headings(slots: list[Slot]) -> list[str]:
    return [each.heading for each in slots]


STANDARD = [item.heading for item in CUSTOMARY.items]


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

    opening, closing = [item.heading for item in CUSTOMARY.opening], [item.heading for item in CUSTOMARY.closing]
    assert headings(order) == [*opening, "Antrag", *closing, "Personal"]


def test_a_customary_item_that_was_removed_comes_back_to_its_place() -> None:
    agenda = completed([slot("Antrag")], made)
    without = [each for each in agenda if each.heading != "Genehmigung der Tagesordnung"]

    assert headings(completed(without, made)) == headings(agenda)


def test_completing_twice_adds_nothing() -> None:
    agenda = completed([], made)

    assert completed(agenda, made) == agenda
    assert CUSTOMARY.missing(headings(agenda)) == []


def test_the_tracking_of_resolutions_is_a_customary_item() -> None:
    tracking = next(item for item in CUSTOMARY.opening if "Beschlusskontrolle" in item.heading)

    assert "Was wurde daraus" in tracking.public_heading
    assert "Beschlusskontrolle" not in tracking.public_heading


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


@some.composite
def agendas(draw: some.DrawFn) -> list[Slot]:
    """Items with others under them, all public ones first."""
    agenda: list[Slot] = []
    for part in draw(some.lists(some.sampled_from(Part), min_size=1, max_size=8)):
        head = slot("Punkt", part)
        agenda = inserted(agenda, head)
        for _ in range(draw(some.integers(0, 3))):
            agenda = inserted(agenda, Slot(uuid4(), part, ItemKind.REPORT, "Teil", head.id))
    return agenda


def is_in_order(agenda: list[Slot]) -> bool:
    """Every sub-item stands behind its parent, with nothing but its siblings between."""
    head: UUID | None = None
    for each in agenda:
        head = each.id if each.parent is None else head
        if each.parent is not None and each.parent != head:
            return False
    return [each.part for each in agenda] == sorted(
        (each.part for each in agenda), key=lambda part: part.value, reverse=True
    )


@given(agendas(), some.data())
def test_whatever_moves_takes_along_what_stands_under_it(agenda: list[Slot], data: some.DataObject) -> None:
    chosen = data.draw(some.sampled_from(agenda))
    before = data.draw(some.none() | some.sampled_from(agenda).map(lambda each: each.id))

    by_button = moved(agenda, chosen.id, data.draw(some.sampled_from(Direction)))
    by_drag = placed(agenda, chosen.id, before)

    for order in (by_button, by_drag):
        assert sorted(each.id for each in order) == sorted(each.id for each in agenda)
        assert is_in_order(order)


def test_an_item_is_dropped_in_front_of_another_one() -> None:
    agenda = [slot("A"), slot("B"), slot("C")]

    assert headings(placed(agenda, agenda[2].id, agenda[0].id)) == ["C", "A", "B"]
    assert headings(placed(agenda, agenda[0].id, None)) == ["B", "C", "A"]


def test_a_sub_item_stays_under_its_parent() -> None:
    head = slot("Anträge")
    below = [Slot(uuid4(), Part.PUBLIC, ItemKind.MOTION, name, head.id) for name in ("x", "y")]
    agenda = [slot("Bericht"), head, *below]

    assert headings(moved(agenda, below[1].id, Direction.UP)) == ["Bericht", "Anträge", "y", "x"]
    assert headings(moved(agenda, below[0].id, Direction.UP)) == headings(agenda)


def test_times_are_forecast_as_long_as_lengths_are_planned() -> None:
    starts = datetime(2026, 12, 3, 18, tzinfo=UTC)

    times = forecast(starts, [10, 15, None, 5])

    assert times == [starts, starts + timedelta(minutes=10), starts + timedelta(minutes=25), None]


@given(some.lists(some.integers(1, 240)))
def test_forecast_times_add_up(minutes: list[int]) -> None:
    starts = datetime(2026, 12, 3, 18, tzinfo=UTC)

    assert forecast(starts, minutes) == [starts + timedelta(minutes=sum(minutes[:n])) for n in range(len(minutes))]

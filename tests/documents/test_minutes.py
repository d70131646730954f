"""The two editions: what the public one leaves out, what is refused, what is attached for machines."""

import json
from dataclasses import fields, is_dataclass, replace
from typing import Any, cast, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import facts, minutes
from documents.errors import FactsRefused, Refusal
from documents.facts import AgendaItem, Edition, Outcome, Part, Resolution
from tests.documents import example
from tests.documents.canaries import INTERNAL, PUBLIC, Planter

ROLL_CALL = replace(
    example.ballot(2, 1),
    method=facts.Method.ROLL_CALL,
    votes=(facts.NamedVote(name="A", vote="Ja"), facts.NamedVote(name="B", vote="Nein")),
)


def roll_call_item(part: Part, number: int) -> AgendaItem:
    item = example.motion_item()
    resolution = example.plain_resolution("Wird beschlossen.", ballot=ROLL_CALL)
    return replace(item, number=str(number), part=part, resolutions=(*item.resolutions, resolution))


def parts_of(kind: Any) -> set[type]:
    """The kinds of facts that can stand in a document of this kind, itself among them."""
    if get_args(kind):
        return {found for argument in get_args(kind) for found in parts_of(argument)}
    if not is_dataclass(kind):
        return set()
    return {cast(type, kind)} | {found for f in fields(kind) for found in parts_of(f.type)}


def test_every_text_of_the_minutes_is_known_as_internal_or_public() -> None:
    kinds = parts_of(facts.Minutes) | parts_of(facts.CorrectionSheet)

    texts = {(kind, f.name) for kind in kinds for f in fields(kind) if f.type in (str, tuple[str, ...])}

    assert texts == {(kind, name) for table in (INTERNAL, PUBLIC) for kind, names in table.items() for name in names}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(Part), max_size=5))
def test_no_internal_word_survives_in_the_public_edition(parts: list[Part]) -> None:
    planter = Planter()
    items = tuple(roll_call_item(part, number) for number, part in enumerate(parts, start=1))
    internal = planter.plant(example.minutes(items=items))

    inside = minutes.sheet(internal)
    outside = minutes.sheet(minutes.public_edition(internal))

    assert inside.attached
    assert outside.attached
    assert all(word in inside.attached.content for word in planter.words)
    assert "Kanari" not in outside.html + outside.attached.content + outside.attached.description


def test_the_public_edition_of_a_public_edition_is_the_same() -> None:
    once = minutes.public_edition(example.minutes())

    assert minutes.public_edition(once) == once


def test_the_public_edition_tells_presence_and_hidden_items_as_numbers() -> None:
    public = minutes.public_edition(example.minutes())

    assert public.headcount == facts.Headcount(at_opening=11, ever_present=12)
    assert public.non_public_items == 2
    assert all(item.part is Part.PUBLIC for item in public.items)


def test_the_public_edition_names_roles_and_not_people() -> None:
    html = minutes.sheet(minutes.public_edition(example.minutes())).html

    assert "Vorsitz und Schriftführung" in html
    assert not any(name in html for name, _ in example.NAMES)
    assert "aus der Mitte des Beirats" in html


def test_a_mover_who_consented_is_named_in_the_public_edition() -> None:
    item = example.motion_item()
    item = replace(item, papers=(replace(item.papers[0], mover_public="Leyla Öztürk-Beispiel"),))

    html = minutes.sheet(minutes.public_edition(example.minutes(items=(item,)))).html

    assert "Leyla Öztürk-Beispiel" in html
    assert "Tesfay" not in html


@pytest.mark.parametrize(
    "change, code",
    [
        ({"chair": "A"}, Refusal.PERSONAL_NAME),
        ({"minute_taker": "A"}, Refusal.PERSONAL_NAME),
        ({"attendance": example.attendance()}, Refusal.PERSONAL_NAME),
        ({"guests": (facts.Guest(name="A"),)}, Refusal.PERSONAL_NAME),
        ({"administration": (facts.Guest(name="A"),)}, Refusal.PERSONAL_NAME),
        ({"signatures": (facts.Signature(role="Vorsitz", name="A"),)}, Refusal.PERSONAL_NAME),
        ({"headcount": None}, Refusal.NO_HEADCOUNT),
        ({"items": (AgendaItem(number="1", heading="H", part=Part.NON_PUBLIC),)}, Refusal.NON_PUBLIC_ITEM),
        ({"items": (AgendaItem(number="1", heading="H", course="C"),)}, Refusal.COURSE_OF_DEBATE),
        (
            {"items": (AgendaItem(number="1", heading="H", conflicts=(facts.Conflict(name="A"),)),)},
            Refusal.PERSONAL_NAME,
        ),
        (
            {"items": (AgendaItem(number="1", heading="H", conflicts=(facts.Conflict(reason="R"),)),)},
            Refusal.PERSONAL_NAME,
        ),
        (
            {"items": (replace(example.motion_item(), course="", conflicts=()),)},
            Refusal.PERSONAL_NAME,
        ),
        (
            {
                "items": (
                    AgendaItem(number="1", heading="H", resolutions=(example.plain_resolution("W", ballot=ROLL_CALL),)),
                )
            },
            Refusal.PERSONAL_NAME,
        ),
    ],
)
def test_internal_things_are_refused_in_the_public_edition(change: dict[str, object], code: Refusal) -> None:
    public = replace(minutes.public_edition(example.minutes()), **change)  # type: ignore[arg-type]

    with pytest.raises(FactsRefused) as refused:
        minutes.sheet(public)

    assert refused.value.code == code


def test_a_refusal_never_quotes_what_it_refuses() -> None:
    secret = AgendaItem(number="Kanari", heading="Kanari", part=Part.NON_PUBLIC)
    public = replace(minutes.public_edition(example.minutes()), items=(secret,))

    with pytest.raises(FactsRefused) as refused:
        minutes.check(public)

    assert "Kanari" not in str(refused.value)


def with_ballot(ballot: facts.Ballot, outcome: Outcome = Outcome.ADOPTED) -> facts.Minutes:
    resolution = Resolution(points=(facts.Point(number=1, wording="W", outcome=outcome),), ballots=(ballot,))
    return example.minutes(items=(AgendaItem(number="1", heading="H", resolutions=(resolution,)),))


@pytest.mark.parametrize(
    "contradiction, code",
    [
        (with_ballot(replace(example.ballot(5, 3), entitled_present=9)), Refusal.BALLOT_SUM),
        (with_ballot(replace(example.ballot(5, 3), adopted=False), Outcome.REJECTED), Refusal.BALLOT_OUTCOME),
        (with_ballot(replace(example.ballot(5, 5), adopted=True)), Refusal.BALLOT_OUTCOME),
        (with_ballot(example.ballot(3, 5), Outcome.ADOPTED), Refusal.BALLOT_OUTCOME),
        (with_ballot(example.ballot(5, 3), Outcome.REJECTED), Refusal.BALLOT_OUTCOME),
        (
            example.minutes(
                attendance=(facts.Attendee(name="A", function="M", state=facts.Presence.PRESENT),),
            ),
            Refusal.PRESENCE_UNCLEAR,
        ),
    ],
)
def test_minutes_that_contradict_themselves_are_refused(contradiction: facts.Minutes, code: Refusal) -> None:
    with pytest.raises(FactsRefused) as refused:
        minutes.check(contradiction)

    assert refused.value.code == code


def test_a_missed_higher_majority_is_no_contradiction() -> None:
    minutes.check(
        with_ballot(example.ballot(7, 5, adopted=False, majority="zwei Drittel der Mitglieder"), Outcome.REJECTED)
    )


def test_a_vote_on_urgency_says_nothing_about_the_points() -> None:
    minutes.check(with_ballot(example.ballot(3, 5, subject="Dringlichkeit")))


def test_the_attached_facts_say_their_edition_and_leave_out_what_is_empty() -> None:
    attached = minutes.sheet(minutes.public_edition(example.minutes())).attached
    assert attached

    told = json.loads(attached.content)

    assert told["format"] == "beirat/niederschrift/1"
    assert told["edition"] == Edition.PUBLIC
    assert told["headcount"] == {"at_opening": 11, "ever_present": 12}
    assert told["opened"] == "2026-11-12T18:00:00+01:00"
    assert "attendance" not in told
    assert told["items"][3]["resolutions"][0]["ballots"][0]["abstained"] == 2


def test_typed_markup_is_text_and_not_markup() -> None:
    item = AgendaItem(number="1", heading="<script>alert(1)</script>", course="<img src=file:///etc/passwd>{{ 7*7 }}")

    html = minutes.sheet(example.minutes(items=(item,))).html

    assert "<script" not in html
    assert "<img" not in html
    assert "{{ 7*7 }}" in html

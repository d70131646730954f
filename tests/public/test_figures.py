"""What everybody is told in numbers: one sentence that adds up, counts below twenty, nothing that is not public."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date

import httpx
import pytest

from api.words import figures as internal_words
from api.words import public_figures as words
from beirat.queries.public.figures import TOLD, PublicFigures, Standings
from beirat.rules.figures.numbers import Section
from beirat.rules.figures.summary import Standing
from beirat.rules.meetings import Part
from beirat.rules.permissions import Role
from tests.given import Given, StoppedClock
from tests.given_cases import AGREED, Cases
from tests.pages.test_figures import a_small_year, at
from tests.public.test_words import NEVER

TODAY = date(2026, 11, 25)


def told(longest: int | None = None, in_time: int = 0, closed: int = 0, legal: str = "", **numbers: int) -> str:
    """The sentence about so many of each standing."""
    standings = tuple(Standings(each, numbers.get(each.value, 0), ()) for each in Standing)
    total = sum(numbers.values())
    return words.sentence(PublicFigures(TODAY, total, standings, in_time, closed, longest, legal, ()))


def test_the_sentence_is_that_of_the_specification() -> None:
    assert told(178, 3, answered=5, waiting=3, withdrawn=1) == (
        "9 Empfehlungen: 5 beantwortet, davon 3 bis zum erbetenen Termin; 3 offen, die älteste wartet 178 Tage; "
        "1 zurückgezogen."
    )


@pytest.mark.parametrize("sentence, said", [
    (told(), ""),
    (told(1, waiting=1), "1 Empfehlung: 1 offen, sie wartet 1 Tag."),
    (told(in_time=1, answered=1), "1 Empfehlung: 1 beantwortet, und zwar bis zum erbetenen Termin."),
    (told(answered=1), "1 Empfehlung: 1 beantwortet, nicht bis zum erbetenen Termin."),
    (told(answered=2), "2 Empfehlungen: 2 beantwortet, keine bis zum erbetenen Termin."),
    (told(in_time=4, closed=3, answered=4),
     "4 Empfehlungen: 4 beantwortet (3 davon abgeschlossen), alle bis zum erbetenen Termin."),
    (told(in_time=1, answered=2, legal="§ 5 Satzung"), "2 Empfehlungen: 2 beantwortet, davon 1 innerhalb der Frist."),
    (told(asked_again=1, not_received=1, not_handed_over=2),
     "4 Empfehlungen: bei 1 fragt der Beirat nach; 1 übergeben, Eingang noch nicht bestätigt; 2 noch nicht übergeben."),
])  # fmt: skip
def test_every_standing_has_its_words(sentence: str, said: str) -> None:
    assert sentence == said


def test_every_number_and_standing_has_a_public_word_and_none_is_a_word_of_offices() -> None:
    assert set(words.NAMES) == set(TOLD)
    assert set(words.STANDINGS) == set(Standing)
    assert set(words.SECTIONS) == set(words.EXPLAINED) == set(Section)
    said = [*words.NAMES.values(), *words.SECTIONS.values(), *words.EXPLAINED.values()]
    said += [word for _, word in words.STANDINGS.values()]
    assert not [word for word in said if any(bad.lower() in word.lower() for bad in NEVER)]


def test_inside_every_number_has_a_name_and_says_how_it_is_counted() -> None:
    assert set(internal_words.NAMES) == set(internal_words.FORMULAS)
    assert all(internal_words.FORMULAS.values())


@pytest.fixture
def cases(given: Given) -> Cases:
    return Cases.of(given)


async def test_home_page_page_table_and_json_agree(
    cases: Cases, given: Given, client: httpx.AsyncClient, clock: StoppedClock
) -> None:
    await a_small_year(cases, clock)
    slug = (await given.district()).body.slug
    sentence = "3 Empfehlungen: 2 beantwortet, davon 1 bis zum erbetenen Termin; 1 offen, sie wartet 100 Tage."

    home = (await client.get(f"/{slug}/de/")).text
    page = (await client.get(f"/{slug}/de/zahlen")).text
    table = (await client.get(f"/{slug}/de/zahlen.csv")).content.decode("utf-8-sig")
    json = (await client.get(f"/api/v1/bodies/{slug}/public/figures")).json()

    assert sentence in home
    assert sentence in page
    shown = dict(re.findall(r'<dt>(.*?)</dt><dd class="figure-said tabular">(.*?)</dd>', page))
    rows = {row["Zahl"]: row["Angabe"] for row in csv.DictReader(io.StringIO(table), delimiter=";")}
    assert shown
    assert shown.items() <= rows.items()
    assert len(rows) == len(json["numbers"]) == len(TOLD)
    assert json["longest_wait"] == 100
    assert "%" not in "".join(shown.values())
    assert all(one["share"] is None and one["duration"] is None for one in json["numbers"])


async def test_the_boards_own_delay_comes_first(
    cases: Cases, given: Given, client: httpx.AsyncClient, clock: StoppedClock
) -> None:
    await a_small_year(cases, clock)

    page = (await client.get(f"/{(await given.district()).body.slug}/de/zahlen")).text

    headings = [heading for heading in re.findall(r"<h2>(.*?)</h2>", page) if heading in words.SECTIONS.values()]
    assert headings[0] == words.SECTIONS[Section.OWN]


async def test_only_public_recommendations_count_and_each_has_its_mark(
    cases: Cases, given: Given, client: httpx.AsyncClient, clock: StoppedClock
) -> None:
    await a_small_year(cases, clock)
    await cases.received(await cases.decided(part=Part.NON_PUBLIC, decided_on=date(2026, 11, 5)))
    slug = (await given.district()).body.slug

    page = (await client.get(f"/{slug}/de/zahlen")).text

    assert "3 Empfehlungen:" in page
    assert set(re.findall(r"/de/empfehlungen/([\d-]+)", page)) == {"2026-001", "2026-002", "2026-003"}


async def test_neither_a_unit_nor_an_account_is_named(
    cases: Cases, given: Given, client: httpx.AsyncClient, clock: StoppedClock
) -> None:
    await a_small_year(cases, clock)
    await cases.assigned(await cases.received(await cases.decided(decided_on=date(2026, 11, 5))), p1="FD 50")
    office = await cases.account(Role.OFFICE)
    slug = (await given.district()).body.slug

    told = [
        (await client.get(f"/{slug}/de/zahlen")).text,
        (await client.get(f"/{slug}/de/zahlen.csv")).text,
        (await client.get(f"/api/v1/bodies/{slug}/public/figures")).text,
    ]

    assert not [text for text in told if "FD 50" in text or office.name in text or "Fachdienst" in text]


async def test_one_answered_point_counts_while_the_whole_still_waits(
    cases: Cases, given: Given, client: httpx.AsyncClient, clock: StoppedClock
) -> None:
    clock.show(at(date(2026, 11, 9)))
    identity = await cases.received(await cases.decided(decided_on=date(2026, 11, 5)))
    await cases.answered(identity, p1=AGREED)
    slug = (await given.district()).body.slug

    json = (await client.get(f"/api/v1/bodies/{slug}/public/figures")).json()

    agreed = next(one for one in json["numbers"] if one["number"] == "agreed")
    assert agreed["cases"]["yes"] == ["E-2026/001/1"]
    assert next(one["number"] for one in json["standings"] if one["standing"] == "waiting") == 1


async def test_before_the_first_recommendation_it_says_so(given: Given, client: httpx.AsyncClient) -> None:
    slug = (await given.district()).body.slug

    page = (await client.get(f"/{slug}/de/zahlen")).text

    assert "Noch ist nichts zu zählen." in page


def test_a_row_under_other_names_keeps_its_number() -> None:
    row = internal_words.Row("A", "k", "N", "3 von 8", 3, 8, "", "", "", "F", has_rest=True)

    assert row.in_words("B", "M", "G") == replace(row, section="B", name="M", formula="G")

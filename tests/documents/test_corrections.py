"""Corrections, extracts and the list for the attendance fee on paper: what is said, and what must never be in them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents import correction_sheet, corrections, extracts, fees, minutes
from documents.errors import FactsRefused
from documents.facts import (
    Correction,
    CorrectionNote,
    CorrectionSheet,
    Edition,
    Extract,
    FeeList,
    FeeRow,
    Interval,
    Part,
    Presence,
    Subject,
)
from tests.documents import example


def count(yes: int, no: int, abstained: int = 0, **more: object) -> Correction:
    return Correction(
        item_number="4",
        item_heading="Kinderbetreuung",
        subject=Subject.COUNT,
        before=example.ballot(9, 0, 2),
        after=example.ballot(yes, no, abstained),
        **more,  # type: ignore[arg-type]
    )


def sheet(*said: Correction) -> CorrectionSheet:
    return CorrectionSheet(
        letterhead=example.letterhead(),
        edition=Edition.INTERNAL,
        number=1,
        meeting_number=12,
        term_label="Wahlperiode 2024–2029",
        held=example.at(18),
        dated=example.at(9, day=30).date(),
        reason="Ein Zählfehler: Kanarix.",
        corrections=said,
        chair="Kanarix Vorsitz",
        created=example.at(9, day=30),
    )


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_corrected_count_says_that_the_result_stays() -> None:
    assert corrections.following(count(8, 1, 2)) == "Das Ergebnis bleibt: angenommen."


def test_a_corrected_count_that_changes_the_result_leaves_what_followed_to_the_board() -> None:
    said = corrections.following(count(4, 6, 1, reference="E-2026/009"))

    assert "wäre abgelehnt" in said
    assert "entscheidet das Gremium" in said
    assert "Die Empfehlung E-2026/009 besteht bis dahin fort." in said


def test_corrections_are_listed_with_their_number_and_date() -> None:
    note = CorrectionNote(number=1, dated=example.at(9, day=30).date(), corrections=(count(8, 1, 2),))

    assert [plain(line) for line in corrections.listed([note])] == [
        "Berichtigung Nr. 1 vom 30. November 2026: TOP 4 (Abstimmungsergebnis)."
    ]
    assert plain(corrections.corrected_on([note])) == "berichtigt am 30. November 2026 (Berichtigung Nr. 1)"


def test_the_public_sheet_holds_nothing_internal_and_the_internal_one_is_refused_as_public() -> None:
    internal = sheet(
        count(8, 1, 2),
        replace(count(8, 1, 2), part=Part.NON_PUBLIC, item_heading="Kanarix"),
        Correction(item_number="5", item_heading="X", subject=Subject.COURSE, wrong="Kanarix", right="Kanarix"),
    )

    outside = correction_sheet.sheet(corrections.public_sheet(internal))
    inside = correction_sheet.sheet(internal)

    assert outside.attached is not None
    assert "Kanarix" not in outside.html + outside.attached.content + outside.attached.description
    assert inside.html.count("Kanarix") >= 5
    with pytest.raises(FactsRefused):
        correction_sheet.sheet(replace(internal, edition=Edition.PUBLIC))


def test_an_extract_never_holds_the_debate_or_a_name() -> None:
    item = example.motion_item()
    facts = Extract(
        letterhead=example.letterhead(),
        meeting_number=12,
        term_label="Wahlperiode 2024–2029",
        held=example.at(18),
        item=replace(item, course="Kanarix"),
        statutory_members=15,
        is_preliminary=True,
        dated=example.at(9, day=30).date(),
        created=example.at(9, day=30),
    )

    made = extracts.sheet(facts)

    assert made.attached is not None
    for hidden in ("Kanarix", "Amara Okonkwo", "Leyla", "Kursträgers"):
        assert hidden not in made.html + made.attached.content
    assert "Vorläufig" in made.html
    assert "Kinderbetreuung" in made.html


def test_the_public_edition_says_what_is_preliminary_and_what_was_corrected() -> None:
    note = CorrectionNote(number=1, dated=example.at(9, day=30).date(), corrections=(count(8, 1, 2),))
    public = replace(minutes.public_edition(example.minutes()), is_preliminary=True, notes=(note,))

    html = plain(minutes.sheet(public).html)

    assert "Vorläufig: Der Beirat hat diese Niederschrift noch nicht genehmigt." in html
    assert "Berichtigung Nr. 1 vom 30. November 2026" in html


def test_the_fee_is_for_those_who_were_there_and_adds_up() -> None:
    there = FeeRow(
        name="A",
        function="Mitglied",
        state=Presence.PRESENT,
        intervals=(Interval(start=example.at(18), end=example.at(19)),),
        fee_cents=2050,
    )
    away = FeeRow(name="B", function="Mitglied", state=Presence.EXCUSED)
    facts = FeeList(
        letterhead=example.letterhead(),
        meeting_number=12,
        term_label="Wahlperiode 2024–2029",
        opened=example.at(18),
        closed=example.at(20),
        rows=(there, away, replace(there, name="C")),
        fee_cents=2050,
        created=example.at(20),
    )

    assert plain(fees.summary(facts)) == ("Anwesend: 2 Mitglieder. Sitzungsgeld je Sitzung: 20,50 €, zusammen 41,00 €.")
    assert [plain(fees.stays(row)) for row in (there, away)] == ["18:00 bis 19:00 Uhr", "–"]
    assert "kein Sitzungsgeld" in fees.summary(replace(facts, fee_cents=0))

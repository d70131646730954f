"""The papers of an evening: what the chair says is computed, and nothing is put to the vote where nothing may be."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beirat.rules.meetings import ItemKind
from beirat.rules.voting import Base, Share
from documents import pack
from documents.facts import Pack, PackItem, PackMember, PackPart
from documents.render import render
from tests.documents import example

pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014")

TWO_THIRDS = Share(Fraction(2, 3), Base.STATUTORY_MEMBERS, is_strict=False)
STARTS = datetime(2026, 12, 17, 18, tzinfo=ZoneInfo("Europe/Berlin"))
OPENING = PackItem(number="1", heading="Eröffnung", kind=ItemKind.FORMAL)
AGENDA = PackItem(number="2", heading="Genehmigung der Tagesordnung", kind=ItemKind.FORMAL)
MOTION = PackItem(
    number="3",
    heading="Radwege",
    kind=ItemKind.MOTION,
    references=("A-2026/014",),
    points=("Der Landkreis plant.", "Der Landkreis baut."),
)
MISC = PackItem(number="4", heading="Verschiedenes", kind=ItemKind.MISC)
HIDDEN = PackItem(number="N 1", heading="Mietvertrag", kind=ItemKind.REPORT, is_public=False)


def evening(**changes: object) -> Pack:
    usual = Pack(
        letterhead=example.invitation().letterhead,
        parts=tuple(PackPart),
        meeting_number=7,
        term_label="Wahlperiode 2024–2029",
        starts=STARTS,
        place="Kreishaus",
        invited_on=date(2026, 12, 3),
        statutory_members=15,
        quorum=8,
        extension=TWO_THIRDS,
        members=(
            PackMember(name="Muster Adler", function="Vorsitz"),
            PackMember(name="Muster Brandt", function="Mitglied"),
        ),
        items=(OPENING, AGENDA, MOTION, MISC, HIDDEN),
        created=STARTS,
    )
    return replace(usual, **changes)  # type: ignore[arg-type]


def test_the_chair_reads_how_many_are_needed() -> None:
    said = " ".join(pack.script(evening(), OPENING))

    assert "Ich eröffne die 7. Sitzung des Beirats für Migration und Integration" in said
    assert "____ von 15 Mitgliedern" in said
    assert "beschlussfähig, wenn 8\N{NO-BREAK SPACE}Mitglieder da sind" in said


def test_a_heading_that_asks_keeps_its_question_mark_alone() -> None:
    asking = replace(MOTION, heading="Wer geht hin?", references=())

    assert pack.script(evening(), asking)[0] == "Ich rufe Tagesordnungspunkt 3 auf: Wer geht hin?"


def test_in_a_second_call_whoever_comes_is_enough_where_the_rules_say_so() -> None:
    again = evening(is_second_call=True, is_quorate_regardless=True)

    assert "ohne Rücksicht auf die Zahl der Erschienenen" in " ".join(pack.script(again, OPENING))
    strict = evening(is_second_call=True, is_quorate_regardless=False)
    assert "ohne Rücksicht" not in " ".join(pack.script(strict, OPENING))


def test_a_motion_is_put_to_the_vote_in_the_customary_order_and_with_its_majority() -> None:
    said = pack.script(evening(), MOTION)

    assert said[0] == "Ich rufe Tagesordnungspunkt 3 auf: Radwege (A-2026/014)."
    text = " ".join(said)
    assert text.index("Änderungsanträge") < text.index("2\N{NO-BREAK SPACE}Punkte") < text.index("mehr Ja als Nein")
    assert pack.votes(MOTION) == ["Nr. 1", "Nr. 2", "Alles gemeinsam"]


def test_what_was_not_on_the_invitation_needs_what_the_rules_ask_for() -> None:
    assert "Nötig sind 10\N{NO-BREAK SPACE}Ja-Stimmen, zwei Drittel von 15." in " ".join(pack.script(evening(), AGENDA))


@pytest.mark.parametrize("kind", [ItemKind.MISC, ItemKind.QUESTION_TIME, ItemKind.FORMAL])
def test_where_nothing_may_be_decided_there_are_no_boxes(kind: ItemKind) -> None:
    assert pack.votes(replace(MISC, kind=kind)) == []


def test_guests_are_asked_out_before_the_first_item_that_is_not_public() -> None:
    other = replace(HIDDEN, number="N 2", heading="Personal")
    papers = evening(items=(OPENING, HIDDEN, other))

    assert "Gäste, den Raum zu verlassen" in pack.script(papers, HIDDEN)[0]
    assert not any("Gäste" in sentence for sentence in pack.script(papers, other))
    assert "Öffentlichkeit wieder her" in pack.closing(papers)[0]


@given(st.sampled_from(list(ItemKind)), st.integers(0, 30))
def test_every_kind_of_item_has_something_to_say(kind: ItemKind, points: int) -> None:
    item = PackItem(number="9", heading="X", kind=kind, points=("Text",) * points)

    assert all(sentence.strip() for sentence in pack.script(evening(), item))


def test_the_whole_pack_and_each_part_by_itself_are_printed() -> None:
    def text(papers: Pack) -> str:
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(render(papers))).pages)

    whole, script = text(evening()), text(evening(parts=(PackPart.SCRIPT,)))

    for words in ("Anwesenheitsliste", "Muster Adler", "Enthaltung", "Mietvertrag", "Ich eröffne", "Interne Unterlage"):
        assert words in whole
    assert "Ich eröffne" in script
    assert "Unterschrift" not in script

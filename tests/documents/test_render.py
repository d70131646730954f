"""The PDF itself: what can be read in it, what lies in it, and that it is the same every time."""

import io
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdf
import pytest

from documents import facts, minutes
from documents.errors import Failure, RenderFailed
from documents.minutes import public_edition
from documents.render import press, render
from documents.sheet import Sheet
from tests.documents import example
from tests.documents.canaries import Planter
from tests.documents.test_pack import evening
from tests.support.pdf import everything, pages
from tests.support.verapdf import assert_conformant

ROOT = Path(__file__).parents[2]
# WeasyPrint leaves the colour profile it ships open
pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014")


def test_the_minutes_can_be_read_by_machines_and_people() -> None:
    printed = pages(render(example.minutes()))
    text = "\n".join(printed)

    assert "Bei Eröffnung waren 11 von 15 Mitgliedern anwesend" in text.replace("\n", " ")
    assert "Der Beirat war ordnungsgemäß geladen" in text
    assert "einstimmig bei 1 Enthaltung angenommen" in text
    assert "abgelehnt bei Stimmengleichheit mit 5 zu 5 Stimmen" in text
    for name, _ in example.NAMES:
        if name.isascii() or name[0] < "\u0600":
            assert name in text
    assert [f"Seite {n} von {len(printed)}" in page for n, page in enumerate(printed, start=1)] == [True] * len(printed)


def test_every_page_of_the_internal_edition_says_so_and_none_of_the_public_one() -> None:
    mark = "Interne Fassung – nicht zur Veröffentlichung"

    assert all(mark in page for page in pages(render(example.minutes())))
    public = pages(render(public_edition(example.minutes())))
    assert not any("Interne Fassung" in page for page in public)
    assert all("Öffentliche Fassung" in page for page in public)


def test_no_internal_word_lies_anywhere_in_the_public_pdf() -> None:
    planter = Planter()
    internal = planter.plant(example.minutes())

    inside, outside = everything(render(internal)), everything(render(public_edition(internal)))

    assert planter.words
    assert all(word in inside for word in planter.words)
    assert "Kanari" not in outside


def test_the_agenda_names_the_page_of_each_item() -> None:
    printed = pages(render(example.minutes()))
    heading = "Mehrsprachige Erstinformation in den Bürgerservicestellen"
    agenda = next(page for page in printed if "Tagesordnung\n" in page)

    entry = re.search(rf"TOP 5\s*{heading}[ .]*(\d+)\n", agenda)

    assert entry
    assert re.search(rf"TOP 5\s*{heading}\nAntrag", printed[int(entry[1]) - 1])


def test_the_file_knows_its_title_date_and_facts() -> None:
    reader = pypdf.PdfReader(io.BytesIO(render(public_edition(example.minutes()))))

    assert reader.metadata
    assert reader.metadata.title == "Niederschrift der 12. Sitzung vom 12.11.2026, Beirat für Migration und Integration"
    assert reader.metadata.creation_date == example.at(9, day=21)
    assert list(reader.attachments) == ["niederschrift.json"]
    attached = next(iter(reader.attachment_list))
    assert attached.creation_date == attached.modification_date == example.at(9, day=21)


def test_the_same_facts_make_the_same_bytes_in_every_process() -> None:
    program = (
        "import hashlib; from tests.documents import example; from documents.render import render;"
        "print(hashlib.sha256(render(example.minutes())).hexdigest())"
    )
    elsewhere = {
        subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }

    assert len(elsewhere) == 1
    assert render(example.minutes()) == render(example.minutes())


@pytest.mark.parametrize(
    "reference",
    [
        '<img src="file:///etc/hostname" alt="x">',
        '<img src="http://127.0.0.1:9/x.png" alt="x">',
        '<img src="data:image/svg+xml,%3Csvg/%3E" alt="x">',
        '<link rel="stylesheet" href="asset:../errors.py">',
        '<p style="background: url(FILE:///etc/hostname)">x</p>',
        '<link rel="attachment" href="file:///etc/hostname">',
    ],
)
def test_nothing_but_our_own_assets_is_fetched(reference: str) -> None:
    html = f'<!DOCTYPE html><html lang="de"><head><title>T</title></head><body><p>Text</p>{reference}</body></html>'

    with pytest.raises(RenderFailed) as failed:
        press().print(Sheet(html=html, created=example.at(9)))

    assert failed.value.code == Failure.RESOURCE_DENIED


def test_a_warning_of_the_library_is_an_error_and_the_next_document_is_printed() -> None:
    html = '<!DOCTYPE html><html lang="de"><head><title>T</title></head><body style="colour: red">x</body></html>'

    with pytest.raises(RenderFailed) as failed:
        press().print(Sheet(html=html, created=example.at(9)))

    assert failed.value.code == Failure.WARNING
    assert render(example.invitation()).startswith(b"%PDF")


def test_signs_that_no_font_has_are_printed_as_replacement() -> None:
    item = replace(example.plain_item("Punkt"), course="Ende \U0003fffd\U00016fe0 gut")

    text = "\n".join(pages(render(example.minutes(items=(item,)))))

    assert "Ende" in text
    assert "\N{REPLACEMENT CHARACTER}" in text


def many() -> object:
    """Twenty motions and ninety members: tables and boxes over many pages."""
    motions = tuple(replace(example.motion_item(), number=str(number)) for number in range(1, 21))
    return example.minutes(attendance=example.attendance() * 6, statutory_members=90, items=motions)


def hostile() -> object:
    """Minutes full of things that are no text."""
    turned = "\u202eumgedreht\u202c \u2066 \x00\x1b[31m a\u0323\u0323 \u200d\u200d"
    course = f"{'a' * 5_000} {turned} <script>alert(1)</script> 😀 𓀀 漢字 مرحبا 12"
    item = replace(example.motion_item(), course=course, heading="H" * 300)
    return example.minutes(items=(item,), place="\u202e" + "نص " * 30)


@pytest.mark.slow
def test_tables_go_on_over_pages_with_their_heads() -> None:
    printed = pages(render(many()))  # type: ignore[arg-type]

    with_members = [page for page in printed if "nicht entschuldigt" in page]
    assert len(printed) > 12
    assert len(with_members) >= 3
    assert all("Name Funktion" in page.replace("\n", " ") for page in with_members)


def letters() -> facts.Letters:
    """Two letters; the second one goes on over a second sheet."""
    one = example.invitation(address=("Muster Adler", "Musterweg 1", "00000 Musterstadt"))
    long = tuple(facts.InvitedItem(number=str(number), heading="Bericht " * 12) for number in range(1, 25))
    return facts.Letters(letters=(one, example.invitation(items=long)), created=one.created)


@pytest.mark.pdf
@pytest.mark.slow
def test_all_documents_keep_pdf_a_3a_and_pdf_ua_1(tmp_path: Path) -> None:
    documents = {
        "internal": example.minutes(),
        "draft": example.minutes(is_draft=True, signed_on=None),
        "public": public_edition(example.minutes()),
        "bare": public_edition(example.minutes(items=(), signatures=(), convening=None, breaks=())),
        "many": many(),
        "hostile": hostile(),
        "invitation": example.invitation(),
        "figures": example.figures(),
        "letters": letters(),
        "pack": evening(),
        "supplement": example.invitation(supplement=1, shortened_to=1, is_second_call=True),
        "short_invitation": example.invitation(items=(), enclosures=(), chair="", access="", hidden=()),
    }
    for name, document in documents.items():
        (tmp_path / f"{name}.pdf").write_bytes(render(document))  # type: ignore[arg-type]

    assert_conformant(*sorted(tmp_path.glob("*.pdf")))


def test_table_heads_say_their_scope_and_hidden_parts_their_number() -> None:
    with pikepdf.open(io.BytesIO(render(public_edition(example.minutes())))) as opened:
        heads = [
            thing for thing in opened.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/TH"
        ]
        scopes = {str(head.A.Scope) for head in heads}

    assert scopes == {"/Row", "/Column"}
    assert "II. Nichtöffentlicher Teil: 2 Tagesordnungspunkte" in minutes.sheet(
        public_edition(example.minutes())
    ).html.replace("\N{NO-BREAK SPACE}", " ")

"""Letters of the administration are read as they come; the kind of a file says its content."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.letter_files import EML, JPEG, MSG, PNG, kind_of, read_letter
from beirat.rules.errors import Broken, RuleBroken
from tests.support import outlook

ZONE = "Europe/Berlin"


def mail(text: str = "Wir folgen der Empfehlung.", *, markup: str = "", enclosed: bytes = b"") -> bytes:
    message = EmailMessage()
    message["From"] = "Fachdienst Soziales <soziales@musterland.example>"
    message["Subject"] = "Ihre Empfehlung E-2026/009: Stellungnahme"
    message["Date"] = "Tue, 24 Nov 2026 23:30:00 +0000"
    message.set_content(text)
    if markup:
        message.clear_content()
        message.set_content(markup, subtype="html")
    if enclosed:
        message.add_attachment(enclosed, maintype="application", subtype="pdf", filename="antwort.pdf")
    return bytes(message)


def test_a_mail_tells_its_sender_subject_day_and_words() -> None:
    found = read_letter(mail("Wir folgen der Empfehlung.\n\n\n\nMit freundlichen Grüßen"), zone=ZONE)

    assert found.media_type == EML
    assert found.sender == "Fachdienst Soziales <soziales@musterland.example>"
    assert found.subject == "Ihre Empfehlung E-2026/009: Stellungnahme"
    assert found.written_on == date(2026, 11, 25)
    assert found.text == "Wir folgen der Empfehlung.\n\nMit freundlichen Grüßen"


def test_of_an_html_mail_only_the_words_remain() -> None:
    markup = "<style>p{}</style><p>Punkt&nbsp;1:<br>Ja &amp; nein</p><script>alert(1)</script><img src='http://x/'>"

    assert read_letter(mail(markup=markup), zone=ZONE).text == "Punkt 1:\nJa & nein"


def test_an_outlook_message_is_read_like_a_mail() -> None:
    content = outlook.message(
        subject="E-2026/009",
        body="Wir prüfen das.\r\nBitte haben Sie Geduld.",
        sender_name="Fachdienst Soziales",
        sender_address="soziales@musterland.example",
        sent=datetime(2026, 11, 24, 9, 0, tzinfo=UTC),
    )

    found = read_letter(content, zone=ZONE)

    assert found.media_type == MSG
    assert found.subject == "E-2026/009"
    assert found.text == "Wir prüfen das.\nBitte haben Sie Geduld."
    assert "Fachdienst Soziales" in found.sender
    assert found.written_on == date(2026, 11, 24)


def test_the_words_of_a_pdf_are_read_alone_and_in_a_mail() -> None:
    import weasyprint

    printed = weasyprint.HTML(string="<p>Dafür fehlt das Geld.</p>").write_pdf()

    assert read_letter(printed, zone=ZONE).text == "Dafür fehlt das Geld."
    text = read_letter(mail("Siehe Anlage.", enclosed=printed), zone=ZONE).text
    assert text == "Siehe Anlage.\n\n[Anlage antwort.pdf]\nDafür fehlt das Geld."


@pytest.mark.parametrize(("beginning", "kind"), [(b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff\xe0", JPEG)])
def test_a_scan_has_no_words(beginning: bytes, kind: str) -> None:
    found = read_letter(beginning + bytes(20), zone=ZONE)

    assert (found.media_type, found.text) == (kind, "")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90",
        b"PK\x03\x04",
        b"<html>From: x</html>",
        b"%PDF-1.7 broken",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no",
    ],
)
def test_anything_else_is_refused_with_what_we_take(content: bytes) -> None:
    with pytest.raises(RuleBroken) as refused:
        read_letter(content, zone=ZONE)

    assert [problem.code for problem in refused.value.problems] == [Broken.LETTER_UNREADABLE]


@given(st.binary(max_size=300))
def test_no_bytes_make_it_stumble(content: bytes) -> None:
    for beginning in (
        b"",
        b"From: a\nDate: b\n\n",
        b"From: a\nSubject: =?x?q?=FF?=\nContent-Type: text/plain; charset=no\n\n",
    ):
        if kind_of(beginning + content) == EML:
            read_letter(beginning + content, zone=ZONE)

"""A mail as it goes out: its headers, and that nobody writes into them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from api.mail import Attachment, Message, written

NOW = datetime(2026, 12, 3, 17, 0, tzinfo=UTC)
PAPER = Attachment("einladung.pdf", "application/pdf", b"%PDF")


def test_a_mail_says_its_language_and_that_nobody_typed_it() -> None:
    for files in ((), (PAPER,)):
        mail = written(Message("a@b.example", "Betreff", "Text", files), key="1", sender="beirat@b.example", now=NOW)

        assert mail["Content-Language"] == "de"
        assert mail["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("hostile", ["a@b.example\nBcc: c@d.example", "a@b.example\r\n\r\nText"])
def test_no_header_is_smuggled_into_a_mail(hostile: str) -> None:
    with pytest.raises(ValueError, match="Header values"):
        written(Message(hostile, "Betreff", "Text"), key="1", sender="beirat@b.example", now=NOW)
    with pytest.raises(ValueError, match="Header values"):
        written(Message("a@b.example", hostile, "Text"), key="1", sender="beirat@b.example", now=NOW)

"""What is in a letter of the administration that the office drops in: a mail (.eml, .msg), a PDF or a scan.

The kind of a file says its content, never its name. Nothing in it is opened or fetched: pictures and scripts of a mail
are left out, of its HTML only the words remain.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import TYPE_CHECKING

from beirat.rules.errors import Broken, RuleBroken
from beirat.rules.zones import local_day

if TYPE_CHECKING:
    from oxmsg import Message

LARGEST_LETTER = 5_000_000
LONGEST_TEXT = 100_000
MOST_PAGES = 60
MOST_ENCLOSED = 5

EML, MSG, PDF, PNG, JPEG = "message/rfc822", "application/vnd.ms-outlook", "application/pdf", "image/png", "image/jpeg"
ENDINGS = {EML: "eml", MSG: "msg", PDF: "pdf", PNG: "png", JPEG: "jpg"}
ACCEPTED = ".eml,.msg,.pdf,.png,.jpg,.jpeg"


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A letter as it was read. ``text`` is empty where there is none, as in a scan."""

    media_type: str
    subject: str = ""
    sender: str = ""
    written_on: date | None = None
    text: str = ""

    @property
    def is_mail(self) -> bool:
        return self.media_type in (EML, MSG)


def read_letter(content: bytes, *, zone: str) -> LetterFile:
    """What the file says. Raises RuleBroken(LETTER_UNREADABLE) for anything else than the kinds named above."""
    media_type = kind_of(content)
    if media_type is None:
        raise RuleBroken(Broken.LETTER_UNREADABLE, "file")
    try:
        found = _READERS[media_type](content, zone)
    except Exception as error:  # whatever is wrong with a file of others, it cannot be read
        raise RuleBroken(Broken.LETTER_UNREADABLE, "file") from error
    return replace(found, text=_tidy(found.text), subject=_line(found.subject), sender=_line(found.sender))


def kind_of(content: bytes) -> str | None:
    """The media type that the first bytes speak of; None for what we do not take."""
    for beginning, media_type in _BEGINNINGS.items():
        if content.startswith(beginning):
            return media_type
    return EML if _looks_like_mail(content[:20_000]) else None


_BEGINNINGS = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": MSG,
    b"%PDF-": PDF,
    b"\x89PNG\r\n\x1a\n": PNG,
    b"\xff\xd8\xff": JPEG,
}
_HEADER = re.compile(rb"(?im)^(from|date|received|message-id|subject):[ \t]")


def _looks_like_mail(beginning: bytes) -> bool:
    """Headers at the very top, and of those that every mail has at least two (RFC 5322 § 3.6)."""
    head = re.split(rb"\r?\n\r?\n", beginning, maxsplit=1)[0]
    return b"\0" not in head and len({name.lower() for name in _HEADER.findall(head)}) > 1


def _mail(content: bytes, zone: str) -> LetterFile:
    message = message_from_bytes(content, policy=policy.default)
    return LetterFile(
        EML,
        subject=str(message.get("subject", "")),
        sender=str(message.get("from", "")),
        written_on=_day(message.get("date"), zone),
        text=_with_enclosed(_body(message), _enclosed_in(message)),
    )


def _enclosed_in(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    for part in message.iter_attachments():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield part.get_filename() or "", content


def _with_enclosed(body: str, enclosed: Iterable[tuple[str, bytes]]) -> str:
    """The text of a mail and of the PDFs that came with it: the answer itself is often one of them."""
    texts = [body]
    for name, content in islice(enclosed, MOST_ENCLOSED):
        if content.startswith(b"%PDF-"):
            texts.append(f"[Anlage {_line(name)}]\n{_pages(content)}")
    return "\n\n".join(texts)


def _body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    try:
        said = part.get_content()
    except (LookupError, UnicodeDecodeError):
        raw = part.get_payload(decode=True)
        said = raw.decode("latin-1") if isinstance(raw, bytes) else ""
    return words_of(said) if part.get_content_subtype() == "html" else str(said)


def _outlook(content: bytes, zone: str) -> LetterFile:
    from oxmsg import Message

    message = Message.load(content)
    sent = message.sent_date
    return LetterFile(
        MSG,
        subject=message.subject or "",
        sender=message.sender or "",
        written_on=local_day(sent, zone) if sent and sent.tzinfo else sent.date() if sent else None,
        text=_with_enclosed(message.body or words_of(message.html_body or ""), _enclosed_with(message)),
    )


def _enclosed_with(message: Message) -> Iterator[tuple[str, bytes]]:
    for one in message.attachments:
        yield one.file_name or "", one.file_bytes or b""


def _pdf(content: bytes, _: str) -> LetterFile:
    return LetterFile(PDF, text=_pages(content))


def _pages(content: bytes) -> str:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content))
    return "\n\n".join(page.extract_text() for page in reader.pages[:MOST_PAGES])


def _picture(media_type: str) -> Callable[[bytes, str], LetterFile]:
    return lambda content, zone: LetterFile(media_type)


_READERS: Mapping[str, Callable[[bytes, str], LetterFile]] = {
    EML: _mail,
    MSG: _outlook,
    PDF: _pdf,
    PNG: _picture(PNG),
    JPEG: _picture(JPEG),
}


def words_of(markup: str) -> str:
    """The words of an HTML mail, a line per paragraph; scripts, styles and comments are left out."""
    import nh3

    broken = re.sub(r"(?i)<br\s*/?>|</(p|div|tr|li|h[1-6])\s*>", "\n", markup)
    return html.unescape(nh3.clean(broken, tags=set(), clean_content_tags={"script", "style", "title"}))


def _day(said: object, zone: str) -> date | None:
    if not said:
        return None
    try:
        moment = parsedate_to_datetime(str(said))
    except (ValueError, TypeError):
        return None
    return local_day(moment, zone) if moment.tzinfo else _naive(moment)


def _naive(moment: datetime) -> date:
    """ "-0000" in a mail says that its place is unknown (RFC 5322 § 3.3): the day as it is written."""
    return moment.date()


def _tidy(text: str) -> str:
    """Printable, without empty lines in a row, of bearable length."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    readable = "".join(c for c in text if c.isprintable() or c in "\n\t")
    return re.sub(r"\n\s*\n+", "\n\n", readable).strip()[:LONGEST_TEXT]


def _line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:300]

"""The press: a document's facts in, PDF/A-3a and PDF/UA-1 in one file out, the same bytes for the same facts.

Imports WeasyPrint, so it belongs into a worker (`pool`), never into the server's process.
Nothing is fetched but our own fonts and style sheets; anything WeasyPrint warns about is an error.
"""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from functools import cache
from pathlib import Path

from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from documents import (
    accessible,
    answer_letter,
    correction_sheet,
    extracts,
    fee_sheet,
    figures,
    invitation,
    minutes,
    pack,
)
from documents.errors import Failure, RenderFailed
from documents.facts import (
    AnswerLetter,
    CorrectionSheet,
    Document,
    Extract,
    FeeList,
    Figures,
    Invitation,
    Letters,
    Minutes,
    Pack,
)
from documents.sheet import Sheet

HERE = Path(__file__).parent
MEDIA_TYPES = {".ttf": "font/ttf", ".svg": "image/svg+xml"}
LOGGERS = ("weasyprint", "fontTools")
VARIANT = "pdf/a-3a"


def render(facts: Document) -> bytes:
    """One document as PDF. Raises `FactsRefused` or `RenderFailed`."""
    return press().print(_laid_out(facts))


def _laid_out(facts: Document) -> Sheet:
    match facts:
        case Minutes():
            return minutes.sheet(facts)
        case Pack():
            return pack.sheet(facts)
        case Letters():
            return invitation.letters(facts)
        case Invitation():
            return invitation.sheet(facts)
        case Figures():
            return figures.sheet(facts)
        case AnswerLetter():
            return answer_letter.sheet(facts)
        case CorrectionSheet():
            return correction_sheet.sheet(facts)
        case Extract():
            return extracts.sheet(facts)
        case FeeList():
            return fee_sheet.sheet(facts)


@cache
def press() -> "Press":
    """This process's press: fonts and style sheet are read once, which keeps memory flat and saves half the time."""
    return Press()


class OwnAssets(URLFetcher):  # type: ignore[misc]
    """Hands out our own fonts and drawings and nothing else: no file, no network, no data address."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("asset",), allow_redirects=False)
        paths = [*sorted((HERE / "fonts").glob("*.ttf")), *sorted((HERE / "styles").glob("*.svg"))]
        self.assets = {f"asset:{path.name}": path for path in paths}
        self.denied: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The named asset; everything else is denied and remembered."""
        path = self.assets.get(url)
        if path is None:
            self.denied.append(url[:80])
            raise ValueError("denied")
        return URLFetcherResponse(url, body=path.read_bytes(), headers={"Content-Type": MEDIA_TYPES[path.suffix]})


class Warnings(logging.Handler):
    """Remembers what WeasyPrint and fontTools complained about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.others: list[str] = []  # the message without its values, which may quote the document
        self.missing: set[int] = set()  # characters that no font on this machine can draw

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps one complaint."""
        if str(record.msg).startswith(".notdef") and isinstance(record.args, tuple):
            self.missing.add(int(str(record.args[-1])))
        else:
            self.others.append(str(record.msg)[:200])


@contextmanager
def listening() -> Iterator[Warnings]:
    """Listens to the libraries' warnings while something is printed."""
    warnings = Warnings()
    loggers = [logging.getLogger(name) for name in LOGGERS]
    for logger in loggers:
        logger.setLevel(logging.WARNING)
        logger.addHandler(warnings)
    try:
        yield warnings
    finally:
        for logger in loggers:
            logger.removeHandler(warnings)


class Press:
    """Fonts and style sheet of all documents, ready to print."""

    def __init__(self) -> None:
        accessible.mark_languages_and_scopes()
        self.fonts = FontConfiguration()
        self.fetcher = OwnAssets()
        with listening() as warnings:
            self.style = CSS(
                string=(HERE / "styles" / "paper.css").read_text("utf-8"),
                font_config=self.fonts,
                url_fetcher=self.fetcher,
                base_url="asset:",
            )
        self._refuse(warnings)

    def print(self, sheet: Sheet) -> bytes:
        """One sheet as PDF; characters that no font has are printed as the replacement character."""
        with listening() as warnings:
            printed = self._print(sheet, sheet.html)
        if warnings.missing:
            html = sheet.html.translate(dict.fromkeys(warnings.missing, "\N{REPLACEMENT CHARACTER}"))
            with listening() as warnings:
                printed = self._print(sheet, html)
        self._refuse(warnings)
        return printed

    def _print(self, sheet: Sheet, html: str) -> bytes:
        identifier = hashlib.sha256(html.encode()).digest()[:16]
        page = HTML(string=html, url_fetcher=self.fetcher, base_url="asset:")
        document = page.render(font_config=self.fonts, stylesheets=[self.style], pdf_variant=VARIANT)
        accessible.claim_ua(document)
        written: bytes = document.write_pdf(
            pdf_variant=VARIANT, pdf_identifier=identifier, attachments=list(_attachments(sheet))
        )
        return written

    def _refuse(self, warnings: Warnings) -> None:
        denied, self.fetcher.denied = self.fetcher.denied, []
        if denied:
            raise RenderFailed(Failure.RESOURCE_DENIED, denied[0])
        if warnings.missing:
            raise RenderFailed(Failure.MISSING_GLYPH)
        if warnings.others:
            raise RenderFailed(Failure.WARNING, warnings.others[0])


def _attachments(sheet: Sheet) -> Iterator[Attachment]:
    if sheet.attached:
        yield Attachment(
            string=sheet.attached.content,
            name=sheet.attached.name,
            description=sheet.attached.description,
            relationship="Alternative",
            created=sheet.created.astimezone(UTC),  # WeasyPrint writes any date down as UTC
            modified=sheet.created.astimezone(UTC),
        )

"""Reads PDFs for tests: the text that people see, and everything that lies in the file."""

from __future__ import annotations

import io

import pikepdf
import pypdf


def pages(pdf: bytes) -> list[str]:
    """The text of each page, with ordinary blanks."""
    read = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return [page.extract_text().replace("\N{NO-BREAK SPACE}", " ") for page in read]


def everything(pdf: bytes) -> str:
    """All that can be got out of a PDF: text, metadata, bookmarks, attachments, every stream and every string."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    found = [*pages(pdf), str(reader.metadata), str(reader.outline)]
    found += [content.decode() for files in reader.attachments.values() for content in files]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for thing in opened.objects:
            found.append(repr(thing))
            if isinstance(thing, pikepdf.Stream):
                found.append(thing.read_bytes().decode("latin-1"))
    return "\n".join(found)

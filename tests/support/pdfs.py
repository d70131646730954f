"""What a PDF says, everywhere it can say something: its pages, its metadata, the files inside, its raw strings."""

from __future__ import annotations

import io

import pikepdf
from pypdf import PdfReader


def page_text(content: bytes) -> str:
    """The text of all pages, in one line."""
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)


def everything(content: bytes) -> str:
    """The pages, and the whole file unpacked, read in every way in which a PDF may spell a text."""
    unpacked = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(
            unpacked,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    raw = unpacked.getvalue()
    spellings = [raw.decode(name, "replace") for name in ("utf-8", "latin-1", "utf-16-be")]
    return "\n".join([page_text(content), *spellings, raw[1:].decode("utf-16-be", "replace")])

"""Which files may hang on an answer."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from beirat.rules.uploads import LARGEST, FileKind, accepted, file_name
from documents import answer_docx
from tests.documents.test_answer_letter import LETTER

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"


def archive(**entries: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name.replace("__", "/"), content)
    return kept.getvalue()


def xlsx(**more: bytes) -> bytes:
    return archive(**{"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>", **more})


def odt() -> bytes:
    return archive(**{"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"})


def picture(kind: str, **more: object) -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(kept, kind, **more)
    return kept.getvalue()


def with_exif() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "Wohnung von Frau Yilmaz"
    return picture("JPEG", exif=exif)


def with_text() -> bytes:
    png = picture("PNG")
    said = b"tEXtAuthor\0Yilmaz"
    chunk = struct.pack(">I", len(said) - 4) + said + struct.pack(">I", zlib.crc32(said))
    return png[:33] + chunk + png[33:]


@pytest.mark.parametrize(
    "content, kind",
    [
        (PDF, FileKind.PDF),
        (answer_docx.written(LETTER), FileKind.DOCX),
        (xlsx(), FileKind.XLSX),
        (odt(), FileKind.ODT),
        (picture("PNG"), FileKind.PNG),
        (picture("JPEG"), FileKind.JPEG),
    ],
)
def test_papers_and_pictures_are_known_by_their_content(content: bytes, kind: FileKind) -> None:
    found = accepted(content)

    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00 program",
        b"<html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a",
        PDF + b"<script>alert(1)</script>",
        PDF.replace(b"<<>>", b"<</OpenAction<</S/JavaScript/JS(x)>>>>"),
        b"<!--" + PDF,
        xlsx() + b"GIF89a trailing",
        b"GIF89a" + xlsx(),
        xlsx(**{"xl/vbaProject.bin": b"x"}),
        xlsx(**{"../../etc/passwd": b"x"}),
        archive(**{"readme.txt": b"just a zip"}),
        xlsx()[:-30],
        picture("PNG")[:-20],
        b"\xff\xd8\xff\xe0\x00",
        b"\0" * (LARGEST + 1),
    ],
)
def test_everything_else_is_refused_whatever_it_is_called(content: bytes) -> None:
    assert accepted(content) is None


def test_an_archive_that_unpacks_without_end_is_refused() -> None:
    assert accepted(xlsx(**{"xl/bomb.xml": b"0" * 80_000_000})) is None


@pytest.mark.parametrize("content", [with_exif(), with_text(), picture("PNG") + b"<?php", picture("JPEG") + b"<?php"])
def test_a_picture_keeps_only_the_picture(content: bytes) -> None:
    found = accepted(content)

    assert found is not None
    assert b"Yilmaz" not in found.content
    assert b"<?php" not in found.content
    assert Image.open(io.BytesIO(found.content)).convert("RGB").size == (4, 4)


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("Bericht 2026.pdf", "Bericht 2026.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Akten\\Fall.docx", "Fall.pdf"),
        ('a"; filename="b.exe', "a filename=b.pdf"),
        ("\r\nSet-Cookie: x.pdf", "Set-Cookie x.pdf"),
        ("", "Anlage.pdf"),
        ("...", "Anlage.pdf"),
    ],
)
def test_a_file_is_called_without_folders_and_with_the_ending_of_its_content(typed: str, kept: str) -> None:
    assert file_name(typed, FileKind.PDF) == kept


@given(st.text(max_size=300))
def test_no_name_breaks_a_header_or_a_path(typed: str) -> None:
    name = file_name(typed, FileKind.XLSX)

    assert name.endswith(".xlsx")
    assert len(name) <= 100
    assert not set(name) & set('\r\n\0"/\\')


@given(st.binary(max_size=400), st.sampled_from([b"%PDF-", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"]))
def test_broken_files_are_refused_and_break_nothing(content: bytes, head: bytes) -> None:
    found = accepted(head + content)

    assert found is None or found.kind in FileKind

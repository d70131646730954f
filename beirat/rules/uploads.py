"""Which files may hang on an answer: known by their content, never by their name; whole, small, of one nature.

Allowed: PDF, DOCX, XLSX, ODT, PNG, JPEG. What a picture tells about its making (place, device, name) is taken out.
"""

from __future__ import annotations

import re
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

LARGEST = 5_000_000
MOST_FILES = 10
MOST_ENTRIES = 2000
LARGEST_UNPACKED = 60_000_000
LONGEST_NAME = 100


class FileKind(StrEnum):
    """The kinds by their ending."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    ODT = "odt"
    PNG = "png"
    JPEG = "jpg"


_OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: f"{_OFFICE}wordprocessingml.document",
    FileKind.XLSX: f"{_OFFICE}spreadsheetml.sheet",
    FileKind.ODT: "application/vnd.oasis.opendocument.text",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
}
_ODT_TYPE = MEDIA_TYPES[FileKind.ODT].encode()
_ACTIVE = re.compile(r"vbaproject|activex|oleobject|^basic/|^scripts/|externallinks/", re.IGNORECASE)
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs"}
)


@dataclass(frozen=True)
class Accepted:
    """A file that may be kept: its kind, and its bytes as they are kept."""

    kind: FileKind
    content: bytes


def accepted(content: bytes) -> Accepted | None:
    """The file, if it is whole and of an allowed kind; None for everything else, whatever it is called."""
    if len(content) > LARGEST:
        return None
    if content.startswith(b"%PDF-"):
        return Accepted(FileKind.PDF, content) if _is_pdf(content) else None
    if content.startswith(b"PK\x03\x04"):
        kind = _office_kind(content)
        return Accepted(kind, content) if kind else None
    if content.startswith(_PNG_HEAD):
        kept = _png(content)
        return Accepted(FileKind.PNG, kept) if kept else None
    if content.startswith(b"\xff\xd8\xff"):
        kept = _jpeg(content)
        return Accepted(FileKind.JPEG, kept) if kept else None
    return None


def file_name(typed: str, kind: FileKind) -> str:
    """What the file is called here: no folders, no control characters, the ending that its content has."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", typed))[-1]
    plain = "".join(sign for sign in last if sign.isprintable() and sign not in '"<>|:*?;%')
    stem = plain.rpartition(".")[0] if "." in plain else plain
    stem = " ".join(stem.strip(" .").split())[: LONGEST_NAME - len(kind) - 1].strip(" .")
    return f"{stem or 'Anlage'}.{kind}"


def _is_pdf(content: bytes) -> bool:
    """Ends where it says that it ends, and starts no program when it is opened."""
    end = content.rfind(b"%%EOF")
    is_whole = end >= 0 and not content[end + 5 :].strip(b"\r\n \0")
    return is_whole and not re.search(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|RichMedia)\b", content)


def _office_kind(content: bytes) -> FileKind | None:
    """Looks into the archive without unpacking more than it allows, and refuses what can act by itself."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            is_small = len(entries) <= MOST_ENTRIES and sum(e.file_size for e in entries) <= LARGEST_UNPACKED
            is_plain = not any(_ACTIVE.search(name) or _leaves(name) for name in names)
            is_open = not any(entry.flag_bits & 1 for entry in entries)
            ends_with_itself = content[-22 - len(archive.comment) :].startswith(b"PK\x05\x06")
            if not (is_small and is_plain and is_open and ends_with_itself and not archive.comment):
                return None
            return _kind_of(archive, names) if _unpacks(archive, entries) else None
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError, OSError):
        return None


def _leaves(name: str) -> bool:
    """Whether an entry would be written outside of its folder."""
    return name.startswith(("/", "\\")) or ".." in re.split(r"[\\/]", name) or ":" in name


def _unpacks(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> bool:
    """Whether everything is as large as it says: reading stops where an entry lies."""
    left = LARGEST_UNPACKED
    for entry in entries:
        with archive.open(entry) as opened:
            while part := opened.read(1 << 16):
                left -= len(part)
                if left < 0:
                    return False
    return True


def _kind_of(archive: zipfile.ZipFile, names: set[str]) -> FileKind | None:
    if "[Content_Types].xml" in names:
        if "word/document.xml" in names:
            return FileKind.DOCX
        return FileKind.XLSX if "xl/workbook.xml" in names else None
    if {"mimetype", "content.xml"} <= names and archive.read("mimetype") == _ODT_TYPE:
        return FileKind.ODT
    return None


def _png(content: bytes) -> bytes | None:
    """The picture alone: chunk by chunk up to its end, without texts, times and what follows."""
    kept, place = bytearray(_PNG_HEAD), len(_PNG_HEAD)
    while place + 12 <= len(content):
        (length,), kind = struct.unpack(">I", content[place : place + 4]), content[place + 4 : place + 8]
        end = place + 12 + length
        if end > len(content):
            return None
        checksum = struct.pack(">I", zlib.crc32(content[place + 4 : end - 4]))
        if checksum != content[end - 4 : end] or (len(kept) == len(_PNG_HEAD)) != (kind == b"IHDR"):
            return None
        if kind in _PNG_KEPT:
            kept += content[place:end]
        if kind == b"IEND":
            return bytes(kept)
        place = end
    return None


def _jpeg(content: bytes) -> bytes | None:
    """The picture alone: segment by segment up to its end, without Exif, comments and what follows."""
    kept, place = bytearray(b"\xff\xd8"), 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        marker, (length,) = content[place + 1], struct.unpack(">H", content[place + 2 : place + 4])
        end = place + 2 + length
        if length < 2 or end > len(content):
            return None
        is_about = 0xE1 <= marker <= 0xEF and marker not in (0xE2, 0xEE)
        if not is_about and marker != 0xFE:
            kept += content[place:end]
        place = end
        if marker == 0xDA:
            last = content.rfind(b"\xff\xd9")
            return bytes(kept + content[place : last + 2]) if last >= place else None
    return None

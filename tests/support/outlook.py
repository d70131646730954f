"""Writes a small Outlook message (.msg): a compound file ([MS-CFB]) with the properties of a mail ([MS-OXMSG])."""

from __future__ import annotations

import struct
from datetime import UTC, datetime

SECTOR, MINI = 512, 64
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
TEXTS = {0x0037: "subject", 0x1000: "body", 0x0C1A: "sender_name", 0x0C1F: "sender_address", 0x001A: "kind"}


def message(*, subject: str, body: str, sender_name: str, sender_address: str, sent: datetime) -> bytes:
    """A mail as Outlook saves it."""
    said = {
        "subject": subject,
        "body": body,
        "sender_name": sender_name,
        "sender_address": sender_address,
        "kind": "IPM.Note",
    }
    streams, entries = {}, [_property(0x0039, 0x0040, _filetime(sent))]
    for tag, name in sorted(TEXTS.items()):
        text = said[name].encode("utf-16-le")
        streams[f"__substg1.0_{tag:04X}001F"] = text
        entries.append(_property(tag, 0x001F, struct.pack("<II", len(text) + 2, 0)))
    streams["__properties_version1.0"] = bytes(32) + b"".join(entries)
    return compound(streams)


def _property(tag: int, kind: int, value: bytes) -> bytes:
    return struct.pack("<HHI", kind, tag, 6) + value


def _filetime(moment: datetime) -> bytes:
    return struct.pack("<Q", int((moment - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000)


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file whose streams are all small: they lie in the mini stream, one after the other."""
    mini, starts, links = b"", {}, []
    for name, content in sorted(streams.items(), key=lambda pair: (len(pair[0]), pair[0].upper())):
        assert len(content) < 4096
        starts[name] = len(mini) // MINI
        count = -(-len(content) // MINI)
        links += [*range(starts[name] + 1, starts[name] + count), END]
        mini += content.ljust(count * MINI, b"\0")
    directory = _directory(streams, starts, len(mini))
    mini_fat = b"".join(struct.pack("<I", link) for link in links)
    parts = [_full(directory), _full(mini_fat, struct.pack("<I", FREE)), _full(mini)]
    firsts, fat = [], [FAT]
    for part in parts:
        firsts.append(len(fat))
        count = len(part) // SECTOR
        fat += [*range(len(fat) + 1, len(fat) + count), END]
    table = b"".join(struct.pack("<I", link) for link in fat).ljust(SECTOR, b"\xff")
    assert len(table) == SECTOR
    directory = _directory(streams, starts, len(mini), firsts[2])
    return _header(firsts, len(parts[1]) // SECTOR) + table + _full(directory) + parts[1] + parts[2]


def _full(part: bytes, filler: bytes = b"\0") -> bytes:
    missing = -len(part) % SECTOR
    return part + filler * (missing // len(filler))


def _header(firsts: list[int], mini_sectors: int) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, 1, firsts[0], 0, 4096, firsts[1], mini_sectors, END, 0)
    return (head + struct.pack("<I", 0)).ljust(SECTOR, b"\xff")


def _directory(streams: dict[str, bytes], starts: dict[str, int], size: int, first: int = 0) -> bytes:
    """The root and its streams: a tree that only has right branches, in the order of their names."""
    names = list(starts)
    rows = [_entry("Root Entry", 5, FREE, 1, first, size)]
    for place, name in enumerate(names, start=1):
        following = place + 1 if place < len(names) else FREE
        rows.append(_entry(name, 2, following, FREE, starts[name], len(streams[name])))
    return b"".join(rows)


def _entry(name: str, kind: int, right: int, child: int, first: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text), kind, 1, FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", first, size)
    )

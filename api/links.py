"""Personal links: whoever holds one may answer an invitation without signing in.

A link is the id of the invitation and a seal over it, made with the installation's secret. Nothing that opens the door
is kept: the database holds only which number of link is good, and raising it takes the link back.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from uuid import UUID

SEAL = 24
"""Bytes of the seal: 192 bits, which nobody guesses."""

LENGTH = (16 + SEAL) * 4 // 3 + 2


def token(secret: bytes, invitation_id: UUID, number: int) -> str:
    """The word at the end of the link."""
    sealed = invitation_id.bytes + _seal(secret, invitation_id, number)
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def named(word: str) -> tuple[UUID, bytes] | None:
    """Which invitation a word names and the seal that it shows; None if it is no such word."""
    if len(word) > LENGTH or not word.isascii():
        return None
    try:
        raw = base64.urlsafe_b64decode(word + "=" * (-len(word) % 4))
    except (binascii.Error, ValueError):
        return None
    return (UUID(bytes=raw[:16]), raw[16:]) if len(raw) == 16 + SEAL else None


def is_genuine(secret: bytes, invitation_id: UUID, number: int, seal: bytes) -> bool:
    """Whether this installation made the seal, for this number of link."""
    return hmac.compare_digest(_seal(secret, invitation_id, number), seal)


def _seal(secret: bytes, invitation_id: UUID, number: int) -> bytes:
    said = f"invitation:{invitation_id}:{number}".encode()
    return hmac.new(secret, said, hashlib.sha256).digest()[:SEAL]

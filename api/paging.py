"""Where a list goes on: the last row seen, as a short text for the address of the next part."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime
from uuid import UUID


def cursor(at: datetime, row_id: UUID) -> str:
    return urlsafe_b64encode(f"{at.isoformat()} {row_id}".encode()).decode().rstrip("=")


def position(text: str) -> tuple[datetime, UUID] | None:
    """The row that a cursor stands for; None for no cursor, or for one that was tampered with."""
    try:
        at, _, row_id = urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition(" ")
        moment = datetime.fromisoformat(at)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC), UUID(row_id)
    except (ValueError, OverflowError):
        return None

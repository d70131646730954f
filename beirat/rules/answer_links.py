"""The administration's door by link: how long a link leads in, and how often a code may be guessed.

A link belongs to one recommendation and one unit. Its address alone opens nothing: a code goes to the registered
address of the unit, and only with both one is in (``domain/holding-to-account`` § 5.5).
"""

from __future__ import annotations

from datetime import date, timedelta

LASTS_AFTER_DUE = timedelta(days=30)
CODE_DIGITS = 8
CODE_LASTS = timedelta(minutes=15)
CODE_TRIES = 5
LOCKED_FOR = timedelta(minutes=15)
DOOR_LASTS = timedelta(hours=2)


def last_day(due_on: date | None, renewed_on: date) -> date:
    """The last day on which a link leads in: 30 days after the present date for the answer, or after a reminder.

    Each reminder renews the link. Where the clock stands there is no date: then the reminder alone counts.
    """
    return max(due_on or renewed_on, renewed_on) + LASTS_AFTER_DUE


def leads_in(today: date, *, due_on: date | None, renewed_on: date, is_paused: bool) -> bool:
    """Whether a link that nobody revoked still leads in. While the clock stands, no link ends."""
    return is_paused or today <= last_day(due_on, renewed_on)

"""What can go wrong on the way to paper. Errors carry a code and a place, never the text of a document.

DocumentError
├── FactsRefused   the facts contradict themselves, or would carry internal things into the public edition
└── RenderFailed   the facts are fine, but no PDF came of them
"""

from enum import StrEnum


class Refusal(StrEnum):
    """Why facts are not put on paper."""

    NON_PUBLIC_ITEM = "non_public_item"
    COURSE_OF_DEBATE = "course_of_debate"
    PERSONAL_NAME = "personal_name"
    NO_HEADCOUNT = "no_headcount"
    PRESENCE_UNCLEAR = "presence_unclear"
    BALLOT_SUM = "ballot_sum"
    BALLOT_OUTCOME = "ballot_outcome"
    INTERNAL_CORRECTION = "internal_correction"


class Failure(StrEnum):
    """Why no PDF was made."""

    TOO_SLOW = "too_slow"
    TOO_LARGE = "too_large"
    WORKER_DIED = "worker_died"
    RESOURCE_DENIED = "resource_denied"
    WARNING = "warning"
    NOT_PRINTABLE = "not_printable"
    MISSING_GLYPH = "missing_glyph"
    CLOSED = "closed"


class DocumentError(Exception):
    """A document could not be made; `code` says why, `where` in which place of it."""

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(code, where)
        self.code = code
        self.where = where

    def __str__(self) -> str:
        return f"{self.code} ({self.where})" if self.where else self.code


class FactsRefused(DocumentError):
    """These facts may not, or cannot truthfully, be put on paper; `code` is a `Refusal`."""


class RenderFailed(DocumentError):
    """No PDF came of these facts; `code` is a `Failure`."""

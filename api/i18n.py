"""The languages of the interface: German texts are the message ids; other languages will bring catalogues."""

from __future__ import annotations

from gettext import NullTranslations

LANGUAGES = {"de": "Deutsch"}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def translations(language: str) -> NullTranslations:
    """The catalogue of a language; German needs none."""
    if language not in LANGUAGES:
        raise LookupError(language)
    return NullTranslations()


def direction(language: str) -> str:
    """``rtl`` for scripts that run from right to left, else ``ltr``."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"

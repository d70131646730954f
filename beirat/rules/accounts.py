"""Accounts: which passwords are refused, how long guessing is slowed down, how long a login and a link last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from beirat.rules.errors import Broken, Problem

PASSWORD_LENGTH = 12
LINK_LASTS = timedelta(days=7)
LOGIN_LASTS = timedelta(hours=12)
LOGIN_STAYS = timedelta(days=30)

_COMMON = ("passwort", "password", "123456", "qwertz", "qwerty", "hallo", "beirat", "willkommen", "geheim", "abc")


@dataclass(frozen=True)
class Patience:
    """How many failures within a window are borne, and how long the pause is after them."""

    failures: int
    window: timedelta
    pause: timedelta
    longest: timedelta


FOR_ACCOUNTS = Patience(5, timedelta(minutes=15), timedelta(seconds=30), timedelta(minutes=15))
FOR_ADDRESSES = Patience(30, timedelta(minutes=15), timedelta(minutes=5), timedelta(minutes=15))


def pause_after(failures: int, patience: Patience) -> timedelta:
    """No pause up to the number that is borne, then one that doubles with every further failure."""
    if failures < patience.failures:
        return timedelta()
    doubled: int = 2 ** min(failures - patience.failures, 16)
    return min(patience.pause * doubled, patience.longest)


def password_problems(password: str, again: str, *, names: Sequence[str]) -> list[Problem]:
    """What is wrong with a new password; ``names`` are the login and the name, which it must not consist of."""
    problems = []
    if len(password) < PASSWORD_LENGTH:
        problems.append(Problem(Broken.PASSWORD_TOO_SHORT, "password", {"limit": PASSWORD_LENGTH}))
    elif _is_common(password, names):
        problems.append(Problem(Broken.PASSWORD_TOO_COMMON, "password"))
    if password != again:
        problems.append(Problem(Broken.PASSWORDS_DIFFER, "again"))
    return problems


def _is_common(password: str, names: Sequence[str]) -> bool:
    """Few different signs, or little besides a common word or one's own name."""
    left = password.casefold()
    words = [part.casefold() for name in names for part in (name, *name.replace("@", " ").split()) if len(part) > 2]
    for word in sorted({*words, *_COMMON}, key=len, reverse=True):
        left = left.replace(word, "")
    return len(set(password)) < 5 or len(left) < 5 or left.isdecimal()


def is_address(text: str) -> bool:
    """Whether it looks like one e-mail address; whether it works, the invitation shows."""
    name, at, domain = text.partition("@")
    is_one = bool(name and at) and "@" not in domain and not any(c.isspace() or c in ',;:<>()[]\\"' for c in text)
    return is_one and "." in domain.strip(".") and domain == domain.strip(".")

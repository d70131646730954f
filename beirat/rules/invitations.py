"""How a meeting is called: channels, receipt, the notice period of each invitee, what they answer.

Receipt counts, not sending (law-and-practice § 2.1); which act proves it is a rule of procedure (``ReceiptRule``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from beirat.rules.checks import Check, Finding, broken, compared, forbidden
from beirat.rules.profiles import Key, Profile, ReceiptRule

POST_DAYS = 4
"""A letter counts as delivered on the fourth day after it was posted (§ 41 Abs. 2 VwVfG, as of 2025)."""


class CallKind(StrEnum):
    """How a meeting is called: in time, with a shortened period, or once more for what stayed undecided."""

    REGULAR = "regular"
    SHORT = "short"
    SECOND = "second"


class Channel(StrEnum):
    MAIL = "mail"
    LETTER = "letter"


class Reply(StrEnum):
    """What an invitee answers."""

    COMING = "coming"
    EXCUSED = "excused"


class RepliedBy(StrEnum):
    """By which way an answer came."""

    LINK = "link"
    LOGIN = "login"
    OFFICE = "office"


PERIODS = {
    CallKind.REGULAR: Key.INVITATION_NOTICE_DAYS,
    CallKind.SHORT: Key.SHORT_NOTICE_DAYS,
    CallKind.SECOND: Key.SECOND_CALL_NOTICE_DAYS,
}
"""Which period of notice a call has to keep."""


@dataclass(frozen=True)
class Sending:
    """What is known about one invitation, each as a day on the district's calendar."""

    channel: Channel
    sent_on: date
    available_on: date | None = None
    confirmed_on: date | None = None
    delivered_on: date | None = None
    is_bounced: bool = False


def received_on(sending: Sending, rule: ReceiptRule) -> date | None:
    """The day from which the invitation counts as received; None while nothing proves it.

    A letter is received on the day that the office enters, never by being sent. A mail that came back proves nothing;
    what the invitee did (opened the papers, answered) proves receipt under every rule.
    """
    days = [sending.confirmed_on]
    if sending.channel is Channel.LETTER:
        days.append(sending.delivered_on)
    elif rule is ReceiptRule.SENT and not sending.is_bounced:
        days.append(sending.sent_on)
    elif rule is ReceiptRule.MADE_AVAILABLE:
        days.append(sending.available_on)
    return min((day for day in days if day is not None), default=None)


def full_days(received: date, meeting: date) -> int:
    """Days between receipt and meeting, neither counted (§ 187 Abs. 1 BGB); -1: received on the day itself."""
    return max(-1, (meeting - received).days - 1)


def notice_of_call(call: CallKind, received: date, meeting: date, profile: Profile) -> Check:
    """Whether an invitation that is received on a day keeps the period of this kind of call."""
    key = PERIODS[call]
    return compared(key, full_days(received, meeting), profile.number(key), profile.rule(key))


def last_day(call: CallKind, meeting: date, profile: Profile) -> date:
    """The last day on which an invitation may be received."""
    return meeting - timedelta(days=profile.number(PERIODS[call]) + 1)


def last_post_day(call: CallKind, meeting: date, profile: Profile) -> date:
    """The last day on which a letter should be posted."""
    return last_day(call, meeting, profile) - timedelta(days=POST_DAYS)


def notice_of_all(checks: Iterable[Check]) -> Check | None:
    """The worst of the invitees' checks stands for the meeting."""
    return min(checks, key=lambda check: (check.finding is Finding.OK, check.given), default=None)


def short_call_for_elections(elections: int, profile: Profile) -> Check:
    """Whether the period may be shortened although there are elections (§ 58 Abs. 3 HGO as model)."""
    return forbidden(Key.SHORT_NOTICE_FORBIDDEN_FOR_ELECTIONS, elections, profile)


def unproven(call: CallKind, profile: Profile) -> Check:
    """The finding about somebody whose receipt nothing proves: not a day of notice is proven."""
    rule = profile.rule(PERIODS[call])
    return Check(PERIODS[call], -1, profile.number(PERIODS[call]), broken(rule), rule)


class Outlook(StrEnum):
    """Whether enough members will be there, as far as the answers tell."""

    LIKELY = "likely"
    OPEN = "open"
    UNLIKELY = "unlikely"


@dataclass(frozen=True)
class Expected:
    """How many of those who may vote have said what, and how many are needed."""

    coming: int
    excused: int
    silent: int
    needed: int

    @property
    def invited(self) -> int:
        return self.coming + self.excused + self.silent

    @property
    def outlook(self) -> Outlook:
        """Likely once enough have said yes; unlikely once so many have said no that the rest is too few."""
        if self.coming >= self.needed:
            return Outlook.LIKELY
        return Outlook.OPEN if self.coming + self.silent >= self.needed else Outlook.UNLIKELY


def expected(replies: Iterable[Reply | None], needed: int) -> Expected:
    """What the answers of those who may vote say about the evening."""
    said = list(replies)
    return Expected(said.count(Reply.COMING), said.count(Reply.EXCUSED), said.count(None), needed)

"""Receipt counts, not sending; the notice period of a call over year ends, and what answers say about the evening."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from beirat.rules.checks import Finding
from beirat.rules.invitations import (
    CallKind,
    Channel,
    Outlook,
    Reply,
    Sending,
    expected,
    full_days,
    last_day,
    notice_of_call,
    received_on,
    short_call_for_elections,
)
from beirat.rules.profiles import ReceiptRule, profile
from beirat.rules.zones import local_day

DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
SENT = date(2026, 12, 29)
HESSEN = profile("hessen")


@given(DAYS, st.sampled_from(list(CallKind)), st.sampled_from(["hessen", "rheinland_pfalz", "brandenburg", ""]))
def test_the_last_day_is_the_last_one_that_keeps_the_period(meeting: date, call: CallKind, name: str) -> None:
    rules = profile(name)
    last = last_day(call, meeting, rules)

    assert notice_of_call(call, last, meeting, rules).finding is Finding.OK
    assert notice_of_call(call, last + timedelta(days=1), meeting, rules).finding is not Finding.OK


@given(DAYS, st.integers(1, 400))
def test_neither_the_day_of_receipt_nor_that_of_the_meeting_counts(received: date, later: int) -> None:
    assert full_days(received, received + timedelta(days=later)) == later - 1


def test_a_mail_at_half_past_eleven_at_night_in_utc_is_received_on_the_next_day() -> None:
    assert local_day(datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "Europe/Berlin") == date(2027, 1, 1)


def test_a_letter_is_received_on_the_day_that_is_entered_and_never_by_being_sent() -> None:
    letter = Sending(Channel.LETTER, SENT)

    assert all(received_on(letter, rule) is None for rule in ReceiptRule)
    assert received_on(replace(letter, delivered_on=date(2027, 1, 2)), ReceiptRule.SENT) == date(2027, 1, 2)


def test_a_mail_that_came_back_proves_nothing_until_the_invitee_does_something() -> None:
    mail = Sending(Channel.MAIL, SENT, is_bounced=True)

    assert received_on(mail, ReceiptRule.SENT) is None
    assert received_on(replace(mail, confirmed_on=SENT), ReceiptRule.SENT) == SENT


@given(st.sampled_from(list(ReceiptRule)), st.sampled_from(list(Channel)), st.booleans(), DAYS)
def test_confirming_never_makes_receipt_later(rule: ReceiptRule, channel: Channel, bounced: bool, day: date) -> None:
    before = Sending(channel, SENT, available_on=SENT, is_bounced=bounced)
    known, confirmed = received_on(before, rule), received_on(replace(before, confirmed_on=day), rule)

    assert confirmed is not None
    assert known is None or confirmed <= known


def test_an_election_forbids_a_shortened_call() -> None:
    assert short_call_for_elections(0, HESSEN).finding is Finding.OK
    assert short_call_for_elections(1, HESSEN).finding is Finding.VIOLATION


@given(st.lists(st.sampled_from([Reply.COMING, Reply.EXCUSED, None]), max_size=20), st.integers(1, 11))
def test_one_more_who_comes_never_makes_the_outlook_worse(replies: list[Reply | None], needed: int) -> None:
    order = [Outlook.UNLIKELY, Outlook.OPEN, Outlook.LIKELY]
    before, after = expected(replies, needed), expected([*replies, Reply.COMING], needed)

    assert order.index(after.outlook) >= order.index(before.outlook)
    assert before.invited == len(replies)

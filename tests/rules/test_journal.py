"""Who reads the details of a journal entry."""

from __future__ import annotations

from uuid import uuid4

import pytest

from beirat.rules.journal import DRAFTS, HOUSEKEEPING, shows_detail
from beirat.rules.permissions import Act, Role, Viewer

OFFICE, SUPPORT = (Viewer(uuid4(), uuid4(), frozenset({role})) for role in (Role.OFFICE, Role.ADMIN))


@pytest.mark.parametrize("act", sorted(DRAFTS))
def test_nobody_reads_the_details_of_somebody_elses_draft(act: Act) -> None:
    assert not shows_detail(OFFICE, act, is_own=False)
    assert not shows_detail(SUPPORT, act, is_own=False)
    assert shows_detail(OFFICE, act, is_own=True)


@pytest.mark.parametrize("act", sorted(set(Act) - HOUSEKEEPING))
def test_the_technical_support_reads_no_details_of_what_the_board_and_the_administration_do(act: Act) -> None:
    assert not shows_detail(SUPPORT, act, is_own=False)


@pytest.mark.parametrize("act", sorted(HOUSEKEEPING))
def test_every_reader_sees_what_happened_to_accounts_and_people(act: Act) -> None:
    assert shows_detail(SUPPORT, act, is_own=False)
    assert shows_detail(OFFICE, act, is_own=False)


def test_the_office_reads_what_the_board_decided() -> None:
    assert shows_detail(OFFICE, Act.RECORD_BALLOT, is_own=False)

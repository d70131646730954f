"""The journal tells that something happened; the words that were written it tells only to those who may read them."""

from __future__ import annotations

import httpx
import pytest

from beirat.actions import motions
from beirat.rules.motions import Audience, Field, MotionStep
from beirat.rules.permissions import Role
from beirat.tables.answers import AnswerEntry
from beirat.tables.motions import MotionDraft, MotionReview, PointDraft
from tests.given import Given
from tests.given_cases import Cases


async def journals(given: Given, client: httpx.AsyncClient, role: Role) -> str:
    """What somebody in this role reads of the journal, as a page and as JSON."""
    district, reader = await given.district(), await given.account(role)
    await given.signed_in(client, viewer=reader)
    page = await client.get(f"{district.intern}/journal")
    answer = await client.get(f"{district.api}/journal", headers=await given.token(client, viewer=reader))
    assert page.status_code == answer.status_code == 200
    return page.text + answer.text


@pytest.mark.parametrize("role", [Role.OFFICE, Role.ADMIN])
async def test_nobody_reads_somebody_elses_draft_in_the_journal(
    given: Given, client: httpx.AsyncClient, role: Role
) -> None:
    cases, member = Cases.of(given), await given.account(Role.MEMBER)
    unit, identity = await cases.account(Role.ADMINISTRATION), await cases.assigned()
    await cases.drafted(identity, 1, AnswerEntry(text="Noch unabgestimmte Antwort"), by=unit)
    async with given.database.write() as db:
        entered = MotionDraft(title="Noch unfertiger Antrag", field=Field.SCHOOL)
        await motions.draft(db, entered, actor=member, now=given.now)

    told = await journals(given, client, role)

    assert "Antwort entworfen" in told
    assert "Antrag entworfen" in told
    assert "unabgestimmte" not in told
    assert "unfertiger" not in told


async def test_the_technical_support_does_not_read_what_the_board_wrote(
    given: Given, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    member, chair = await given.account(Role.MEMBER), await given.account(Role.CHAIR)
    async with given.database.write() as db:
        point = PointDraft(text="Eins.", audience=Audience.BOARD)
        entered = MotionDraft(title="Vertrauliches", field=Field.SCHOOL, reasons="Darum.", points=[point])
        motion = await motions.draft(db, entered, actor=member, now=given.now)
        await motions.submit(db, motion.id, motion.version, actor=member, now=given.now)
    async with given.database.write() as db:
        review = MotionReview(version=motion.version, reason="Ein Wort unter uns")
        await motions.review(db, motion.id, MotionStep.RETURN, review, actor=chair, now=given.now)

    assert "Ein Wort unter uns" in await journals(given, client, Role.OFFICE)
    assert "Ein Wort unter uns" not in await journals(given, other_client, Role.ADMIN)

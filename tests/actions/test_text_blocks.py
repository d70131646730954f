"""The sentences of a board: its own where it has some, else the customary ones; one district's are not another's."""

from __future__ import annotations

import pytest

from beirat.actions import text_blocks
from beirat.queries import text_blocks as queries
from beirat.rules.errors import Broken, NotPermitted, RuleBroken, StaleVersion
from beirat.rules.meetings import ItemKind
from beirat.rules.permissions import Role, Viewer
from beirat.rules.text_blocks import DEFAULTS, MOST_SENTENCES, Occasion
from beirat.tables.text_blocks import TextBlockChange, TextBlockReset
from tests.given import Given


async def change(given: Given, actor: Viewer, sentences: str, version: int = 0) -> int:
    entered = TextBlockChange(version=version, sentences=sentences)
    async with given.database.write() as db:
        return (await text_blocks.change(db, Occasion.REPORT, entered, actor=actor, now=given.now)).version


async def offered(given: Given, viewer: Viewer) -> tuple[str, ...]:
    async with given.database.read() as db:
        board_id = (await given.district()).board_id
        return await queries.for_item(db, viewer, board_id, ItemKind.REPORT)


async def test_a_new_board_starts_with_the_customary_sentences(given: Given) -> None:
    office = await given.account(Role.OFFICE)

    assert await offered(given, office) == (*DEFAULTS[Occasion.REPORT], *DEFAULTS[Occasion.EVERYWHERE])


async def test_own_sentences_replace_the_customary_ones_and_can_be_given_up_again(given: Given) -> None:
    office = await given.account(Role.OFFICE)

    version = await change(given, office, "Es wird berichtet.\n\nDer Beirat dankt.")
    own = await offered(given, office)
    async with given.database.write() as db:
        await text_blocks.reset(db, Occasion.REPORT, TextBlockReset(version=version), actor=office, now=given.now)

    assert own[:2] == ("Es wird berichtet.", "Der Beirat dankt.")
    assert (await offered(given, office))[0] == DEFAULTS[Occasion.REPORT][0]


async def test_a_second_writer_sees_what_the_first_one_kept(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    await change(given, office, "Erste Fassung.")

    with pytest.raises(StaleVersion) as refused:
        await change(given, office, "Zweite Fassung.")

    assert refused.value.theirs == {"sentences": "Erste Fassung."}


async def test_too_many_sentences_are_refused(given: Given) -> None:
    office = await given.account(Role.OFFICE)

    with pytest.raises(RuleBroken) as refused:
        await change(given, office, "Ein Satz.\n" * (MOST_SENTENCES + 1))

    assert refused.value.code is Broken.TOO_MANY_SENTENCES


async def test_members_do_not_keep_sentences(given: Given) -> None:
    member = await given.account(Role.MEMBER)

    with pytest.raises(NotPermitted):
        await change(given, member, "Ein Satz.")


async def test_the_sentences_of_one_district_are_not_offered_in_another(given: Given) -> None:
    office = await given.account(Role.OFFICE)
    await change(given, office, "Nur bei uns.")
    other = await given.body("anderland")
    neighbour = await given.account(Role.OFFICE, in_district=other)

    async with given.database.read() as db:
        kept = await queries.kept(db, neighbour)

    assert not any(one.is_own for one in kept.values())

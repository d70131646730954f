"""Accounts through their verbs: who may make them, what a link can do, what blocking ends."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlmodel import col, delete, update

from beirat.actions import accounts, attempts
from beirat.database import Database
from beirat.queries import accounts as queries
from beirat.queries import journal
from beirat.rules.errors import Broken, NotFound, NotPermitted, RuleBroken, TooManyAttempts
from beirat.rules.permissions import NO_ACCOUNT, Act, Role, Viewer
from beirat.tables.accounts import AccountInvitation
from beirat.tables.journal import JournalDetail
from tests.given import District, Given


def invitation(**change: object) -> AccountInvitation:
    fields = {"login": "Neu@Beispiel.example", "name": "Neue Person", "role": Role.OFFICE}
    return AccountInvitation.model_validate(fields | change)


async def invite(given: Given, entered: AccountInvitation, actor: Viewer) -> UUID:
    async with given.database.write() as db:
        return await accounts.invite(db, entered, actor=actor, now=given.now)


async def test_an_account_is_made_with_its_role_and_the_journal_says_so(given: Given) -> None:
    admin = await given.account(Role.ADMIN)

    account_id = await invite(given, invitation(), admin)

    async with given.database.read() as db:
        account = await queries.account(db, admin, account_id)
        newest = (await journal.entries(db, admin))[0]
    assert (account.login, account.roles, account.has_password) == ("neu@beispiel.example", (Role.OFFICE,), False)
    assert (newest.act, newest.object_id, newest.detail["after"]["role"]) == (Act.INVITE_ACCOUNT, account_id, "office")


async def test_an_account_can_hold_several_roles_but_none_twice(given: Given) -> None:
    admin = await given.account(Role.ADMIN)
    first = await invite(given, invitation(), admin)

    second = await invite(given, invitation(role=Role.CHAIR), admin)

    assert first == second
    with pytest.raises(RuleBroken) as refused:
        await invite(given, invitation(), admin)
    assert refused.value.code is Broken.EMAIL_TAKEN


@pytest.mark.parametrize(
    "change, code",
    [
        ({"login": "keine-adresse"}, Broken.EMAIL_INVALID),
        ({"login": "zwei@adressen.example,b@c.example"}, Broken.EMAIL_INVALID),
        ({"role": Role.ADMINISTRATION}, Broken.UNIT_NEEDED),
        ({"role": Role.ADMINISTRATION, "unit": "FD 99"}, Broken.UNIT_NEEDED),
        ({"role": Role.SYSTEM}, Broken.STEP_NOT_POSSIBLE),
    ],
)
async def test_an_account_that_cannot_be_is_refused(given: Given, change: dict[str, object], code: Broken) -> None:
    admin = await given.account(Role.ADMIN)

    with pytest.raises(RuleBroken) as refused:
        await invite(given, invitation(**change), admin)

    assert refused.value.code is code


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.ADMIN, *NO_ACCOUNT)])
async def test_only_the_technical_support_makes_accounts(given: Given, role: Role) -> None:
    actor = await given.account(role)

    with pytest.raises(NotPermitted):
        await invite(given, invitation(), actor)


async def test_an_account_with_the_address_of_a_member_belongs_to_the_member(given: Given) -> None:
    person_id = await given.member(email="neu@beispiel.example")
    admin = await given.account(Role.ADMIN)

    account_id = await invite(given, invitation(role=Role.MEMBER), admin)

    async with given.database.read() as db:
        viewer = await queries.viewer_of(db, account_id, body_id=admin.body_id, name="")
    assert viewer is not None
    assert viewer.person_id == person_id


async def test_a_newer_link_ends_the_older_one(given: Given) -> None:
    admin = await given.account(Role.ADMIN)
    account_id = await invite(given, invitation(), admin)
    async with given.database.write() as db:
        await accounts.issue_link(db, account_id, token_hash="1" * 64, actor=admin, now=given.now)
        await accounts.issue_link(db, account_id, token_hash="2" * 64, actor=admin, now=given.now)

    async with given.database.read() as db:
        old = await queries.invited(db, token_hash="1" * 64, body_id=admin.body_id, now=given.now)
        new = await queries.invited(db, token_hash="2" * 64, body_id=admin.body_id, now=given.now)

    assert old is None
    assert new is not None


async def test_nobody_sets_a_password_with_the_link_of_somebody_else(given: Given) -> None:
    admin, stranger = await given.account(Role.ADMIN), await given.account(Role.OFFICE)
    account_id = await invite(given, invitation(), admin)
    async with given.database.write() as db:
        await accounts.issue_link(db, account_id, token_hash="1" * 64, actor=admin, now=given.now)

    with pytest.raises(RuleBroken) as refused:
        async with given.database.write() as db:
            await accounts.set_password(db, token_hash="1" * 64, password_hash="x", actor=stranger, now=given.now)

    assert refused.value.code is Broken.LINK_EXPIRED


async def test_an_account_of_another_district_is_not_there(given: Given) -> None:
    elsewhere = await given.body("anderswo")
    here = await given.body("hier")
    admin = await given.account(Role.ADMIN, in_district=here)
    stranger = await given.account(Role.OFFICE, in_district=elsewhere)
    assert stranger.account_id is not None

    with pytest.raises(NotFound):
        async with given.database.write() as db:
            await accounts.block(db, stranger.account_id, actor=admin, now=given.now)


async def test_whoever_is_blocked_in_one_district_still_gets_into_the_other(given: Given) -> None:
    here, elsewhere = await given.body("hier"), await given.body("anderswo")
    admin = await given.account(Role.ADMIN, in_district=here)
    chair = await given.account(Role.CHAIR, in_district=elsewhere)
    assert chair.account_id is not None
    login = await given.login_of(chair)
    async with given.database.write() as db:
        await accounts.sign_in(
            db, attempts.Attempt("x", "y"), token_hash="2" * 64, device="", stays=False, actor=chair, now=given.now
        )
    await invite(given, invitation(login=login, role=Role.OBSERVER), admin)

    async with given.database.write() as db:
        await accounts.block(db, chair.account_id, actor=admin, now=given.now)

    async def gets_into(district: District) -> bool:
        who = {"token_hash": "2" * 64, "body_id": district.body.id, "now": given.now}
        async with given.database.read() as db:
            return await queries.signed_in(db, **who) is not None

    assert await gets_into(elsewhere)
    assert not await gets_into(here)


async def test_whoever_is_blocked_stays_so_when_they_are_given_another_role(given: Given) -> None:
    admin, office = await given.account(Role.ADMIN), await given.account(Role.OFFICE)
    assert office.account_id is not None
    login = await given.login_of(office)
    async with given.database.write() as db:
        await accounts.block(db, office.account_id, actor=admin, now=given.now)

    await invite(given, invitation(login=login, role=Role.OBSERVER), admin)

    async with given.database.read() as db:
        assert await queries.viewer_of(db, office.account_id, body_id=office.body_id, name="") is None


async def test_nobody_blocks_themselves(given: Given) -> None:
    admin = await given.account(Role.ADMIN)
    assert admin.account_id is not None

    with pytest.raises(RuleBroken) as refused:
        async with given.database.write() as db:
            await accounts.block(db, admin.account_id, actor=admin, now=given.now)

    assert refused.value.code is Broken.STEP_NOT_POSSIBLE


async def test_the_pause_doubles_with_every_further_failure(given: Given) -> None:
    pauses = []
    for _ in range(7):
        async with given.database.write() as db:
            await attempts.begin(db, login="wer@auch.example", address="192.0.2.1", now=given.now)
        try:
            async with given.database.write() as db:
                await attempts.begin(db, login="wer@auch.example", address="192.0.2.1", now=given.now)
        except TooManyAttempts as refused:
            pauses.append(refused.seconds)
            given.clock.move(seconds=refused.seconds + 1)

    assert pauses[:3] == [30, 60, 120]


async def test_one_address_cannot_try_many_accounts(given: Given) -> None:
    for number in range(30):
        async with given.database.write() as db:
            await attempts.begin(db, login=f"konto{number}@auch.example", address="192.0.2.1", now=given.now)

    with pytest.raises(TooManyAttempts):
        async with given.database.write() as db:
            await attempts.begin(db, login="noch-eins@auch.example", address="192.0.2.1", now=given.now)
    async with given.database.write() as db:
        await attempts.begin(db, login="noch-eins@auch.example", address="192.0.2.2", now=given.now)


async def test_failures_are_forgotten_after_a_while(given: Given) -> None:
    for _ in range(4):
        async with given.database.write() as db:
            await attempts.begin(db, login="wer@auch.example", address="192.0.2.1", now=given.now)
    given.clock.move(minutes=16)

    for _ in range(4):
        async with given.database.write() as db:
            await attempts.begin(db, login="wer@auch.example", address="192.0.2.1", now=given.now)


async def test_erased_details_leave_the_entry_and_replaced_ones_are_found(given: Given, database_url: str) -> None:
    admin = await given.account(Role.ADMIN)
    async with given.database.read() as db:
        erased, replaced, *_ = [entry for entry in await journal.entries(db, admin) if entry.detail]
    async with given.database.write() as db:
        await db.exec(delete(JournalDetail).where(col(JournalDetail.id) == erased.id))
        await db.exec(update(JournalDetail).where(col(JournalDetail.id) == replaced.id).values(detail={"after": {}}))

    installation = Database(database_url)  # the doctor looks at all districts at once: no tripwire here
    async with installation.read() as db:
        _, broken = await journal.verified(db)
    await installation.close()

    assert broken == [replaced.id]

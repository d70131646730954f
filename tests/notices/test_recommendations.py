"""Who is told what about recommendations and answers; of non-public ones only the number."""

from __future__ import annotations

from collections.abc import AsyncIterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from api.worker import work_once
from beirat.actions import answers, recommendations
from beirat.rules.answers import Position
from beirat.rules.meetings import Part
from beirat.rules.permissions import Role, Viewer
from beirat.settings import Settings
from beirat.tables.answers import AnswerEntry, DraftReturn
from beirat.tables.resolutions import Resolution
from documents.pool import Pool
from tests.given import Given
from tests.given_cases import AGREED, Cases, message, row

SECRET = AnswerEntry(position=Position.AGREED, text="Kanarienantwort")


@pytest.fixture
def cases(given: Given) -> Cases:
    return Cases.of(given)


@pytest.fixture
async def pool() -> AsyncIterator[Pool]:
    async with Pool(1) as pool:
        yield pool


class Post:
    """What the worker has written, by recipient."""

    def __init__(self, given: Given, settings: Settings, pool: Pool) -> None:
        self.given, self.settings, self.pool = given, settings, pool

    async def to(self, viewer: Viewer) -> list[EmailMessage]:
        address = await self.given.login_of(viewer)
        return [mail for mail in await self.all() if mail["To"] == address and "Zugang" not in mail["Subject"]]

    async def all(self) -> list[EmailMessage]:
        while await work_once(self.given.database, self.settings, self.given.clock, self.pool):
            pass
        return [
            message_from_bytes(path.read_bytes(), policy=policy.default)
            for path in sorted((self.settings.data / "mail").glob("*.eml"))
        ]


@pytest.fixture
def post(given: Given, settings: Settings, pool: Pool) -> Post:
    return Post(given, settings, pool)


async def test_the_coordinator_is_told_with_the_public_text(cases: Cases, post: Post) -> None:
    coordinator = await cases.account(Role.ADMINISTRATION_COORDINATOR)
    identity = await cases.sent()

    (mail,) = await post.to(coordinator)

    assert mail["Subject"] == "Neue Empfehlung: E-2026/001"
    assert "1. Abendkurse anbieten." in mail.get_content()
    assert f"/intern/empfehlungen/{identity}" in mail.get_content()


async def test_of_a_non_public_recommendation_the_mail_has_the_number_alone(cases: Cases, post: Post) -> None:
    identity = await cases.assigned(
        await cases.received(await cases.decided(part=Part.NON_PUBLIC, title="Kanarientitel")),
        p1="FD 50",
    )
    await cases.account(Role.ADMINISTRATION)
    await cases.answered(identity, p1=SECRET)

    mails = await post.all()

    about = [mail for mail in mails if "E-2026/001" in str(mail["Subject"])]
    read = "\n".join(str(mail.items()) + mail.get_content() for mail in about)
    assert len(about) >= 3
    for secret in ("Kanarien", "Abendkurse", "tagsüber"):
        assert secret not in read


async def test_a_unit_is_told_once_about_all_points_it_got(cases: Cases, post: Post) -> None:
    fifty, forty = await cases.account(Role.ADMINISTRATION, "FD 50"), await cases.account(Role.ADMINISTRATION, "FD 40")

    await cases.assigned(await cases.received(), p1="FD 50", p2="FD 50")

    assert [mail["Subject"] for mail in await post.to(fifty)] == ["Bitte um Antwort: E-2026/001"]
    assert await post.to(forty) == []


async def test_office_and_mover_learn_that_there_is_an_answer(cases: Cases, post: Post) -> None:
    mover = await cases.account(Role.MEMBER)
    identity = await cases.received(await cases.decided(author=mover))

    await cases.answered(identity, p1=SECRET)

    (told,) = await post.to(mover)
    assert told["Subject"] == "Zu Ihrem Antrag gibt es eine Antwort: E-2026/001"
    assert "Kanarien" not in told.get_content()
    assert [mail["Subject"] for mail in await post.to(await cases.account(Role.OFFICE))] == [
        "Antwort der Verwaltung: E-2026/001"
    ]


async def test_a_draft_goes_to_the_coordinator_and_back(cases: Cases, post: Post, given: Given) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)
    coordinator = await cases.account(Role.ADMINISTRATION_COORDINATOR)
    await cases.drafted(identity, 1, AGREED, by=unit)
    await cases.handed_in(identity, 1, by=unit)
    async with given.database.write() as db:
        back = DraftReturn(version=2, reason="Kanariengrund")
        await answers.return_draft(db, identity, 1, back, actor=coordinator, now=given.now)

    to_coordinator, to_unit = await post.to(coordinator), await post.to(unit)

    assert "Antwort zur Freigabe: E-2026/001" in [mail["Subject"] for mail in to_coordinator]
    (returned,) = [mail for mail in to_unit if mail["Subject"] == "Entwurf zurück: E-2026/001"]
    assert "Kanarien" not in returned.get_content()


async def test_a_question_goes_to_the_office_and_the_reply_to_the_coordinator(
    cases: Cases, post: Post, given: Given
) -> None:
    identity, unit = await cases.assigned(), await cases.account(Role.ADMINISTRATION)
    office, coordinator = await cases.account(Role.OFFICE), await cases.account(Role.ADMINISTRATION_COORDINATOR)
    for verb, actor in ((answers.ask_board, unit), (answers.reply_to_query, office)):
        entered = message(verb, await cases.version(identity), "Kanarienfrage")
        async with given.database.write() as db:
            await verb(db, identity, entered, actor=actor, now=given.now)

    to_office, to_coordinator = await post.to(office), await post.to(coordinator)

    assert [mail["Subject"] for mail in to_office] == ["Frage an den Beirat: E-2026/001"]
    assert "Antwort auf Ihre Frage: E-2026/001" in [mail["Subject"] for mail in to_coordinator]
    assert not [mail for mail in to_office + to_coordinator if "Kanarien" in mail.get_content()]


async def test_of_what_was_taken_back_meanwhile_nobody_is_told(cases: Cases, post: Post, given: Given) -> None:
    coordinator, office = await cases.account(Role.ADMINISTRATION_COORDINATOR), await cases.account(Role.OFFICE)
    resolution = await cases.resolution()
    async with given.database.write() as db:
        made = await recommendations.from_resolution(db, resolution, actor=office, now=given.now)
    assert made is not None
    await cases.sent(made.id)
    async with given.database.write() as db:
        kept = await row(db, Resolution, resolution.body_id, resolution.id)
        await recommendations.annul_of(db, kept, actor=office, now=given.now)

    assert await post.to(coordinator) == []

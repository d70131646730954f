"""Files on answers: hung on a draft, looked at before they are kept, public only with the release."""

from __future__ import annotations

import re
from uuid import UUID

import httpx
import pytest

from beirat.rules.meetings import Part
from beirat.rules.permissions import Role
from beirat.settings import Settings
from tests.given import Given, form_to
from tests.given_cases import AGREED
from tests.given_doors import Doors
from tests.rules.test_uploads import PDF

FILE = re.compile(r'href="([^"]*/anlagen/[0-9a-f-]{36})"')


@pytest.fixture
def doors(given: Given, settings: Settings) -> Doors:
    return Doors.of(given, settings)


async def path(doors: Doors, identity: UUID, more: str = "") -> str:
    return f"{(await doors.given.district()).intern}/empfehlungen/{identity}{more}"


async def attached(
    client: httpx.AsyncClient, here: str, content: bytes = PDF, name: str = "Satzung.pdf", number: str = "1"
) -> httpx.Response:
    form = form_to((await client.get(f"{here}/antwort")).text, "/anlagen")
    sent = {"file": (name, content, "application/pdf")}
    return await client.post(f"{here}/anlagen", data={**form, "number": number}, files=sent)


async def drafted(doors: Doors, client: httpx.AsyncClient, *, part: Part = Part.PUBLIC) -> tuple[UUID, str]:
    """A draft of the first point, and the unit signed in before it."""
    decided = await doors.cases.decided(part=part)
    identity, unit = await doors.cases.assigned(await doors.cases.received(decided)), Role.ADMINISTRATION
    await doors.cases.drafted(identity, 1, AGREED, by=await doors.cases.account(unit))
    await doors.given.signed_in(client, viewer=await doors.cases.account(unit))
    return identity, await path(doors, identity)


async def file_of(client: httpx.AsyncClient, here: str) -> str:
    found = FILE.search((await client.get(f"{here}/antwort")).text)
    assert found
    return found[1]


async def released(doors: Doors, identity: UUID) -> None:
    coordinator = await doors.cases.account(Role.ADMINISTRATION_COORDINATOR)
    await doors.cases.released(identity, 1, by=coordinator, version=2)


async def public_files(doors: Doors, client: httpx.AsyncClient, identity: UUID) -> list[str]:
    reference = (await doors.cases.seen(identity)).reference[2:].replace("/", "-")
    client.cookies.clear()
    answer = await client.get(f"/musterland/de/empfehlungen/{reference}")
    return FILE.findall(answer.text)


async def test_a_file_is_the_administrations_alone_until_its_answer_is_released(
    doors: Doors, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    identity, here = await drafted(doors, client)
    assert (await attached(client, here)).status_code == 303
    file = await file_of(client, here)
    await doors.given.signed_in(other_client, Role.OFFICE)

    assert (await client.get(file)).content == PDF
    assert (await other_client.get(file)).status_code == 404
    assert await public_files(doors, other_client, identity) == []

    await released(doors, identity)
    [public] = await public_files(doors, other_client, identity)
    answer = await other_client.get(public)
    assert answer.content == PDF
    assert answer.headers["content-security-policy"].startswith("sandbox")
    assert answer.headers["content-disposition"] == 'inline; filename="Satzung.pdf"'


async def test_files_on_answers_to_non_public_recommendations_stay_inside(
    doors: Doors, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    identity, here = await drafted(doors, client, part=Part.NON_PUBLIC)
    await attached(client, here)
    file = await file_of(client, here)
    await released(doors, identity)
    reference = (await doors.cases.seen(identity)).reference[2:].replace("/", "-")
    await doors.given.signed_in(other_client, Role.OFFICE)

    assert (await other_client.get(file)).content == PDF
    other_client.cookies.clear()
    public = f"/musterland/de/empfehlungen/{reference}/anlagen/{file.rpartition('/')[2]}"
    assert (await other_client.get(public)).status_code == 404


@pytest.mark.parametrize("content", [b"MZ program", b"<svg onload=alert(1)>", PDF + b"<script>", b""])
async def test_what_is_no_paper_is_refused_and_not_kept(
    doors: Doors, client: httpx.AsyncClient, content: bytes, settings: Settings
) -> None:
    _, here = await drafted(doors, client)

    answer = await attached(client, here, content, "harmlos.pdf")

    assert answer.status_code == 422
    assert not [one for one in (settings.data / "files").rglob("*") if one.is_file()]


async def test_a_units_file_goes_to_its_own_points_alone(doors: Doors, client: httpx.AsyncClient) -> None:
    identity, here = await drafted(doors, client)
    await doors.cases.assigned(identity, p2="FD 40")

    assert (await attached(client, here, number="2")).status_code == 404


async def test_a_file_that_comes_after_the_look_is_not_let_out_unseen(doors: Doors, client: httpx.AsyncClient) -> None:
    identity, here = await drafted(doors, client)
    unit = await doors.cases.account(Role.ADMINISTRATION)
    await doors.cases.handed_in(identity, 1, by=unit)
    coordinator = await doors.cases.account(Role.ADMINISTRATION_COORDINATOR)
    await doors.given.signed_in(client, viewer=coordinator)
    seen = form_to((await client.get(f"{here}/freigabe")).text, "/freigabe")
    await attached(client, here)

    answer = await client.post(f"{here}/freigabe", data=seen)

    assert answer.status_code == 409


async def test_a_file_can_be_taken_off_a_draft_but_not_off_an_answer(doors: Doors, client: httpx.AsyncClient) -> None:
    identity, here = await drafted(doors, client)
    await attached(client, here)
    file = await file_of(client, here)
    form = form_to((await client.get(f"{here}/antwort")).text, "/entfernen")
    await released(doors, identity)

    late = await client.post(f"{file}/entfernen", data=form)

    assert late.status_code == 404
    assert (await client.get(file)).status_code == 200


async def test_by_link_files_are_attached_as_well(doors: Doors, client: httpx.AsyncClient) -> None:
    identity = await doors.cases.assigned()
    here = await doors.enter(client, await doors.link(identity))

    answer = await attached(client, here, name="../../Satzung.exe")

    assert answer.status_code == 303
    file = await client.get(await file_of(client, here))
    assert file.headers["content-disposition"] == 'inline; filename="Satzung.pdf"'

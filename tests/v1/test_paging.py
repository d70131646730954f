"""Where a list goes on: cursors come back from the address, where anybody can write what they like."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from uuid import UUID

import httpx
import pytest

from api.paging import cursor, position
from beirat.rules.permissions import Role
from tests.given import Given

ROW = UUID("019cb9ed-90c0-700b-bac4-cd6af46fce00")


def written(at: str) -> str:
    return urlsafe_b64encode(f"{at} {ROW}".encode()).decode().rstrip("=")


def test_a_cursor_leads_back_to_its_row() -> None:
    at = datetime(2026, 12, 3, 17, 0, tzinfo=UTC)

    assert position(cursor(at, ROW)) == (at, ROW)
    assert position(written("2026-12-03T18:00:00+01:00")) == (at, ROW)
    assert position(written("2026-12-03T17:00:00")) == (at, ROW)


@pytest.mark.parametrize("text", ["", "=", "ä", "A" * 5000, written("gestern"), written("0001-01-01T00:00:00+14:00")])
def test_what_is_no_cursor_leads_nowhere(text: str) -> None:
    assert position(text) is None


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "0001-01-01", "2026-01-01"])
@pytest.mark.parametrize("path", ["motions", "meetings", "recommendations"])
async def test_no_cursor_makes_a_list_stumble(given: Given, client: httpx.AsyncClient, path: str, at: str) -> None:
    api, chair = (await given.district()).api, await given.token(client, Role.CHAIR)

    answer = await client.get(f"{api}/{path}", params={"after": written(at)}, headers=chair)

    assert answer.status_code == 200

"""Signing in, staying signed in, signing out."""

from __future__ import annotations

import httpx

from beirat.rules.permissions import Role
from tests.given import Given


async def test_an_account_signs_in_and_goes_on(given: Given, client: httpx.AsyncClient) -> None:
    await given.signed_in(client, Role.MEMBER)

    answer = await client.get((await given.district()).intern + "/anmelden")

    assert answer.status_code == 303

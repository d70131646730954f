"""Our own files: kept for a year, and of the type that browsers demand."""

from __future__ import annotations

import re

import httpx
import pytest

from tests.given import Given


@pytest.mark.parametrize("name, kind", [("own/beirat.css", "text/css"), ("own/beirat.js", "javascript")])
async def test_a_file_says_what_it_is_and_may_be_kept(
    given: Given, client: httpx.AsyncClient, name: str, kind: str
) -> None:
    page = await client.get(f"{(await given.district()).intern}/anmelden")
    address = next(found for found in re.findall(r'(?:href|src)="([^"]+)"', page.text) if found.endswith(name))

    answer = await client.get(address)

    assert kind in answer.headers["content-type"]
    assert "immutable" in answer.headers["cache-control"]


async def test_there_is_no_way_out_of_the_folder(given: Given, client: httpx.AsyncClient) -> None:
    page = await client.get(f"{(await given.district()).intern}/anmelden")
    start = re.findall(r'href="(/static/[0-9a-f]+/)', page.text)[0]

    for path in ("../app.py", "%2e%2e/app.py", "own/../../app.py", "/etc/passwd"):
        assert (await client.get(start + path)).status_code == 404

"""What everybody sees of the demo, and what nobody may: names without consent, courses of debate, non-public items."""

from __future__ import annotations

import io
import re

import httpx
import pypdf
import pytest

from api.demo.people import MEMBERS, WITHDREW
from api.demo.sittings import SITTINGS
from beirat.rules.meetings import Part

pytestmark = pytest.mark.slow

START = "/musterland/de"


@pytest.fixture
async def pages(client: httpx.AsyncClient) -> dict[str, str]:
    """Every address that links lead to from the public start page, with the text that stands there."""
    found: dict[str, str] = {}
    waiting = [START]
    while waiting:
        path = waiting.pop()
        answer = await client.get(path)
        assert answer.status_code == 200, path
        found[path] = text_of(answer)
        links = (
            re.findall(r'href="(/musterland/[^"#?]*)', answer.text) if "html" in answer.headers["content-type"] else []
        )
        waiting += [link for link in dict.fromkeys(links) if link not in found and "/intern" not in link]
        waiting = [link for link in dict.fromkeys(waiting) if link not in found]
    return found


def text_of(answer: httpx.Response) -> str:
    """The text of a page as one line; of a PDF its text and everything it says about itself."""
    if answer.headers["content-type"] != "application/pdf":
        return " ".join(answer.text.split())
    pdf = pypdf.PdfReader(io.BytesIO(answer.content))
    attached = [content.decode() for contents in pdf.attachments.values() for content in contents]
    written = [*(page.extract_text() for page in pdf.pages), *attached, str(pdf.metadata)]
    return " ".join(" ".join(written).split())


async def test_all_public_recommendations_meetings_and_minutes_are_linked(pages: dict[str, str]) -> None:
    kinds = [re.sub(r"\d{4}-\w+", "…", path.removeprefix(START)) for path in pages]

    assert kinds.count("/empfehlungen/…") == 25
    assert kinds.count("/sitzungen/…") == 7
    assert kinds.count("/sitzungen/…/niederschrift.pdf") == 3


async def test_a_name_is_public_only_while_its_owner_consents(pages: dict[str, str]) -> None:
    everything = " ".join(pages.values())

    named = {member.key for member in MEMBERS if member.family_name in everything}

    assert named
    assert named <= {member.key for member in MEMBERS if member.consents and member.key != WITHDREW}


async def test_no_course_of_debate_and_no_non_public_item_is_public(pages: dict[str, str]) -> None:
    everything = " ".join(pages.values())
    items = [item for sitting in SITTINGS for item in sitting.items]
    courses = [item.course for item in items] + [text for sitting in SITTINGS for text in sitting.customary.values()]
    hidden = [item.heading for item in items if item.part is Part.NON_PUBLIC]

    told = [text for text in courses if len(text) > 60 and text[:60] in everything]

    assert told == []
    assert [heading for heading in hidden if heading in everything] == []
    assert "Nähcaf" not in everything

"""A real browser for tests, and axe-core asking it for what people with disabilities would stumble over."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

from api.assets.hook import MODULES

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def chromium() -> str | None:
    """The browser that BEIRAT_CHROMIUM names or the system has; None lets Playwright take its own."""
    named = os.environ.get("BEIRAT_CHROMIUM"), "chromium", "chromium-headless-shell", "google-chrome"
    return next((path for name in named if name and (path := shutil.which(name))), None)


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=chromium())
        try:
            yield started
        finally:
            await started.close()


async def barriers(page: Page) -> list[str]:
    """Each violation on the page in one line: the rule, what it wants, the first place."""
    await page.evaluate((MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found: dict[str, Any] = await page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )
    return [f"{fault['id']}: {fault['help']} ({fault['nodes'][0]['html']})" for fault in found["violations"]]

"""Printing for those who wait for it: a document that cannot be printed is a refusal in one sentence."""

from __future__ import annotations

from beirat.rules.errors import Broken, RuleBroken
from documents.errors import DocumentError
from documents.facts import Document
from documents.pool import Pool


async def printed(pool: Pool, facts: Document) -> bytes:
    """The document as PDF. Raises RuleBroken(RENDER_FAILED)."""
    try:
        return await pool.render(facts)
    except DocumentError as failed:
        raise RuleBroken(Broken.RENDER_FAILED) from failed

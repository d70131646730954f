"""Keeping the customary sentences of a board for its minutes."""

from __future__ import annotations

from datetime import datetime

from beirat.actions.journal import record
from beirat.database import Session
from beirat.queries import text_blocks as queries
from beirat.rules.errors import Broken, NotFound, RuleBroken, StaleVersion
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.text_blocks import DEFAULTS, MOST_SENTENCES, Occasion, sentences_in
from beirat.tables.text_blocks import TextBlock, TextBlockChange, TextBlockReset


async def change(
    db: Session, occasion: Occasion, entered: TextBlockChange, *, actor: Viewer, now: datetime
) -> TextBlock:
    """The board writes its own sentences for an occasion; the customary ones are no longer offered there."""
    board_id, row = await queries.to_change(db, actor, occasion)
    permit(actor, Act.KEEP_TEXT_BLOCKS)
    _check_version(row, entered.version, occasion)
    sentences = sentences_in(entered.sentences)
    if len(sentences) > MOST_SENTENCES:
        raise RuleBroken(Broken.TOO_MANY_SENTENCES, "sentences", most=MOST_SENTENCES)
    before = row.sentences if row else ""
    row = row or TextBlock(body_id=actor.body_id, organization_id=board_id, occasion=occasion, sentences="")
    row.sentences = "\n".join(sentences)
    db.add(row)
    await db.flush()
    await _record(db, row, {"text": before}, {"text": row.sentences}, actor=actor, now=now)
    return row


async def reset(db: Session, occasion: Occasion, entered: TextBlockReset, *, actor: Viewer, now: datetime) -> None:
    """The board goes back to the customary sentences."""
    _, row = await queries.to_change(db, actor, occasion)
    permit(actor, Act.KEEP_TEXT_BLOCKS)
    if row is None:
        raise NotFound
    _check_version(row, entered.version, occasion)
    await _record(db, row, {"text": row.sentences}, {}, actor=actor, now=now)
    await db.delete(row)


def _check_version(row: TextBlock | None, version: int, occasion: Occasion) -> None:
    if (row.version if row else 0) != version:
        kept = row.sentences if row else "\n".join(DEFAULTS[occasion])
        raise StaleVersion(row.version if row else 0, {"sentences": kept})


async def _record(
    db: Session, row: TextBlock, before: dict[str, object], after: dict[str, object], *, actor: Viewer, now: datetime
) -> None:
    await record(
        db,
        actor=actor,
        now=now,
        act=Act.KEEP_TEXT_BLOCKS,
        subject_type="text_block",
        subject_id=row.id,
        before=before,
        after=after,
    )

"""The sentences that are offered for the minutes: the board's own, else the customary ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import select

from beirat.database import Session
from beirat.queries import people
from beirat.rules.errors import NotFound
from beirat.rules.meetings import ItemKind
from beirat.rules.permissions import Viewer
from beirat.rules.text_blocks import DEFAULTS, Occasion, occasion_of, sentences_in
from beirat.tables.people import Organization
from beirat.tables.text_blocks import TextBlock


@dataclass(frozen=True, slots=True)
class Sentences:
    """What is offered on one occasion; ``version`` is 0 where these are the customary ones."""

    occasion: Occasion
    version: int
    sentences: tuple[str, ...]

    @property
    def is_own(self) -> bool:
        return self.version > 0


async def kept(db: Session, viewer: Viewer) -> Mapping[Occasion, Sentences]:
    """The sentences of the board for every occasion. Raises NotFound for everybody but the board."""
    if not viewer.is_board:
        raise NotFound
    board = await people.board(db, viewer)
    rows = {row.occasion: row for row in await _rows(db, viewer.body_id, board.id)}
    return {one: _sentences(one, rows.get(one)) for one in Occasion}


async def for_item(db: Session, viewer: Viewer, organization_id: UUID, kind: ItemKind) -> tuple[str, ...]:
    """What is offered under an item: first what belongs to its kind."""
    rows = {row.occasion: row for row in await _rows(db, viewer.body_id, organization_id)}
    own, everywhere = (_sentences(one, rows.get(one)) for one in (occasion_of(kind), Occasion.EVERYWHERE))
    return (*own.sentences, *everywhere.sentences)


def _sentences(occasion: Occasion, row: TextBlock | None) -> Sentences:
    if row is None:
        return Sentences(occasion, 0, DEFAULTS[occasion])
    return Sentences(occasion, row.version, sentences_in(row.sentences))


async def _rows(db: Session, body_id: UUID, organization_id: UUID) -> list[TextBlock]:
    found = await db.exec(
        select(TextBlock).where(TextBlock.body_id == body_id, TextBlock.organization_id == organization_id)
    )
    return list(found)


async def to_change(db: Session, viewer: Viewer, occasion: Occasion) -> tuple[UUID, TextBlock | None]:
    """The board, locked so that two first changes take turns, and its row for the occasion."""
    if not viewer.is_board:
        raise NotFound
    board = await people.board(db, viewer)
    await db.exec(
        select(Organization.id)
        .where(Organization.body_id == viewer.body_id, Organization.id == board.id)
        .with_for_update()
    )
    found = await db.exec(
        select(TextBlock).where(
            TextBlock.body_id == viewer.body_id,
            TextBlock.organization_id == board.id,
            TextBlock.occasion == occasion,
        )
    )
    return board.id, found.one_or_none()

"""The standing items of a board's agendas."""

from __future__ import annotations

from datetime import datetime

from beirat.actions.journal import record
from beirat.database import Session
from beirat.queries import agenda, people
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.agenda import AgendaTemplateChange, AgendaTemplateItem


async def keep_template(db: Session, entered: AgendaTemplateChange, *, actor: Viewer, now: datetime) -> None:
    """From now on these are the standing items; agendas that are set already stay as they are."""
    if not actor.is_board:
        raise NotFound
    permit(actor, Act.SET_AGENDA)
    board = await people.board(db, actor)
    for row in await agenda.template_rows(db, actor.body_id, board.id):
        await db.delete(row)
    await db.flush()
    for position, item in enumerate(entered.in_order, start=1):
        fields = item.model_dump(exclude={"place"})
        db.add(AgendaTemplateItem(body_id=actor.body_id, organization_id=board.id, position=position, **fields))
    await record(
        db,
        actor=actor,
        now=now,
        act=Act.SET_AGENDA,
        subject_type="organization",
        subject_id=board.id,
        after={"items": [item.heading for item in entered.in_order if item.part.value == "public"]},
    )

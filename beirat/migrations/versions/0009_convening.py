"""How meetings are called: channels, receipt, answers, dispatches, consultation.

Revision ID: 0009
Revises: 0008
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op
from uuid_utils.compat import uuid7

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_STRING = sqlmodel.sql.sqltypes.AutoString
_MOMENT = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    _new_tables()
    _new_columns()
    _what_was_sent()


def _new_tables() -> None:
    op.create_table(
        "consultation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("party", _STRING(length=200), nullable=False),
        sa.Column("consulted_on", sa.Date(), nullable=False),
        sa.Column("remarks", _STRING(length=2000), nullable=False),
        sa.Column("recorded_at", _MOMENT(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
    )
    op.create_index(op.f("ix_consultation_meeting_id"), "consultation", ["meeting_id"], unique=False)
    op.create_table(
        "dispatch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sent_at", _MOMENT(), nullable=False),
        sa.Column("attachment_id", sa.Uuid(), nullable=True),
        sa.Column("sha256", _STRING(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch")),
    )


def _new_columns() -> None:
    def text(name: str, length: int) -> sa.Column[str]:
        return sa.Column(name, _STRING(length=length), nullable=False, server_default="")

    def number(name: str, before: str) -> sa.Column[int]:
        return sa.Column(name, sa.Integer(), nullable=False, server_default=before)

    op.add_column("agenda_item", number("dispatch_number", "0"))
    op.add_column("invitation", number("version", "1"))
    op.add_column("invitation", sa.Column("deputy_for", sa.Uuid(), nullable=True))
    op.add_column("invitation", sa.Column("channel", sa.String(length=40), nullable=False, server_default="mail"))
    op.add_column("invitation", text("address", 400))
    op.add_column("invitation", sa.Column("available_at", _MOMENT(), nullable=True))
    op.add_column("invitation", sa.Column("confirmed_at", _MOMENT(), nullable=True))
    op.add_column("invitation", sa.Column("delivered_on", sa.Date(), nullable=True))
    op.add_column("invitation", sa.Column("bounced_at", _MOMENT(), nullable=True))
    op.add_column("invitation", sa.Column("received_on", sa.Date(), nullable=True))
    op.add_column("invitation", number("link_number", "1"))
    op.add_column("invitation", sa.Column("reply", sa.String(length=40), nullable=True))
    op.add_column("invitation", sa.Column("replied_at", _MOMENT(), nullable=True))
    op.add_column("invitation", sa.Column("replied_by", sa.String(length=40), nullable=True))
    op.add_column("invitation", text("reason", 300))
    op.add_column("invitation", text("interpreter", 100))
    op.add_column("invitation", sa.Column("sign_language", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("invitation", text("aids", 300))
    op.add_column("invitation", number("children", "0"))
    op.add_column("meeting", sa.Column("call", sa.String(length=40), nullable=False, server_default="regular"))
    op.add_column("meeting", text("call_reason", 500))
    op.add_column("meeting", sa.Column("second_call_of", sa.Uuid(), nullable=True))
    op.add_column("person", text("postal_address", 400))


def _what_was_sent() -> None:
    """Invitations of before: without an address by letter, the others received on the day on which they were sent."""
    db = op.get_bind()
    body = sa.table("body", sa.column("id", sa.Uuid()), sa.column("time_zone", sa.String()))
    zones = {row.id: ZoneInfo(row.time_zone) for row in db.execute(sa.select(body))}
    invitation = sa.Table(
        "invitation",
        sa.MetaData(),
        sa.Column("id", sa.Uuid()),
        sa.Column("body_id", sa.Uuid()),
        sa.Column("email", sa.String()),
        sa.Column("sent_at", _MOMENT()),
        sa.Column("channel", sa.String()),
        sa.Column("received_on", sa.Date()),
    )
    for row in db.execute(sa.select(invitation)).all():
        day = row.sent_at.astimezone(zones[row.body_id]).date()
        change = {"received_on": day} if row.email else {"channel": "letter"}
        db.execute(invitation.update().where(invitation.c.id == row.id).values(**change))
    meeting = sa.Table(
        "meeting",
        sa.MetaData(),
        sa.Column("id", sa.Uuid()),
        sa.Column("body_id", sa.Uuid()),
        sa.Column("convened_at", _MOMENT()),
    )
    dispatch = sa.Table(
        "dispatch",
        sa.MetaData(),
        sa.Column("id", sa.Uuid()),
        sa.Column("body_id", sa.Uuid()),
        sa.Column("meeting_id", sa.Uuid()),
        sa.Column("number", sa.Integer()),
        sa.Column("sent_at", _MOMENT()),
        sa.Column("sha256", sa.String()),
    )
    for row in db.execute(sa.select(meeting).where(meeting.c.convened_at.is_not(None))).all():
        values = {"id": uuid7(), "body_id": row.body_id, "meeting_id": row.id, "number": 0, "sha256": ""}
        db.execute(dispatch.insert().values(sent_at=row.convened_at, **values))

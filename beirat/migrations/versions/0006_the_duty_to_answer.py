"""Clocks, promises and two voices: what follows from events, and events whose facts outlive their words."""

import json

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WORDS = ("text", "to", "competent_body", "unit", "addressee", "file_reference")


def upgrade() -> None:
    op.create_table(
        "case_promise",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("recommendation_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("renews", sa.Integer(), nullable=True),
        sa.Column("times_renewed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_promise")),
    )
    op.create_index("ix_case_promise_due", "case_promise", ["body_id", "state", "due_on", "id"])
    op.create_index("ix_case_promise_recommendation_id", "case_promise", ["recommendation_id"])
    op.add_column("case_event", sa.Column("facts", sa.JSON(), nullable=False, server_default="{}"))
    for name in ("original_due_on", "paused_until", "promise_due_on", "report_due_on", "query_open_since"):
        op.add_column("recommendation", sa.Column(name, sa.Date(), nullable=True))
    op.add_column("recommendation", sa.Column("extension_asked_on", sa.Date(), nullable=True))
    for name in ("times_extended", "receipts_open", "points_disputed"):
        op.add_column("recommendation", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.create_index("ix_recommendation_due", "recommendation", ["body_id", "due_on", "id"])
    for name in ("first_answered_on", "due_on", "original_due_on", "promise_due_on", "report_due_on", "judged_on"):
        op.add_column("recommendation_point", sa.Column(name, sa.Date(), nullable=True))
    for name in ("administration_as_of", "board_as_of"):
        op.add_column("recommendation_point", sa.Column(name, sa.Date(), nullable=True))
    for name in ("verdict", "administration_state", "board_state"):
        op.add_column("recommendation_point", sa.Column(name, sa.String(length=40), nullable=True))
    op.add_column(
        "recommendation_point", sa.Column("voices_differ", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("transmission", sa.Column("replaces_id", sa.Uuid(), nullable=True))
    op.add_column("transmission", sa.Column("handling", sa.String(length=40), nullable=False, server_default="sent"))
    for name in ("replaced_on", "due_on", "original_due_on", "paused_since", "paused_until", "first_answer_on"):
        op.add_column("transmission", sa.Column(name, sa.Date(), nullable=True))
    op.add_column("transmission", sa.Column("answered_on", sa.Date(), nullable=True))
    op.add_column("answer_draft", sa.Column("promised_by", sa.Date(), nullable=True))
    _copy_facts(op.get_bind())


def _copy_facts(connection: sa.Connection) -> None:
    """What a case follows from goes into the event; the payload stays as it was, and so does the chain over it."""
    if connection.dialect.name == "postgresql":  # the triggers are made anew after every migration
        connection.exec_driver_sql("DROP TRIGGER IF EXISTS case_event_no_change ON case_event")
    else:
        connection.exec_driver_sql("DROP TRIGGER IF EXISTS case_event_no_update")
    event = sa.table("case_event", sa.column("id", sa.Uuid()), sa.column("facts", sa.JSON()))
    payload = sa.table("case_event_payload", sa.column("id", sa.Uuid()), sa.column("payload", sa.JSON()))
    for identity, said in connection.execute(sa.select(payload.c.id, payload.c.payload)).fetchall():
        kept = json.loads(said) if isinstance(said, str) else said
        facts = {name: value for name, value in kept.items() if name not in WORDS}
        connection.execute(sa.update(event).where(event.c.id == identity).values(facts=facts))

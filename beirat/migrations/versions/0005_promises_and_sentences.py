"""Oral promises under an agenda item, and the customary sentences of a board."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "oral_promise",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        _text("who", 200),
        _text("what", 1000),
        _text("by_when_text", 200),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("recommendation_point_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_oral_promise")),
    )
    op.create_index(op.f("ix_oral_promise_item_id"), "oral_promise", ["item_id"], unique=False)
    op.create_table(
        "text_block",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("occasion", sa.String(length=40), nullable=False),
        _text("sentences", 10_000),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_block")),
    )


def _text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sqlmodel.sql.sqltypes.AutoString(length=length), nullable=False)

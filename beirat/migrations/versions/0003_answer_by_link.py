"""Let units answer by link: links, the doors that they open, and who came by one in the journal."""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answer_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("recommendation_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("sent_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("renewed_on", sa.Date(), nullable=False),
        sa.Column("revoked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("opened_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("code_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("code_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("code_failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id", "recommendation_id"],
            ["recommendation.body_id", "recommendation.id"],
            name=op.f("fk_answer_link_body_id_recommendation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "unit_id"],
            ["organization.body_id", "organization.id"],
            name=op.f("fk_answer_link_body_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_answer_link_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_link")),
        sa.UniqueConstraint("body_id", "id", name=op.f("uq_answer_link_body_id_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_answer_link_token_hash")),
    )
    op.create_index(op.f("ix_answer_link_recommendation_id"), "answer_link", ["recommendation_id"], unique=False)
    op.create_table(
        "answer_door",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("opened_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("expires_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("closed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id", "link_id"],
            ["answer_link.body_id", "answer_link.id"],
            name=op.f("fk_answer_door_body_id_link_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_answer_door_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_door")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_answer_door_token_hash")),
    )
    op.create_index(op.f("ix_answer_door_expires_at"), "answer_door", ["expires_at"], unique=False)
    op.create_index(op.f("ix_answer_door_link_id"), "answer_door", ["link_id"], unique=False)
    op.add_column("journal_entry", sa.Column("link_id", sa.Uuid(), nullable=True))

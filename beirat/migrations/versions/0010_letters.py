"""Letters and mails of the administration."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letter",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("recommendation_id", sa.Uuid(), nullable=True),
        sa.Column("attachment_id", sa.Uuid(), nullable=True),
        sa.Column(
            "channel",
            sa.Enum("mail", "paper", name="letter_channel", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("sender", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=100000), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=True),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "received",
                "awaiting_release",
                "filed",
                "set_aside",
                name="letter_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "filed_as",
            sa.Enum(
                "receipt",
                "interim",
                "query",
                "answer",
                name="filed_as",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("filed_by", sa.Uuid(), nullable=True),
        sa.Column("return_note", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("taken_in_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id", "attachment_id"],
            ["attachment.body_id", "attachment.id"],
            name=op.f("fk_letter_body_id_attachment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "recommendation_id"],
            ["recommendation.body_id", "recommendation.id"],
            name=op.f("fk_letter_body_id_recommendation_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_letter_body_id")),
        sa.ForeignKeyConstraint(["filed_by"], ["account.id"], name=op.f("fk_letter_filed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("body_id", "id", name=op.f("uq_letter_body_id_id")),
    )
    op.create_index("ix_letter_list", "letter", ["body_id", "state", "arrived_on", "id"], unique=False)
    op.create_index(op.f("ix_letter_recommendation_id"), "letter", ["recommendation_id"], unique=False)
    op.create_table(
        "letter_position",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "position",
            sa.Enum(
                "open",
                "agreed",
                "agreed_with_changes",
                "in_principle",
                "partly",
                "deferred",
                "rejected",
                "not_competent",
                "already_done",
                name="position",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "reason",
            sa.Enum(
                "law",
                "budget",
                "staff",
                "competence",
                "matter",
                "already_done",
                "other",
                name="reason_code",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("quote", sqlmodel.sql.sqltypes.AutoString(length=20000), nullable=False),
        sa.Column("deferred_until", sa.Date(), nullable=True),
        sa.Column("competent_body", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id", "letter_id"], ["letter.body_id", "letter.id"], name=op.f("fk_letter_position_body_id_letter_id")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_letter_position_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_position")),
        sa.UniqueConstraint("body_id", "letter_id", "number", name=op.f("uq_letter_position_body_id_letter_id_number")),
    )
    op.create_index(op.f("ix_letter_position_letter_id"), "letter_position", ["letter_id"], unique=False)

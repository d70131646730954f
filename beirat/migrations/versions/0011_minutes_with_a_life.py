"""The life of the minutes: review, signatures, dispatch, objections, corrections, extracts.

What was public under the old rule stays public: results of meetings that were closed before need no release.
"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "extract",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("resolution_id", sa.Uuid(), nullable=False),
        sa.Column("attachment_id", sa.Uuid(), nullable=False),
        sa.Column("facts_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("made_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id", "attachment_id"],
            ["attachment.body_id", "attachment.id"],
            name=op.f("fk_extract_body_id_attachment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "resolution_id"],
            ["resolution.body_id", "resolution.id"],
            name=op.f("fk_extract_body_id_resolution_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_extract_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extract")),
        sa.UniqueConstraint("body_id", "id", name=op.f("uq_extract_body_id_id")),
    )
    op.create_index(op.f("ix_extract_resolution_id"), "extract", ["resolution_id"], unique=False)
    op.create_table(
        "extract_recipient",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("extract_id", sa.Uuid(), nullable=False),
        sa.Column("recipient", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("again_since", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id", "extract_id"],
            ["extract.body_id", "extract.id"],
            name=op.f("fk_extract_recipient_body_id_extract_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_extract_recipient_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extract_recipient")),
    )
    op.create_index(op.f("ix_extract_recipient_extract_id"), "extract_recipient", ["extract_id"], unique=False)
    op.create_table(
        "minutes_objection",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("minutes_id", sa.Uuid(), nullable=False),
        sa.Column("raised_by", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=True),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "upheld",
                "rejected",
                "withdrawn",
                name="objection_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("resolution_id", sa.Uuid(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(state IN ('upheld', 'rejected')) = (resolution_id IS NOT NULL)",
            name=op.f("ck_minutes_objection_decided_by_resolution"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "item_id"],
            ["agenda_item.body_id", "agenda_item.id"],
            name=op.f("fk_minutes_objection_body_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "minutes_id"],
            ["minutes.body_id", "minutes.id"],
            name=op.f("fk_minutes_objection_body_id_minutes_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "raised_by"],
            ["person.body_id", "person.id"],
            name=op.f("fk_minutes_objection_body_id_raised_by"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "resolution_id"],
            ["resolution.body_id", "resolution.id"],
            name=op.f("fk_minutes_objection_body_id_resolution_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_minutes_objection_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_objection")),
        sa.UniqueConstraint("body_id", "id", name=op.f("uq_minutes_objection_body_id_id")),
    )
    op.create_index(op.f("ix_minutes_objection_minutes_id"), "minutes_objection", ["minutes_id"], unique=False)
    op.create_table(
        "minutes_remark",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("minutes_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=True),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("given_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id", "item_id"],
            ["agenda_item.body_id", "agenda_item.id"],
            name=op.f("fk_minutes_remark_body_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "minutes_id"],
            ["minutes.body_id", "minutes.id"],
            name=op.f("fk_minutes_remark_body_id_minutes_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_minutes_remark_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_remark")),
    )
    op.create_index(op.f("ix_minutes_remark_minutes_id"), "minutes_remark", ["minutes_id"], unique=False)
    op.create_table(
        "minutes_signer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("minutes_id", sa.Uuid(), nullable=False),
        sa.Column(
            "signer",
            sa.Enum("chair", "minute_taker", name="signer", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("place", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id", "minutes_id"],
            ["minutes.body_id", "minutes.id"],
            name=op.f("fk_minutes_signer_body_id_minutes_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_minutes_signer_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_signer")),
        sa.UniqueConstraint(
            "body_id", "minutes_id", "signer", name=op.f("uq_minutes_signer_body_id_minutes_id_signer")
        ),
    )
    op.create_table(
        "correction",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("minutes_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("objection_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column(
            "state",
            sa.Enum("draft", "sealed", name="correction_state", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("sealed_on", sa.Date(), nullable=True),
        sa.Column("sealed_by", sa.Uuid(), nullable=True),
        sa.Column("internal_id", sa.Uuid(), nullable=True),
        sa.Column("public_id", sa.Uuid(), nullable=True),
        sa.Column("published_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("published_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id", "internal_id"],
            ["attachment.body_id", "attachment.id"],
            name=op.f("fk_correction_body_id_internal_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "minutes_id"], ["minutes.body_id", "minutes.id"], name=op.f("fk_correction_body_id_minutes_id")
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "objection_id"],
            ["minutes_objection.body_id", "minutes_objection.id"],
            name=op.f("fk_correction_body_id_objection_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "public_id"],
            ["attachment.body_id", "attachment.id"],
            name=op.f("fk_correction_body_id_public_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_correction_body_id")),
        sa.ForeignKeyConstraint(["published_by"], ["account.id"], name=op.f("fk_correction_published_by")),
        sa.ForeignKeyConstraint(["sealed_by"], ["account.id"], name=op.f("fk_correction_sealed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
        sa.UniqueConstraint("body_id", "id", name=op.f("uq_correction_body_id_id")),
        sa.UniqueConstraint("body_id", "minutes_id", "number", name=op.f("uq_correction_body_id_minutes_id_number")),
    )
    op.create_table(
        "correction_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("correction_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column(
            "subject",
            sa.Enum(
                "course",
                "wording",
                "count",
                "other",
                name="correction_subject",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("wrong", sqlmodel.sql.sqltypes.AutoString(length=5000), nullable=False),
        sa.Column("right", sqlmodel.sql.sqltypes.AutoString(length=5000), nullable=False),
        sa.Column("ballot_id", sa.Uuid(), nullable=True),
        sa.Column("yes", sa.Integer(), nullable=True),
        sa.Column("no", sa.Integer(), nullable=True),
        sa.Column("abstained", sa.Integer(), nullable=True),
        sa.Column("invalid", sa.Integer(), nullable=True),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "adopted",
                "rejected",
                "rejected_by_tie",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.CheckConstraint(
            "(subject = 'count') = (ballot_id IS NOT NULL)", name=op.f("ck_correction_entry_count_has_ballot")
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "ballot_id"],
            ["ballot.body_id", "ballot.id"],
            name=op.f("fk_correction_entry_body_id_ballot_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "correction_id"],
            ["correction.body_id", "correction.id"],
            name=op.f("fk_correction_entry_body_id_correction_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "item_id"],
            ["agenda_item.body_id", "agenda_item.id"],
            name=op.f("fk_correction_entry_body_id_item_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_correction_entry_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction_entry")),
    )
    op.create_index(op.f("ix_correction_entry_ballot_id"), "correction_entry", ["ballot_id"], unique=False)
    op.create_index(op.f("ix_correction_entry_correction_id"), "correction_entry", ["correction_id"], unique=False)
    op.add_column("minutes", sa.Column("needs_approval", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("minutes", sa.Column("before_approval", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("minutes", sa.Column("handed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column("minutes", sa.Column("given_back_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column("minutes", sa.Column("accepted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column("minutes", sa.Column("signing", sa.String(length=40), nullable=True))
    op.add_column("minutes", sa.Column("signed_on", sa.Date(), nullable=True))
    op.add_column("minutes", sa.Column("scan_id", sa.Uuid(), nullable=True))
    op.add_column("minutes", sa.Column("distributed_on", sa.Date(), nullable=True))
    op.add_column("minutes", sa.Column("objections_until", sa.Date(), nullable=True))
    op.add_column("minutes", sa.Column("approved_on", sa.Date(), nullable=True))
    op.add_column("minutes", sa.Column("approval_item_id", sa.Uuid(), nullable=True))
    op.add_column("minutes", sa.Column("approval_resolution_id", sa.Uuid(), nullable=True))
    op.add_column("minutes", sa.Column("archived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column("minutes", sa.Column("prepared_id", sa.Uuid(), nullable=True))
    op.add_column("minutes", sa.Column("prepared_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column("minutes", sa.Column("prepared_by", sa.Uuid(), nullable=True))
    op.add_column("minutes", sa.Column("published_by", sa.Uuid(), nullable=True))
    op.execute("UPDATE minutes SET state = 'signed' WHERE state = 'published'")

"""The first tables."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("login", sqlmodel.sql.sqltypes.AutoString(length=254), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("password_hash", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )
    op.create_table(
        "body",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("land", sqlmodel.sql.sqltypes.AutoString(length=2), nullable=False),
        sa.Column("time_zone", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("address", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(length=254), nullable=False),
        sa.Column("phone", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("public_version", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body")),
        sa.UniqueConstraint("slug", name=op.f("uq_body_slug")),
    )
    op.create_table(
        "journal_detail",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_detail")),
    )
    op.create_table(
        "throttle",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("window_from", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("blocked_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_throttle")),
        sa.UniqueConstraint("key", name=op.f("uq_throttle_key")),
    )
    op.create_table(
        "case_event_payload",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_case_event_payload_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_event_payload")),
    )
    op.create_table(
        "file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("media_type", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_file_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file")),
        sa.UniqueConstraint("body_id", "id", name=op.f("uq_file_body_id_id")),
        sa.UniqueConstraint("body_id", "sha256", name=op.f("uq_file_body_id_sha256")),
    )
    op.create_table(
        "form_result",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("location", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_form_result_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_result")),
    )
    with op.batch_alter_table("form_result", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_form_result_created_at"), ["created_at"], unique=False)

    op.create_table(
        "job",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum("mail", "notice", name="job_kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("unique_key", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("run_after", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("leased_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("done_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_job_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("unique_key", name=op.f("uq_job_unique_key")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index("ix_job_open", ["done_at", "run_after"], unique=False)

    op.create_table(
        "journal_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column(
            "act",
            sa.Enum(
                "invite_account",
                "set_password",
                "change_password",
                "sign_in",
                "sign_out",
                "block_account",
                "keep_people",
                "read_journal",
                "draft_motion",
                "revise_motion",
                "submit_motion",
                "withdraw_motion",
                "review_motion",
                "plan_meeting",
                "set_agenda",
                "convene_meeting",
                "cancel_meeting",
                "run_meeting",
                "record_attendance",
                "record_course",
                "record_ballot",
                "print_minutes",
                "sign_minutes",
                "publish_minutes",
                "hand_over",
                "confirm_receipt",
                "assign_point",
                "set_release_rule",
                "draft_answer",
                "release_answer",
                "return_answer",
                "forward_points",
                "send_interim_message",
                "ask_board",
                "reply_to_query",
                "complete_task",
                name="act",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("object_type", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("object_id", sa.Uuid(), nullable=False),
        sa.Column("detail_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_journal_entry_account_id")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_journal_entry_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entry")),
    )
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_entry_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_journal_entry_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_journal_entry_object_id"), ["object_id"], unique=False)

    op.create_table(
        "legislative_term",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("ck_legislative_term_ends_after_start")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_legislative_term_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legislative_term")),
        sa.UniqueConstraint("body_id", "id", name=op.f("uq_legislative_term_body_id_id")),
    )
    op.create_table(
        "login_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("device", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("stays", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("expires_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("revoked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_login_session_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_login_session_token_hash")),
    )
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_login_session_account_id"), ["account_id"], unique=False)

    op.create_table(
        "number_series",
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column(
            "series",
            sa.Enum("A", "E", "S", name="series", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("scope", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_number_series_body_id")),
        sa.PrimaryKeyConstraint("body_id", "series", "scope", name=op.f("pk_number_series")),
    )
    op.create_table(
        "organization",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "board",
                "council",
                "executive",
                "coordinator",
                "unit",
                name="organization_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("short_name", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(length=254), nullable=False),
        sa.Column("rule_profile", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("may_release", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_organization_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization")),
        sa.UniqueConstraint("body_id", "id", name=op.f("uq_organization_body_id_id")),
        sa.UniqueConstraint("body_id", "short_name", name=op.f("uq_organization_body_id_short_name")),
    )
    op.create_table(
        "password_token",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("expires_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("used_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_password_token_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_password_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_password_token_token_hash")),
    )
    with op.batch_alter_table("password_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_password_token_account_id"), ["account_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("given_name", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("family_name", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(length=254), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("name_consent_on", sa.Date(), nullable=True),
        sa.Column("name_consent_withdrawn_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_person_account_id")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_person_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("body_id", "id", name=op.f("uq_person_body_id_id")),
    )
    op.create_table(
        "publication",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "meeting",
                "recommendation",
                "minutes",
                name="published",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("object_id", sa.Uuid(), nullable=False),
        sa.Column("public_created", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("public_modified", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("visible_from", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("withdrawn_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_publication_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sa.UniqueConstraint("body_id", "category", "object_id", name=op.f("uq_publication_body_id_category_object_id")),
    )
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_publication_visible_from"), ["visible_from"], unique=False)

    op.create_table(
        "account_role",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "member",
                "chair",
                "office",
                "minute_taker",
                "administration_coordinator",
                "administration",
                "observer",
                "admin",
                "system",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("blocked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "role <> 'administration' OR unit_id IS NOT NULL", name=op.f("ck_account_role_administration_has_unit")
        ),
        sa.CheckConstraint("role <> 'system'", name=op.f("ck_account_role_nobody_is_system")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_account_role_account_id")),
        sa.ForeignKeyConstraint(
            ["body_id", "unit_id"],
            ["organization.body_id", "organization.id"],
            name=op.f("fk_account_role_body_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_account_role_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_role")),
        sa.UniqueConstraint(
            "account_id", "body_id", "role", "unit_id", name=op.f("uq_account_role_account_id_body_id_role_unit_id")
        ),
    )
    with op.batch_alter_table("account_role", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_role_account_id"), ["account_id"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("object_type", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("object_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column(
            "visibility",
            sa.Enum("internal", "public", name="visibility", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id", "file_id"], ["file.body_id", "file.id"], name=op.f("fk_attachment_body_id_file_id")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_attachment_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("body_id", "id", name=op.f("uq_attachment_body_id_id")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_object_id"), ["object_id"], unique=False)

    op.create_table(
        "meeting",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("term_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("starts_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("ends_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("location", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "convened",
                "running",
                "closed",
                "cancelled",
                name="meeting_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("statutory_members", sa.Integer(), nullable=False),
        sa.Column("convened_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("opened_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("closed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_meeting_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["body_id", "organization_id"],
            ["organization.body_id", "organization.id"],
            name=op.f("fk_meeting_body_id_organization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "term_id"],
            ["legislative_term.body_id", "legislative_term.id"],
            name=op.f("fk_meeting_body_id_term_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_meeting_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("body_id", "id", name=op.f("uq_meeting_body_id_id")),
        sa.UniqueConstraint("body_id", "term_id", "number", name=op.f("uq_meeting_body_id_term_id_number")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_starts_at"), ["starts_at"], unique=False)

    op.create_table(
        "membership",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "elected",
                "appointed",
                "delegated",
                "advisory",
                name="member_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("voting_right", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id", "organization_id"],
            ["organization.body_id", "organization.id"],
            name=op.f("fk_membership_body_id_organization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "person_id"], ["person.body_id", "person.id"], name=op.f("fk_membership_body_id_person_id")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_membership_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("body_id", "id", name=op.f("uq_membership_body_id_id")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_person_id"), ["person_id"], unique=False)

    op.create_table(
        "motion",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("mover_id", sa.Uuid(), nullable=True),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("reasons", sqlmodel.sql.sqltypes.AutoString(length=20000), nullable=False),
        sa.Column(
            "field",
            sa.Enum(
                "language",
                "school",
                "work",
                "housing",
                "health",
                "family",
                "participation",
                "administration",
                "residence_naturalisation",
                "anti_discrimination",
                "sport_culture",
                "volunteering",
                "mobility_digital",
                name="field",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name_public", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "returned",
                "inadmissible",
                "admitted",
                "scheduled",
                "under_debate",
                "adopted",
                "adopted_amended",
                "rejected",
                "withdrawn",
                name="motion_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("review_reason", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("times_adjourned", sa.Integer(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("submitted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint("(year IS NULL) = (number IS NULL)", name=op.f("ck_motion_number_with_year")),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_motion_author_id")),
        sa.ForeignKeyConstraint(
            ["body_id", "mover_id"], ["person.body_id", "person.id"], name=op.f("fk_motion_body_id_mover_id")
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "organization_id"],
            ["organization.body_id", "organization.id"],
            name=op.f("fk_motion_body_id_organization_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_motion_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motion")),
        sa.UniqueConstraint("body_id", "id", name=op.f("uq_motion_body_id_id")),
        sa.UniqueConstraint("body_id", "year", "number", name=op.f("uq_motion_body_id_year_number")),
    )
    with op.batch_alter_table("motion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_motion_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_motion_mover_id"), ["mover_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_motion_state"), ["state"], unique=False)

    op.create_table(
        "office",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "chair",
                "deputy_chair",
                "minute_taker",
                name="office_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id", "organization_id"],
            ["organization.body_id", "organization.id"],
            name=op.f("fk_office_body_id_organization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "person_id"], ["person.body_id", "person.id"], name=op.f("fk_office_body_id_person_id")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_office_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
    )
    op.create_table(
        "seats",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("term_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_seats_number_positive")),
        sa.ForeignKeyConstraint(
            ["body_id", "organization_id"],
            ["organization.body_id", "organization.id"],
            name=op.f("fk_seats_body_id_organization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "term_id"],
            ["legislative_term.body_id", "legislative_term.id"],
            name=op.f("fk_seats_body_id_term_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_seats_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seats")),
        sa.UniqueConstraint(
            "body_id", "organization_id", "term_id", name=op.f("uq_seats_body_id_organization_id_term_id")
        ),
    )
    op.create_table(
        "agenda_item",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column(
            "part",
            sa.Enum("public", "non_public", name="part", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "formal",
                "motion",
                "report",
                "follow_up",
                "misc",
                name="item_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("heading", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("course", sqlmodel.sql.sqltypes.AutoString(length=50000), nullable=False),
        sa.Column("is_adjourned", sa.Boolean(), nullable=False),
        sa.Column("adjourned_reason", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id", "meeting_id"], ["meeting.body_id", "meeting.id"], name=op.f("fk_agenda_item_body_id_meeting_id")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_agenda_item_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint("body_id", "id", name=op.f("uq_agenda_item_body_id_id")),
    )
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_item_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "attendance",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "present",
                "excused",
                "unexcused",
                name="attendance_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("came_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("left_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint("(state = 'present') = (came_at IS NOT NULL)", name=op.f("ck_attendance_present_has_time")),
        sa.CheckConstraint("left_at IS NULL OR left_at > came_at", name=op.f("ck_attendance_left_after_came")),
        sa.ForeignKeyConstraint(
            ["body_id", "meeting_id"], ["meeting.body_id", "meeting.id"], name=op.f("fk_attendance_body_id_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "person_id"], ["person.body_id", "person.id"], name=op.f("fk_attendance_body_id_person_id")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_attendance_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendance_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(length=254), nullable=False),
        sa.Column("sent_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id", "meeting_id"], ["meeting.body_id", "meeting.id"], name=op.f("fk_invitation_body_id_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "person_id"], ["person.body_id", "person.id"], name=op.f("fk_invitation_body_id_person_id")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_invitation_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint(
            "body_id", "meeting_id", "person_id", name=op.f("uq_invitation_body_id_meeting_id_person_id")
        ),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "minutes",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "signed",
                "published",
                name="minutes_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("signed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("signed_by", sa.Uuid(), nullable=True),
        sa.Column("published_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("internal_id", sa.Uuid(), nullable=True),
        sa.Column("public_id", sa.Uuid(), nullable=True),
        sa.Column("facts_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id", "internal_id"],
            ["attachment.body_id", "attachment.id"],
            name=op.f("fk_minutes_body_id_internal_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "meeting_id"], ["meeting.body_id", "meeting.id"], name=op.f("fk_minutes_body_id_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "public_id"], ["attachment.body_id", "attachment.id"], name=op.f("fk_minutes_body_id_public_id")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_minutes_body_id")),
        sa.ForeignKeyConstraint(["signed_by"], ["account.id"], name=op.f("fk_minutes_signed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
        sa.UniqueConstraint("body_id", "id", name=op.f("uq_minutes_body_id_id")),
        sa.UniqueConstraint("body_id", "meeting_id", name=op.f("uq_minutes_body_id_meeting_id")),
    )
    op.create_table(
        "motion_point",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("motion_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column(
            "audience",
            sa.Enum(
                "board",
                "administration",
                "council",
                "others",
                name="audience",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "motion_id"], ["motion.body_id", "motion.id"], name=op.f("fk_motion_point_body_id_motion_id")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_motion_point_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motion_point")),
        sa.UniqueConstraint("body_id", "id", name=op.f("uq_motion_point_body_id_id")),
        sa.UniqueConstraint("body_id", "motion_id", "number", name=op.f("uq_motion_point_body_id_motion_id_number")),
    )
    with op.batch_alter_table("motion_point", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_motion_point_motion_id"), ["motion_id"], unique=False)

    op.create_table(
        "motion_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("motion_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("wording", sa.JSON(), nullable=False),
        sa.Column("submitted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id", "motion_id"], ["motion.body_id", "motion.id"], name=op.f("fk_motion_version_body_id_motion_id")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_motion_version_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motion_version")),
        sa.UniqueConstraint("body_id", "motion_id", "number", name=op.f("uq_motion_version_body_id_motion_id_number")),
    )
    op.create_table(
        "agenda_motion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("motion_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id", "item_id"],
            ["agenda_item.body_id", "agenda_item.id"],
            name=op.f("fk_agenda_motion_body_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "motion_id"], ["motion.body_id", "motion.id"], name=op.f("fk_agenda_motion_body_id_motion_id")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_agenda_motion_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_motion")),
        sa.UniqueConstraint("body_id", "item_id", "motion_id", name=op.f("uq_agenda_motion_body_id_item_id_motion_id")),
    )
    with op.batch_alter_table("agenda_motion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_motion_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agenda_motion_motion_id"), ["motion_id"], unique=False)

    op.create_table(
        "resolution",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("motion_id", sa.Uuid(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column(
            "order",
            sa.Enum(
                "together", "point_by_point", name="voting_order", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "adopted",
                "adopted_amended",
                "rejected",
                name="resolution_outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("unanimous", sa.Boolean(), nullable=False),
        sa.Column("annulled_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id", "item_id"],
            ["agenda_item.body_id", "agenda_item.id"],
            name=op.f("fk_resolution_body_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "motion_id"], ["motion.body_id", "motion.id"], name=op.f("fk_resolution_body_id_motion_id")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_resolution_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolution")),
        sa.UniqueConstraint("body_id", "id", name=op.f("uq_resolution_body_id_id")),
    )
    with op.batch_alter_table("resolution", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_resolution_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_resolution_motion_id"), ["motion_id"], unique=False)

    op.create_table(
        "ballot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("resolution_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "majority",
            sa.Enum("yes_over_no", name="majority", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("abstained", sa.Integer(), nullable=False),
        sa.Column("invalid", sa.Integer(), nullable=False),
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
            nullable=False,
        ),
        sa.Column("taken_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint("yes + no + abstained + invalid = present", name=op.f("ck_ballot_sum_is_present")),
        sa.CheckConstraint(
            "yes >= 0 AND no >= 0 AND abstained >= 0 AND invalid >= 0", name=op.f("ck_ballot_counts_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "item_id"], ["agenda_item.body_id", "agenda_item.id"], name=op.f("fk_ballot_body_id_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "resolution_id"],
            ["resolution.body_id", "resolution.id"],
            name=op.f("fk_ballot_body_id_resolution_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_ballot_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
        sa.UniqueConstraint("body_id", "id", name=op.f("uq_ballot_body_id_id")),
    )
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ballot_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ballot_resolution_id"), ["resolution_id"], unique=False)

    op.create_table(
        "board_task",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("resolution_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.CheckConstraint("done_on IS NOT NULL OR note = ''", name=op.f("ck_board_task_note_when_done")),
        sa.ForeignKeyConstraint(
            ["body_id", "resolution_id"],
            ["resolution.body_id", "resolution.id"],
            name=op.f("fk_board_task_body_id_resolution_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_board_task_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_task")),
        sa.UniqueConstraint(
            "body_id", "resolution_id", "number", name=op.f("uq_board_task_body_id_resolution_id_number")
        ),
    )
    op.create_table(
        "recommendation",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("resolution_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("reasons", sqlmodel.sql.sqltypes.AutoString(length=20000), nullable=False),
        sa.Column(
            "field",
            sa.Enum(
                "language",
                "school",
                "work",
                "housing",
                "health",
                "family",
                "participation",
                "administration",
                "residence_naturalisation",
                "anti_discrimination",
                "sport_culture",
                "volunteering",
                "mobility_digital",
                name="field",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("addressee", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("annulled_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column(
            "handling",
            sa.Enum(
                "to_be_sent",
                "sent",
                "acknowledged",
                "interim",
                "query",
                "partly_answered",
                "answered",
                "forwarded",
                "insufficient",
                "withdrawn",
                "closed",
                name="handling",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("paused_since", sa.Date(), nullable=True),
        sa.Column("first_answer_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("points_total", sa.Integer(), nullable=False),
        sa.Column("points_answered", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id", "organization_id"],
            ["organization.body_id", "organization.id"],
            name=op.f("fk_recommendation_body_id_organization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "resolution_id"],
            ["resolution.body_id", "resolution.id"],
            name=op.f("fk_recommendation_body_id_resolution_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_recommendation_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
        sa.UniqueConstraint("body_id", "id", name=op.f("uq_recommendation_body_id_id")),
        sa.UniqueConstraint("body_id", "resolution_id", name=op.f("uq_recommendation_body_id_resolution_id")),
        sa.UniqueConstraint("body_id", "year", "number", name=op.f("uq_recommendation_body_id_year_number")),
    )
    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.create_index("ix_recommendation_handling", ["body_id", "handling", "decided_on", "id"], unique=False)
        batch_op.create_index("ix_recommendation_list", ["body_id", "decided_on", "id"], unique=False)

    op.create_table(
        "resolution_point",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("resolution_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("proposed", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("wording", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column(
            "audience",
            sa.Enum(
                "board",
                "administration",
                "council",
                "others",
                name="audience",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_adopted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id", "resolution_id"],
            ["resolution.body_id", "resolution.id"],
            name=op.f("fk_resolution_point_body_id_resolution_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_resolution_point_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolution_point")),
        sa.UniqueConstraint("body_id", "id", name=op.f("uq_resolution_point_body_id_id")),
        sa.UniqueConstraint(
            "body_id", "resolution_id", "number", name=op.f("uq_resolution_point_body_id_resolution_id_number")
        ),
    )
    with op.batch_alter_table("resolution_point", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_resolution_point_resolution_id"), ["resolution_id"], unique=False)

    op.create_table(
        "agenda_case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("recommendation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "insufficient",
                "close",
                "withdraw",
                "reopen",
                name="case_step",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "item_id"],
            ["agenda_item.body_id", "agenda_item.id"],
            name=op.f("fk_agenda_case_body_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "recommendation_id"],
            ["recommendation.body_id", "recommendation.id"],
            name=op.f("fk_agenda_case_body_id_recommendation_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_agenda_case_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_case")),
        sa.UniqueConstraint("body_id", "item_id", name=op.f("uq_agenda_case_body_id_item_id")),
    )
    with op.batch_alter_table("agenda_case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_case_recommendation_id"), ["recommendation_id"], unique=False)

    op.create_table(
        "ballot_point",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("ballot_id", sa.Uuid(), nullable=False),
        sa.Column("resolution_point_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id", "ballot_id"], ["ballot.body_id", "ballot.id"], name=op.f("fk_ballot_point_body_id_ballot_id")
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "resolution_point_id"],
            ["resolution_point.body_id", "resolution_point.id"],
            name=op.f("fk_ballot_point_body_id_resolution_point_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_ballot_point_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_point")),
        sa.UniqueConstraint("body_id", "resolution_point_id", name=op.f("uq_ballot_point_body_id_resolution_point_id")),
    )
    with op.batch_alter_table("ballot_point", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ballot_point_ballot_id"), ["ballot_id"], unique=False)

    op.create_table(
        "case_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("recommendation_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "handed_over",
                "received",
                "interim_message",
                "query_asked",
                "query_replied",
                "position_given",
                "forwarded",
                "insufficient",
                "withdrawn",
                "closed",
                "reopened",
                "annulled",
                name="case_event_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("transmission_id", sa.Uuid(), nullable=True),
        sa.Column("resolution_id", sa.Uuid(), nullable=True),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("payload_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("previous_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_case_event_account_id")),
        sa.ForeignKeyConstraint(
            ["body_id", "recommendation_id"],
            ["recommendation.body_id", "recommendation.id"],
            name=op.f("fk_case_event_body_id_recommendation_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_case_event_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_event")),
        sa.UniqueConstraint(
            "body_id", "recommendation_id", "sequence", name=op.f("uq_case_event_body_id_recommendation_id_sequence")
        ),
    )
    with op.batch_alter_table("case_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_event_recommendation_id"), ["recommendation_id"], unique=False)

    op.create_table(
        "recommendation_point",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("recommendation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column(
            "audience",
            sa.Enum(
                "board",
                "administration",
                "council",
                "others",
                name="audience",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
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
        sa.Column("answer", sqlmodel.sql.sqltypes.AutoString(length=20000), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("deferred_until", sa.Date(), nullable=True),
        sa.Column("times_deferred", sa.Integer(), nullable=False),
        sa.Column("competent_body", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("asked_again_on", sa.Date(), nullable=True),
        sa.Column("forwarded_on", sa.Date(), nullable=True),
        sa.Column("forwarded_to", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id", "recommendation_id"],
            ["recommendation.body_id", "recommendation.id"],
            name=op.f("fk_recommendation_point_body_id_recommendation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "unit_id"],
            ["organization.body_id", "organization.id"],
            name=op.f("fk_recommendation_point_body_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_recommendation_point_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation_point")),
        sa.UniqueConstraint("body_id", "id", name=op.f("uq_recommendation_point_body_id_id")),
        sa.UniqueConstraint(
            "body_id",
            "recommendation_id",
            "number",
            name=op.f("uq_recommendation_point_body_id_recommendation_id_number"),
        ),
    )
    with op.batch_alter_table("recommendation_point", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_recommendation_point_recommendation_id"), ["recommendation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_recommendation_point_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "transmission",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("recommendation_id", sa.Uuid(), nullable=False),
        sa.Column("addressee", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("proof", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id", "recommendation_id"],
            ["recommendation.body_id", "recommendation.id"],
            name=op.f("fk_transmission_body_id_recommendation_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_transmission_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transmission")),
        sa.UniqueConstraint("body_id", "id", name=op.f("uq_transmission_body_id_id")),
    )
    with op.batch_alter_table("transmission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transmission_recommendation_id"), ["recommendation_id"], unique=False)

    op.create_table(
        "answer_draft",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("point_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "draft", "awaiting_release", name="draft_state", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
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
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=20000), nullable=False),
        sa.Column("deferred_until", sa.Date(), nullable=True),
        sa.Column("competent_body", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("changed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("return_note", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_answer_draft_account_id")),
        sa.ForeignKeyConstraint(
            ["body_id", "point_id"],
            ["recommendation_point.body_id", "recommendation_point.id"],
            name=op.f("fk_answer_draft_body_id_point_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "unit_id"],
            ["organization.body_id", "organization.id"],
            name=op.f("fk_answer_draft_body_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_answer_draft_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_draft")),
        sa.UniqueConstraint("body_id", "point_id", name=op.f("uq_answer_draft_body_id_point_id")),
    )
    op.create_table(
        "assignment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("point_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("assigned_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id", "point_id"],
            ["recommendation_point.body_id", "recommendation_point.id"],
            name=op.f("fk_assignment_body_id_point_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "unit_id"],
            ["organization.body_id", "organization.id"],
            name=op.f("fk_assignment_body_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_assignment_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_point_id"), ["point_id"], unique=False)

    op.create_table(
        "transmission_point",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("transmission_id", sa.Uuid(), nullable=False),
        sa.Column("point_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id", "point_id"],
            ["recommendation_point.body_id", "recommendation_point.id"],
            name=op.f("fk_transmission_point_body_id_point_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "transmission_id"],
            ["transmission.body_id", "transmission.id"],
            name=op.f("fk_transmission_point_body_id_transmission_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_transmission_point_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transmission_point")),
        sa.UniqueConstraint(
            "body_id",
            "transmission_id",
            "point_id",
            name=op.f("uq_transmission_point_body_id_transmission_id_point_id"),
        ),
    )
    with op.batch_alter_table("transmission_point", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transmission_point_transmission_id"), ["transmission_id"], unique=False)

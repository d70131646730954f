"""Rules of procedure by organization, checks that are kept, special days, standing items; what became of an item."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ONE_OF = 40
"""The length of a column that holds the value of an enum; which values they are follows from the declarations."""


def upgrade() -> None:
    _organization_rule()
    _rule_check()
    _special_day()
    _agenda_template_item()
    _agenda_item()


def _text(name: str, length: int, *, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sqlmodel.sql.sqltypes.AutoString(length=length), nullable=False, server_default=default)


def _one_of(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=ONE_OF), nullable=nullable)


def _organization_rule() -> None:
    op.create_table(
        "organization_rule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        _one_of("key"),
        _text("value", 200),
        _text("basis", 300),
        _one_of("level"),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("is_repeal", sa.Boolean(), nullable=False),
        sa.Column("entered_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("entered_by", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_rule")),
    )
    op.create_index("ix_organization_rule_organization_id_key", "organization_rule", ["organization_id", "key"])


def _rule_check() -> None:
    op.create_table(
        "rule_check",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        _text("subject_type", 40),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        _one_of("key"),
        sa.Column("given", sa.Integer(), nullable=False),
        sa.Column("required", sa.Integer(), nullable=False),
        _one_of("finding"),
        _text("basis", 300),
        _one_of("level"),
        _one_of("certainty"),
        sa.Column("checked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("overridden_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("overridden_by", sa.Uuid(), nullable=True),
        _text("override_reason", 300),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_check")),
    )


def _special_day() -> None:
    op.create_table(
        "special_day",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        _one_of("kind"),
        _text("name", 100),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("is_yearly", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_special_day")),
    )


def _agenda_template_item() -> None:
    op.create_table(
        "agenda_template_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _text("heading", 300),
        _text("public_heading", 300),
        _one_of("part"),
        _one_of("kind"),
        sa.Column("planned_minutes", sa.Integer(), nullable=True),
        sa.Column("is_closing", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_template_item")),
    )


def _agenda_item() -> None:
    """An item that was put off has been adjourned; the other outcomes are new."""
    with op.batch_alter_table("agenda_item") as table:
        table.add_column(_text("public_heading", 300, default=""))
        table.add_column(sa.Column("parent_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("planned_minutes", sa.Integer(), nullable=True))
        table.add_column(_text("non_public_reason", 300, default=""))
        table.add_column(_one_of("outcome", nullable=True))
        table.add_column(_text("outcome_reason", 300, default=""))
        table.add_column(_one_of("referral", nullable=True))
        table.add_column(_text("referred_to", 200, default=""))
        table.add_column(sa.Column("carried_from_id", sa.Uuid(), nullable=True))
    op.execute(
        sa.text("UPDATE agenda_item SET outcome = 'adjourned', outcome_reason = adjourned_reason WHERE is_adjourned")
    )
    with op.batch_alter_table("agenda_item") as table:
        table.drop_column("adjourned_reason")
        table.drop_column("is_adjourned")

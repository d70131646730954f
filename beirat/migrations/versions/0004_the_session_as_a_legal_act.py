"""Ballots with their method and majority, roll calls, elections, conflicts of interest, breaks, guests, deputies."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _widen_ballots()
    _widen_resolutions()
    op.add_column("attendance", sa.Column("represents_id", sa.Uuid(), nullable=True))
    _new_tables()


def _widen_ballots() -> None:
    """Until now every ballot was an open one by more yes than no; nobody was kept out of one."""
    checks = sa.inspect(op.get_bind()).get_check_constraints("ballot")
    with op.batch_alter_table("ballot") as ballot:
        ballot.add_column(sa.Column("method", sa.String(length=40), nullable=False, server_default="open"))
        ballot.add_column(sa.Column("uncounted", sa.String(length=40), nullable=True))
        ballot.add_column(sa.Column("block_id", sa.Uuid(), nullable=True))
        ballot.add_column(sa.Column("numerator", sa.Integer(), nullable=False, server_default="1"))
        ballot.add_column(sa.Column("denominator", sa.Integer(), nullable=False, server_default="2"))
        ballot.add_column(sa.Column("base", sa.String(length=40), nullable=False, server_default="votes_cast"))
        ballot.add_column(sa.Column("is_strict", sa.Boolean(), nullable=False, server_default=sa.true()))
        ballot.add_column(
            sa.Column("basis", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False, server_default="")
        )
        ballot.add_column(sa.Column("statutory", sa.Integer(), nullable=False, server_default="0"))
        ballot.add_column(sa.Column("not_voting", sa.Integer(), nullable=False, server_default="0"))
        ballot.add_column(sa.Column("excluded", sa.Integer(), nullable=False, server_default="0"))
        for check in checks:
            if "majority" in check["sqltext"]:
                ballot.drop_constraint(op.f(str(check["name"])), type_="check")
        ballot.drop_column("majority")
    op.create_index(op.f("ix_ballot_block_id"), "ballot", ["block_id"], unique=False)
    op.execute(
        "UPDATE ballot SET statutory = (SELECT meeting.statutory_members FROM meeting"
        " JOIN agenda_item ON agenda_item.meeting_id = meeting.id WHERE agenda_item.id = ballot.item_id)"
    )


def _widen_resolutions() -> None:
    op.add_column("resolution", sa.Column("subject", sa.String(length=40), nullable=False, server_default="free"))
    op.add_column("resolution", sa.Column("request", sa.String(length=40), nullable=True))
    op.add_column("resolution", sa.Column("announced_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.execute("UPDATE resolution SET subject = 'motion' WHERE motion_id IS NOT NULL")
    op.execute(
        "UPDATE resolution SET subject = 'case_step'"
        " WHERE motion_id IS NULL AND item_id IN (SELECT item_id FROM agenda_case)"
    )


def _new_tables() -> None:
    op.create_table(
        "deputy",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("deputy_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("person_id <> deputy_id", name=op.f("ck_deputy_somebody_else")),
        sa.ForeignKeyConstraint(
            ["body_id", "deputy_id"], ["person.body_id", "person.id"], name=op.f("fk_deputy_body_id_deputy_id")
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "person_id"], ["person.body_id", "person.id"], name=op.f("fk_deputy_body_id_person_id")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_deputy_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deputy")),
        sa.UniqueConstraint("body_id", "person_id", "deputy_id", name=op.f("uq_deputy_body_id_person_id_deputy_id")),
    )
    op.create_index(op.f("ix_deputy_person_id"), "deputy", ["person_id"], unique=False)
    op.create_table(
        "meeting_break",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("began_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint("ended_at IS NULL OR ended_at > began_at", name=op.f("ck_meeting_break_ended_after_began")),
        sa.ForeignKeyConstraint(
            ["body_id", "meeting_id"],
            ["meeting.body_id", "meeting.id"],
            name=op.f("fk_meeting_break_body_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_meeting_break_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_break")),
    )
    op.create_index(op.f("ix_meeting_break_meeting_id"), "meeting_break", ["meeting_id"], unique=False)
    op.create_table(
        "meeting_guest",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("function", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("is_administration", sa.Boolean(), nullable=False),
        sa.CheckConstraint("name <> '' OR function <> ''", name=op.f("ck_meeting_guest_named_somehow")),
        sa.ForeignKeyConstraint(
            ["body_id", "meeting_id"],
            ["meeting.body_id", "meeting.id"],
            name=op.f("fk_meeting_guest_body_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_meeting_guest_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_guest")),
    )
    op.create_index(op.f("ix_meeting_guest_meeting_id"), "meeting_guest", ["meeting_id"], unique=False)
    op.create_table(
        "presiding",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("began_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id", "meeting_id"], ["meeting.body_id", "meeting.id"], name=op.f("fk_presiding_body_id_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "person_id"], ["person.body_id", "person.id"], name=op.f("fk_presiding_body_id_person_id")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_presiding_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presiding")),
    )
    op.create_index(op.f("ix_presiding_meeting_id"), "presiding", ["meeting_id"], unique=False)
    op.create_table(
        "quorum_doubt",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("doubted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id", "meeting_id"],
            ["meeting.body_id", "meeting.id"],
            name=op.f("fk_quorum_doubt_body_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "person_id"], ["person.body_id", "person.id"], name=op.f("fk_quorum_doubt_body_id_person_id")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_quorum_doubt_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quorum_doubt")),
    )
    op.create_index(op.f("ix_quorum_doubt_meeting_id"), "quorum_doubt", ["meeting_id"], unique=False)
    op.create_table(
        "conflict_of_interest",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("left_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("returned_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.CheckConstraint(
            "returned_at IS NULL OR returned_at > left_at", name=op.f("ck_conflict_of_interest_returned_after_left")
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "item_id"],
            ["agenda_item.body_id", "agenda_item.id"],
            name=op.f("fk_conflict_of_interest_body_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "person_id"],
            ["person.body_id", "person.id"],
            name=op.f("fk_conflict_of_interest_body_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_conflict_of_interest_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict_of_interest")),
        sa.UniqueConstraint(
            "body_id", "item_id", "person_id", name=op.f("uq_conflict_of_interest_body_id_item_id_person_id")
        ),
    )
    op.create_table(
        "election",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("resolution_id", sa.Uuid(), nullable=True),
        sa.Column("post", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("office", sa.String(length=40), nullable=True),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.CheckConstraint("method IN ('open', 'secret')", name=op.f("ck_election_open_or_secret")),
        sa.CheckConstraint("places > 0", name=op.f("ck_election_places_positive")),
        sa.ForeignKeyConstraint(
            ["body_id", "item_id"], ["agenda_item.body_id", "agenda_item.id"], name=op.f("fk_election_body_id_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "resolution_id"],
            ["resolution.body_id", "resolution.id"],
            name=op.f("fk_election_body_id_resolution_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_election_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_election")),
        sa.UniqueConstraint("body_id", "id", name=op.f("uq_election_body_id_id")),
    )
    op.create_index(op.f("ix_election_item_id"), "election", ["item_id"], unique=False)
    op.create_table(
        "election_candidate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("election_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("has_accepted", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id", "election_id"],
            ["election.body_id", "election.id"],
            name=op.f("fk_election_candidate_body_id_election_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "person_id"],
            ["person.body_id", "person.id"],
            name=op.f("fk_election_candidate_body_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_election_candidate_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_election_candidate")),
        sa.UniqueConstraint(
            "body_id", "election_id", "position", name=op.f("uq_election_candidate_body_id_election_id_position")
        ),
        sa.UniqueConstraint("body_id", "id", name=op.f("uq_election_candidate_body_id_id")),
    )
    op.create_table(
        "election_round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("election_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("valid", sa.Integer(), nullable=False),
        sa.Column("against", sa.Integer(), nullable=False),
        sa.Column("abstained", sa.Integer(), nullable=False),
        sa.Column("invalid", sa.Integer(), nullable=False),
        sa.Column("not_voting", sa.Integer(), nullable=False),
        sa.Column("excluded", sa.Integer(), nullable=False),
        sa.Column("drawn_by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("taken_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint("(kind = 'lot') = (drawn_by <> '')", name=op.f("ck_election_round_lot_is_drawn")),
        sa.CheckConstraint(
            "valid + abstained + invalid + not_voting + excluded = present",
            name=op.f("ck_election_round_sum_is_present"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "election_id"],
            ["election.body_id", "election.id"],
            name=op.f("fk_election_round_body_id_election_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_election_round_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_election_round")),
        sa.UniqueConstraint(
            "body_id", "election_id", "number", name=op.f("uq_election_round_body_id_election_id_number")
        ),
        sa.UniqueConstraint("body_id", "id", name=op.f("uq_election_round_body_id_id")),
    )
    op.create_table(
        "vote",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("ballot_id", sa.Uuid(), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("choice", sa.String(length=40), nullable=False),
        sa.CheckConstraint("method IN ('open', 'roll_call')", name=op.f("ck_vote_never_secret")),
        sa.ForeignKeyConstraint(
            ["body_id", "person_id"], ["person.body_id", "person.id"], name=op.f("fk_vote_body_id_person_id")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_vote_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote")),
        sa.UniqueConstraint("body_id", "ballot_id", "person_id", name=op.f("uq_vote_body_id_ballot_id_person_id")),
    )
    op.create_table(
        "election_count",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.CheckConstraint("votes >= 0", name=op.f("ck_election_count_votes_not_negative")),
        sa.ForeignKeyConstraint(
            ["body_id", "candidate_id"],
            ["election_candidate.body_id", "election_candidate.id"],
            name=op.f("fk_election_count_body_id_candidate_id"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id", "round_id"],
            ["election_round.body_id", "election_round.id"],
            name=op.f("fk_election_count_body_id_round_id"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_election_count_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_election_count")),
        sa.UniqueConstraint(
            "body_id", "round_id", "candidate_id", name=op.f("uq_election_count_body_id_round_id_candidate_id")
        ),
    )

"""Let answers be released for a day to come."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("answer_draft", sa.Column("release_on", sa.Date(), nullable=True))

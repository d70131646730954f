"""With which resolution the board found a conflict of interest."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("conflict_of_interest", sa.Column("resolution_id", sa.Uuid(), nullable=True))

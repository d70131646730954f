"""Alembic asks here how to run; the connection and its transaction come from ``beirat.migrations``."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

import beirat.tables  # noqa: F401 - loading it fills the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
    transactional_ddl=False,
)
context.run_migrations()

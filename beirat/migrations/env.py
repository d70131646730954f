"""Alembic asks here how to run; the connection and its transaction come from ``beirat.migrations``.

DDL is told to be transactional, which it is on both databases: else Alembic commits behind our back.
"""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

import beirat.tables  # noqa: F401 - loading it fills the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
    transactional_ddl=True,
)
context.run_migrations()

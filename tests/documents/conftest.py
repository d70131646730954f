"""Puts the press away before the interpreter ends; WeasyPrint's fonts complain otherwise."""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _press_is_put_away() -> Iterator[None]:
    yield
    from documents.render import press

    press.cache_clear()

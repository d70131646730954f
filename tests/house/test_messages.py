"""Whatever can be refused has a German sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

import api.forms
import beirat.tables
from api import messages
from api.errors import wrongs
from api.words import accounts, journal
from beirat.rules.errors import Broken, Problem, RuleBroken
from beirat.rules.permissions import Act, Role
from beirat.tables.base import Shape

assert api.forms
assert beirat.tables

NASTY: tuple[Any, ...] = (
    None,
    "",
    "x" * 400_000,
    "\x00",
    "\ud800",
    "nonsense",
    "12x",
    0,
    -1,
    10**40,
    1.5,
    True,
    [],
    ["x"] * 2000,
    [None],
    {},
    {"x": 1},
    "2026-13-45",
    "2026-12-03T25:00",
    "9" * 5000,
    date(2026, 12, 3),
)


def shapes(of: type[Shape] = Shape) -> Iterator[type[Shape]]:
    for shape in of.__subclasses__():
        yield shape
        yield from shapes(shape)


def refusals(shape: type[Shape]) -> Iterator[dict[str, Any]]:
    """Every way in which nasty input can be refused by a shape."""
    trials: list[Any] = [{}, "text", None, {"no_such_field": 1}]
    trials += [{name: value} for name in shape.model_fields for value in NASTY]
    trials += [{name: [{inner: value}]} for name in shape.model_fields for inner in ("text", "x") for value in NASTY]
    for trial in trials:
        try:
            shape.model_validate(trial)
        except ValidationError as error:
            yield from error.errors(include_url=False, include_input=False)  # type: ignore[misc]


@pytest.mark.parametrize("code", Broken)
def test_every_code_has_a_sentence(code: Broken) -> None:
    sentence = messages.SENTENCES[code]

    assert re.search(r"[.!?…}]$|[0-9]$|\.de$", sentence), sentence
    assert "{" not in messages.sentence(Problem(code))


@pytest.mark.parametrize(
    "shape", sorted(set(shapes()), key=lambda shape: shape.__name__), ids=lambda shape: shape.__name__
)
def test_every_refusal_of_a_shape_has_a_sentence(shape: type[Shape]) -> None:
    unknown = {found["type"] for found in refusals(shape)} - set(messages.SHAPE_SENTENCES)

    assert not unknown


def test_what_was_typed_does_not_come_back_in_the_sentence() -> None:
    class Probe(Shape):
        number: int

    with pytest.raises(ValidationError) as refused:
        Probe.model_validate({"number": "geheimes Wort"})

    assert "geheim" not in str(wrongs(refused.value))


def test_a_sentence_without_its_parameters_is_still_a_sentence() -> None:
    assert messages.sentence(RuleBroken(Broken.TOO_LONG).problems[0]).startswith("Der Text ist zu lang")


def test_every_role_and_every_act_has_a_word() -> None:
    assert set(accounts.ROLES) == set(Role)
    assert set(journal.ACTS) == set(Act)

"""Every action says who acts and when, and asks whether they may; read from the source, so that none is forgotten."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "beirat" / "actions"

CONSEQUENCES = frozenset(
    {
        "agenda_papers",
        "attempts",
        "case_checks",
        "case_columns",
        "cases",
        "consequences",
        "files",
        "jobs",
        "journal",
        "notices",
        "numbers",
        "once",
        "publication",
        "sealing",
        "sweeping",
    }
)
"""Modules whose verbs are parts of an act that was permitted already, or belong to nobody's account."""

PARTS = frozenset(
    {
        "attendance.ballot_moment",
        "ballots.call",
        "agenda.check_second_call",
        "agenda.record_item",
        "ballots.record_ballot",
        "recommendations.own_points",
        "recommendations.to_step",
        "recommendations.today_of",
        "resolutions.day_of",
        "minutes.check_open",
        "resolutions.keep_without_ballot",
        "resolutions.keep",
        "rule_checks.keep",
        "invitations.issue",
        "invitations.seal",
    }
)
"""Such verbs in other modules."""


def modules() -> list[Path]:
    return [path for path in sorted(FOLDER.rglob("*.py")) if path.stem not in CONSEQUENCES]


@cache
def functions(path: Path) -> dict[str, ast.AsyncFunctionDef | ast.FunctionDef]:
    tree = ast.parse(path.read_text())
    return {node.name: node for node in tree.body if isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef)}


def verbs() -> Iterator[tuple[Path, str]]:
    for path in modules():
        for name, node in functions(path).items():
            is_public_verb = isinstance(node, ast.AsyncFunctionDef) and not name.startswith("_")
            if is_public_verb and f"{path.stem}.{name}" not in PARTS:
                yield path, name


def called(node: ast.AST) -> set[str]:
    """The last part of every name that is called inside."""
    functions = [part.func for part in ast.walk(node) if isinstance(part, ast.Call)]
    plain = {function.id for function in functions if isinstance(function, ast.Name)}
    return plain | {function.attr for function in functions if isinstance(function, ast.Attribute)}


def reaches_permit(path: Path, name: str, seen: frozenset[str] = frozenset()) -> bool:
    """Whether the function calls ``permit``, itself or through functions of any action module."""
    node = functions(path).get(name)
    if node is None or name in seen:
        return False
    names = called(node)
    further = [(other, callee) for other in modules() for callee in names if callee in functions(other)]
    return "permit" in names or any(reaches_permit(other, callee, seen | {name}) for other, callee in further)


@pytest.mark.parametrize("path, name", [pytest.param(p, n, id=f"{p.stem}.{n}") for p, n in verbs()])
def test_every_verb_says_who_and_when_and_asks_whether_they_may(path: Path, name: str) -> None:
    node = functions(path)[name]

    assert {"actor", "now"} <= {argument.arg for argument in node.args.kwonlyargs}
    assert reaches_permit(path, name)
    assert "commit" not in called(node)


def test_the_list_of_consequences_names_modules_that_exist() -> None:
    assert {path.stem for path in FOLDER.glob("*.py")} >= CONSEQUENCES
    assert all(name.split(".")[1] in functions(FOLDER / f"{name.split('.')[0]}.py") for name in PARTS)

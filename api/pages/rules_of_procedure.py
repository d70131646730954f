"""The rules of procedure: every rule in its chapter, with value, source and history; and what was done all the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from litestar import Response, get, post

from api.dependencies import BodyView
from api.forms import FormState, noted, submit
from api.templating import render
from api.web import Request
from api.words import rules_of_procedure as words
from beirat.actions import rule_checks
from beirat.actions import rules_of_procedure as actions
from beirat.database import Database, Session
from beirat.queries import rule_checks as check_queries
from beirat.queries import rules_of_procedure as queries
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Act, Viewer, may
from beirat.rules.profiles import Key, Level, Rule
from beirat.rules.profiles.questions import QUESTIONS, Chapter, Comparison, Kind, in_chapter
from beirat.rules.voting import Share
from beirat.rules.zones import local_day
from beirat.tables.rule_checks import Override
from beirat.tables.rules_of_procedure import RuleDraft


@dataclass(frozen=True)
class Shown:
    """A rule as a line of its chapter."""

    key: Key
    rule: Rule

    @property
    def value(self) -> str:
        return words.value(self.key, self.rule.value)

    @property
    def source(self) -> str:
        return words.source(self.rule.level, self.rule.basis, self.rule.certainty)


@get("/geschaeftsordnung")
async def index(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime
) -> Response[Any]:
    """Every rule as it holds today."""
    today = local_day(now, district.time_zone)
    async with database.read() as db:
        board = await queries.board_of(db, viewer)
        rules = await queries.board_profile(db, viewer, today)
    chapters = [(chapter, [Shown(key, rules.rule(key)) for key in in_chapter(chapter)]) for chapter in Chapter]
    own = sum(shown.rule.level is not Level.PRESET for _, lines in chapters for shown in lines)
    return render(
        request,
        "rules_of_procedure/index.html",
        organization=board,
        chapters=chapters,
        today=today,
        own=own,
        may_set=may(viewer, Act.SET_RULES),
        words=words,
    )


@get("/geschaeftsordnung/{key:str}")
async def show(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, key: str
) -> Response[Any]:
    """One rule: what holds today, what held before, what is to hold from when."""
    return await _rule_page(request, district, database, viewer, now, _key(key))


@post("/geschaeftsordnung/{key:str}", status_code=200)
async def change(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, key: str
) -> Response[Any]:
    wanted = _key(key)

    async def act(db: Session, entered: RuleDraft) -> str:
        await actions.set_rule(db, wanted, entered, actor=viewer, now=now)
        return noted(f"/{district.slug}/intern/geschaeftsordnung/{wanted}", "rule_set")

    async def again(f: FormState) -> Response[Any]:
        return await _rule_page(request, district, database, viewer, now, wanted, f)

    return await submit(request, RuleDraft, act, again)


@post("/pruefungen/{check_id:uuid}/trotzdem", status_code=200)
async def override(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, check_id: UUID
) -> Response[Any]:
    """The reason for going on; leads back to where the check was shown."""

    async def act(db: Session, entered: Override) -> str:
        await rule_checks.override(db, check_id, entered, actor=viewer, now=now)
        return noted(_came_from(request, district), "rule_overridden")

    async def again(f: FormState) -> Response[Any]:
        async with database.read() as db:
            check = await check_queries.one(db, viewer, check_id)
        return render(
            request,
            "rules_of_procedure/override.html",
            check=check,
            f=f,
            back=_came_from(request, district),
            rule_words=words,
        )

    return await submit(request, Override, act, again)


def _came_from(request: Request, district: BodyView) -> str:
    """The internal page on which the button stood; the start page where the browser does not say."""
    path = urlsplit(request.headers.get("referer", "")).path
    intern = f"/{district.slug}/intern/"
    return path if path.startswith(intern) and "/pruefungen/" not in path else intern


def _key(name: str) -> Key:
    try:
        return Key(name)
    except ValueError:
        raise NotFound from None


async def _rule_page(
    request: Request,
    district: BodyView,
    database: Database,
    viewer: Viewer,
    now: datetime,
    key: Key,
    f: FormState | None = None,
) -> Response[Any]:
    today = local_day(now, district.time_zone)
    async with database.read() as db:
        history = await queries.changes(db, viewer, key=key)
        rule = (await queries.board_profile(db, viewer, today)).rule(key)
    return render(
        request,
        "rules_of_procedure/show.html",
        shown=Shown(key, rule),
        question=QUESTIONS[key],
        history=history,
        today=today,
        f=f or FormState.fresh(request, _values(rule) | {"valid_from": today, "level": Level.BOARD}),
        may_set=may(viewer, Act.SET_RULES),
        kinds=Kind,
        words=words,
    )


def _values(rule: Rule) -> dict[str, Any]:
    """The rule as the form shows it."""
    match rule.value:
        case bool():
            return {"value": "true" if rule.value else "false"}
        case Share(fraction, base, is_strict):
            comparison = Comparison.MORE_THAN if is_strict else Comparison.AT_LEAST
            return {"value": f"{fraction.numerator}/{fraction.denominator}", "comparison": comparison, "base": base}
        case None:
            return {"value": ""}
        case _:
            return {"value": str(rule.value)}


HANDLERS = (index, show, change, override)

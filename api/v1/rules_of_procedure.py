"""The rules of procedure for programs: as they hold on a day, what was entered, and going on in spite of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from litestar import Response, get, post, put

from api.dependencies import BodyView
from api.v1.write import write
from api.web import Request
from api.words import rules_of_procedure as words
from beirat.actions import rule_checks
from beirat.actions import rules_of_procedure as actions
from beirat.database import Database, Session
from beirat.queries import rule_checks as check_queries
from beirat.queries import rules_of_procedure as queries
from beirat.queries.rule_checks import CheckView
from beirat.rules.permissions import Viewer
from beirat.rules.profiles import Certainty, Key, Level, Rule
from beirat.rules.profiles.questions import QUESTIONS, Chapter, written
from beirat.rules.zones import local_day
from beirat.tables.rule_checks import Override
from beirat.tables.rules_of_procedure import RuleDraft


@dataclass(frozen=True)
class RuleLine:
    """A rule as it holds on a day. ``value`` in one line ("at_least 2/3 present"), ``words`` in German."""

    key: Key
    chapter: Chapter
    name: str
    value: str
    words: str
    level: Level
    basis: str
    certainty: Certainty


@dataclass(frozen=True)
class RuleEntry:
    """What was entered, newest first. ``value`` None: from then on the profile of the Land holds again."""

    value: str | None
    basis: str
    level: Level | None
    valid_from: date
    valid_until: date | None
    entered_at: datetime
    entered_by: str


@dataclass(frozen=True)
class RuleView:
    rule: RuleLine
    entries: list[RuleEntry]


@get("/rules-of-procedure", summary="Every rule as it holds today, or on a day")
async def index(
    database: Database, district: BodyView, viewer: Viewer, now: datetime, on: date | None = None
) -> list[RuleLine]:
    async with database.read() as db:
        await queries.board_of(db, viewer)
        rules = await queries.board_profile(db, viewer, on or local_day(now, district.time_zone))
    return [_line(key, rules.rule(key)) for key in Key]


@get("/rules-of-procedure/{key:str}", summary="One rule with its history")
async def show(database: Database, district: BodyView, viewer: Viewer, now: datetime, key: Key) -> RuleView:
    return await _shown(database, district, viewer, now, key)


@put("/rules-of-procedure/{key:str}", summary="What holds from a day on", opt={"shape": RuleDraft})
async def change(
    request: Request, database: Database, district: BodyView, viewer: Viewer, now: datetime, key: Key
) -> Response[RuleView]:
    async def act(db: Session, entered: RuleDraft) -> str:
        return (await actions.set_rule(db, key, entered, actor=viewer, now=now)).key.value

    async def show_it(_: str) -> RuleView:
        return await _shown(database, district, viewer, now, key)

    return await write(request, RuleDraft, act, show_it)


@get("/rule-checks/{check_id:uuid}", summary="What a rule said about a thing, and who went on in spite of it")
async def check(database: Database, viewer: Viewer, check_id: UUID) -> CheckView:
    async with database.read() as db:
        return await check_queries.one(db, viewer, check_id)


@post(
    "/rule-checks/{check_id:uuid}/override",
    status_code=200,
    summary="Go on in spite of a rule, with the reason",
    opt={"shape": Override},
)
async def override(
    request: Request, database: Database, viewer: Viewer, now: datetime, check_id: UUID
) -> Response[CheckView]:
    async def act(db: Session, entered: Override) -> str:
        return str((await rule_checks.override(db, check_id, entered, actor=viewer, now=now)).id)

    async def show_it(made: str) -> CheckView:
        async with database.read() as db:
            return await check_queries.one(db, viewer, UUID(made))

    return await write(request, Override, act, show_it)


async def _shown(database: Database, district: BodyView, viewer: Viewer, now: datetime, key: Key) -> RuleView:
    async with database.read() as db:
        entries = await queries.changes(db, viewer, key=key)
        rules = await queries.board_profile(db, viewer, local_day(now, district.time_zone))
    return RuleView(_line(key, rules.rule(key)), [_entry(one) for one in entries])


def _line(key: Key, rule: Rule) -> RuleLine:
    return RuleLine(
        key,
        QUESTIONS[key].chapter,
        words.NAMES[key],
        written(rule.value),
        words.value(key, rule.value),
        rule.level,
        rule.basis,
        rule.certainty,
    )


def _entry(one: queries.RuleChange) -> RuleEntry:
    return RuleEntry(
        written(one.rule.value) if one.rule else None,
        one.basis,
        one.rule.level if one.rule else None,
        one.valid_from,
        one.valid_until,
        one.entered_at,
        one.entered_by,
    )


HANDLERS = (index, show, change, check, override)

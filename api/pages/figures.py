"""The figures: all of them with their formulas, the cases behind each number, and both as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from litestar import Response, get

from api import spreadsheets
from api.figures_drawings import drawings
from api.figures_files import as_paper, table
from api.minutes_files import pdf
from api.printing import printed
from api.templating import render
from api.web import Request, pool_of
from api.words import figures as words
from api.words import motions as motion_words
from api.words import recommendations as recommendation_words
from api.words.public import numbered
from beirat.database import Database
from beirat.queries import figures as queries
from beirat.queries import people
from beirat.queries.figures import Choice, Found
from beirat.queries.people import BodyView, TermView
from beirat.queries.recommendations import RecommendationLine
from beirat.rules.errors import NotFound
from beirat.rules.figures.cases import case_key
from beirat.rules.figures.numbers import Measured, Number, numbers
from beirat.rules.motions import Field
from beirat.rules.permissions import Viewer
from beirat.rules.zones import local_day


@dataclass(frozen=True)
class Asked:
    """What the page was asked for, and what was found for it."""

    found: Found
    measured: tuple[Measured, ...]
    span: str
    field: str
    terms: Sequence[TermView]
    today: date

    @property
    def query(self) -> str:
        """The choice for further addresses."""
        return urlencode({"zeit": self.span, "feld": self.field})

    @property
    def about(self) -> str:
        """The choice in words."""
        time = next((term.name for term in self.terms if _span_of(term) == self.span), self.span)
        field = motion_words.FIELDS[Field(self.field)] if self.field else ""
        return ", ".join(filter(None, (time, field))) or "alle Empfehlungen"

    @property
    def rows(self) -> list[words.Row]:
        return words.rows(self.measured)


@get("/zahlen")
async def index(
    request: Request,
    database: Database,
    viewer: Viewer,
    now: datetime,
    district: BodyView,
    zeit: str = "",
    feld: str = "",
) -> Response[Any]:
    """All figures, the board's own delays first."""
    asked = await _asked(database, viewer, district, now, zeit, feld)
    return render(
        request,
        "figures/index.html",
        asked=asked,
        total=asked.found.figures.total,
        sections=_by_section(asked.rows),
        drawings=drawings(asked.found.figures),
        spans=_spans(asked),
        fields=motion_words.FIELDS,
        late=len(asked.found.figures.entered_late),
        words=words,
    )


@get("/zahlen/faelle")
async def cases(
    request: Request,
    database: Database,
    viewer: Viewer,
    now: datetime,
    district: BodyView,
    zahl: str = Number.ANSWERED.value,
    teil: str = "",
    zeit: str = "",
    feld: str = "",
) -> Response[Any]:
    """Exactly the recommendations behind one number; ``teil=rest`` those that are not counted in it."""
    asked = await _asked(database, viewer, district, now, zeit, feld)
    row, keys = _behind(asked, zahl, teil)
    return render(
        request,
        "figures/cases.html",
        asked=asked,
        row=row,
        is_rest=teil == "rest",
        lines=_lines(asked.found, keys),
        points=_points(keys),
        fields=motion_words.FIELDS,
        words=recommendation_words,
        today=asked.today,
    )


@get("/zahlen/faelle.csv")
async def cases_as_table(
    database: Database,
    viewer: Viewer,
    now: datetime,
    district: BodyView,
    zahl: str = Number.ANSWERED.value,
    teil: str = "",
    zeit: str = "",
    feld: str = "",
) -> Response[bytes]:
    """The same recommendations as a table."""
    asked = await _asked(database, viewer, district, now, zeit, feld)
    _, keys = _behind(asked, zahl, teil)
    points = _points(keys)
    head = (
        "Empfehlung",
        "Titel",
        "Punkte",
        "Beschlossen",
        "Zugeleitet",
        "Eingang",
        "Erste Antwort",
        "Antwort erbeten bis",
    )
    cells = [
        (
            one.reference,
            one.title,
            points.get(one.reference, ""),
            one.decided_on,
            one.sent_on,
            one.received_on,
            one.first_answer_on,
            one.due_on,
        )
        for one in _lines(asked.found, keys)
    ]
    return _csv(spreadsheets.as_csv(head, cells), f"zahlen-{zahl}.csv")


@get("/zahlen.csv")
async def as_table(
    database: Database, viewer: Viewer, now: datetime, district: BodyView, zeit: str = "", feld: str = ""
) -> Response[bytes]:
    """All figures as a table."""
    asked = await _asked(database, viewer, district, now, zeit, feld)
    return _csv(table(asked.rows), f"zahlen-{asked.today.isoformat()}.csv")


@get("/zahlen.pdf")
async def as_document(
    request: Request,
    database: Database,
    viewer: Viewer,
    now: datetime,
    district: BodyView,
    zeit: str = "",
    feld: str = "",
) -> Response[bytes]:
    """All figures on paper."""
    asked = await _asked(database, viewer, district, now, zeit, feld)
    facts = as_paper(
        district, asked.rows, about=asked.about, total=asked.found.figures.total, today=asked.today, now=now
    )
    return pdf(await printed(pool_of(request), facts), f"zahlen-{asked.today.isoformat()}.pdf")


def _csv(content: bytes, name: str) -> Response[bytes]:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=spreadsheets.CSV, headers=headers)


async def _asked(database: Database, viewer: Viewer, district: BodyView, now: datetime, span: str, field: str) -> Asked:
    """Raises NotFound for a choice that there is not, and for those who see no figures."""
    if field and field not in set(Field):
        raise NotFound
    today = local_day(now, district.time_zone)
    async with database.read() as db:
        if not queries.may_see(viewer):
            raise NotFound
        terms = await people.terms(db, viewer)
        since, until = _read_span(span, terms)
        choice = Choice(since=since, until=until, field=Field(field) if field else None)
        board = await people.board(db, viewer)
        found = await queries.found(db, viewer, board.id, choice, today=today)
    return Asked(found, numbers(found.figures), span, field, terms, today)


def _read_span(span: str, terms: Sequence[TermView]) -> tuple[date | None, date | None]:
    """A year (2026), a term (wp-2024), or all. Raises NotFound for anything else."""
    if not span:
        return None, None
    for term in terms:
        if span == _span_of(term):
            return term.starts_on, term.ends_on
    if span.isascii() and span.isdigit() and len(span) == 4 and span > "1900":
        return date(int(span), 1, 1), date(int(span), 12, 31)
    raise NotFound


def _span_of(term: TermView) -> str:
    return f"wp-{term.starts_on.year}"


def _spans(asked: Asked) -> list[tuple[str, str]]:
    """What can be chosen: everything, each term, each year of the latest term up to now."""
    years = range(asked.today.year, asked.terms[0].starts_on.year - 1, -1) if asked.terms else ()
    terms = [(_span_of(term), term.name) for term in asked.terms]
    return [("", "Alle"), *terms, *((str(year), f"Jahr {year}") for year in years)]


def _by_section(rows: Sequence[words.Row]) -> list[tuple[str, list[words.Row]]]:
    sections = dict.fromkeys(row.section for row in rows)
    return [(section, [row for row in rows if row.section == section]) for section in sections]


def _behind(asked: Asked, key: str, part: str) -> tuple[words.Row, tuple[str, ...]]:
    """The number with this key, and the cases counted in it or not. Raises NotFound."""
    if key not in set(Number) or part not in ("", "rest"):
        raise NotFound
    one = next(each for each in asked.measured if each.number == key)
    return words.rows((one,))[0], one.cases.no if part else one.cases.yes


def _lines(found: Found, keys: Sequence[str]) -> list[RecommendationLine]:
    """The recommendations behind the keys, each once, in the order in which they are listed everywhere."""
    wanted = {case_key(key) for key in keys}
    return [line for reference, line in found.lines.items() if reference in wanted]


def _points(keys: Sequence[str]) -> dict[str, str]:
    """Which points of each recommendation are meant, where points are counted."""
    named: dict[str, list[int]] = {}
    for key in keys:
        if key != case_key(key):
            named.setdefault(case_key(key), []).append(int(key.rpartition("/")[2]))
    return {case: numbered(points) for case, points in named.items()}


HANDLERS = (index, cases, cases_as_table, as_table, as_document)

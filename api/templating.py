"""Pages: Jinja with escaping on, strict about names, German dates and numbers in the district's zone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from litestar import Response
from litestar.enums import MediaType

from api import i18n, messages
from api.clock import HOME_ZONE
from api.web import Request, clock_of, district_of, login_of
from api.words.accounts import ROLES, roles_of
from beirat.rules.permissions import Role, Viewer

if TYPE_CHECKING:
    from api.dependencies import BodyView

HERE = Path(__file__).parent
STATIC = HERE / "static"

_BOARD = frozenset({Role.MEMBER, Role.CHAIR, Role.OFFICE, Role.MINUTE_TAKER, Role.OBSERVER})
_ADMINISTRATION = frozenset({Role.ADMINISTRATION_COORDINATOR, Role.ADMINISTRATION})

NAV: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("/", "Zu tun", frozenset(Role)),
    ("/antraege", "Anträge", _BOARD),
    ("/sitzungen", "Sitzungen", _BOARD),
    ("/empfehlungen", "Empfehlungen", _BOARD | _ADMINISTRATION),
    ("/zahlen", "Zahlen", _BOARD | {Role.ADMINISTRATION_COORDINATOR}),
    ("/posteingang", "Posteingang", frozenset({Role.OFFICE, Role.CHAIR})),
    ("/aufgaben", "Aufgaben", _BOARD),
    ("/geschaeftsordnung", "Geschäftsordnung", frozenset({Role.ADMIN, Role.OFFICE, Role.CHAIR})),
    ("/mitglieder", "Mitglieder", frozenset({Role.OFFICE})),
    ("/konten", "Konten", frozenset({Role.ADMIN})),
    ("/journal", "Journal", frozenset({Role.ADMIN, Role.OFFICE})),
)
"""The menu of the internal pages: address below /intern, word, who sees it."""


def render(request: Request, template: str, /, *, status: int = 200, **context: Any) -> Response[str]:
    """A finished page. What every page needs is added (see ``frame``); ``context`` wins over it."""
    environment: Environment = request.app.state.templates
    given = {**frame(request), **context}
    page = environment.get_template(template).render(given)
    return Response(page, status_code=status, media_type=MediaType.HTML)


def frame(request: Request) -> dict[str, Any]:
    """What every page needs: language, district, the board's name, and for signed-in people menu, roles and token."""
    district, login = district_of(request), login_of(request)
    known: dict[str, Any] = {"lang": "de", "dir": "ltr", "zone": HOME_ZONE, "body": district, "viewer": None}
    if district is None:
        return known
    known |= {
        "zone": district.time_zone,
        "board": {"name": district.board_name, "place": district.name},
        "intern": f"/{district.slug}/intern",
        "base": f"/{district.slug}/de",
        "public_url": f"/{district.slug}/de/",
        "login_url": f"/{district.slug}/intern/anmelden",
        "demo": day(clock_of(request).now().astimezone(ZoneInfo(district.time_zone))) if district.is_demo else None,
        "notice": _notice(request),
    }
    if login is not None:
        known |= {
            "viewer": login.viewer,
            "csrf": login.csrf,
            "nav": _nav(request, district, login.viewer),
            "me": {"name": login.viewer.name, "roles": roles_of(login.viewer)},
        }
    return known


def _nav(request: Request, district: BodyView, viewer: Viewer) -> list[tuple[str, str, bool]]:
    here = request.scope["path"].removeprefix(f"/{district.slug}/intern") or "/"
    return [
        (f"/{district.slug}/intern{path}", word, here == path or (path != "/" and here.startswith(path + "/")))
        for path, word, roles in NAV
        if viewer.roles & roles
    ]


def _notice(request: Request) -> tuple[str, str] | None:
    said = messages.NOTICES.get(request.query_params.get("meldung", ""))
    return ("success", said) if said else None


@cache
def static_version() -> str:
    """Changes when any static file does, so that browsers may keep them for ever."""
    digest = hashlib.sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(STATIC)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def static(name: str) -> str:
    """The address of a static file, e.g. ``static('own/beirat.css')``."""
    return f"/static/{static_version()}/{name}"


def day(value: date | datetime) -> str:
    """3. Dezember 2026"""
    return format_date(value, "d. MMMM y", locale="de")


def short_day(value: date | datetime) -> str:
    """03.12.2026"""
    return format_date(value, "dd.MM.y", locale="de")


def weekday(value: date | datetime) -> str:
    """Donnerstag, 3. Dezember 2026"""
    return format_date(value, "EEEE, d. MMMM y", locale="de")


def clock(value: datetime | time) -> str:
    """18:00 Uhr"""
    return format_time(value, "HH:mm", locale="de") + " Uhr"


def moment(value: datetime) -> str:
    """3. Dezember 2026, 18:00 Uhr"""
    return f"{day(value)}, {clock(value)}"


def days(number: int | timedelta) -> str:
    """1 Tag, 92 Tage"""
    count = number.days if isinstance(number, timedelta) else number
    return f"{figure(count)} {'Tag' if count == 1 else 'Tage'}"


def figure(number: float) -> str:
    """1.250"""
    return format_decimal(number, locale="de")


def local(value: datetime, zone: str) -> datetime:
    """A moment as the clock on the wall of the district shows it."""
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(ZoneInfo(zone))


def make_environment() -> Environment:
    """The templates of this installation. Dates with a time are shown in ``zone`` of the page."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(i18n.translations("de"), newstyle=True)  # type: ignore[attr-defined]
    environment.globals |= {"static": static, "role_word": ROLES.__getitem__}
    for shown in (day, short_day, weekday, clock, moment):
        environment.filters[shown.__name__] = _in_zone(shown)
    environment.filters |= {"days": days, "figure": figure, "role_word": ROLES.__getitem__}
    return environment


def _in_zone(shown: Callable[[Any], str]) -> Callable[..., str]:
    @pass_context
    def filtered(context: Context, value: Any) -> str:
        return shown(local(value, context["zone"]) if isinstance(value, datetime) else value)

    return filtered

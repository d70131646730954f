"""The administration's door by link: a code on request, and behind it the unit's own points of one recommendation.

Opening an address does nothing, so that mail scanners may. Before the code every page is the same for every token, and
afterwards every closed door: nobody learns what exists.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import Provide
from litestar.response import Redirect

from api import answer_doors, answer_files, answer_letters, answering
from api.answering import Desk
from api.errors import LoginExpired
from api.forms import FormState, Nothing, check_origin, expired, noted, submit
from api.templating import render
from api.web import Request, district_of
from api.words import recommendations as words
from beirat.actions import answer_links as actions
from beirat.database import Database, Session
from beirat.queries import recommendations
from beirat.rules.errors import NotFound, NotSignedIn, TooManyAttempts
from beirat.rules.permissions import Act, Viewer
from beirat.rules.zones import local_day
from beirat.tables.answer_links import CodeEntry

LAYOUT = "answer_links/layout.html"


@get("/antwort/{token:str}", sync_to_thread=False)
def welcome(request: Request, token: str) -> Response[Any]:
    """What comes next. The same for every token."""
    return render(request, "answer_links/welcome.html", token=token, f=FormState())


@post("/antwort/{token:str}")
async def ask_code(request: Request, now: datetime, token: str) -> Response[Any]:
    """Sends a code to the registered address, if the link leads in. Remembers no form: its result holds the token."""
    check_origin(request)

    async def asked() -> Response[Any]:
        await answer_doors.ask_code(request, token, now=now)
        return Redirect(noted(f"/antwort/{token}/code", "code_asked"), status_code=303)

    return await _patiently(request, asked)


@get("/antwort/{token:str}/code", sync_to_thread=False)
def code_page(request: Request, token: str) -> Response[Any]:
    return _code(request, token)


@post("/antwort/{token:str}/code")
async def enter_code(request: Request, now: datetime, token: str) -> Response[Any]:
    """With the right code the door is open."""
    opened: list[tuple[UUID, str]] = []

    async def ready(entered: CodeEntry) -> str:
        opened.append(await answer_doors.enter(request, token, entered.code, now=now))
        return f"{answer_doors.place_of(opened[0][0])}/antwort"

    async def act(_: Session, address: str) -> str:
        return address

    async def again(f: FormState) -> Response[Any]:
        return _code(request, token, f)

    answer = await _patiently(request, lambda: submit(request, CodeEntry, act, again, ready=ready))
    if opened:
        answer.set_cookie(answer_doors.door_cookie(request, *opened[0]))
    return answer


async def _patiently(request: Request, sent: Callable[[], Awaitable[Response[Any]]]) -> Response[Any]:
    """Too many attempts are told in words that fit this door."""
    try:
        return await sent()
    except TooManyAttempts as error:
        answer = render(request, "answer_links/wait.html", status=429, minutes=-(-error.seconds // 60))
        answer.headers["Retry-After"] = str(error.seconds)
        return answer


def _code(request: Request, token: str, f: FormState | None = None) -> Response[Any]:
    asked = request.query_params.get("meldung") == "code_asked"
    return render(request, "answer_links/code.html", token=token, f=f or FormState(), asked=asked)


async def provide_door(request: Request, link_id: UUID, now: datetime) -> Viewer:
    """Who came by link. A form at a closed door keeps what was typed."""
    try:
        return await answer_doors.door_viewer(request, link_id, now)
    except NotSignedIn:
        if request.method == "POST":
            raise await expired(request) from None
        raise


def closed(request: Request, error: NotSignedIn) -> Response[Any]:
    """The door is closed, or there never was one. What was typed is shown, to be copied."""
    typed = error.fields if isinstance(error, LoginExpired) else ()
    texts = [value for name, value in typed if name.endswith("text") and value.strip()]
    return render(request, "answer_links/closed.html", status=404, texts=texts)


BEHIND = "/antwort/offen/{link_id:uuid}"
_GUARDED: dict[str, Any] = {
    "dependencies": {"viewer": Provide(provide_door)},
    "exception_handlers": {NotSignedIn: closed},
}


def _desk(request: Request, database: Database, viewer: Viewer, now: datetime, link_id: UUID) -> Desk:
    one = answer_doors.only_recommendation(viewer)
    return Desk(request, database, viewer, now, one, answer_doors.place_of(link_id), LAYOUT)


@get(BEHIND, **_GUARDED)
async def overview(request: Request, database: Database, viewer: Viewer, now: datetime, link_id: UUID) -> Response[Any]:
    """The unit's points, what was answered, and what can be said on the way."""
    return await _overview(_desk(request, database, viewer, now, link_id))


@get(f"{BEHIND}/antwort", **_GUARDED)
async def edit(request: Request, database: Database, viewer: Viewer, now: datetime, link_id: UUID) -> Response[Any]:
    return await answering.editor(_desk(request, database, viewer, now, link_id))


@post(f"{BEHIND}/antwort", **_GUARDED)
async def save(request: Request, database: Database, viewer: Viewer, now: datetime, link_id: UUID) -> Response[Any]:
    return await answering.save(_desk(request, database, viewer, now, link_id))


@post(f"{BEHIND}/antwort/abgeben", **_GUARDED)
async def hand_in(request: Request, database: Database, viewer: Viewer, now: datetime, link_id: UUID) -> Response[Any]:
    return await answering.hand_in(_desk(request, database, viewer, now, link_id))


@get(f"{BEHIND}/freigabe", **_GUARDED)
async def preview(request: Request, database: Database, viewer: Viewer, now: datetime, link_id: UUID) -> Response[Any]:
    return await answering.preview(_desk(request, database, viewer, now, link_id))


@post(f"{BEHIND}/freigabe", **_GUARDED)
async def release(request: Request, database: Database, viewer: Viewer, now: datetime, link_id: UUID) -> Response[Any]:
    return await answering.release(_desk(request, database, viewer, now, link_id))


@post(f"{BEHIND}/anlagen", **_GUARDED)
async def attach(request: Request, database: Database, viewer: Viewer, now: datetime, link_id: UUID) -> Response[Any]:
    return await answer_files.attach(_desk(request, database, viewer, now, link_id))


@post(f"{BEHIND}/anlagen/{{attachment_id:uuid}}/entfernen", **_GUARDED)
async def detach(
    request: Request, database: Database, viewer: Viewer, now: datetime, link_id: UUID, attachment_id: UUID
) -> Response[Any]:
    return await answer_files.remove(_desk(request, database, viewer, now, link_id), attachment_id)


@get(f"{BEHIND}/anlagen/{{attachment_id:uuid}}", **_GUARDED)
async def file(
    request: Request, database: Database, viewer: Viewer, now: datetime, link_id: UUID, attachment_id: UUID
) -> Response[bytes]:
    return await answer_files.download(_desk(request, database, viewer, now, link_id), attachment_id)


@get(f"{BEHIND}/schreiben/{{name:str}}", **_GUARDED)
async def letter(
    request: Request, database: Database, viewer: Viewer, now: datetime, link_id: UUID, name: str
) -> Response[bytes]:
    """The official letter as PDF or .docx, with the unit's own points."""
    district, one = district_of(request), answer_doors.only_recommendation(viewer)
    if district is None:
        raise NotFound
    return await answer_letters.download(request, database, viewer, now, district, one, name)


@post(f"{BEHIND}/freigabe/zuruecknehmen", **_GUARDED)
async def take_back(
    request: Request, database: Database, viewer: Viewer, now: datetime, link_id: UUID
) -> Response[Any]:
    return await answering.take_back(_desk(request, database, viewer, now, link_id))


@post([f"{BEHIND}/{word}" for word in ("zwischennachricht", "rueckfrage")], **_GUARDED)
async def say(request: Request, database: Database, viewer: Viewer, now: datetime, link_id: UUID) -> Response[Any]:
    """An interim message, or a question to the board."""
    desk = _desk(request, database, viewer, now, link_id)

    def again(form: str) -> Callable[[FormState], Awaitable[Response[Any]]]:
        async def shown(f: FormState) -> Response[Any]:
            return await _overview(desk, {form: f})

        return shown

    return await answering.say(desk, request.scope["path"].rpartition("/")[2], again)


@post(f"{BEHIND}/abmelden", **_GUARDED)
async def leave(request: Request, database: Database, viewer: Viewer, now: datetime, link_id: UUID) -> Response[Any]:
    async def act(db: Session, _: Nothing) -> str:
        await actions.close_door(db, actor=viewer, now=now)
        return answer_doors.place_of(link_id)

    async def again(_: FormState) -> Response[Any]:
        return await _overview(_desk(request, database, viewer, now, link_id))

    answer = await submit(request, Nothing, act, again)
    answer.set_cookie(answer_doors.no_cookie(link_id))
    return answer


async def _overview(desk: Desk, sent: dict[str, FormState] | None = None) -> Response[Any]:
    async with desk.database.read() as db:
        view = await recommendations.view(db, desk.viewer, desk.recommendation_id)
    return render(
        desk.request,
        "answer_links/overview.html",
        recommendation=view,
        here=desk.here,
        acts={act.value for act in view.acts if act is not Act.FORWARD_POINTS},
        owed=[point for point in view.points if point.owes_answer],
        clock=words.clock(view.case, local_day(desk.now, view.time_zone), view.legal_basis),
        blank=FormState.fresh(desk.request, version=view.version),
        sent=sent or {},
        words=words,
    )


HANDLERS = (
    welcome,
    ask_code,
    code_page,
    enter_code,
    overview,
    edit,
    save,
    hand_in,
    preview,
    release,
    take_back,
    attach,
    detach,
    file,
    letter,
    say,
    leave,
)

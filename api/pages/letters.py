"""The office's letter box: a mail or letter of the administration dropped in, filed, and read by a second person."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from api.dependencies import BodyView
from api.forms import FormState, noted, submit
from api.letter_files import ACCEPTED, ENDINGS, LARGEST_LETTER, LetterFile, read_letter
from api.minutes_files import storage_of
from api.templating import render
from api.typed import upload
from api.web import Request
from api.words import letters as words
from api.words import recommendations as case_words
from beirat.actions import letters as actions
from beirat.actions.files import Kept
from beirat.actions.letters import Delivered
from beirat.database import Database, Session
from beirat.queries import files as file_queries
from beirat.queries import letters as queries
from beirat.queries.letters import Addressed, LetterView
from beirat.rules.answers import Position
from beirat.rules.errors import NotFound
from beirat.rules.letters import FiledAs, LetterChannel, LetterState
from beirat.rules.permissions import Act, Viewer, may, permit
from beirat.rules.zones import local_day
from beirat.tables.letters import LetterEntry, LetterFiling, LetterReturn, LetterStepTaken

ROOT = "/posteingang"
LABELS = {
    "position": "Antwort",
    "reason": "Grund",
    "text": "Wörtliches Zitat",
    "deferred_until": "Neue Entscheidung bis",
    "competent_body": "Zuständig ist",
}


@get(ROOT)
async def index(
    request: Request,
    database: Database,
    viewer: Viewer,
    now: datetime,
    district: BodyView,
    empfehlung: UUID | None = None,
    zeige: str = "",
) -> Response[Any]:
    """What came in, and the form that takes in the next one; ``empfehlung`` names the case it comes to."""
    values = {"recommendation_id": empfehlung or "", "arrived_on": local_day(now, district.time_zone)}
    return await _index(request, database, viewer, FormState.fresh(request, values), filed=zeige == "abgelegt")


async def _index(
    request: Request, database: Database, viewer: Viewer, f: FormState, *, filed: bool = False
) -> Response[Any]:
    async with database.read() as db:
        lines = await queries.lines(db, viewer, filed=filed)
        choices = await queries.choices(db, viewer)
    return render(
        request,
        "letters/index.html",
        f=f,
        lines=lines,
        filed=filed,
        choices=[(one.id, f"{one.reference} {one.title}") for one in choices],
        accepted=ACCEPTED,
        words=words,
    )


@post(ROOT, status_code=200)
async def take_in(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime
) -> Response[Any]:
    """Keeps the letter as it came and leads on to filing it."""
    entered: list[LetterEntry] = []

    async def ready(given: LetterEntry) -> Delivered:
        permit(viewer, Act.FILE_LETTER)
        entered.append(given)
        content = await upload(request, "file", limit=LARGEST_LETTER)
        return await _delivered(request, district, content) if content else Delivered(LetterChannel.PAPER)

    async def act(db: Session, delivered: Delivered) -> str:
        letter = await actions.take_in(db, entered[-1], delivered, actor=viewer, now=now)
        return f"/{district.slug}/intern{ROOT}/{letter.id}"

    async def again(f: FormState) -> Response[Any]:
        return await _index(request, database, viewer, f)

    return await submit(request, LetterEntry, act, again, ready=ready)


async def _delivered(request: Request, district: BodyView, content: bytes) -> Delivered:
    found = read_letter(content, zone=district.time_zone)
    kept = Kept(await storage_of(request).keep(district.id, content), len(content), found.media_type)
    return Delivered(
        channel=LetterChannel.MAIL if found.is_mail else LetterChannel.PAPER,
        kept=kept,
        name=_name(found),
        sender=found.sender,
        subject=found.subject,
        text=found.text,
        written_on=found.written_on,
    )


def _name(found: LetterFile) -> str:
    """A name of ours: the one that a file brings along is never used."""
    written = f"-{found.written_on:%Y-%m-%d}" if found.written_on else ""
    return f"schreiben{written}.{ENDINGS[found.media_type]}"


@get(f"{ROOT}/{{letter_id:uuid}}")
async def show(
    request: Request, database: Database, viewer: Viewer, letter_id: UUID, empfehlung: UUID | None = None
) -> Response[Any]:
    """The letter on one side, on the other what it is to which case."""
    return await _page(request, database, viewer, letter_id, empfehlung)(None)


def _page(
    request: Request, database: Database, viewer: Viewer, letter_id: UUID, chosen: UUID | None, name: str = "file"
) -> Callable[[FormState | None], Awaitable[Response[Any]]]:
    async def again(f: FormState | None) -> Response[Any]:
        async with database.read() as db:
            letter = await queries.view(db, viewer, letter_id)
            about = f.value("recommendation_id") if f and name == "file" else None
            case_id = UUID(str(about)) if about else chosen or letter.recommendation_id
            case = await queries.addressed(db, viewer, case_id) if case_id else None
            choices = await queries.choices(db, viewer) if letter.state is LetterState.RECEIVED else []
        forms = {"file": _filing(request, letter, case), "step": FormState.fresh(request, version=letter.version)}
        return render(
            request,
            "letters/show.html",
            letter=letter,
            case=case,
            choices=[(one.id, f"{one.reference} {one.title}") for one in choices],
            fs=forms | ({name: f} if f else {}),
            labels=LABELS,
            kinds=_kinds(case),
            positions=[(one, word) for one, (_, word) in case_words.POSITIONS.items() if one is not Position.OPEN],
            reasons=list(case_words.REASONS.items()),
            may_release=may(viewer, Act.RELEASE_LETTER) and not letter.needs_somebody_else(viewer),
            words=words,
            case_words=case_words,
        )

    return again


def _filing(request: Request, letter: LetterView, case: Addressed | None) -> FormState:
    values: dict[str, Any] = {
        "recommendation_id": case.id if case else "",
        "written_on": letter.written_on or letter.arrived_on,
        "filed_as": letter.filed_as or FiledAs.ANSWER,
        "text": "",
        "positions": [{"number": point.number} for point in case.points] if case else [],
    }
    return FormState.fresh(request, values, version=letter.version)


def _kinds(case: Addressed | None) -> list[tuple[FiledAs, str]]:
    """What the letter can be; a receipt only while none is proven."""
    is_received = case is not None and case.received_on is not None
    return [(kind, word) for kind, word in words.FILED_AS.items() if not (kind is FiledAs.RECEIPT and is_received)]


@post(f"{ROOT}/{{letter_id:uuid}}/ablegen", status_code=200)
async def file(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, letter_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: LetterFiling) -> str:
        letter = await actions.file(db, letter_id, entered, actor=viewer, now=now)
        if letter.state is LetterState.AWAITING_RELEASE:
            return noted(f"/{district.slug}/intern{ROOT}/{letter_id}", "letter_waits")
        return noted(f"/{district.slug}/intern/empfehlungen/{entered.recommendation_id}", "letter_filed")

    labels = {f"positions-{n}-{name}": label for n in range(20) for name, label in LABELS.items()}
    return await submit(request, LetterFiling, act, _page(request, database, viewer, letter_id, None), labels=labels)


@post(f"{ROOT}/{{letter_id:uuid}}/freigeben", status_code=200)
async def release(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, letter_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: LetterStepTaken) -> str:
        letter = await actions.release(db, letter_id, entered, actor=viewer, now=now)
        return noted(f"/{district.slug}/intern/empfehlungen/{letter.recommendation_id}", "letter_filed")

    return await submit(request, LetterStepTaken, act, _page(request, database, viewer, letter_id, None, "step"))


@post(f"{ROOT}/{{letter_id:uuid}}/zurueckgeben", status_code=200)
async def give_back(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, letter_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: LetterReturn) -> str:
        await actions.give_back(db, letter_id, entered, actor=viewer, now=now)
        return noted(f"/{district.slug}/intern{ROOT}/{letter_id}", "letter_returned")

    return await submit(request, LetterReturn, act, _page(request, database, viewer, letter_id, None, "step"))


@post(f"{ROOT}/{{letter_id:uuid}}/beiseite", status_code=200)
async def set_aside(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, letter_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: LetterStepTaken) -> str:
        await actions.set_aside(db, letter_id, entered, actor=viewer, now=now)
        return noted(f"/{district.slug}/intern{ROOT}", "letter_set_aside")

    return await submit(request, LetterStepTaken, act, _page(request, database, viewer, letter_id, None, "step"))


@post(f"{ROOT}/{{letter_id:uuid}}/aufnehmen", status_code=200)
async def take_up(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, letter_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: LetterStepTaken) -> str:
        await actions.take_up(db, letter_id, entered, actor=viewer, now=now)
        return f"/{district.slug}/intern{ROOT}/{letter_id}"

    return await submit(request, LetterStepTaken, act, _page(request, database, viewer, letter_id, None, "step"))


@get(f"{ROOT}/{{letter_id:uuid}}/datei")
async def download(
    request: Request, district: BodyView, database: Database, viewer: Viewer, letter_id: UUID
) -> Response[bytes]:
    """The letter byte by byte as it came: to be saved, never shown in the browser."""
    async with database.read() as db:
        letter = await queries.view(db, viewer, letter_id)
        if letter.attachment_id is None:
            raise NotFound
        one = await file_queries.attached(db, viewer, letter.attachment_id)
    headers = {"Content-Disposition": f'attachment; filename="{one.name}"', "Content-Security-Policy": "sandbox"}
    content = await storage_of(request).read(district.id, one.sha256)
    return Response(content, media_type=one.media_type, headers=headers)


HANDLERS = (index, take_in, show, file, release, give_back, set_aside, take_up, download)

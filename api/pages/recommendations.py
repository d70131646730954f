"""Recommendations: the list, one of them with its points, clock and history, and the steps on its way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, time
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from api.forms import FormState, noted, submit
from api.paging import cursor, position
from api.templating import render
from api.web import Request
from api.words import case_steps as step_words
from api.words import motions as motion_words
from api.words import recommendations as words
from beirat.actions import recommendations as actions
from beirat.database import Database, Session
from beirat.queries import answer_files, answer_links, people
from beirat.queries import recommendations as queries
from beirat.queries.people import BodyView
from beirat.queries.recommendations import Filter, RecommendationView
from beirat.rules.answers import DraftState
from beirat.rules.cases import CaseEventKind, Handling
from beirat.rules.clocks import PauseCause
from beirat.rules.motions import Field
from beirat.rules.permissions import Act, Viewer, may
from beirat.rules.promises import PromiseState
from beirat.rules.recommendations import possible_acts
from beirat.rules.zones import local_day
from beirat.tables.recommendations import Assigning, Forwarding, HandOver, ReceiptConfirmation

_WAITING = frozenset(
    {Handling.ACKNOWLEDGED, Handling.INTERIM, Handling.QUERY, Handling.PARTLY_ANSWERED, Handling.INSUFFICIENT}
)
VIEWS: Mapping[str, tuple[str, frozenset[Handling]]] = {
    "alle": ("Alle", frozenset()),
    "zuleitung": ("Zuleitung und Eingang", frozenset({Handling.TO_BE_SENT, Handling.SENT})),
    "wartet": ("Antwort steht aus", _WAITING),
    "beantwortet": ("Beantwortet", frozenset({Handling.ANSWERED})),
    "ende": ("Weitergeleitet oder beendet", frozenset({Handling.FORWARDED, Handling.CLOSED, Handling.WITHDRAWN})),
}


@get("/empfehlungen")
async def index(
    request: Request,
    database: Database,
    viewer: Viewer,
    now: datetime,
    district: BodyView,
    zeige: str = "alle",
    feld: str = "",
    stelle: str = "",
    ab: str = "",
) -> Response[Any]:
    """All recommendations that the viewer may see: what is due first for those who answer, else the latest first."""
    name = zeige if zeige in VIEWS else "alle"
    due_first = name == "wartet" or not viewer.is_board
    after = position(ab)
    async with database.read() as db:
        units = await people.units(db, viewer) if queries.sees_all(viewer) else []
        unit = next((one for one in units if str(one.id) == stelle), None)
        field = Field(feld) if feld in set(Field) else None
        wanted = Filter(handlings=VIEWS[name][1], field=field, unit_ids=[unit.id] if unit else [])
        seen = (after[0].date(), after[1]) if after else None
        found = await queries.listing(db, viewer, wanted, after=seen, due_first=due_first)
    shown = found[: queries.PAGE]
    last = queries.place(shown[-1], due_first=due_first) if len(found) > queries.PAGE else None
    return render(
        request,
        "recommendations/index.html",
        recommendations=shown,
        more=cursor(datetime.combine(last[0], time()), last[1]) if last else None,
        first=bool(ab),
        due_first=due_first,
        views=[(key, label) for key, (label, _) in VIEWS.items()],
        chosen={"zeige": name, "feld": field.value if field else "", "stelle": str(unit.id) if unit else ""},
        units=units,
        today=local_day(now, district.time_zone),
        may_set_rule=may(viewer, Act.SET_RELEASE_RULE),
        fields=motion_words.FIELDS,
        words=words,
    )


@get("/empfehlungen/{recommendation_id:uuid}")
async def show(
    request: Request, database: Database, viewer: Viewer, now: datetime, recommendation_id: UUID
) -> Response[Any]:
    return await page(request, database, viewer, now, recommendation_id)


@post("/empfehlungen/{recommendation_id:uuid}/zuleiten")
async def hand_over(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView, recommendation_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: HandOver) -> str:
        await actions.hand_over(db, recommendation_id, entered, actor=viewer, now=now)
        return noted(path(district, recommendation_id), "handed_over")

    return await submit(request, HandOver, act, again(request, database, viewer, now, recommendation_id, "hand_over"))


@post("/empfehlungen/{recommendation_id:uuid}/eingang")
async def confirm_receipt(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView, recommendation_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: ReceiptConfirmation) -> str:
        await actions.confirm_receipt(db, recommendation_id, entered, actor=viewer, now=now)
        return noted(path(district, recommendation_id), "receipt_confirmed")

    shown = again(request, database, viewer, now, recommendation_id, "confirm_receipt")
    return await submit(request, ReceiptConfirmation, act, shown)


@post("/empfehlungen/{recommendation_id:uuid}/zuweisen")
async def assign(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView, recommendation_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: Assigning) -> str:
        await actions.assign_points(db, recommendation_id, entered, actor=viewer, now=now)
        return noted(path(district, recommendation_id), "points_assigned")

    return await submit(request, Assigning, act, again(request, database, viewer, now, recommendation_id, "assign"))


@post("/empfehlungen/{recommendation_id:uuid}/weiterleiten")
async def forward(
    request: Request, database: Database, viewer: Viewer, now: datetime, district: BodyView, recommendation_id: UUID
) -> Response[Any]:
    async def act(db: Session, entered: Forwarding) -> str:
        await actions.forward(db, recommendation_id, entered, actor=viewer, now=now)
        return noted(path(district, recommendation_id), "points_forwarded")

    return await submit(request, Forwarding, act, again(request, database, viewer, now, recommendation_id, "forward"))


def again(
    request: Request, database: Database, viewer: Viewer, now: datetime, recommendation_id: UUID, form: str
) -> Any:
    """Shows the recommendation again, with what was wrong beside the form that was sent."""

    async def shown(f: FormState) -> Response[Any]:
        return await page(request, database, viewer, now, recommendation_id, {form: f})

    return shown


async def page(
    request: Request,
    database: Database,
    viewer: Viewer,
    now: datetime,
    recommendation_id: UUID,
    sent: Mapping[str, FormState] | None = None,
) -> Response[Any]:
    """One recommendation with everything that this viewer can do with it."""
    async with database.read() as db:
        view = await queries.view(db, viewer, recommendation_id)
        units = await people.units(db, viewer) if Act.ASSIGN_POINT in view.acts else []
        files = await answer_files.of_recommendation(db, viewer, recommendation_id)
        may_send = may(viewer, Act.SEND_LINK) and Act.DRAFT_ANSWER in possible_acts(view.handling)
        links = await answer_links.of_recommendation(db, viewer, recommendation_id) if may_send else []
    today = local_day(now, view.time_zone)
    return render(
        request,
        "recommendations/show.html",
        recommendation=view,
        acts={act.value for act in view.acts},
        unit_options=[(unit.id, unit.name) for unit in units],
        clock=words.clock(view.case, today, view.legal_basis),
        was_reopened=view.case.was_reopened and view.handling is Handling.ANSWERED,
        waiting=view.case.on(today),
        timeline=[asdict(step) for step in words.timeline(view.decided_on, view.events)],
        query=view.case.open_query,
        steps=_step_options(view),
        step_words=step_words,
        today=today,
        may_erase=may(viewer, Act.ERASE_WORDS),
        question=_question(view),
        awaiting=sum(point.draft is DraftState.AWAITING_RELEASE for point in view.points),
        owed=[point for point in view.points if point.owes_answer],
        blank=FormState.fresh(request, _values(view, today.isoformat()), version=view.version),
        sent=sent or {},
        links=links,
        files=[file for file in files if not file.is_draft],
        may_file=may(viewer, Act.FILE_LETTER),
        link_acts={act.value for act in (Act.SEND_LINK, Act.REVOKE_LINK) if may(viewer, act)},
        fields=motion_words.FIELDS,
        words=words,
    )


def _question(view: RecommendationView) -> str:
    """The administration's question that waits for the board's reply."""
    asked = [event.text for event in view.events if event.kind is CaseEventKind.QUERY_ASKED]
    return asked[-1] if asked and view.case.open_query else ""


def _step_options(view: RecommendationView) -> dict[str, Any]:
    """What can be chosen in the forms of the further steps."""
    unproven = [one for one in view.case.transmissions if one.counts and one.received_on is None]
    return {
        "points": [(number, f"Punkt {number}") for number in view.case.points],
        "unproven": [(one.id, one.addressee) for one in unproven],
        "replaceable": [(one.id, one.addressee) for one in view.case.transmissions if one.counts],
        "states": [(one.value, word) for one, (_, word) in step_words.IMPLEMENTATIONS.items()],
        "causes": [(one.value, word) for one, word in step_words.CAUSES.items() if one is not PauseCause.QUERY],
        "open_promises": [one for one in view.case.promises if one.state in _UNSETTLED],
    }


_UNSETTLED = (PromiseState.OPEN, PromiseState.BROKEN)


def _values(view: RecommendationView, today: str) -> dict[str, Any]:
    """What stands in the forms at first: today, and the units that lead."""
    units = [{"number": point.number, "unit_id": point.unit_id} for point in view.points]
    return {"sent_on": today, "received_on": today, "on": today, "as_of": today, "units": units}


def path(district: BodyView, recommendation_id: UUID, more: str = "") -> str:
    return f"/{district.slug}/intern/empfehlungen/{recommendation_id}{more}"


HANDLERS = (index, show, hand_over, confirm_receipt, assign, forward)

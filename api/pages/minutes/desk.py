"""What all pages about the minutes of one meeting share: who looks at which minutes, and the way back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from litestar import Response

from api.dependencies import BodyView
from api.forms import FormState
from api.templating import render
from api.web import Request
from api.words import minutes as words
from api.words import resolutions as resolution_words
from api.words import running as running_words
from beirat.database import Database
from beirat.queries import minutes as queries
from beirat.queries import minutes_corrections, minutes_later, objections, running
from beirat.queries.minutes import MinutesView
from beirat.rules.minutes import LIFE, MinutesState, MinutesStep
from beirat.rules.permissions import Act, Viewer, may
from beirat.rules.zones import local_day

ROOT = "/sitzungen/{meeting_id:uuid}/niederschrift"
ACTS = {
    MinutesStep.HAND_TO_CHAIR: Act.HAND_MINUTES_TO_CHAIR,
    MinutesStep.GIVE_BACK: Act.REVIEW_MINUTES,
    MinutesStep.ACCEPT: Act.REVIEW_MINUTES,
    MinutesStep.SIGN: Act.SIGN_MINUTES,
    MinutesStep.DISTRIBUTE: Act.DISTRIBUTE_MINUTES,
    MinutesStep.APPROVE: Act.APPROVE_MINUTES,
    MinutesStep.APPROVE_CORRECTED: Act.APPROVE_MINUTES,
    MinutesStep.ARCHIVE: Act.ARCHIVE_MINUTES,
}

Shown = Callable[[FormState | None], Awaitable[Response[Any]]]


@dataclass(frozen=True)
class Desk:
    """Where somebody sits who looks after the minutes of a meeting."""

    request: Request
    district: BodyView
    database: Database
    viewer: Viewer
    now: datetime
    meeting_id: UUID

    @property
    def here(self) -> str:
        """The page of the minutes."""
        return f"{self.meeting}/niederschrift"

    @property
    def meeting(self) -> str:
        return f"/{self.district.slug}/intern/sitzungen/{self.meeting_id}"

    @property
    def today(self) -> date:
        return local_day(self.now, self.district.time_zone)

    def page(self, template: str, **more: Any) -> Shown:
        """A page about these minutes with one form; ``more`` is what only this page shows."""

        async def shown(f: FormState | None) -> Response[Any]:
            async with self.database.read() as db:
                minutes = await queries.view(db, self.viewer, self.meeting_id)
                evening = await running.view(db, self.viewer, self.meeting_id, now=self.now)
            return render(
                self.request,
                template,
                minutes=minutes,
                evening=evening,
                items=[(str(one.about.id), f"TOP {one.about.number}: {one.about.heading}") for one in evening.items],
                f=f or FormState.fresh(self.request, version=minutes.version),
                words=words,
                today=self.today,
                **more,
            )

        return shown


async def provide_desk(
    request: Request, district: BodyView, database: Database, viewer: Viewer, now: datetime, meeting_id: UUID
) -> Desk:
    """Whoever is signed in sits down at the minutes of the address."""
    return Desk(request, district, database, viewer, now, meeting_id)


async def overview(desk: Desk, f: FormState | None) -> Response[Any]:
    """The page of the minutes: where they stand and what comes next."""
    async with desk.database.read() as db:
        minutes = await queries.view(db, desk.viewer, desk.meeting_id)
        evening = await running.view(db, desk.viewer, desk.meeting_id, now=desk.now)
        texts = await running.texts(db, desk.viewer, desk.meeting_id)
        raised = await objections.of_minutes(db, desk.viewer, minutes.id)
        corrected = await minutes_corrections.of_minutes(db, desk.viewer, minutes.id)
        is_approvable = minutes.state is MinutesState.DISTRIBUTED
        later = await minutes_later.resolutions(db, desk.viewer, desk.meeting_id) if is_approvable else []
    return render(
        desk.request,
        "minutes/show.html",
        minutes=minutes,
        evening=evening,
        texts=texts,
        objections=raised,
        corrections=corrected,
        later=later,
        counts=words.corrected(corrected),
        steps=steps(desk.viewer, minutes),
        may={act.value for act in Act if may(desk.viewer, act)},
        f=f or FormState.fresh(desk.request, {"distributed_on": desk.today}, version=minutes.version),
        words=words,
        running_words=running_words,
        resolution_words=resolution_words,
        now=desk.now,
        today=desk.today,
    )


def steps(viewer: Viewer, minutes: MinutesView) -> frozenset[str]:
    """What this viewer can do with the minutes now: possible and permitted."""
    return frozenset(step.value for step in LIFE.possible(minutes.state) if may(viewer, ACTS[step]))


def shown_with(desk: Desk) -> Shown:
    """The page of the minutes again, with the form that was sent."""

    async def shown(f: FormState | None) -> Response[Any]:
        given = replace(f, values={"distributed_on": desk.today, **f.values}) if f else None
        return await overview(desk, given)

    return shown

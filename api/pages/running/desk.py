"""The page on which a meeting is run: what it shows, and the forms on it. Only the form that was sent shows errors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response

from api.dependencies import BodyView
from api.forms import FormState
from api.templating import render
from api.web import Request
from api.words import meetings as meeting_words
from api.words import motions as motion_words
from api.words import resolutions as resolution_words
from api.words import running as words
from beirat.database import Database, Session
from beirat.queries import promises, text_blocks
from beirat.queries import running as queries
from beirat.queries.running import Called, RunningView
from beirat.rules.meetings import ItemKind, MeetingState
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.voting import Method, VotingOrder
from beirat.rules.zones import local_day


@dataclass(frozen=True)
class Desk:
    """Where somebody sits who runs a meeting: the request, the meeting, and the item that is open before them."""

    request: Request
    district: BodyView
    database: Database
    viewer: Viewer
    now: datetime
    meeting_id: UUID
    item_id: UUID | None = None
    sent: Mapping[str, FormState] = field(default_factory=dict)

    def path(self, rest: str = "") -> str:
        """An address below this meeting's running page."""
        return f"/{self.district.slug}/intern/sitzungen/{self.meeting_id}/fuehren{rest}"

    def item_path(self, item_id: UUID | None = None) -> str:
        """The page with an item open; by default the one that is open now."""
        shown = item_id or self.item_id
        return self.path(f"?top={shown}" if shown else "")

    def again(self, name: str) -> Any:
        """Shows the page with the form that was sent under this name."""

        async def again(f: FormState) -> Response[Any]:
            return await self.with_form(name, f).show()

        return again

    def with_form(self, name: str, f: FormState) -> Desk:
        return replace(self, sent={**self.sent, name: f})

    async def show(self) -> Response[Any]:
        """The page as it is now. Raises NotFound, NotPermitted."""
        permit(self.viewer, Act.RUN_MEETING)
        zone = self.district.time_zone
        async with self.database.read() as db:
            evening = await queries.view(db, self.viewer, self.meeting_id, now=self.now)
            called = None
            if evening.state is MeetingState.RUNNING and evening.items:
                called = await queries.called(db, self.viewer, evening.item(self.item_id or _first(evening)))
            beside = await self.beside(db, evening, called) if called else {}
        return render(
            self.request,
            "running/show.html" if evening.state is MeetingState.RUNNING else "running/before.html",
            evening=evening,
            called=called,
            here=self.path(),
            forms_shown=self.forms(evening, called),
            sent=list(self.sent),
            **beside,
            words=words,
            meeting_words=meeting_words,
            motion_words=motion_words,
            resolution_words=resolution_words,
            now=self.now,
            local_now=self.clock(self.now),
            is_due=local_day(evening.starts_at, zone) <= local_day(self.now, zone),
        )

    async def beside(self, db: Session, evening: RunningView, called: Called) -> dict[str, Any]:
        """What lies beside the text of an item: sentences to insert, and what was promised under it."""
        item = called.item.about
        offered = await text_blocks.for_item(db, self.viewer, evening.organization_id, item.kind)
        caught = await promises.of_meeting(db, self.viewer, self.meeting_id)
        return {
            "phrases": words.phrases(offered, evening, now=self.now, zone=self.district.time_zone),
            "promises": [one for one in caught if one.item_id == item.id],
            "promise_points": await promises.points_of_item(db, self.viewer.body_id, item.id) if item.case else (),
        }

    def clock(self, moment: datetime) -> str:
        return words.clock(moment, self.district.time_zone)

    def forms(self, evening: RunningView, called: Called | None) -> dict[str, FormState]:
        """Every form of the page by its name, the one that was sent with what was typed."""
        shown = {
            "open": self._fresh({"at": self._opening(evening)}),
            "arrive": self._fresh(self._arrival(evening)),
            "leave": self._fresh({"at": self._now(evening)}),
            "step": self._fresh({}),
            "promise": self._fresh({}),
        }
        shown |= self._room_forms(evening)
        if called is not None:
            shown |= self._item_forms(called) | self._vote_forms(called)
        return {**shown, **self.sent}

    def _room_forms(self, evening: RunningView) -> dict[str, FormState]:
        """The forms about the room: each with the time on the clock."""
        now = {"at": self.clock(self.now)}
        return {
            "represent": self._fresh({"at": self.clock(evening.opened_at or self.now)}),
            "suspend": self._fresh({"began_at": self.clock(self.now)}),
            "resume": self._fresh(now),
            "preside": self._fresh(now),
            "doubt": self._fresh(now),
            "guest": self._fresh({}),
        }

    def _vote_forms(self, called: Called) -> dict[str, FormState]:
        """The forms about conflicts, procedure and elections."""
        ballots = [ballot for one in called.item.resolutions for ballot in one.ballots]
        steps = {
            f"{step}-{one.id}": self._fresh({"office_from": "", "accepted_ids": one.elected}, version=one.version)
            for one in called.elections
            for step in ("round", "lot", "accept")
        }
        return {
            "conflict": self._fresh({"left_at": self.clock(self.now)}),
            "return": self._fresh({"at": self.clock(self.now)}),
            "procedure": self._fresh({"method": Method.OPEN}),
            "block": self._fresh({"method": Method.OPEN}),
            "election": self._fresh({"places": 1, "method": Method.SECRET, "post": _post(called)}),
            **{f"record-{ballot.id}": self._fresh({}) for ballot in ballots},
            **steps,
        }

    def _fresh(self, values: Mapping[str, Any], version: int | None = None) -> FormState:
        return FormState.fresh(self.request, values, version=version)

    def _opening(self, evening: RunningView) -> str:
        """The time at which the meeting was to begin, once it is past; before that, now."""
        return self.clock(min(evening.starts_at, self.now))

    def _now(self, evening: RunningView) -> str:
        """The time of day; nothing where the meeting is entered afterwards, because it stands on the paper."""
        return "" if evening.is_afterwards else self.clock(self.now)

    def _arrival(self, evening: RunningView) -> dict[str, Any]:
        """At first everybody is ticked, at the time of the opening: only who is missing must be unticked."""
        if any(member.entries for member in evening.members):
            return {"at": self._now(evening)}
        everybody = [member.person_id for member in evening.members]
        return {"at": self.clock(evening.opened_at or self.now), "person_ids": everybody}

    def _item_forms(self, called: Called) -> dict[str, FormState]:
        case = called.item.about.case
        proposed = resolution_words.CASE_WORDINGS[case.step].format(reference=case.reference) if case else ""
        ballots = {
            f"vote-{motion.id}": self._fresh(
                {
                    "order": VotingOrder.TOGETHER,
                    "points": [{"number": point.number, "wording": point.text} for point in motion.points],
                },
                version=motion.version,
            )
            for motion in called.motions
        }
        return {
            "course": self._fresh({"course": called.course}, version=called.version),
            "decide": self._fresh({"wording": proposed}),
            "adjourn": self._fresh({}, version=called.version),
            **ballots,
        }


def _post(called: Called) -> str:
    """An item that is an election says what is elected."""
    item = called.item.about
    return item.heading if item.kind is ItemKind.ELECTION and not called.elections else ""


def _first(evening: RunningView) -> UUID:
    """The first item that still needs a ballot, or the first of all."""
    waiting = [item.about.id for item in evening.items if item.is_open]
    return waiting[0] if waiting else evening.items[0].about.id

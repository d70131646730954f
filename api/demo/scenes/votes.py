"""Ballots: everybody who is there and does not vote no or abstain votes yes."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from api.demo.shapes import Apart, Count, Decided, Together
from api.demo.stage import Stage
from beirat.actions import ballots
from beirat.queries import motions, transmissions
from beirat.rules.voting import Tally, VotingOrder
from beirat.tables.ballots import ItemVote, MotionVote, PointVote

OFFICE = "geschaeftsstelle"


async def on_item(stage: Stage, item_id: UUID, decided: Decided, present: int) -> None:
    """The board decides on something that is no motion."""
    tally = _tally(decided.count, present)
    vote = ItemVote(wording=decided.wording, yes=tally.yes, no=tally.no, abstained=tally.abstained)
    await ballots.decide_item(stage.db, item_id, vote, actor=stage.viewers[OFFICE], now=stage.now)


async def on_motion(stage: Stage, item_id: UUID, key: str, result: Together | Apart, present: int) -> None:
    """The board decides on a motion. What leaves the board is a case from now on."""
    motion = await motions.within(stage.db, stage.body_id, stage.motions[key])
    wordings = {
        point.number: result.changed.get(point.number, point.text)
        for point in await motions.points_of(stage.db, stage.body_id, motion.id)
    }
    resolution = await ballots.decide_motion(
        stage.db,
        item_id,
        motion.id,
        _vote(motion.version, wordings, result, present),
        actor=stage.viewers[OFFICE],
        now=stage.now,
    )
    made = await transmissions.by_resolution(stage.db, stage.body_id, resolution.id)
    if made is not None:
        stage.cases[key] = made.id


def _vote(version: int, wordings: Mapping[int, str], result: Together | Apart, present: int) -> MotionVote:
    """All points with one count, or each with its own."""
    if isinstance(result, Together):
        tally = _tally(result.count, present)
        points = [PointVote(number=number, wording=wording) for number, wording in wordings.items()]
        return MotionVote(version=version, points=points, yes=tally.yes, no=tally.no, abstained=tally.abstained)
    counts = [_tally(count, present) for count in result.counts]
    points = [
        PointVote(number=number, wording=wording, yes=tally.yes, no=tally.no, abstained=tally.abstained)
        for (number, wording), tally in zip(wordings.items(), counts, strict=True)
    ]
    return MotionVote(version=version, order=VotingOrder.POINT_BY_POINT, points=points)


def _tally(count: Count, present: int) -> Tally:
    return Tally(present - count.no - count.abstained, count.no, count.abstained)

"""The second call: the board meets again about what it could not decide, and about nothing else.

§ 53 Abs. 2 HGO as model: the second meeting on the same matter has a quorum whoever comes, if the invitation says so.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from beirat.actions import late_items, meetings
from beirat.actions.journal import record
from beirat.database import Session
from beirat.queries import agenda as agenda_queries
from beirat.queries import meetings as queries
from beirat.rules.errors import Broken, RuleBroken
from beirat.rules.invitations import CallKind
from beirat.rules.meetings import MeetingState
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.meetings import Meeting, MeetingPlan, SecondCall


async def call_again(db: Session, meeting_id: UUID, entered: SecondCall, *, actor: Viewer, now: datetime) -> Meeting:
    """Plans the second meeting with the items that stayed undecided in the first one.

    Raises RuleBroken(MEETING_NOT_CLOSED) before the first one is over, NOTHING_LEFT_OPEN if it decided everything.
    """
    first = await queries.to_change(db, actor, meeting_id)
    permit(actor, Act.PLAN_MEETING)
    if first.state is not MeetingState.CLOSED:
        raise RuleBroken(Broken.MEETING_NOT_CLOSED)
    left = await agenda_queries.left_open(db, first.body_id, first.id)
    if not left:
        raise RuleBroken(Broken.NOTHING_LEFT_OPEN)
    second = await meetings.plan(db, MeetingPlan(**entered.model_dump()), actor=actor, now=now)
    second.call, second.second_call_of = CallKind.SECOND, first.id
    await db.flush()
    await late_items.carry_over(db, second, left, actor=actor, now=now)
    told = {"second_call_of": first.id, "items": len(left)}
    await record(
        db, actor=actor, now=now, act=Act.PLAN_MEETING, subject_type="meeting", subject_id=second.id, after=told
    )
    return second

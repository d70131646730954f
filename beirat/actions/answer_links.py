"""The administration's door by link: sent, revoked, opened with a code, closed.

Tokens and codes arrive here as their hashes. Whatever is wrong with a link or a code, the answer is the same: None.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from beirat.actions.journal import record
from beirat.actions.notices import Happening, notify
from beirat.actions.recommendations import check_possible, today_of
from beirat.database import Session
from beirat.queries import answer_links as queries
from beirat.queries import recommendations, transmissions
from beirat.queries.answer_links import Opening, viewer_by
from beirat.rules.accounts import is_address
from beirat.rules.answer_links import CODE_LASTS, CODE_TRIES, DOOR_LASTS, LOCKED_FOR
from beirat.rules.errors import Broken, RuleBroken
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.answer_links import AnswerDoor, AnswerLink, UnitAddress


async def send(
    db: Session, recommendation_id: UUID, unit_id: UUID, *, token_hash: str, actor: Viewer, now: datetime
) -> str:
    """A new link for a unit, by hand or with a reminder; returns the registered address, the only one it goes to.

    Links of the same unit and recommendation that still lead in are renewed with it. Raises UNIT_WITHOUT_ADDRESS.
    """
    recommendation = await recommendations.within(db, actor.body_id, recommendation_id)
    if actor.account_id is not None:
        recommendation = await recommendations.to_change(db, actor, recommendation_id)
    permit(actor, Act.SEND_LINK)
    check_possible(recommendation, Act.DRAFT_ANSWER)
    unit = await queries.leading_unit(db, actor, recommendation_id, unit_id)
    if not unit.email:
        raise RuleBroken(Broken.UNIT_WITHOUT_ADDRESS)
    today = await today_of(db, recommendation, now)
    for link in await queries.standing(db, actor.body_id, unit_id=unit_id, recommendation_id=recommendation_id):
        link.renewed_on = today
    db.add(
        AnswerLink(
            body_id=actor.body_id,
            recommendation_id=recommendation_id,
            unit_id=unit_id,
            token_hash=token_hash,
            sent_at=now,
            renewed_on=today,
        )
    )
    await db.flush()
    await _record(db, Act.SEND_LINK, recommendation_id, actor=actor, now=now, after={"unit": unit.short_name})
    return unit.email


async def revoke(db: Session, recommendation_id: UUID, unit_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """No link of the unit to this recommendation leads in any more; whoever is in by one is out."""
    await recommendations.to_change(db, actor, recommendation_id)
    permit(actor, Act.REVOKE_LINK)
    unit = await transmissions.unit(db, actor, unit_id)
    await _revoke(
        db, await queries.standing(db, actor.body_id, unit_id=unit_id, recommendation_id=recommendation_id), now
    )
    await _record(db, Act.REVOKE_LINK, recommendation_id, actor=actor, now=now, after={"unit": unit.short_name})


async def _revoke(db: Session, links: list[AnswerLink], now: datetime) -> None:
    for door in await queries.doors_of(db, links):
        door.closed_at = now
    for link in links:
        link.revoked_at, link.code_hash = now, ""
    await db.flush()


async def set_unit_address(db: Session, unit_id: UUID, entered: UnitAddress, *, actor: Viewer, now: datetime) -> None:
    """Where a unit is reached. With another address, links that went to the former one end. Raises EMAIL_INVALID."""
    unit = await transmissions.unit(db, actor, unit_id)
    permit(actor, Act.SET_UNIT_ADDRESS)
    if entered.email and not is_address(entered.email):
        raise RuleBroken(Broken.EMAIL_INVALID, "email")
    before, unit.email = unit.email, entered.email.lower()
    if before != unit.email:
        await _revoke(db, await queries.standing(db, actor.body_id, unit_id=unit_id), now)
    await record(
        db,
        actor=actor,
        now=now,
        act=Act.SET_UNIT_ADDRESS,
        subject_type="organization",
        subject_id=unit_id,
        before={"email": before},
        after={"email": unit.email},
    )


async def ask_code(db: Session, *, token_hash: str, code_hash: str, actor: Viewer, now: datetime) -> str | None:
    """A code is on its way, good for a quarter of an hour; returns the unit's registered address.

    ``actor`` is the system of the district: nobody is known yet. None: the link leads nowhere, or it is locked.
    """
    permit(actor, Act.OPEN_DOOR)
    opening = await queries.to_open(db, actor.body_id, token_hash, now=now)
    if opening is None or _is_locked(opening.link, now):
        return None
    link = opening.link
    if link.locked_until is not None:
        link.code_failures, link.locked_until = 0, None
    link.code_hash, link.code_until = code_hash, now + CODE_LASTS
    await db.flush()
    who = viewer_by(link, opening.unit)
    await _record(db, Act.OPEN_DOOR, link.recommendation_id, actor=who, now=now, after={"step": "code"})
    return opening.address


def _is_locked(link: AnswerLink, now: datetime) -> bool:
    return link.locked_until is not None and link.locked_until > now


async def enter_code(
    db: Session, *, token_hash: str, code_hash: str, door_hash: str, actor: Viewer, now: datetime
) -> UUID | None:
    """Opens a door if the code fits; returns the link's id. A code works once and bears few tries.

    Whoever calls commits also when None comes back: the failure is counted.
    """
    permit(actor, Act.OPEN_DOOR)
    opening = await queries.to_open(db, actor.body_id, token_hash, now=now)
    if opening is None:
        return None
    link = opening.link
    is_good = bool(link.code_hash) and link.code_until is not None and link.code_until > now
    if not is_good:
        return None
    if not hmac.compare_digest(link.code_hash, code_hash):
        await _count_failure(db, opening, now=now)
        return None
    link.code_hash, link.code_failures, link.opened_at = "", 0, now
    db.add(
        AnswerDoor(
            body_id=link.body_id, link_id=link.id, token_hash=door_hash, opened_at=now, expires_at=now + DOOR_LASTS
        )
    )
    await db.flush()
    who = viewer_by(link, opening.unit)
    await _record(db, Act.OPEN_DOOR, link.recommendation_id, actor=who, now=now, after={"step": "opened"})
    return link.id


async def _count_failure(db: Session, opening: Opening, *, now: datetime) -> None:
    """After a few wrong codes the link takes none for a while, and the coordinator is told."""
    link = opening.link
    link.code_failures += 1
    if link.code_failures >= CODE_TRIES:
        link.code_hash, link.locked_until = "", now + LOCKED_FOR
        who = viewer_by(link, opening.unit)
        await _record(db, Act.OPEN_DOOR, link.recommendation_id, actor=who, now=now, after={"step": "locked"})
        key = f"{link.id}:{now:%Y%m%d%H%M%S}"
        await notify(
            db, Happening.DOOR_LOCKED, link.recommendation_id, key=key, body_id=link.body_id, now=now,
            unit_id=str(link.unit_id),
        )  # fmt: skip
    await db.flush()


async def close_door(db: Session, *, actor: Viewer, now: datetime) -> None:
    """Whoever came by link leaves; every door that this link opened is closed."""
    permit(actor, Act.CLOSE_DOOR)
    if actor.link_id is None or actor.recommendation_id is None:
        raise RuleBroken(Broken.STEP_NOT_POSSIBLE)
    for unit_id in actor.unit_ids:
        links = await queries.standing(db, actor.body_id, unit_id=unit_id, recommendation_id=actor.recommendation_id)
        for door in await queries.doors_of(db, [link for link in links if link.id == actor.link_id]):
            door.closed_at = now
    await db.flush()
    await _record(db, Act.CLOSE_DOOR, actor.recommendation_id, actor=actor, now=now, after={})


async def _record(
    db: Session, act: Act, recommendation_id: UUID, *, actor: Viewer, now: datetime, after: Mapping[str, object]
) -> None:
    await record(
        db, actor=actor, now=now, act=act, subject_type="recommendation", subject_id=recommendation_id, after=after
    )

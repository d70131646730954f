"""Who comes in by link: which link stands behind a token, which door behind a cookie, and what links a case has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import col, select
from sqlmodel.sql.expression import Select

from beirat.database import Session
from beirat.queries.recommendations import seen_by
from beirat.rules.answer_links import last_day, leads_in
from beirat.rules.cases import ENDED, Handling
from beirat.rules.errors import NotFound
from beirat.rules.permissions import Role, Viewer
from beirat.rules.zones import local_day
from beirat.tables.answer_links import AnswerDoor, AnswerLink
from beirat.tables.people import Body, Organization, OrganizationKind
from beirat.tables.recommendations import Recommendation, RecommendationPoint


@dataclass(frozen=True, slots=True)
class Opening:
    """A link that leads in now, and the unit that it is for."""

    link: AnswerLink
    unit: str
    address: str


@dataclass(frozen=True, slots=True)
class DoorView:
    """Somebody who is in by link: as whom they look, until when."""

    id: UUID
    link_id: UUID
    expires_at: datetime
    viewer: Viewer


@dataclass(frozen=True, slots=True)
class LinkView:
    """A unit that leads points of a recommendation, and its way in by link; ``sent_at`` None: it has none."""

    unit_id: UUID
    unit: str
    address: str
    sent_at: datetime | None
    until: date | None
    opened_at: datetime | None
    locked_until: datetime | None


async def to_open(db: Session, body_id: UUID, token_hash: str, *, now: datetime) -> Opening | None:
    """The link behind a token, locked, if it leads in now; None for every reason why not."""
    return await _opening(db, _link(body_id, token_hash).with_for_update(of=AnswerLink), now)


def _link(body_id: UUID, token_hash: str) -> Select[AnswerLink, Recommendation, Organization, str]:
    return (
        select(AnswerLink, Recommendation, Organization, Body.time_zone)
        .join(
            Recommendation,
            and_(
                col(Recommendation.body_id) == AnswerLink.body_id,
                col(Recommendation.id) == AnswerLink.recommendation_id,
            ),
        )
        .join(
            Organization,
            and_(col(Organization.body_id) == AnswerLink.body_id, col(Organization.id) == AnswerLink.unit_id),
        )
        .join(Body, col(Body.id) == AnswerLink.body_id)
        .where(AnswerLink.body_id == body_id, Recommendation.body_id == body_id, Organization.body_id == body_id)
        .where(AnswerLink.token_hash == token_hash, col(AnswerLink.revoked_at).is_(None))
    )


async def _opening(
    db: Session, query: Select[AnswerLink, Recommendation, Organization, str], now: datetime
) -> Opening | None:
    found = (await db.exec(query)).one_or_none()
    if found is None:
        return None
    link, recommendation, unit, zone = found
    is_in = _leads_in(link, recommendation, local_day(now, zone)) and unit.email
    return Opening(link, unit.name, unit.email) if is_in and await _leads_points(db, link) else None


def _leads_in(link: AnswerLink, recommendation: Recommendation, today: date) -> bool:
    if recommendation.annulled_at is not None or recommendation.handling in ENDED:
        return False
    is_paused = recommendation.handling is Handling.QUERY
    return leads_in(today, due_on=recommendation.due_on, renewed_on=link.renewed_on, is_paused=is_paused)


async def _leads_points(db: Session, link: AnswerLink) -> bool:
    """Whether the unit still leads a point: a link to points that were moved away shows nothing."""
    query = select(RecommendationPoint.id).where(
        RecommendationPoint.body_id == link.body_id,
        RecommendationPoint.recommendation_id == link.recommendation_id,
        RecommendationPoint.unit_id == link.unit_id,
    )
    return (await db.exec(query.limit(1))).first() is not None


def viewer_by(link: AnswerLink, unit: str) -> Viewer:
    """As whom somebody looks who came by this link: as the unit, at this recommendation alone."""
    return Viewer(
        account_id=None,
        body_id=link.body_id,
        roles=frozenset({Role.ADMINISTRATION}),
        unit_ids=frozenset({link.unit_id}),
        name=unit,
        recommendation_id=link.recommendation_id,
        link_id=link.id,
    )


async def door(db: Session, body_id: UUID, token_hash: str, *, link_id: UUID, now: datetime) -> DoorView | None:
    """The door behind a cookie, while it is open and its link leads in."""
    query = (
        select(AnswerDoor, AnswerLink.token_hash)
        .join(AnswerLink, and_(col(AnswerLink.body_id) == AnswerDoor.body_id, col(AnswerLink.id) == AnswerDoor.link_id))
        .where(AnswerDoor.body_id == body_id, AnswerLink.body_id == body_id)
        .where(AnswerDoor.token_hash == token_hash, AnswerDoor.link_id == link_id)
        .where(col(AnswerDoor.closed_at).is_(None), AnswerDoor.expires_at > now)
    )
    found = (await db.exec(query)).one_or_none()
    opening = await _opening(db, _link(body_id, found[1]), now) if found else None
    if found is None or opening is None:
        return None
    return DoorView(found[0].id, link_id, found[0].expires_at, viewer_by(opening.link, opening.unit))


async def doors_of(db: Session, links: list[AnswerLink]) -> list[AnswerDoor]:
    """The open doors behind some links of one district."""
    if not links:
        return []
    query = select(AnswerDoor).where(
        AnswerDoor.body_id == links[0].body_id,
        col(AnswerDoor.link_id).in_([link.id for link in links]),
        col(AnswerDoor.closed_at).is_(None),
    )
    return list(await db.exec(query))


async def standing(
    db: Session, body_id: UUID, *, unit_id: UUID, recommendation_id: UUID | None = None
) -> list[AnswerLink]:
    """The links of a unit that nobody revoked, of one recommendation or of all, locked."""
    query = select(AnswerLink).where(
        AnswerLink.body_id == body_id, AnswerLink.unit_id == unit_id, col(AnswerLink.revoked_at).is_(None)
    )
    if recommendation_id is not None:
        query = query.where(AnswerLink.recommendation_id == recommendation_id)
    return list(await db.exec(query.order_by(col(AnswerLink.id)).with_for_update()))


async def of_recommendation(db: Session, viewer: Viewer, recommendation_id: UUID) -> list[LinkView]:
    """Every unit that leads points of the recommendation, with its latest link. Raises NotFound."""
    query = select(Recommendation).where(
        Recommendation.body_id == viewer.body_id, Recommendation.id == recommendation_id, seen_by(viewer)
    )
    recommendation = (await db.exec(query)).one_or_none()
    if recommendation is None:
        raise NotFound
    links = select(AnswerLink).where(
        AnswerLink.body_id == viewer.body_id,
        AnswerLink.recommendation_id == recommendation_id,
        col(AnswerLink.revoked_at).is_(None),
    )
    latest = {link.unit_id: link for link in await db.exec(links.order_by(col(AnswerLink.id)))}
    return [
        _view(unit, latest.get(unit.id), recommendation.due_on)
        for unit in await _leading(db, viewer.body_id, recommendation_id)
    ]


def _view(unit: Organization, link: AnswerLink | None, due_on: date | None) -> LinkView:
    return LinkView(
        unit_id=unit.id,
        unit=unit.name,
        address=unit.email,
        sent_at=link.sent_at if link else None,
        until=last_day(due_on, link.renewed_on) if link else None,
        opened_at=link.opened_at if link else None,
        locked_until=link.locked_until if link else None,
    )


async def _leading(db: Session, body_id: UUID, recommendation_id: UUID) -> list[Organization]:
    leads = select(RecommendationPoint.unit_id).where(
        RecommendationPoint.body_id == body_id, RecommendationPoint.recommendation_id == recommendation_id
    )
    query = select(Organization).where(
        Organization.body_id == body_id,
        Organization.kind == OrganizationKind.UNIT,
        col(Organization.id).in_(leads),
    )
    return list(await db.exec(query.order_by(Organization.short_name)))


async def leading_unit(db: Session, viewer: Viewer, recommendation_id: UUID, unit_id: UUID) -> Organization:
    """A unit that leads a point of the recommendation. Raises NotFound."""
    found = {unit.id: unit for unit in await _leading(db, viewer.body_id, recommendation_id)}
    if unit_id not in found:
        raise NotFound
    return found[unit_id]

"""Receipt and distribution in one go: the coordinator confirms that a recommendation came and gives away its points."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from beirat.actions.cases import check_version
from beirat.actions.recommendations import assign_points, confirm_receipt
from beirat.database import Session
from beirat.queries import people, recommendations
from beirat.rules.cases import Handling
from beirat.rules.permissions import Act, Viewer, permit
from beirat.tables.recommendations import Assigning, Intake, ReceiptConfirmation


async def take_in(db: Session, recommendation_id: UUID, entered: Intake, *, actor: Viewer, now: datetime) -> list[UUID]:
    """Both steps, all or nothing; returns the units that got points and are to have a link to their address."""
    recommendation = await recommendations.to_change(db, actor, recommendation_id)
    permit(actor, Act.ASSIGN_POINT)
    check_version(recommendation, entered.version)
    before = {point.number: point.unit_id for point in await recommendations.points_of(db, actor, recommendation_id)}
    if recommendation.handling is Handling.SENT:
        receipt = ReceiptConfirmation(
            version=entered.version, received_on=entered.received_on, file_reference=entered.file_reference
        )
        await confirm_receipt(db, recommendation_id, receipt, actor=actor, now=now)
    sheet = Assigning(version=recommendation.version, units=entered.units)
    await assign_points(db, recommendation_id, sheet, actor=actor, now=now)
    if not entered.sends_links:
        return []
    given = {one.unit_id for one in entered.units if one.unit_id and before.get(one.number) != one.unit_id}
    return [unit.id for unit in await people.units(db, actor) if unit.id in given and unit.email]

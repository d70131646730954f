"""The minutes and what belongs to them as files: printed for a look, printed to be kept, fetched again byte by byte.

Everything is printed and kept outside of any transaction; the actions hang it on its object.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from litestar import Response

from api import correction_papers, extract_papers, paper
from api.printing import printed
from api.typed import upload
from api.web import Request, pool_of, settings_of
from beirat.actions.files import Kept
from beirat.actions.minutes_corrections import Sheets
from beirat.actions.sealing import Printed
from beirat.database import Database, Session
from beirat.queries import extracts, fees, minutes_corrections
from beirat.queries import minutes as minutes_queries
from beirat.queries import minutes_facts as queries
from beirat.queries.minutes_facts import Facts
from beirat.rules.errors import Broken, NotFound, RuleBroken
from beirat.rules.minutes import Edition
from beirat.rules.permissions import Act, Viewer, permit
from beirat.rules.zones import local_day
from beirat.storage import Storage
from documents.facts import Document

LARGEST_SCAN = 20_000_000
SCANS = {b"%PDF-": ("application/pdf", "pdf"), b"\xff\xd8\xff": ("image/jpeg", "jpg"), b"\x89PNG": ("image/png", "png")}
"""How a scan begins, what it is, and the ending of its name."""


def storage_of(request: Request) -> Storage:
    """Where this installation keeps its files."""
    return Storage.of(settings_of(request))


def pdf(content: bytes, name: str) -> Response[bytes]:
    """A PDF that browsers show, under its name."""
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(content, media_type="application/pdf", headers=headers)


async def preview(request: Request, viewer: Viewer, facts: Facts) -> Response[bytes]:
    """An edition as it stands now. Raises NotFound for everybody but the board, RuleBroken(RENDER_FAILED)."""
    if not viewer.is_board:
        raise NotFound
    return pdf(await printed(pool_of(request), paper.minutes(facts)), f"entwurf-{paper.file_name(facts)}")


async def print_internal(request: Request, database: Database, viewer: Viewer, meeting_id: UUID) -> Printed:
    """The internal edition as it would be signed, kept."""
    permit(viewer, Act.PRINT_MINUTES)
    async with database.read() as db:
        facts = await queries.internal_facts(db, viewer, meeting_id, is_final=True)
    kept = await _keep(request, viewer, paper.minutes(facts))
    return Printed(kept, paper.file_name(facts), queries.fingerprint(facts))


async def print_public(request: Request, database: Database, viewer: Viewer, meeting_id: UUID) -> Printed:
    """The public edition as everybody would read it, kept."""
    permit(viewer, Act.PREPARE_PUBLIC_MINUTES)
    async with database.read() as db:
        facts = await queries.public_facts(db, viewer, meeting_id, is_final=True)
    return Printed(await _keep(request, viewer, paper.minutes(facts)), paper.file_name(facts))


async def print_correction(
    request: Request, database: Database, viewer: Viewer, correction_id: UUID, now: datetime
) -> Sheets:
    """Both sheets of a correction, kept; without a public one where nothing in it is for everybody."""
    permit(viewer, Act.CORRECT_MINUTES)
    async with database.read() as db:
        correction = await minutes_corrections.view(db, viewer, correction_id)
        facts = await queries.internal_facts(db, viewer, correction.meeting_id)
    if not correction.entries:
        raise RuleBroken(Broken.CORRECTION_EMPTY)
    today = local_day(now, facts.body.time_zone)
    sheets = {}
    for edition in Edition if correction.has_public_part else (Edition.INTERNAL,):
        sheet = correction_papers.correction_sheet(facts, correction, today, edition)
        name = correction_papers.file_name(facts, correction, edition)
        sheets[edition] = Printed(await _keep(request, viewer, sheet), name)
    return Sheets(sheets[Edition.INTERNAL], sheets.get(Edition.PUBLIC))


async def print_extracts(
    request: Request, database: Database, viewer: Viewer, meeting_id: UUID, now: datetime
) -> dict[UUID, Printed]:
    """An extract of every resolution that has none yet, or none that says what is right today; kept."""
    permit(viewer, Act.MAKE_EXTRACT)
    async with database.read() as db:
        sheets = await _extracts(db, viewer, meeting_id, now)
        known = await extracts.latest_hashes(db, viewer.body_id, sheets)
    return {
        resolution_id: Printed(await _keep(request, viewer, sheet.facts), sheet.name, sheet.facts_hash)
        for resolution_id, sheet in sheets.items()
        if known.get(resolution_id) != sheet.facts_hash
    }


async def _extracts(
    db: Session, viewer: Viewer, meeting_id: UUID, now: datetime
) -> dict[UUID, extract_papers.ExtractSheet]:
    facts = await queries.internal_facts(db, viewer, meeting_id)
    minutes = await minutes_queries.view(db, viewer, meeting_id)
    corrected = [one for one in await minutes_corrections.of_minutes(db, viewer, minutes.id) if one.sealed_on]
    today = local_day(now, facts.body.time_zone)
    return extract_papers.extracts(facts, corrected, today, is_preliminary=minutes.is_preliminary)


async def print_fee_list(request: Request, database: Database, viewer: Viewer, meeting_id: UUID) -> Response[bytes]:
    """The list for the attendance fee as PDF; for the office alone, nothing is kept."""
    async with database.read() as db:
        found = await fees.fee_list(db, viewer, meeting_id)
    content = await printed(pool_of(request), extract_papers.fee_list(found))
    return pdf(content, extract_papers.fee_file_name(found, "pdf"))


async def keep_scan(request: Request, viewer: Viewer, name: str) -> Printed:
    """The uploaded scan of a signed sheet, kept. Raises RuleBroken(SCAN_UNREADABLE) for anything but PDF, JPEG, PNG."""
    permit(viewer, Act.RECORD_SIGNATURES)
    content = await upload(request, "scan", limit=LARGEST_SCAN)
    kind = next((kind for start, kind in SCANS.items() if content and content.startswith(start)), None)
    if content is None or kind is None:
        raise RuleBroken(Broken.SCAN_UNREADABLE, "scan")
    kept = Kept(await storage_of(request).keep(viewer.body_id, content), len(content), kind[0])
    return Printed(kept, f"{name}.{kind[1]}")


async def _keep(request: Request, viewer: Viewer, facts: Document) -> Kept:
    content = await printed(pool_of(request), facts)
    return Kept(await storage_of(request).keep(viewer.body_id, content), len(content))

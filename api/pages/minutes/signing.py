"""How the minutes get signed: on the printed sheet as a rule, or by confirming the hash; and the scan of the sheet."""

from __future__ import annotations

from typing import Any

from litestar import Response, get, post

from api import minutes_files
from api.forms import FormState, noted, submit
from api.pages.minutes.desk import ROOT, Desk, shown_with
from api.pages.minutes.life import step
from beirat.actions import minutes_signed as actions
from beirat.actions.sealing import Printed
from beirat.database import Session
from beirat.queries import minutes as queries
from beirat.rules.permissions import Act, permit
from beirat.tables.minutes import MinutesSignature, MinutesStepTaken, PaperSignatures


@post(f"{ROOT}/unterschreiben", status_code=200)
async def sign(desk: Desk) -> Response[Any]:
    """The chair confirms what was shown, without paper."""
    act = step(desk, actions.sign, "minutes_signed")
    return await submit(desk.request, MinutesSignature, act, shown_with(desk))


@get(f"{ROOT}/unterschriften")
async def ask_signatures(desk: Desk) -> Response[Any]:
    """Who signed the sheet, where and when; what is known is filled in."""
    permit(desk.viewer, Act.RECORD_SIGNATURES)
    return await _signatures(desk, None)


@post(f"{ROOT}/unterschriften", status_code=200)
async def record_signatures(desk: Desk) -> Response[Any]:
    async def again(f: FormState) -> Response[Any]:
        return await _signatures(desk, f)

    act = step(desk, actions.record_signatures, "minutes_signed")
    return await submit(desk.request, PaperSignatures, act, again)


async def _signatures(desk: Desk, f: FormState | None) -> Response[Any]:
    async with desk.database.read() as db:
        minutes = await queries.view(db, desk.viewer, desk.meeting_id)
    names = {"chair": minutes.statutory.chair, "minute_taker": minutes.statutory.minute_taker}
    known = {
        f"signatures-{place}-{name}": value
        for place, signer in enumerate(minutes.statutory.signers)
        for name, value in (("name", names[signer.value]), ("signed_on", desk.today.isoformat()))
    }
    fresh = FormState.fresh(desk.request, known, version=minutes.version)
    return await desk.page("minutes/signatures.html")(f or fresh)


@post(f"{ROOT}/scan", status_code=200)
async def file_scan(desk: Desk) -> Response[Any]:
    """The scan of the signed sheet is filed; it stays internal."""

    async def ready(entered: MinutesStepTaken) -> tuple[MinutesStepTaken, Printed]:
        return entered, await minutes_files.keep_scan(desk.request, desk.viewer, "unterschriebenes-blatt")

    async def act(db: Session, given: tuple[MinutesStepTaken, Printed]) -> str:
        await actions.file_scan(db, desk.meeting_id, given[0], given[1], actor=desk.viewer, now=desk.now)
        return noted(desk.here, "scan_filed")

    return await submit(desk.request, MinutesStepTaken, act, shown_with(desk), ready=ready)


HANDLERS = (sign, ask_signatures, record_signatures, file_scan)

"""From corrections as they are known to what goes on paper: notes on other documents, and their own sheets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from api.letterhead import letterhead
from api.words import meetings as meeting_words
from beirat.queries.minutes_corrections import CorrectionView, CountView, EntryView
from beirat.queries.minutes_facts import Facts
from beirat.rules.minutes import Edition
from beirat.rules.zones import to_local
from documents import facts as paper
from documents.corrections import public_sheet

ENDINGS = {Edition.INTERNAL: "intern", Edition.PUBLIC: "oeffentlich"}


def correction_notes(corrections: Iterable[CorrectionView]) -> tuple[paper.CorrectionNote, ...]:
    """Sealed corrections as other documents list them; one with nothing to show is left out."""
    return tuple(
        paper.CorrectionNote(
            number=one.number, dated=one.sealed_on, corrections=tuple(_correction(entry) for entry in one.entries)
        )
        for one in corrections
        if one.sealed_on and one.entries
    )


def correction_sheet(facts: Facts, correction: CorrectionView, today: date, edition: Edition) -> paper.CorrectionSheet:
    """The facts of one correction on paper; ``facts`` are those of the internal minutes."""
    zone = ZoneInfo(facts.body.time_zone)
    references: dict[UUID | None, str] = {
        ballot.id: resolution.recommendation
        for item in facts.items
        for resolution in item.resolutions
        for ballot in resolution.ballots
    }
    parts = {item.id: item.part for item in facts.items}
    dated = correction.sealed_on or today
    sheet = paper.CorrectionSheet(
        letterhead=letterhead(facts.body),
        edition=paper.Edition.INTERNAL,
        number=correction.number,
        meeting_number=facts.number,
        term_label=meeting_words.term(facts.term),
        held=facts.opened_at.astimezone(zone),
        dated=dated,
        reason=correction.reason,
        corrections=tuple(
            _correction(entry, paper.Part(parts[entry.item_id].value), references.get(entry.ballot_id, ""))
            for entry in correction.entries
        ),
        chair=facts.chair,
        created=datetime.combine(dated, time(), tzinfo=zone),
    )
    return public_sheet(sheet) if edition is Edition.PUBLIC else sheet


def file_name(facts: Facts, correction: CorrectionView, edition: Edition) -> str:
    """berichtigung-1-s-12-2026-11-05-oeffentlich.pdf"""
    day = to_local(facts.opened_at, facts.body.time_zone).date()
    return f"berichtigung-{correction.number}-s-{facts.number}-{day.isoformat()}-{ENDINGS[edition]}.pdf"


def _correction(entry: EntryView, part: paper.Part = paper.Part.PUBLIC, reference: str = "") -> paper.Correction:
    return paper.Correction(
        item_number=entry.number,
        item_heading=entry.heading,
        part=part,
        subject=paper.Subject(entry.subject.value),
        wrong="" if entry.count else entry.wrong,
        right="" if entry.count else entry.right,
        before=_ballot(entry.before) if entry.before else None,
        after=_ballot(entry.count) if entry.count else None,
        reference=reference,
    )


def _ballot(count: CountView) -> paper.Ballot:
    return paper.Ballot(
        yes=count.yes,
        no=count.no,
        abstained=count.abstained,
        invalid=count.invalid,
        entitled_present=count.present,
        adopted=count.outcome.is_adopted,
    )

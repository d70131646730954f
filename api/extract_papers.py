"""From what is known to extracts and the list for the attendance fee: facts for paper, and the list as CSV."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from api import paper as minutes_paper
from api.correction_papers import correction_notes
from api.letterhead import letterhead
from api.spreadsheets import as_csv
from api.words import meetings as meeting_words
from beirat.queries.fees import FeeList, FeeRow
from beirat.queries.minutes_corrections import CorrectionView, CountView
from beirat.queries.minutes_facts import Facts
from beirat.queries.minutes_items import Item
from beirat.queries.resolutions import BallotView, ResolutionView
from beirat.rules.attendance import AttendanceState
from beirat.rules.minutes_corrections import Subject
from beirat.rules.zones import to_local
from documents import facts as paper
from documents import fees as fee_words

COLUMNS = ("Name", "Funktion", "Anwesenheit", "Vertreten durch", "Von – bis", "Sitzungsgeld in Euro")


@dataclass(frozen=True, slots=True)
class ExtractSheet:
    """An extract ready for the press; the fingerprint leaves the day of printing out."""

    facts: paper.Extract
    name: str
    facts_hash: str


def extracts(
    facts: Facts, corrections: Sequence[CorrectionView], today: date, *, is_preliminary: bool
) -> dict[UUID, ExtractSheet]:
    """One sheet for each resolution of a meeting, with the right numbers where a count was corrected."""
    counts = {
        entry.ballot_id: entry.count
        for correction in corrections
        for entry in correction.entries
        if entry.ballot_id and entry.count
    }
    return {
        resolution.id: _sheet(facts, item, place, _right(resolution, counts), corrections, today, is_preliminary)
        for item in facts.items
        for place, resolution in enumerate(item.resolutions, start=1)
    }


def _sheet(
    facts: Facts,
    item: Item,
    place: int,
    resolution: ResolutionView,
    corrections: Sequence[CorrectionView],
    today: date,
    is_preliminary: bool,
) -> ExtractSheet:
    zone = ZoneInfo(facts.body.time_zone)
    head = letterhead(facts.body)
    day = to_local(facts.opened_at, facts.body.time_zone).date()
    only = replace(item, course="", resolutions=(resolution,))
    sheet = paper.Extract(
        letterhead=head,
        meeting_number=facts.number,
        term_label=meeting_words.term(facts.term),
        held=facts.opened_at.astimezone(zone),
        item=minutes_paper.agenda_item(only, head.the_board),
        statutory_members=facts.statutory_members,
        is_preliminary=is_preliminary,
        notes=correction_notes(_about(corrections, item, resolution)),
        dated=day,
        created=datetime.combine(day, time(), tzinfo=zone),
    )
    name = f"auszug-s-{facts.number}-{day.isoformat()}-top-{item.number.lower().replace(' ', '')}-{place}.pdf"
    printed_on = datetime.combine(today, time(), tzinfo=zone)
    return ExtractSheet(
        replace(sheet, dated=today, created=printed_on), name, hashlib.sha256(repr(sheet).encode()).hexdigest()
    )


def _right(resolution: ResolutionView, counts: Mapping[UUID, CountView]) -> ResolutionView:
    """The same resolution with the right numbers; what followed from the wrong ones stays."""
    return replace(resolution, ballots=tuple(_right_ballot(one, counts.get(one.id)) for one in resolution.ballots))


def _right_ballot(ballot: BallotView, count: CountView | None) -> BallotView:
    if count is None or count.outcome.is_adopted != ballot.outcome.is_adopted:
        return ballot
    tally = replace(ballot.tally, yes=count.yes, no=count.no, abstained=count.abstained, invalid=count.invalid)
    return replace(ballot, tally=tally, present=count.present, outcome=count.outcome)


def _about(corrections: Sequence[CorrectionView], item: Item, resolution: ResolutionView) -> list[CorrectionView]:
    """What of the corrections is about this resolution: its own counts, and wordings under its item."""
    own = {ballot.id for ballot in resolution.ballots}
    return [
        replace(
            one,
            entries=tuple(
                entry
                for entry in one.entries
                if entry.ballot_id in own or (entry.item_id == item.id and entry.subject is Subject.WORDING)
            ),
        )
        for one in corrections
    ]


def fee_list(found: FeeList) -> paper.FeeList:
    """The list on paper."""
    zone = ZoneInfo(found.body.time_zone)
    return paper.FeeList(
        letterhead=letterhead(found.body),
        meeting_number=found.number,
        term_label=meeting_words.term(found.term),
        opened=found.opened_at.astimezone(zone),
        closed=found.closed_at.astimezone(zone) if found.closed_at else None,
        rows=tuple(_fee_row(row, found, zone) for row in found.rows),
        fee_cents=found.fee_cents,
        basis=found.basis,
        created=(found.closed_at or found.opened_at).astimezone(zone),
    )


def fee_csv(found: FeeList) -> bytes:
    """The list for a spreadsheet; no cell in it can act as a formula."""
    printed = fee_list(found)
    rows = [
        (row.name, row.function, fee_words.STATES[row.state], row.represented_by, fee_words.stays(row), _euros(row))
        for row in printed.rows
    ]
    return as_csv(COLUMNS, rows)


def fee_file_name(found: FeeList, ending: str) -> str:
    """sitzungsgeld-s-12-2026-11-05.csv"""
    day = to_local(found.opened_at, found.body.time_zone).date()
    return f"sitzungsgeld-s-{found.number}-{day.isoformat()}.{ending}"


def _euros(row: paper.FeeRow) -> str:
    whole, rest = divmod(row.fee_cents, 100)
    return f"{whole},{rest:02}"


def _fee_row(row: FeeRow, found: FeeList, zone: ZoneInfo) -> paper.FeeRow:
    state = row.state or AttendanceState.UNEXCUSED
    return paper.FeeRow(
        name=row.name,
        function=_function(row),
        state=paper.Presence(state.value),
        represented_by=row.represented_by,
        intervals=tuple(
            paper.Interval(start=came.astimezone(zone), end=_end(left or found.closed_at, zone))
            for came, left in row.stays
        ),
        fee_cents=row.fee_cents,
    )


def _function(row: FeeRow) -> str:
    if row.represents:
        return f"Stellvertretung für {row.represents}"
    office = minutes_paper.OFFICES[row.office] if row.office else ""
    return office or ("Mitglied" if row.has_vote else "beratendes Mitglied")


def _end(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    return moment.astimezone(zone) if moment else None

"""The papers of an evening: agenda, attendance sheet, a sheet for each item, and what the chair says.

Every sentence that the chair speaks is computed here from the agenda and the rules of procedure.
"""

from beirat.rules.meetings import ItemKind
from beirat.rules.voting import MORE_YES_THAN_NO
from documents.facts import Pack, PackItem, PackPart
from documents.reckoning import chair_says, majority
from documents.sheet import Sheet, fill
from documents.text import cleaned
from documents.wording import count, long_date, sentence_case, short_date

TITLES = {
    PackPart.AGENDA: "Tagesordnung",
    PackPart.ATTENDANCE: "Anwesenheitsliste",
    PackPart.BALLOTS: "Blätter zu den Tagesordnungspunkten",
    PackPart.SCRIPT: "Leitfaden für die Sitzungsleitung",
}
DECIDED_ON = frozenset({ItemKind.MOTION, ItemKind.FOLLOW_UP, ItemKind.REPORT, ItemKind.ELECTION})
"""Kinds of items on which the board may vote."""
BLANK_LINES = 5
"""So many guests and deputies find room on the attendance sheet."""


def sheet(pack: Pack) -> Sheet:
    """The parts that are wanted, each beginning on a sheet of its own."""
    pack = cleaned(pack)
    meeting = f"{pack.meeting_number}. Sitzung am {short_date(pack.starts)}"
    what = TITLES[pack.parts[0]] if len(pack.parts) == 1 else "Sitzungsmappe"
    html = fill(
        "pack.html.j2",
        p=pack,
        title=f"{what} zur {meeting}",
        titles=TITLES,
        of_items=[(item, script(pack, item)) for item in pack.items],
        votes=votes,
        closing=closing(pack),
        blank_lines=range(BLANK_LINES),
    )
    return Sheet(html=html, created=pack.created)


def votes(item: PackItem) -> list[str]:
    """What is put to the vote on an item's sheet: the points, or the matter itself; nothing under formal items."""
    if item.kind not in DECIDED_ON:
        return []
    if len(item.points) > 1:
        return [f"Nr. {number}" for number in range(1, len(item.points) + 1)] + ["Alles gemeinsam"]
    return ["Antrag"] if item.kind is ItemKind.MOTION else ["Beschluss"]


def script(pack: Pack, item: PackItem) -> list[str]:
    """What the chair says under an item, sentence by sentence."""
    if item == pack.items[0]:
        return _opening(pack)
    said = _crossing(pack, item)
    about = f"{item.heading}{_papers(item)}"
    said.append(
        f"Ich rufe Tagesordnungspunkt {item.number} auf: {about}{'' if about.endswith(('?', '!', '.')) else '.'}"
    )
    return said + _matter(pack, item)


def closing(pack: Pack) -> list[str]:
    """What the chair says at the end."""
    said = [f"Die Tagesordnung ist erledigt. Ich schließe die {pack.meeting_number}. Sitzung um ____ Uhr."]
    if any(not item.is_public for item in pack.items):
        return [
            "Ich stelle die Öffentlichkeit wieder her und gebe die Beschlüsse bekannt, soweit das möglich ist.",
            *said,
        ]
    return said


def _opening(pack: Pack) -> list[str]:
    head = pack.letterhead
    said = [f"Ich eröffne die {pack.meeting_number}. Sitzung {head.of_board} um ____ Uhr und begrüße alle herzlich."]
    if pack.invited_on is not None:
        said.append(f"Eingeladen wurde am {long_date(pack.invited_on)}. Bestehen Bedenken gegen die Ladung?")
    there = f"Nach der Anwesenheitsliste sind ____ von {pack.statutory_members} Mitgliedern da."
    if pack.is_second_call and pack.is_quorate_regardless:
        board = sentence_case(head.the_board)
        again = "Zu diesen Punkten wurde zum zweiten Mal geladen."
        return [*said, f"{there} {again} {board} ist ohne Rücksicht auf die Zahl der Erschienenen beschlussfähig."]
    needed = count(pack.quorum, "Mitglied", "Mitglieder")
    return [*said, f"{there} {sentence_case(head.the_board)} ist beschlussfähig, wenn {needed} da sind."]


def _crossing(pack: Pack, item: PackItem) -> list[str]:
    """Before the first non-public item the public leaves."""
    first = next((one for one in pack.items if not one.is_public), None)
    if item != first:
        return []
    return ["Die folgenden Punkte sind nichtöffentlich. Ich bitte alle Gäste, den Raum zu verlassen."]


def _papers(item: PackItem) -> str:
    return f" ({', '.join(item.references)})" if item.references else ""


def _matter(pack: Pack, item: PackItem) -> list[str]:
    """How an item of this kind goes on."""
    match item.kind:
        case ItemKind.MOTION | ItemKind.FOLLOW_UP:
            return [*_debate(item), *_ballot(pack, item)]
        case ItemKind.ELECTION:
            return ["Wer wird vorgeschlagen? Wir wählen schriftlich und geheim, außer niemand widerspricht."]
        case ItemKind.REPORT:
            return ["Wer berichtet?", "Gibt es Fragen oder Wortmeldungen?"]
        case ItemKind.MISC | ItemKind.QUESTION_TIME:
            return ["Wer möchte etwas sagen?", "Unter diesem Punkt wird nicht abgestimmt."]
        case ItemKind.FORMAL:
            return _formal(pack, item)


def _debate(item: PackItem) -> list[str]:
    opening = "Wer begründet den Antrag?" if item.kind is ItemKind.MOTION else "Worum geht es?"
    return [opening, "Ist jemand befangen? Wer befangen ist, verlässt den Raum.", "Gibt es Wortmeldungen?"]


def _ballot(pack: Pack, item: PackItem) -> list[str]:
    """The order of the ballots, what is needed, and the questions."""
    order = "Wir stimmen zuerst über Änderungsanträge ab, den weitestgehenden zuerst, dann über den Antrag."
    said = [order] if item.kind is ItemKind.MOTION else []
    if len(item.points) > 1:
        points = count(len(item.points), "Punkt", "Punkte")
        said.append(
            f"Der Antrag hat {points}. Wir stimmen gemeinsam ab, außer jemand möchte Punkt für Punkt abstimmen."
        )
    said.append(chair_says(MORE_YES_THAN_NO, pack.statutory_members))
    return [
        *said,
        "Wer ist dafür? – Wer ist dagegen? – Wer enthält sich?",
        "Damit ist der Antrag ____________________.",
    ]


def _formal(pack: Pack, item: PackItem) -> list[str]:
    if "Tagesordnung" not in item.heading:
        return ["Gibt es dazu Einwände?"]
    said = ["Gibt es Anträge zur Tagesordnung?"]
    if pack.extension is not None:
        said.append(f"Für einen Punkt, der nicht in der Einladung steht: {_needed(pack)}")
    return [*said, "Wer ist für diese Tagesordnung? – Wer ist dagegen? – Wer enthält sich?"]


def _needed(pack: Pack) -> str:
    if pack.extension is None:
        return ""
    if pack.extension == MORE_YES_THAN_NO:
        return f"{sentence_case(majority(pack.extension))} genügt."
    return chair_says(pack.extension, pack.statutory_members)

"""What the rules of procedure are called, and their values in words."""

from __future__ import annotations

from typing import Protocol

from babel.numbers import format_currency

from beirat.rules.checks import Finding
from beirat.rules.profiles import Certainty, ElectionTie, Key, Level, ReceiptRule, Signers, TieRule, Value
from beirat.rules.profiles.questions import QUESTIONS, Chapter, Comparison, Kind
from beirat.rules.voting import Base, Share
from documents.wording import count

CHAPTERS = {
    Chapter.FOUNDATIONS: "Grundlagen",
    Chapter.CONVENING: "Einladung und Fristen",
    Chapter.AGENDA: "Tagesordnung und Öffentlichkeit",
    Chapter.PRESENCE: "Anwesenheit und Beschlussfähigkeit",
    Chapter.BALLOTS: "Abstimmungen",
    Chapter.ELECTIONS: "Wahlen",
    Chapter.MINUTES: "Niederschrift",
    Chapter.RECOMMENDATIONS: "Empfehlungen und Antworten",
}

NAMES = {
    Key.LEGAL_BASIS: "Rechtsgrundlage des Beirats",
    Key.ADDRESSEE: "Empfehlungen gehen an",
    Key.DEPUTIES_EXIST: "Mitglieder haben Stellvertretungen",
    Key.VIDEO_COUNTS_AS_PRESENT: "Wer per Video teilnimmt, gilt als anwesend",
    Key.ATTENDANCE_FEE_CENTS: "Sitzungsgeld",
    Key.MEETINGS_PER_YEAR: "Sitzungen im Jahr, mindestens",
    Key.INVITATION_NOTICE_DAYS: "Ladungsfrist",
    Key.SHORT_NOTICE_DAYS: "Abgekürzte Ladungsfrist",
    Key.SECOND_CALL_NOTICE_DAYS: "Ladungsfrist der zweiten Sitzung zum selben Punkt",
    Key.SHORT_NOTICE_FORBIDDEN_FOR_ELECTIONS: "Keine abgekürzte Frist, wenn gewählt wird",
    Key.RECEIPT_RULE: "Eine Einladung ist zugegangen, wenn sie",
    Key.CONSULTED_PARTY: "Tagesordnung im Benehmen mit",
    Key.MOTION_DEADLINE_DAYS: "Antragsfrist",
    Key.ATTACHMENTS_DEADLINE_DAYS: "Frist für Unterlagen",
    Key.SUPPLEMENT_DEADLINE_DAYS: "Frist für Nachträge",
    Key.PUBLIC_NOTICE_DAYS: "Öffentliche Bekanntmachung",
    Key.MEETING_ON_REQUEST: "Eine Sitzung verlangen können",
    Key.AGENDA_EXTENSION_MAJORITY: "Punkt nachträglich aufnehmen",
    Key.AGENDA_EXTENSION_NEEDS_URGENCY: "Nachträglich nur, was dringlich ist",
    Key.AGENDA_REORDER_MAJORITY: "Reihenfolge ändern",
    Key.AGENDA_REMOVE_MAJORITY: "Punkt absetzen",
    Key.EXCLUSION_MAJORITY: "Öffentlichkeit ausschließen",
    Key.EXCLUSION_DECIDED_IN_PRIVATE: "Über den Ausschluss wird nichtöffentlich beraten",
    Key.SPEAKING_TIME_MINUTES: "Redezeit",
    Key.QUORUM: "Beschlussfähig",
    Key.QUORUM_PRESUMED: "Gilt als beschlussfähig, bis jemand es bezweifelt",
    Key.QUORUM_EX_OFFICIO_BELOW: "Von Amts wegen festzustellen, wenn nicht",
    Key.SECOND_CALL_QUORATE: "Zweite Sitzung zum selben Punkt ist immer beschlussfähig",
    Key.CONFLICT_NAME: "Ausschluss wegen eigener Interessen heißt",
    Key.MAJORITY: "Angenommen ist, was die Stimmen hat von",
    Key.TIE: "Stimmengleichheit",
    Key.SECRET_BALLOT_ON_MATTERS: "Geheime Abstimmung über Sachen",
    Key.ROLL_CALL_THRESHOLD: "Namentliche Abstimmung verlangen können",
    Key.OWN_VOTE_ON_RECORD: "Eigene Stimme auf Verlangen in die Niederschrift",
    Key.ELECTION_SECRET: "Wahlen sind geheim",
    Key.ELECTION_OPEN_IF_NO_OBJECTION: "Offene Wahl, wenn niemand widerspricht",
    Key.ELECTION_MAJORITY: "Im ersten Wahlgang gewählt ist, wer die Stimmen hat von",
    Key.ELECTION_RUN_OFF: "Stichwahl, wenn im ersten Wahlgang niemand gewählt ist",
    Key.ELECTION_TIE: "Stimmengleichheit bei Wahlen",
    Key.MINUTES_DRAFT_DAYS: "Entwurf der Niederschrift",
    Key.MINUTES_OBJECTION_DAYS: "Frist für Einwendungen",
    Key.MINUTES_SIGNERS: "Die Niederschrift unterschreiben",
    Key.MINUTES_APPROVAL_REQUIRED: "Der Beirat genehmigt die Niederschrift",
    Key.PUBLISH_BEFORE_APPROVAL: "Beschlüsse vor der Genehmigung vorläufig veröffentlichen",
    Key.TRANSMISSION_DAYS: "Empfehlung zuleiten",
    Key.RECEIPT_WORKING_DAYS: "Eingangsbestätigung der Verwaltung",
    Key.INTERIM_REPLY_WEEKS: "Zwischennachricht der Verwaltung",
    Key.ANSWER_MONTHS: "Antwort der Verwaltung",
    Key.RECESS_PAUSES_ANSWER: "Sitzungspause hält die Antwortzeit an",
    Key.ANSWER_LEGAL_BASIS: "Rechtsgrundlage dieser Frist",
    Key.RECESS_PAUSES_ANSWER: "In der Sommerpause steht die Uhr der Antwort",
    Key.SECOND_ANSWER_WEEKS: "Zweite Antwort, wenn die erste nicht ausreicht",
    Key.PROGRESS_REPORT_MONTHS: "Bericht über die Umsetzung",
    Key.REMINDER_BEFORE_DAYS: "Erinnerung vor dem Termin",
    Key.SECOND_REMINDER_AFTER_DAYS: "Zweite Erinnerung nach dem Termin",
    Key.AGENDA_PROPOSAL_DAYS: "Vorschlag für die Tagesordnung nach dem Termin",
}

_CLEAR = ("voller Tag zwischen Zugang und Sitzung", "volle Tage zwischen Zugang und Sitzung")
_BEFORE = ("Tag vor der Sitzung", "Tage vor der Sitzung")
_AFTER = ("Tag nach der Sitzung", "Tage nach der Sitzung")

UNITS = {
    Key.MEETINGS_PER_YEAR: ("Sitzung", "Sitzungen"),
    Key.INVITATION_NOTICE_DAYS: _CLEAR,
    Key.SHORT_NOTICE_DAYS: _CLEAR,
    Key.SECOND_CALL_NOTICE_DAYS: _CLEAR,
    Key.MOTION_DEADLINE_DAYS: _BEFORE,
    Key.ATTACHMENTS_DEADLINE_DAYS: _BEFORE,
    Key.SUPPLEMENT_DEADLINE_DAYS: _BEFORE,
    Key.PUBLIC_NOTICE_DAYS: _BEFORE,
    Key.SPEAKING_TIME_MINUTES: ("Minute", "Minuten"),
    Key.MINUTES_DRAFT_DAYS: _AFTER,
    Key.MINUTES_OBJECTION_DAYS: ("Tag nach dem Versand", "Tage nach dem Versand"),
    Key.TRANSMISSION_DAYS: _AFTER,
    Key.RECEIPT_WORKING_DAYS: ("Arbeitstag nach der Zuleitung", "Arbeitstage nach der Zuleitung"),
    Key.INTERIM_REPLY_WEEKS: ("Woche nach dem Eingang", "Wochen nach dem Eingang"),
    Key.ANSWER_MONTHS: ("Monat nach dem Eingang", "Monate nach dem Eingang"),
    Key.SECOND_ANSWER_WEEKS: ("Woche", "Wochen"),
    Key.PROGRESS_REPORT_MONTHS: ("Monat nach dem vorigen", "Monate nach dem vorigen"),
    Key.REMINDER_BEFORE_DAYS: ("Tag vorher", "Tage vorher"),
    Key.SECOND_REMINDER_AFTER_DAYS: ("Tag danach", "Tage danach"),
    Key.AGENDA_PROPOSAL_DAYS: ("Tag danach", "Tage danach"),
}

CHOICES = {
    ReceiptRule.SENT: "abgeschickt ist",
    ReceiptRule.MADE_AVAILABLE: "zum Abruf bereitliegt",
    ReceiptRule.CONFIRMED: "als empfangen bestätigt ist",
    TieRule.REJECTED: "Der Antrag ist abgelehnt",
    ElectionTie.LOT_BY_CHAIR: "Das Los entscheidet; der Vorsitz zieht es",
    Signers.CHAIR_AND_MINUTE_TAKER: "Vorsitz und Schriftführung",
    Signers.CHAIR: "Vorsitz",
}

_CHOSEN = {str(choice): words for choice, words in CHOICES.items()}

LEVELS = {
    Level.BOARD: "Geschäftsordnung des Beirats",
    Level.COUNCIL: "Geschäftsordnung des Kreistags",
    Level.STATUTE: "Gesetz oder Satzung",
    Level.PRESET: "Voreinstellung",
}

SHAPES = {Level.BOARD: "done", Level.COUNCIL: "agreed", Level.STATUTE: "agreed", Level.PRESET: "draft"}
"""The drawing that stands beside the level (``parts.status``)."""

CERTAINTIES = {
    Certainty.SOURCE: "",
    Certainty.MEMORY: "noch nicht am Gesetzestext geprüft",
    Certainty.DOUBTFUL: "unsicher, bitte prüfen",
    Certainty.PRESET: "",
}

COMPARISONS = {Comparison.MORE_THAN: "mehr als", Comparison.AT_LEAST: "mindestens"}

BASES = {
    Base.STATUTORY_MEMBERS: "der gesetzlichen Mitgliederzahl",
    Base.PRESENT: "der Anwesenden",
    Base.VOTES_CAST: "der abgegebenen Ja- und Nein-Stimmen",
}

FRACTIONS = {
    "1/5": "ein Fünftel",
    "1/4": "ein Viertel",
    "1/3": "ein Drittel",
    "1/2": "die Hälfte",
    "2/3": "zwei Drittel",
    "3/4": "drei Viertel",
    "1/1": "alle",
}


def value(key: Key, given: Value) -> str:
    """3 volle Tage zwischen Zugang und Sitzung · mindestens zwei Drittel der gesetzlichen Mitgliederzahl · ja"""
    match given:
        case None | "":
            return "keine Regel"
        case bool():
            return "ja" if given else "nein"
        case Share():
            return share(given)
        case int() if key is Key.ATTENDANCE_FEE_CENTS:
            return format_currency(given / 100, "EUR", locale="de") if given else "wird hier nicht geführt"
        case int():
            return count(given, *UNITS[key])
        case _:
            return _CHOSEN[given] if QUESTIONS[key].kind is Kind.CHOICE else given


def share(given: Share) -> str:
    """mehr als die Hälfte der abgegebenen Ja- und Nein-Stimmen"""
    comparison = COMPARISONS[Comparison.MORE_THAN if given.is_strict else Comparison.AT_LEAST]
    fraction = f"{given.fraction.numerator}/{given.fraction.denominator}"
    return f"{comparison} {FRACTIONS.get(fraction, fraction)} {BASES[given.base]}"


def source(level: Level, basis: str, certainty: Certainty) -> str:
    """§ 58 Abs. 1 HGO · § 27 LKO, noch nicht am Gesetzestext geprüft"""
    return ", ".join(filter(None, [basis, CERTAINTIES[certainty]])) or LEVELS[level]


_GIVEN = {
    Key.INVITATION_NOTICE_DAYS: "Zwischen Einladung und Sitzung",
    Key.SHORT_NOTICE_DAYS: "Zwischen der eiligen Einladung und der Sitzung",
    Key.SECOND_CALL_NOTICE_DAYS: "Zwischen der zweiten Einladung und der Sitzung",
    Key.MOTION_DEADLINE_DAYS: "Zwischen Einreichung und Sitzung",
    Key.SUPPLEMENT_DEADLINE_DAYS: "Zwischen Nachtrag und Sitzung",
    Key.ATTACHMENTS_DEADLINE_DAYS: "Zwischen Unterlagen und Sitzung",
    Key.PUBLIC_NOTICE_DAYS: "Zwischen Bekanntmachung und Sitzung",
}


class Found(Protocol):
    """What a rule said, whether it was just reckoned or is kept."""

    @property
    def key(self) -> Key: ...

    @property
    def given(self) -> int: ...

    @property
    def required(self) -> int: ...


def finding(check: Found) -> str:
    """Antragsfrist: Zwischen Einreichung und Sitzung liegen 10 Tage. Verlangt sind 14."""
    name = NAMES[check.key]
    if check.key in _GIVEN:
        verb = "liegt" if check.given == 1 else "liegen"
        days = count(check.given, "Tag", "Tage")
        return f"{name}: {_GIVEN[check.key]} {verb} {days}. Verlangt sind {check.required}."
    if QUESTIONS[check.key].kind is Kind.FLAG:
        return f"{name}: Das ist hier nicht eingehalten." if check.given else f"{name}: eingehalten."
    return f"{name}: {check.given}. Verlangt sind {check.required}."


FINDINGS = {
    Finding.OK: ("done", "Eingehalten"),
    Finding.WARNING: ("asked", "Hinweis"),
    Finding.VIOLATION: ("no", "Nicht eingehalten"),
}
"""Shape and word of what a rule said."""

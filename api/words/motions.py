"""What motions, their states, audiences and fields of action are called."""

from __future__ import annotations

from beirat.rules.motions import Audience, Field, MotionState, MotionStep

STATES = {
    MotionState.DRAFT: "Entwurf",
    MotionState.SUBMITTED: "Eingereicht",
    MotionState.RETURNED: "Zur Überarbeitung zurück",
    MotionState.INADMISSIBLE: "Nicht zugelassen",
    MotionState.ADMITTED: "Zugelassen",
    MotionState.SCHEDULED: "Auf der Tagesordnung",
    MotionState.UNDER_DEBATE: "In Beratung",
    MotionState.ADOPTED: "Beschlossen",
    MotionState.ADOPTED_AMENDED: "Geändert beschlossen",
    MotionState.REJECTED: "Abgelehnt",
    MotionState.WITHDRAWN: "Zurückgezogen",
}

SHAPES = {
    MotionState.DRAFT: "draft",
    MotionState.SUBMITTED: "waiting",
    MotionState.RETURNED: "draft",
    MotionState.INADMISSIBLE: "stopped",
    MotionState.ADMITTED: "agreed",
    MotionState.SCHEDULED: "later",
    MotionState.UNDER_DEBATE: "running",
    MotionState.ADOPTED: "done",
    MotionState.ADOPTED_AMENDED: "done",
    MotionState.REJECTED: "no",
    MotionState.WITHDRAWN: "stopped",
}
"""The drawing that stands beside the word (``parts.status``)."""

NEXT = {
    MotionState.SUBMITTED: "Der Vorsitz prüft den Antrag jetzt. Danach kommt er auf die Tagesordnung einer Sitzung.",
    MotionState.RETURNED: "Der Antrag soll überarbeitet werden. Dann kann er noch einmal eingereicht werden.",
    MotionState.ADMITTED: "Die Geschäftsstelle setzt den Antrag auf die Tagesordnung einer Sitzung.",
    MotionState.SCHEDULED: "Der Beirat berät in der Sitzung darüber.",
    MotionState.UNDER_DEBATE: "Der Beirat berät gerade darüber.",
}
"""What happens next with a motion that is on its way."""

LACKING = {"points": "mindestens ein Punkt", "reasons": "eine Begründung"}
"""What a draft needs before it can be handed in."""

AUDIENCES = {
    Audience.BOARD: "den Beirat selbst",
    Audience.ADMINISTRATION: "die Verwaltung",
    Audience.COUNCIL: "den Kreistag",
    Audience.OTHERS: "jemand anderen",
}

FIELDS = {
    Field.LANGUAGE: "Sprache",
    Field.SCHOOL: "Frühe Bildung und Schule",
    Field.WORK: "Ausbildung, Arbeit und Anerkennung",
    Field.HOUSING: "Wohnen und Unterbringung",
    Field.HEALTH: "Gesundheit und Pflege",
    Field.FAMILY: "Familie, Kinder und Jugend",
    Field.PARTICIPATION: "Politische Teilhabe und Beiratswahl",
    Field.ADMINISTRATION: "Offene und respektvolle Verwaltung",
    Field.RESIDENCE_NATURALISATION: "Aufenthalt und Einbürgerung",
    Field.ANTI_DISCRIMINATION: "Antidiskriminierung und Rassismus",
    Field.SPORT_CULTURE: "Sport, Kultur und Begegnung",
    Field.VOLUNTEERING: "Ehrenamt und Migrantenorganisationen",
    Field.MOBILITY_DIGITAL: "Mobilität und Digitalisierung",
}

STEPS = {
    MotionStep.ADMIT: "Zulassen",
    MotionStep.RETURN: "Zur Überarbeitung zurückgeben",
    MotionStep.REFUSE: "Nicht zulassen",
    MotionStep.SUBMIT: "Einreichen",
    MotionStep.WITHDRAW: "Zurückziehen",
    MotionStep.REVISE: "Bearbeiten",
}

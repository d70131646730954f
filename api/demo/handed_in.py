"""Who handed in which motion, and when; and what lies around undecided."""

from __future__ import annotations

from dataclasses import dataclass

from beirat.rules.motions import MotionStep


@dataclass(frozen=True)
class Moved:
    """A motion for a meeting, days before it (meeting 0: before today). ``named``: the mover wants to be named."""

    motion: str
    by: str
    meeting: int
    days: int
    clock: str = "19:30"
    named: bool = False


MOVED = (
    Moved("abendkurse", "mitglied2", 1, -34, "20:05"),
    Moved("elternbriefe", "mitglied6", 1, -33, "18:50"),
    Moved("uebergang", "mitglied3", 1, -31, "21:10"),
    Moved("feier", "mitglied1", 1, -30, "19:40", named=True),
    Moved("busse", "mitglied5", 1, -27, "20:30", named=True),
    Moved("videositzung", "mitglied6", 1, -25, "19:15"),
    Moved("pflege", "mitglied2", 2, -36, "20:20"),
    Moved("schwimmen", "mitglied4", 2, -34, "18:35", named=True),
    Moved("wartezeiten", "vorsitz", 2, -33, "17:45", named=True),
    Moved("notfalltermine", "mitglied5", 2, -30, "21:25"),
    Moved("erstberatung", "mitglied3", 2, -27, "20:10"),
    Moved("sonderbus", "mitglied4", 2, -21, "19:20"),
    Moved("sprachcafes", "mitglied1", 3, -36, "18:15"),
    Moved("wohnungsmarkt", "mitglied5", 3, -35, "21:05"),
    Moved("unterkuenfte", "mitglied3", 3, -30, "19:55"),
    Moved("schulungen", "mitglied6", 3, -27, "20:40"),
    Moved("integrationskonzept", "vorsitz", 3, -24, "17:30"),
    Moved("sprachmittlung", "mitglied2", 4, -35, "19:45"),
    Moved("kindeswohl", "mitglied4", 4, -33, "20:50"),
    Moved("raeume", "mitglied1", 4, -28, "18:25"),
    Moved("integrationspreis", "vorsitz", 4, -22, "17:10"),
    Moved("anerkennung", "mitglied6", 5, -36, "20:00"),
    Moved("leitbild", "mitglied3", 5, -34, "19:35"),
    Moved("beiratswahl", "mitglied5", 5, -30, "21:15"),
    Moved("zeitung", "mitglied4", 5, -28, "18:40"),
    Moved("antidiskriminierung", "mitglied1", 5, -24, "19:10"),
    Moved("elternkurse", "mitglied3", 6, -27, "20:25"),
    Moved("stadtteilmuetter", "mitglied2", 6, -26, "19:50"),
    Moved("fest", "mitglied6", 6, -22, "18:55"),
    Moved("buecher", "mitglied6", 0, -12, "20:35"),
    Moved("gesundheitslotsen", "mitglied4", 0, -11, "19:25"),
    Moved("notrufkarten", "mitglied2", 0, -8, "21:00"),
    Moved("praktika", "mitglied5", 0, -7, "18:30"),
)

WAITING = (("wohnberatung", "mitglied6", -4), ("sprechstunde", "mitglied2", -2))
"""Handed in, and not looked at yet."""

DRAFTED = (("lesepaten", "mitglied1", -6), ("radkurse", "mitglied5", -3), ("formulare", "schriftfuehrung", -2))

REFUSED = (
    (
        "familienhilfe",
        "mitglied3",
        MotionStep.RETURN,
        (
            "Bitte schreiben Sie genauer, welche Hilfe gemeint ist und wer sie geben soll. Dann kann die Verwaltung "
            "Punkt für Punkt antworten. Die Geschäftsstelle hilft gern."
        ),
    ),
    (
        "tempo30",
        "mitglied4",
        MotionStep.REFUSE,
        (
            "Der Antrag betrifft alle Menschen in Musterau gleich und fällt nicht in die Aufgaben des Beirats. "
            "Bitte wenden Sie sich an die Gemeinde Musterau. Sie entscheidet darüber."
        ),
    ),
)

TAKEN_BACK = (("spielplatz", "mitglied6"),)

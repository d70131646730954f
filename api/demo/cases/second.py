"""The recommendations of the third and the fourth meeting."""

from __future__ import annotations

from api.demo.shapes import (
    Answer,
    Assign,
    CaseStory,
    GiveBack,
    HandOver,
    Interim,
    Pause,
    Promise,
    Receive,
    Renew,
    Reply,
    Report,
    Resume,
    Settle,
)
from beirat.rules.answers import Position, ReasonCode
from beirat.rules.cases import Implementation

CASES = (
    CaseStory(
        "sprachcafes",
        (
            HandOver(5),
            Receive(7, "LB 10.3/12"),
            Assign(8, {1: "FD 50"}),
            Answer(
                60,
                "soziales",
                {
                    1: Reply(
                        Position.AGREED_WITH_CHANGES,
                        (
                            "Der Kreistag hat 12.000 Euro im Jahr bewilligt. Damit können alle fünf Standorte "
                            "weitermachen, aber mit weniger Terminen."
                        ),
                        ReasonCode.BUDGET,
                    )
                },
                released=66,
            ),
        ),
    ),
    CaseStory(
        "wohnungsmarkt",
        (
            HandOver(13),
            Receive(15, "LB 10.3/13"),
            Assign(16, {1: "FD 50", 2: "FD 50"}),
            Answer(
                46,
                "soziales",
                {
                    1: Reply(
                        Position.REJECTED,
                        (
                            "Vermieterinnen und Vermieter entscheiden frei, mit wem sie einen Vertrag schließen. "
                            "Eine Selbstverpflichtung sehen wir nicht als Aufgabe des Landkreises."
                        ),
                        ReasonCode.COMPETENCE,
                    ),
                    2: Reply(
                        Position.REJECTED,
                        "Für ein Verfahren ohne Namen fehlt die technische Ausstattung.",
                        ReasonCode.STAFF,
                    ),
                },
                released=50,
            ),
            Answer(
                128,
                "soziales",
                {
                    1: Reply(
                        Position.REJECTED,
                        (
                            "Wir haben die Frage noch einmal geprüft und bleiben dabei: Eine Selbstverpflichtung "
                            "kann der Landkreis nicht verlangen. Wir vermitteln aber gern ein Gespräch zwischen "
                            "Beirat und Wohnungsunternehmen."
                        ),
                        ReasonCode.COMPETENCE,
                    ),
                    2: Reply(
                        Position.PARTLY,
                        (
                            "Bei den 40 Wohnungen, die wir selbst vermitteln, prüfen wir Bewerbungen ein Jahr lang "
                            "ohne Namen. Danach entscheiden wir, ob es dabei bleibt."
                        ),
                        ReasonCode.STAFF,
                    ),
                },
                released=131,
            ),
        ),
    ),
    CaseStory(
        "unterkuenfte",
        (
            HandOver(6),
            Receive(8, "LB 10.3/14"),
            Assign(9, {1: "FD 50", 2: "FD 50", 4: "FD 50"}),
            Answer(
                45,
                "soziales",
                {
                    1: Reply(
                        Position.ALREADY_DONE,
                        (
                            "Der Beschwerdeweg hängt seit drei Monaten in allen neun Unterkünften aus, in zehn "
                            "Sprachen und mit Bildern."
                        ),
                        ReasonCode.ALREADY_DONE,
                    ),
                    2: Reply(
                        Position.AGREED,
                        (
                            "Wir berichten dem Beirat jedes Jahr im November: wie viele Beschwerden es gab und was "
                            "daraus wurde."
                        ),
                    ),
                    4: Reply(
                        Position.AGREED_WITH_CHANGES,
                        (
                            "Die Hausordnung wird zuerst in einfaches Deutsch übertragen und danach in zehn "
                            "Sprachen übersetzt. Das dauert etwa ein halbes Jahr."
                        ),
                        ReasonCode.OTHER,
                    ),
                },
                released=50,
            ),
            Promise(52, "soziales", (4,), "Die Hausordnung liegt in einfachem Deutsch vor.", "binnen sechs Wochen"),
            Settle(98, kept=False),
            Report(100, "soziales", (1,), Implementation.DONE, "Aushang in allen neun Unterkünften."),
            Report(120, "geschaeftsstelle", (1,), Implementation.DONE, "Der Beirat hat vier Unterkünfte besucht."),
        ),
    ),
    CaseStory(
        "schulungen",
        (
            HandOver(5),
            Receive(7, "LB 10.3/15"),
            Assign(8, {1: "FD 50"}),
            Answer(
                36,
                "soziales",
                {
                    1: Reply(
                        Position.AGREED,
                        (
                            "Sechs Abende im Jahr sind geplant. Die ersten drei Termine stehen fest, die Anmeldung "
                            "ist offen."
                        ),
                    )
                },
                released=40,
            ),
        ),
    ),
    CaseStory(
        "integrationskonzept",
        (
            HandOver(5),
            Receive(12, "LB 10.3/16"),
            Assign(13, {1: "FD 50", 2: "FD 50", 3: "FD 50"}),
            Answer(
                58,
                "soziales",
                {
                    1: Reply(Position.AGREED, "Der Beirat bekommt in jeder der sechs Arbeitsgruppen einen Sitz."),
                    2: Reply(
                        Position.IN_PRINCIPLE,
                        (
                            "Messbare Ziele sind uns wichtig. Für einige Bereiche gibt es aber noch keine Zahlen. "
                            "Welche Ziele möglich sind, sagen wir nach der ersten Runde der Arbeitsgruppen."
                        ),
                        ReasonCode.MATTER,
                    ),
                    3: Reply(
                        Position.AGREED,
                        "Der Beirat bekommt den Entwurf mindestens vier Wochen vor der Beratung im Kreistag.",
                    ),
                },
                released=63,
            ),
        ),
    ),
    CaseStory(
        "sprachmittlung",
        (
            HandOver(5),
            Receive(7, "LB 10.3/17"),
            Assign(8, {1: "FD 50", 2: "FD 50", 3: "FD 53"}),
            Answer(
                33,
                "gesundheit",
                {
                    3: Reply(
                        Position.AGREED,
                        (
                            "Seit diesem Monat bestellen wir für jedes Gespräch mit Familien eine Dolmetschung. "
                            "Kinder und Jugendliche übersetzen bei uns nicht mehr."
                        ),
                    )
                },
                released=33,
            ),
            Interim(
                70,
                "soziales",
                (
                    "Für den Pool haben sich 23 Menschen gemeldet. Über die Aufwandsentschädigung sprechen wir noch "
                    "mit der Kämmerei."
                ),
            ),
            Promise(71, "soziales", (1,), "Die Regeln für die Aufwandsentschädigung liegen vor.", "binnen vier Wochen"),
            Pause(80, "Der Beirat klärt erst mit den Freiwilligen, welche Sprachen gebraucht werden."),
            Resume(87),
            Renew(98, "soziales", "in zwei Monaten"),
        ),
    ),
    CaseStory(
        "kindeswohl",
        (
            HandOver(2),
            Receive(5, "LB 10.3/18"),
            Assign(6, {1: "FD 50", 2: "FD 33", 3: "FD 53"}),
            Answer(
                33,
                "auslaenderbehoerde",
                {
                    2: Reply(
                        Position.NOT_COMPETENT,
                        (
                            "Über die Zeiten entscheidet das Land. Wir haben die Empfehlung an das "
                            "Regierungspräsidium weitergegeben."
                        ),
                        ReasonCode.COMPETENCE,
                        competent="Regierungspräsidium",
                    )
                },
                released=36,
            ),
            Answer(
                34,
                "soziales",
                {
                    1: Reply(
                        Position.IN_PRINCIPLE,
                        (
                            "Wir beteiligen das Jugendamt, wenn es nötig ist. Einen festen Zeitpunkt können wir "
                            "nicht zusagen."
                        ),
                        ReasonCode.MATTER,
                    )
                },
                released=40,
            ),
            Answer(
                38,
                "gesundheit",
                {3: Reply(Position.PARTLY, "Ein Faltblatt für Eltern gibt es in vier Sprachen.", ReasonCode.STAFF)},
                released=38,
            ),
        ),
    ),
    CaseStory(
        "raeume",
        (
            HandOver(12),
            Receive(14, "LB 10.3/19"),
            Assign(15, {1: "FD 40", 2: "FD 40"}),
            Answer(
                40,
                "schule",
                {
                    1: Reply(Position.PARTLY, "Vereine zahlen künftig weniger.", ReasonCode.BUDGET),
                    2: Reply(Position.AGREED, "Die Liste der freien Räume steht ab dem nächsten Monat im Internet."),
                },
            ),
            GiveBack(43, 1, "Bitte nennen Sie den Betrag und sagen Sie, für welche Räume das gilt."),
            Answer(
                47,
                "schule",
                {
                    1: Reply(
                        Position.PARTLY,
                        (
                            "Eingetragene Vereine zahlen am Abend 10 statt 25 Euro. Das gilt für die Schulen. Für "
                            "die Sporthallen gibt es keine Ermäßigung, weil sie schon jetzt zu teuer im Unterhalt "
                            "sind."
                        ),
                        ReasonCode.BUDGET,
                    ),
                    2: Reply(Position.AGREED, "Die Liste der freien Räume steht ab dem nächsten Monat im Internet."),
                },
                released=51,
            ),
        ),
    ),
    CaseStory(
        "integrationspreis",
        (
            HandOver(5),
            Receive(7, "LB 10.3/20"),
            Assign(8, {1: "FD 50"}),
            Answer(
                30,
                "soziales",
                {1: Reply(Position.AGREED, "Die Jury folgt dem Vorschlag. Die Verleihung findet im Kreishaus statt.")},
                released=32,
            ),
        ),
    ),
)

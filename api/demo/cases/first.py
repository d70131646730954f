"""The recommendations of the first and the second meeting."""

from __future__ import annotations

from api.demo.shapes import (
    Answer,
    Assign,
    CaseStory,
    Forward,
    HandOver,
    Interim,
    Promise,
    Receive,
    Reply,
    Report,
    Settle,
)
from beirat.rules.answers import Position, ReasonCode
from beirat.rules.cases import Implementation

CASES = (
    CaseStory(
        "abendkurse",
        (
            HandOver(5),
            Receive(7, "LB 10.3/01"),
            Assign(8, {1: "FD 40", 2: "FD 40", 3: "FD 50"}),
            Interim(
                40,
                "schule",
                "Wir sprechen gerade mit den drei Mittelzentren über Räume. Die Antwort kommt in etwa drei Wochen.",
            ),
            Answer(
                61,
                "schule",
                {
                    1: Reply(
                        Position.AGREED,
                        (
                            "Die Kreisvolkshochschule bietet ab dem nächsten Semester in allen drei Mittelzentren "
                            "einen Abendkurs mit Kinderbetreuung an."
                        ),
                    ),
                    2: Reply(
                        Position.AGREED,
                        "Wir berichten dem Beirat im Januar und im Juli, wie viele Menschen die Kurse besuchen.",
                    ),
                },
                released=64,
            ),
            Answer(
                72,
                "soziales",
                {
                    3: Reply(
                        Position.PARTLY,
                        (
                            "Wer Leistungen vom Sozialamt bekommt, kann die Fahrkarte ersetzt bekommen. Für alle "
                            "anderen reicht das Geld im Haushalt nicht."
                        ),
                        ReasonCode.BUDGET,
                    )
                },
                released=75,
            ),
            Report(
                200,
                "schule",
                (1,),
                Implementation.DONE,
                "In allen drei Mittelzentren läuft seit diesem Semester ein Abendkurs mit Kinderbetreuung.",
            ),
            Report(
                221,
                "geschaeftsstelle",
                (1,),
                Implementation.PARTLY,
                "In zwei Orten läuft der Kurs. Im dritten ist er mangels Räumen ausgefallen.",
            ),
        ),
    ),
    CaseStory(
        "elternbriefe",
        (
            HandOver(5),
            Receive(7, "LB 10.3/02"),
            Assign(9, {1: "FD 40", 2: "FD 40", 3: "FD 40"}),
            Answer(
                30,
                "schule",
                {
                    1: Reply(
                        Position.AGREED,
                        (
                            "Zwanzig Standardbriefe werden übersetzt. Die ersten zehn liegen zum neuen Schuljahr in "
                            "acht Sprachen vor."
                        ),
                    ),
                    2: Reply(
                        Position.AGREED,
                        (
                            "Alle Vorlagen stehen künftig auf der Internetseite des Landkreises. Jede Schule kann "
                            "sie dort herunterladen."
                        ),
                    ),
                    3: Reply(
                        Position.NOT_COMPETENT,
                        (
                            "Was die Schulen bei der Anmeldung ausgeben, entscheiden sie selbst. Zuständig ist das "
                            "Staatliche Schulamt. Wir haben die Schulen um Unterstützung gebeten."
                        ),
                        ReasonCode.COMPETENCE,
                        competent="Staatliches Schulamt",
                    ),
                },
                released=34,
            ),
            Promise(35, "schule", (1,), "Die ersten zehn Briefe liegen in acht Sprachen vor.", "in drei Monaten"),
            Settle(110, kept=True),
            Report(112, "schule", (1,), Implementation.RUNNING),
        ),
    ),
    CaseStory(
        "uebergang",
        (
            HandOver(6),
            Receive(8, "LB 10.3/03"),
            Assign(9, {1: "FD 40"}),
            Forward(28, (1,), "Staatliches Schulamt Musterstadt"),
        ),
    ),
    CaseStory(
        "feier",
        (
            HandOver(2),
            Receive(5, "LB 10.3/04"),
            Assign(7, {1: "FD 33", 2: "FD 33"}),
            Answer(
                25,
                "auslaenderbehoerde",
                {
                    1: Reply(
                        Position.AGREED,
                        "Im Frühjahr und im Herbst findet je eine Einbürgerungsfeier im Kreishaus statt.",
                    ),
                    2: Reply(Position.AGREED, "Wir laden den Beirat zu jeder Vorbereitung ein."),
                },
                released=28,
            ),
        ),
    ),
    CaseStory(
        "busse",
        (
            HandOver(5),
            Receive(8, "LB 10.3/05"),
            Assign(9, {1: "FD 50", 2: "FD 50", 3: "FD 50"}),
            Answer(
                50,
                "soziales",
                {
                    1: Reply(
                        Position.AGREED,
                        (
                            "Der Kreistag hat beschlossen, dass der neue Nahverkehrsplan die Zeiten der Kurse "
                            "berücksichtigt."
                        ),
                    ),
                    2: Reply(
                        Position.DEFERRED,
                        (
                            "Ein Rufbus ist zurzeit nicht bezahlbar. Wir warten auf die Zusage einer Förderung und "
                            "entscheiden dann neu."
                        ),
                        ReasonCode.BUDGET,
                        until=(1, 150),
                    ),
                    3: Reply(Position.AGREED, "In allen neun Unterkünften hängt der Fahrplan in sechs Sprachen aus."),
                },
                released=56,
            ),
            Answer(
                140,
                "soziales",
                {
                    2: Reply(
                        Position.DEFERRED,
                        (
                            "Die Förderung ist noch nicht bewilligt. Der Rufbus bleibt auf der Liste. Wir "
                            "entscheiden neu, wenn der Bescheid da ist."
                        ),
                        ReasonCode.BUDGET,
                        until=(0, 75),
                    )
                },
                released=143,
            ),
        ),
    ),
    CaseStory(
        "pflege",
        (
            HandOver(4),
            Receive(6, "LB 10.3/06"),
            Assign(7, {1: "FD 53", 3: "FD 53"}),
            Answer(
                40,
                "gesundheit",
                {
                    1: Reply(
                        Position.AGREED,
                        ("Der Landrat lädt zum Runden Tisch ein. Das erste Treffen findet in sechs Wochen statt."),
                    ),
                    3: Reply(
                        Position.NOT_COMPETENT,
                        (
                            "Wen die Kliniken und Heime schicken, entscheiden sie selbst. Wir haben sie gebeten, "
                            "jemanden aus der Leitung zu entsenden."
                        ),
                        ReasonCode.COMPETENCE,
                        competent="Träger der Kliniken und Pflegeheime",
                    ),
                },
                released=40,
            ),
        ),
    ),
    CaseStory(
        "schwimmen",
        (
            HandOver(4),
            Receive(6, "LB 10.3/07"),
            Assign(7, {1: "FD 40", 2: "FD 40"}),
            Answer(
                38,
                "schule",
                {
                    1: Reply(
                        Position.AGREED,
                        (
                            "Beide Bäder bieten ab dem nächsten Monat eine Kurszeit für Frauen und Mädchen an, in "
                            "Musterstadt am Nachmittag."
                        ),
                    ),
                    2: Reply(
                        Position.AGREED_WITH_CHANGES,
                        (
                            "Eine Kinderbetreuung gibt es in Musterstadt. In Beispielhausen fehlt ein Raum, dort "
                            "dürfen Kinder mit ins Lehrbecken."
                        ),
                        ReasonCode.OTHER,
                    ),
                },
                released=42,
            ),
        ),
    ),
    CaseStory(
        "wartezeiten",
        (
            HandOver(9),
            Receive(12, "LB 10.3/08"),
            Assign(13, {1: "FD 33", 2: "FD 33", 3: "FD 33"}),
            Interim(45, "auslaenderbehoerde", "Wir werten gerade die Bearbeitungszeiten der letzten zwei Jahre aus."),
            Answer(
                80,
                "auslaenderbehoerde",
                {
                    1: Reply(
                        Position.AGREED,
                        (
                            "Ab dem nächsten Monat veröffentlichen wir die durchschnittliche Bearbeitungszeit auf "
                            "unserer Internetseite."
                        ),
                    ),
                    2: Reply(
                        Position.AGREED_WITH_CHANGES,
                        (
                            "Wer den Antrag online stellt, bekommt sofort eine Bestätigung. Bei Anträgen auf Papier "
                            "brauchen wir vier statt zwei Wochen."
                        ),
                        ReasonCode.STAFF,
                    ),
                    3: Reply(
                        Position.IN_PRINCIPLE,
                        (
                            "Wir halten mehr Stellen für nötig. Über den Stellenplan entscheidet aber der Kreistag. "
                            "Zusagen können wir deshalb nichts."
                        ),
                        ReasonCode.STAFF,
                    ),
                },
                released=86,
            ),
        ),
    ),
    CaseStory(
        "notfalltermine",
        (
            HandOver(1),
            Receive(2, "LB 10.3/09"),
            Assign(5, {1: "FD 33", 2: "FD 33", 3: "FD 33"}),
            Interim(
                100,
                "auslaenderbehoerde",
                (
                    "Wir prüfen, wie Notfallzeiten mit dem vorhandenen Personal möglich sind. Ein Ergebnis gibt es "
                    "noch nicht."
                ),
            ),
        ),
    ),
    CaseStory(
        "erstberatung",
        (
            HandOver(5),
            Receive(7, "LB 10.3/10"),
            Assign(8, {1: "FD 53", 2: "FD 53", 3: "FD 53"}),
            Answer(
                55,
                "gesundheit",
                {
                    1: Reply(
                        Position.REJECTED,
                        (
                            "Im Gesundheitsamt ist keine Stelle für eine Sprechstunde frei. Wir können das Angebot "
                            "nicht einrichten."
                        ),
                        ReasonCode.STAFF,
                    ),
                    2: Reply(
                        Position.REJECTED,
                        "Ohne Sprechstunde entstehen keine Kosten für Dolmetschung.",
                        ReasonCode.MATTER,
                    ),
                    3: Reply(
                        Position.AGREED_WITH_CHANGES,
                        "Wir informieren die Praxen über die Angebote, die es schon gibt.",
                        ReasonCode.MATTER,
                    ),
                },
                released=55,
            ),
        ),
    ),
    CaseStory("sonderbus", (HandOver(8), Receive(9, "LB 10.3/11"), Assign(12, {1: "FD 50"}))),
)

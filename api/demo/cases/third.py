"""The recommendations of the fifth and the sixth meeting: most of them wait for something."""

from __future__ import annotations

from api.demo.calendar import TODAY
from api.demo.shapes import (
    AcceptQuery,
    Answer,
    Ask,
    AskForTime,
    Assign,
    CaseStory,
    DecideTime,
    HandOver,
    Interim,
    Receive,
    Reply,
    SendLink,
    SendTo,
)
from beirat.rules.answers import Position, ReasonCode

CASES = (
    CaseStory(
        "anerkennung",
        (
            HandOver(5),
            Receive(7, "LB 10.3/21"),
            Assign(9, {1: "FD 50", 2: "FD 50", 3: "FD 40"}),
            SendTo(20, "Jobcenter Musterland", (3,)),
            Answer(
                52,
                "soziales",
                {
                    1: Reply(
                        Position.AGREED,
                        (
                            "Ab dem nächsten Quartal gibt es jeden Donnerstag von 14 bis 17 Uhr eine Sprechstunde "
                            "im Kreishaus."
                        ),
                    ),
                    2: Reply(
                        Position.AGREED_WITH_CHANGES,
                        (
                            "Am Telefon beraten wir sofort. Für Beratung per Video fehlt noch die Ausstattung, sie "
                            "kommt im nächsten Jahr."
                        ),
                        ReasonCode.BUDGET,
                    ),
                },
            ),
        ),
    ),
    CaseStory(
        "leitbild",
        (
            HandOver(7),
            Receive(9, "LB 10.3/22"),
            Assign(12, {1: "FD 33", 2: "FD 33", 3: "FD 50", 4: "FD 50"}),
            Interim(
                35,
                "auslaenderbehoerde",
                (
                    "Der Personalrat hat seine Mitarbeit zugesagt. Wir laden bald zur ersten Sitzung der "
                    "Arbeitsgruppe ein."
                ),
            ),
            Answer(
                50,
                "soziales",
                {4: Reply(Position.AGREED, "Das Leitbild wird in Leichte Sprache übertragen, sobald es fertig ist.")},
                submitted=False,
            ),
            SendLink(51, "FD 50"),
            AskForTime(
                53, "auslaenderbehoerde", (0, 75), "Die Arbeitsgruppe mit dem Personalrat tagt erst im neuen Jahr."
            ),
            DecideTime(57, True, "Der Personalrat soll mitarbeiten können. Bis dahin bitte ein Zwischenstand."),
        ),
    ),
    CaseStory(
        "beiratswahl",
        (
            HandOver(8),
            Receive(12, "LB 10.3/23"),
            Assign(13, {1: "FD 50", 2: "FD 40", 3: "FD 50"}),
            Ask(
                45,
                "schule",
                (
                    "Für welche zehn Sprachen sollen wir Informationen bereitstellen? Bitte nennen Sie uns Ihre "
                    "Reihenfolge."
                ),
            ),
            AcceptQuery(46),
            Answer(
                48,
                "soziales",
                {
                    1: Reply(
                        Position.AGREED,
                        "Alle Wahlberechtigten bekommen das Schreiben mit einem Hinweis in ihrer Sprache.",
                    )
                },
                released=50,
                goes_out=(TODAY, 12),
            ),
        ),
    ),
    CaseStory("stadtteilmuetter", (HandOver(6),)),
    CaseStory("fest", (HandOver(5), Receive(7, "LB 10.3/24"))),
)

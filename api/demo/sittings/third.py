"""The fifth and the sixth meeting of the term."""

from __future__ import annotations

from api.demo.shapes import Adjourned, Apart, Count, Decided, Item, Presence, Sitting, Together
from beirat.rules.meetings import Referral
from beirat.rules.recommendations import CaseStep

_FIFTH = Sitting(
    number=5,
    location="Kreishaus Musterland, Sitzungssaal 1, Musterallee 1, Musterstadt",
    note=(
        "Der Saal ist ohne Stufen erreichbar. Es gibt Kinderbetreuung, bitte melden Sie Ihre Kinder drei Tage "
        "vorher an."
    ),
    opened="18:04",
    closed="20:47",
    presence=Presence(excused=("ardita",), late={"elif": "18:35"}, early={"piotr": "20:15"}),
    customary={
        "Eröffnung": (
            "Die Vorsitzende begrüßt die Mitglieder, das Landratsbüro, die Leitung der Ausländerbehörde und sieben "
            "Gäste."
        ),
        "Genehmigung der Tagesordnung": "Es gibt keine Änderungswünsche.",
        "Genehmigung der Niederschrift": "Es liegen keine Einwendungen vor.",
        "Bericht aus dem Vorsitz": (
            "Die Vorsitzende berichtet vom Gespräch mit dem Landrat über die offenen Antworten. Er will sich um die "
            "Notfalltermine selbst kümmern."
        ),
        "Bericht der Geschäftsstelle": "Die Internetseite des Beirats hatte im letzten Monat 1.900 Besuche.",
        "Beschlusskontrolle": (
            "Der Beirat geht die Liste durch. Bei der Sprachmittlung steht der wichtigste Punkt noch aus."
        ),
        "Anfragen": "Frau Misal fragt nach dem Stand des Nahverkehrsplans. Das Landratsbüro antwortet schriftlich.",
        "Verschiedenes": "Keine Wortmeldungen.",
    },
    items=(
        Item(
            at="18:40",
            case="wohnungsmarkt",
            step=CaseStep.INSUFFICIENT,
            course=(
                "Die Antwort verweist nur auf die Vertragsfreiheit. Zu den Wohnungen, die der Landkreis selbst "
                "vermittelt, sagt sie nichts."
            ),
            result=Decided(
                "Die Antwort ist nicht ausreichend. Der Beirat bittet um eine neue Antwort zu beiden Punkten.",
                Count(abstained=2),
            ),
        ),
        Item(
            at="18:52",
            case="schulungen",
            step=CaseStep.CLOSE,
            course="Die ersten drei Abende waren ausgebucht. Der Beirat dankt der Verwaltung.",
        ),
        Item(
            at="19:00",
            motion="anerkennung",
            course=(
                "Die Geschäftsstelle trägt den Antrag für Frau Shembulli vor. Der Beirat hört den Bericht einer "
                "Ärztin, die zwei Jahre auf ihre Anerkennung gewartet hat."
            ),
            result=Together(),
        ),
        Item(
            at="19:15",
            motion="leitbild",
            course=(
                "Frau al-Mithāl begründet den Antrag. Die Leitung der Ausländerbehörde begrüßt ihn ausdrücklich: "
                "Auch die Beschäftigten wünschten sich klare Regeln. Auf Vorschlag des Landratsbüros wird in Punkt "
                "2 die Frist geändert."
            ),
            result=Together(
                Count(abstained=1),
                changed={
                    2: "Alle Beschäftigten mit Publikumsverkehr erhalten innerhalb von drei Jahren eine Schulung."
                },
            ),
        ),
        Item(
            at="19:35",
            motion="beiratswahl",
            course=(
                "Herr Nhwɛsoɔ stellt die vier Punkte vor. Zu Punkt 4 gibt es Bedenken, weil viele am Werktag "
                "arbeiten. Über jeden Punkt wird einzeln abgestimmt."
            ),
            result=Apart((Count(abstained=1), Count(), Count(no=2, abstained=3), Count(no=8, abstained=1))),
        ),
        Item(
            at="19:58",
            motion="zeitung",
            course=(
                "Die Meinungen gehen auseinander. Für die Zeitung spricht, dass sie Menschen ohne Internet "
                "erreicht. Dagegen sprechen die Arbeit und die Kosten."
            ),
            result=Together(Count(no=6, abstained=2)),
        ),
        Item(
            at="20:18",
            motion="antidiskriminierung",
            course="Herr Örnekoğlu bittet darum, den Antrag zu vertagen. Zwei freie Träger haben Zahlen angekündigt.",
            result=Adjourned("Zahlen der freien Träger fehlen noch"),
        ),
    ),
)

_SIXTH = Sitting(
    number=6,
    location="Kreishaus Musterland, Sitzungssaal 1, Musterallee 1, Musterstadt",
    note="Der Saal ist ohne Stufen erreichbar.",
    opened="18:02",
    closed="20:05",
    presence=Presence(excused=("kofi", "lan", "farhad")),
    customary={
        "Eröffnung": "Die Vorsitzende begrüßt die Mitglieder, das Landratsbüro und fünf Gäste.",
        "Genehmigung der Tagesordnung": "Es gibt keine Änderungswünsche.",
        "Genehmigung der Niederschrift": "Es liegen keine Einwendungen vor.",
        "Bericht aus dem Vorsitz": (
            "Die Vorsitzende berichtet, dass die Ausländerbehörde zu den Notfallterminen noch immer keine Antwort "
            "gegeben hat."
        ),
        "Bericht der Geschäftsstelle": "Die Geschäftsstelle bereitet den Jahresbericht vor.",
        "Anfragen": "Keine.",
    },
    items=(
        Item(
            at="18:28",
            case="kindeswohl",
            step=CaseStep.INSUFFICIENT,
            course=(
                "Der Beirat vermisst Aussagen dazu, wann genau das Jugendamt beteiligt wird. Er bittet um eine neue "
                "Antwort."
            ),
            result=Decided(
                "Die Antwort ist nicht ausreichend. Der Beirat bittet um eine neue Antwort zu allen drei Punkten.",
                Count(no=1, abstained=1),
            ),
        ),
        Item(
            at="18:45",
            case="feier",
            step=CaseStep.REOPEN,
            course=(
                "Die erste Einbürgerungsfeier ist ausgefallen, ein neuer Tag ist nicht bekannt. Herr Örnekoğlu "
                "schlägt vor, die Empfehlung wieder aufzunehmen."
            ),
        ),
        Item(
            at="18:55",
            case="pflege",
            step=CaseStep.CLOSE,
            course=(
                "Der Runde Tisch hat zweimal getagt und arbeitet weiter. Für den Beirat ist die Empfehlung erledigt."
            ),
        ),
        Item(
            at="19:05",
            motion="elternkurse",
            course=(
                "Frau al-Mithāl begründet den Antrag. Es wird gefragt, woher die Kursleitungen kommen sollen. Die "
                "Volkshochschule hat sieben Interessierte."
            ),
            result=Together(),
        ),
        Item(
            at="19:20",
            motion="stadtteilmuetter",
            course=(
                "Die Geschäftsstelle trägt den Antrag vor. Nach Aussprache wird die Zahl der Kommunen nicht "
                "festgelegt, sondern eine Reihenfolge gewünscht."
            ),
            result=Together(
                Count(no=1, abstained=1),
                changed={
                    1: (
                        "Das Programm wird Schritt für Schritt auf alle Kommunen ausgeweitet und beginnt mit drei "
                        "Kommunen im Nordkreis."
                    )
                },
            ),
        ),
        Item(
            at="19:35",
            motion="fest",
            course="Frau Shembulli begründet den Antrag. Als Ort wird die Wiese am Kreishaus genannt.",
            result=Together(Count(abstained=2)),
        ),
        Item(
            at="19:48",
            motion="antidiskriminierung",
            course="Die Zahlen eines Trägers liegen vor, die des zweiten kommen erst in zwei Wochen.",
            result=Adjourned(
                "Die Zahlen des zweiten Trägers liegen noch nicht vor", Referral.WORKING_GROUP, "Arbeitsgruppe Teilhabe"
            ),
        ),
    ),
)

SITTINGS = (_FIFTH, _SIXTH)

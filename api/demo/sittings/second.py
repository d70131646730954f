"""The third and the fourth meeting of the term."""

from __future__ import annotations

from api.demo.shapes import Apart, Count, Decided, Item, Presence, Sitting, Together
from beirat.rules.meetings import Part
from beirat.rules.recommendations import CaseStep

_THIRD = Sitting(
    number=3,
    location="Kreishaus Musterland, Sitzungssaal 1, Musterallee 1, Musterstadt",
    note="Der Saal ist ohne Stufen erreichbar. Eine Höranlage ist vorhanden.",
    opened="18:01",
    closed="20:12",
    presence=Presence(excused=("mariam", "elif"), late={"deniz": "18:30"}, early={"amal": "19:50"}),
    customary={
        "Eröffnung": (
            "Die Vorsitzende begrüßt die Mitglieder, das Landratsbüro, die Leitung des Fachdienstes Soziales und "
            "sechs Gäste."
        ),
        "Genehmigung der Tagesordnung": "Es gibt keine Änderungswünsche.",
        "Genehmigung der Niederschrift": "Es liegen keine Einwendungen vor.",
        "Bericht aus dem Vorsitz": (
            "Die Vorsitzende berichtet vom Landestreffen der Beiräte. Dort wurde verabredet, Empfehlungen zum Thema "
            "Wohnen auszutauschen."
        ),
        "Bericht der Geschäftsstelle": (
            "Die Geschäftsstelle stellt die neue Internetseite vor. Dort sieht jede und jeder, welche Antworten "
            "noch fehlen."
        ),
        "Beschlusskontrolle": (
            "Zu den Notfallterminen der Ausländerbehörde gibt es noch keine Antwort. Die Geschäftsstelle fragt nach."
        ),
        "Anfragen": "Keine.",
        "Verschiedenes": "Herr Exemplescu lädt zum Fußballturnier des Kulturvereins ein.",
    },
    items=(
        Item(
            at="18:14",
            heading="Einwendung gegen die Niederschrift der 2. Sitzung",
            course="Der Zählzettel bestätigt die Einwendung.",
            result=Decided(
                "Der Beirat folgt der Einwendung. Die Niederschrift der 2. Sitzung wird berichtigt.", Count(abstained=1)
            ),
        ),
        Item(
            at="18:36",
            case="feier",
            step=CaseStep.CLOSE,
            course=(
                "Die Tage für beide Einbürgerungsfeiern stehen fest. Der Beirat sieht die Empfehlung als erledigt an."
            ),
        ),
        Item(
            at="18:45",
            motion="sprachcafes",
            course=(
                "Herr Örnekoğlu berichtet, dass zwei Sprachcafés ohne Förderung im neuen Jahr schließen. Der Betrag "
                "wird besprochen und bleibt unverändert."
            ),
            result=Together(Count(no=1)),
        ),
        Item(
            at="18:58",
            motion="wohnungsmarkt",
            course=(
                "Herr Nhwɛsoɔ trägt vor, was Wohnungssuchende erlebt haben. Der Fachdienst verweist auf die "
                "Vertragsfreiheit der Vermieter. Der Beirat möchte, dass der Landkreis mit gutem Beispiel vorangeht."
            ),
            result=Together(Count(no=2, abstained=1)),
        ),
        Item(
            at="19:15",
            motion="unterkuenfte",
            course=(
                "Frau al-Mithāl schlägt vor, dass der Beirat selbst in die Unterkünfte geht. Dieser Punkt geht an "
                "den Beirat selbst."
            ),
            result=Together(),
        ),
        Item(
            at="19:30",
            motion="schulungen",
            course=(
                "Frau Shembulli dankt den Ehrenamtlichen. Zwei Gäste berichten aus der Begleitung. Die Aussprache "
                "ist kurz."
            ),
            result=Together(),
        ),
        Item(
            at="19:42",
            motion="integrationskonzept",
            course=(
                "Die Vorsitzende begründet den Antrag. Frau Ejemplar hält messbare Ziele für schwierig, weil Zahlen "
                "oft fehlen. Deshalb wird getrennt abgestimmt."
            ),
            result=Apart((Count(), Count(no=2, abstained=3), Count())),
        ),
    ),
)

_FOURTH = Sitting(
    number=4,
    location="Kreishaus Musterland, Sitzungssaal 1, Musterallee 1, Musterstadt",
    note="Der Saal ist ohne Stufen erreichbar. Es wird in Deutsche Gebärdensprache übersetzt.",
    opened="18:03",
    closed="20:41",
    presence=Presence(excused=("giulia", "ion"), late={"yonas": "18:20"}, early={"rosa": "20:20"}),
    customary={
        "Eröffnung": "Die Vorsitzende begrüßt die Mitglieder, das Landratsbüro und neun Gäste.",
        "Genehmigung der Tagesordnung": "Es gibt keine Änderungswünsche.",
        "Genehmigung der Niederschrift": "Es liegen keine Einwendungen vor.",
        "Bericht aus dem Vorsitz": (
            "Die Vorsitzende hat zusammen mit Frau al-Mithāl die Unterkunft in Musterau besucht."
        ),
        "Bericht der Geschäftsstelle": (
            "Der Haushalt des Beirats ist zur Hälfte ausgegeben. Die Übersicht liegt den Mitgliedern vor."
        ),
        "Beschlusskontrolle": (
            "Die Empfehlung zu Notfallterminen ist weiter offen. Die Vorsitzende schreibt dem Landrat."
        ),
        "Anfragen": (
            "Herr Abinet bittet darum, Einladungen weiter per Post zu bekommen. Die Geschäftsstelle sagt das zu."
        ),
        "Verschiedenes": "Keine Wortmeldungen.",
    },
    items=(
        Item(
            at="18:14",
            heading="Einwendung gegen die Niederschrift der 3. Sitzung",
            course="Die Niederschrift hält nur Ergebnisse fest.",
            result=Decided("Der Beirat weist die Einwendung zurück.", Count(no=1, abstained=1)),
        ),
        Item(
            at="18:34",
            case="schwimmen",
            step=CaseStep.CLOSE,
            course="Die Kurse haben begonnen und sind gut besucht. Zwei Mitglieder waren dabei.",
        ),
        Item(
            at="18:42",
            case="erstberatung",
            step=CaseStep.CLOSE,
            course=(
                "Die Antwort der Verwaltung überzeugt den Beirat nicht. Eine neue Antwort ist aber vor dem nächsten "
                "Stellenplan nicht zu erwarten. Das Thema soll dann neu beantragt werden."
            ),
            result=Decided(
                "Die Empfehlung wird abgeschlossen. Der Beirat greift das Thema zum nächsten Stellenplan wieder auf.",
                Count(no=4, abstained=1),
            ),
        ),
        Item(
            at="18:55",
            case="sonderbus",
            step=CaseStep.WITHDRAW,
            course="Das Verkehrsunternehmen hat selbst einen Sonderbus eingesetzt.",
        ),
        Item(
            at="19:05",
            motion="sprachmittlung",
            course=(
                "Frau Ví Dụ begründet den Antrag. Es wird vorgeschlagen, Punkt 3 auf Jugendliche auszudehnen. Die "
                "Antragstellerin übernimmt das."
            ),
            result=Together(
                changed={3: "Im Gesundheitsamt dolmetschen keine Kinder und Jugendlichen unter 18 Jahren mehr."}
            ),
        ),
        Item(
            at="19:25",
            motion="kindeswohl",
            course=(
                "Da die Antragstellerin entschuldigt ist, stellt Frau Misal den Antrag vor. Die Aussprache ist "
                "ernst. Mehrere Mitglieder betonen, dass es hier um Kinder geht und nicht um das Ob einer Ausreise. "
                "Über Punkt 2 wird getrennt abgestimmt."
            ),
            result=Apart((Count(), Count(no=3, abstained=2), Count())),
        ),
        Item(
            at="19:50",
            motion="raeume",
            course=(
                "Herr Örnekoğlu begründet den Antrag. Das Landratsbüro sagt zu, die Hausmeister früh zu beteiligen."
            ),
            result=Together(Count(abstained=1)),
        ),
        Item(
            at="20:25",
            motion="integrationspreis",
            heading="Vorschlag für den Integrationspreis",
            part=Part.NON_PUBLIC,
            course=(
                "Es liegen drei Vorschläge vor. Nach kurzer Aussprache einigt sich der Beirat auf einen gemeinsamen "
                "Vorschlag."
            ),
            result=Together(),
        ),
    ),
)

SITTINGS = (_THIRD, _FOURTH)

"""The first and the second meeting of the term."""

from __future__ import annotations

from api.demo.shapes import Apart, Count, Decided, Item, Presence, Sitting, Together
from beirat.rules.meetings import Part

_FIRST = Sitting(
    number=1,
    location="Kreishaus Musterland, Sitzungssaal 1, Musterallee 1, Musterstadt",
    note=(
        "Der Saal ist ohne Stufen erreichbar. Bitte melden Sie sich drei Tage vorher, wenn Sie eine Dolmetschung "
        "brauchen."
    ),
    opened="18:02",
    closed="20:08",
    presence=Presence(excused=("yonas", "rosa"), early={"ion": "19:50"}),
    without=("Genehmigung der Niederschrift", "Beschlusskontrolle"),
    customary={
        "Eröffnung": (
            "Die Vorsitzende begrüßt die Mitglieder zur ersten Arbeitssitzung der Wahlperiode, dazu das "
            "Landratsbüro und vier Gäste. Die Mitglieder stellen sich kurz vor."
        ),
        "Genehmigung der Tagesordnung": "Es gibt keine Änderungswünsche.",
        "Bericht aus dem Vorsitz": (
            "Die Vorsitzende berichtet vom Antrittsbesuch beim Landrat. Er hat zugesagt, dass jede Empfehlung eine "
            "Antwort bekommt, Punkt für Punkt."
        ),
        "Bericht der Geschäftsstelle": (
            "Die Geschäftsstelle erklärt, wie ein Antrag entsteht und was mit ihm geschieht. Alle Mitglieder haben "
            "einen Zugang zum Werkzeug bekommen."
        ),
        "Anfragen": (
            "Frau Misal fragt, ob Sitzungsunterlagen auch in einfacher Sprache möglich sind. Die Geschäftsstelle "
            "nimmt die Frage mit."
        ),
        "Verschiedenes": "Keine Wortmeldungen.",
    },
    items=(
        Item(
            at="18:25",
            heading="Sitzungstermine des Beirats",
            course=(
                "Die Geschäftsstelle schlägt feste Termine vor, damit sich Ehrenamt und Beruf besser vereinbaren "
                "lassen."
            ),
            result=Decided("Der Beirat tagt in der Regel alle sieben Wochen mittwochs um 18 Uhr."),
        ),
        Item(
            at="18:38",
            motion="abendkurse",
            course=(
                "Frau Ví Dụ begründet den Antrag. Drei Mitglieder berichten aus eigener Erfahrung, dass Eltern "
                "Kurse abbrechen, weil am Abend niemand die Kinder betreut. Herr Przykładowski fragt nach den "
                "Kosten. Das Landratsbüro kann dazu noch nichts sagen."
            ),
            result=Together(Count(abstained=1)),
        ),
        Item(
            at="18:52",
            motion="elternbriefe",
            course=(
                "Frau Shembulli zeigt drei Beispiele für Briefe, die kaum jemand versteht. Der Beirat ist sich "
                "einig, dass Übersetzungen allein nicht reichen: Die Briefe sollen auch auf Deutsch einfacher "
                "werden."
            ),
            result=Together(),
        ),
        Item(
            at="19:04",
            motion="uebergang",
            course=(
                "Mehrere Mitglieder weisen darauf hin, dass für den Unterricht das Land zuständig ist. Der "
                "Landkreis könne sich aber einsetzen."
            ),
            result=Together(Count(no=1, abstained=2)),
        ),
        Item(
            at="19:15",
            motion="feier",
            course=(
                "Herr Örnekoğlu begründet den Antrag. Der Vorschlag findet viel Zustimmung. Frau Magalitadze regt "
                "an, auch Schulklassen einzuladen."
            ),
            result=Together(),
        ),
        Item(
            at="19:26",
            motion="busse",
            course=(
                "Herr Nhwɛsoɔ hat die Fahrpläne aller Unterkünfte ausgewertet: An fünf von neun Orten fährt nach 19 "
                "Uhr kein Bus mehr. Zu Punkt 2 wird gefragt, ob ein Rufbus bezahlbar ist. Deshalb wird getrennt "
                "abgestimmt."
            ),
            result=Apart((Count(), Count(no=2, abstained=2), Count())),
        ),
        Item(
            at="19:45",
            motion="videositzung",
            course=(
                "Der Antrag wird lange besprochen. Dafür spricht der weite Weg aus dem Nordkreis. Dagegen spricht, "
                "dass Gäste den Beirat vor Ort erleben sollen und nicht alle eine gute Verbindung haben. "
                "Vorgeschlagen wird, einzelne Sitzungen im Nordkreis abzuhalten."
            ),
            result=Together(Count(no=9, abstained=1)),
        ),
    ),
)

_SECOND = Sitting(
    number=2,
    location="Bürgerhaus Beispielhausen, Großer Saal, Am Markt 2, Beispielhausen",
    note=(
        "Sitzung im Nordkreis. Vom Bahnhof Beispielhausen sind es fünf Minuten zu Fuß. Der Saal ist ohne Stufen "
        "erreichbar."
    ),
    opened="18:05",
    closed="20:31",
    presence=Presence(excused=("farhad",), unexcused=("piotr",), late={"lan": "18:25", "kofi": "18:40"}),
    customary={
        "Eröffnung": (
            "Die Vorsitzende begrüßt die Anwesenden im Bürgerhaus Beispielhausen, darunter elf Gäste. Der "
            "Bürgermeister spricht ein Grußwort."
        ),
        "Genehmigung der Tagesordnung": "Es gibt keine Änderungswünsche.",
        "Genehmigung der Niederschrift": "Es liegen keine Einwendungen vor.",
        "Bericht aus dem Vorsitz": (
            "Die Vorsitzende war zu Gast beim Frauenbund Musterland. Der Frauenbund möchte mit dem Beirat "
            "zusammenarbeiten."
        ),
        "Bericht der Geschäftsstelle": (
            "Die Geschäftsstelle hat ein Faltblatt über den Beirat in sechs Sprachen erstellt. Es liegt in allen "
            "Rathäusern aus."
        ),
        "Beschlusskontrolle": (
            "Von den fünf Empfehlungen der ersten Sitzung sind zwei beantwortet. Bei einer hat die Verwaltung "
            "mitgeteilt, dass sie nicht zuständig ist."
        ),
        "Anfragen": (
            "Ein Gast fragt, ob auch Vereine Anträge stellen können. Die Vorsitzende erklärt, dass Vereine ein "
            "Mitglied ansprechen können."
        ),
        "Verschiedenes": "Keine Wortmeldungen.",
    },
    items=(
        Item(
            at="18:45",
            motion="pflege",
            course=(
                "Frau Ví Dụ arbeitet selbst in der Pflege und schildert, warum viele nach einem Jahr wieder gehen. "
                "Es besteht Einigkeit, dass alle Beteiligten an einen Tisch gehören."
            ),
            result=Together(),
        ),
        Item(
            at="19:00",
            motion="schwimmen",
            course=(
                "Frau D’Esempio begründet den Antrag. Es wird vorgeschlagen, in Punkt 1 die Zeiten so zu legen, "
                "dass Schülerinnen teilnehmen können. Die Antragstellerin übernimmt das."
            ),
            result=Together(
                Count(abstained=2),
                changed={
                    1: (
                        "Je Bad wird wöchentlich eine Kurszeit für Frauen und Mädchen angeboten, mindestens eine "
                        "davon am Nachmittag."
                    )
                },
            ),
        ),
        Item(
            at="19:15",
            motion="wartezeiten",
            course=(
                "Die Vorsitzende gibt die Leitung für diesen Punkt an Herrn Örnekoğlu ab. Sie berichtet von 14 "
                "Menschen, die sich beim Beirat gemeldet haben. Der Fachdienst erklärt, dass sich die Zahl der "
                "Anträge verdoppelt hat. Frau Ejemplar beantragt getrennte Abstimmung."
            ),
            result=Apart((Count(), Count(), Count(no=1, abstained=3))),
        ),
        Item(
            at="19:38",
            motion="notfalltermine",
            course=(
                "Herr Nhwɛsoɔ schildert zwei Fälle, in denen ein Arbeitsvertrag nicht verlängert wurde, weil die "
                "Bescheinigung fehlte. Namen werden nicht genannt. Der Beirat bittet um eine schnelle Antwort."
            ),
            result=Together(),
        ),
        Item(
            at="19:55",
            motion="erstberatung",
            course=(
                "Frau al-Mithāl begründet den Antrag. Das Gesundheitsamt weist auf fehlende Stellen hin. Der Beirat "
                "hält den Bedarf für belegt."
            ),
            result=Together(Count(abstained=1)),
        ),
        Item(
            at="20:08",
            motion="sonderbus",
            course="Der Antrag ist kurzfristig, weil der Kreismusiktag in wenigen Monaten stattfindet.",
            result=Together(Count(no=2, abstained=2)),
        ),
        Item(
            at="20:22",
            heading="Vertragsangelegenheit: Dolmetschdienst für die Sitzungen",
            part=Part.NON_PUBLIC,
            course=(
                "Die Geschäftsstelle stellt zwei Angebote vor. Über die Preise wird in nichtöffentlicher Sitzung "
                "gesprochen."
            ),
            result=Decided(
                "Der Beirat empfiehlt, das zweite Angebot für den Dolmetschdienst anzunehmen.", Count(abstained=1)
            ),
        ),
    ),
)

SITTINGS = (_FIRST, _SECOND)

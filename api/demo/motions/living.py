"""Motions on housing, health, mobility, sport and culture, volunteers."""

from __future__ import annotations

from api.demo.shapes import Demand, MotionText
from beirat.rules.motions import Audience, Field

MOTIONS = (
    MotionText(
        key="schwimmen",
        title="Schwimmkurse für Frauen und Mädchen in den kreiseigenen Bädern",
        field=Field.SPORT_CULTURE,
        reasons=(
            "Viele zugewanderte Frauen haben nie schwimmen gelernt und meiden die regulären Badezeiten. Geschützte "
            "Kurszeiten schaffen Sicherheit, Gesundheit und Begegnung."
        ),
        points=(
            Demand("Je Bad wird wöchentlich eine Kurszeit für Frauen und Mädchen angeboten."),
            Demand("Während der Kurse gibt es eine Kinderbetreuung."),
        ),
    ),
    MotionText(
        key="fest",
        title="Kreisweites Fest der Kulturen gemeinsam mit den Vereinen ausrichten",
        field=Field.SPORT_CULTURE,
        reasons=(
            "Die vielen kleinen Feste erreichen vor allem die eigene Gemeinschaft. Ein gemeinsames Fest mit Sport- "
            "und Heimatvereinen bringt Nachbarinnen und Nachbarn zusammen, die sich sonst nicht begegnen."
        ),
        points=(
            Demand("Der Landkreis übernimmt die Koordination und stellt eine Fläche bereit."),
            Demand("Das Programm wird mit den Vereinen und dem Beirat gemeinsam geplant."),
        ),
    ),
    MotionText(
        key="wohnungsmarkt",
        title="Aktionsplan gegen Diskriminierung auf dem Wohnungsmarkt",
        field=Field.HOUSING,
        reasons=(
            "Wohnungssuchende mit ausländisch klingendem Namen berichten regelmäßig von Absagen ohne Besichtigung. "
            "Gespräche mit Wohnungsunternehmen und anonymisierte Bewerbungsverfahren können faire Chancen schaffen."
        ),
        points=(
            Demand("Der Landrat lädt die Wohnungsunternehmen zu einer Selbstverpflichtung ein."),
            Demand("Bei Wohnungen, die der Landkreis vermittelt, werden Bewerbungen ohne Namen geprüft."),
        ),
    ),
    MotionText(
        key="unterkuenfte",
        title="Mindeststandards und Beschwerdeweg in den Gemeinschaftsunterkünften",
        field=Field.HOUSING,
        reasons=(
            "Bewohnerinnen und Bewohner wissen häufig nicht, an wen sie sich bei Mängeln wenden können. Aushänge in "
            "mehreren Sprachen und ein fester Beschwerdeweg verbessern das Zusammenleben und entlasten die "
            "Hausleitungen."
        ),
        points=(
            Demand("In jeder Unterkunft wird ein Beschwerdeweg ausgehängt."),
            Demand("Dem Beirat wird jährlich berichtet."),
            Demand(
                "Der Beirat besucht jedes Jahr zwei Unterkünfte und spricht mit den Menschen, die dort wohnen.",
                Audience.BOARD,
            ),
            Demand("Die Hausordnung liegt in den zehn häufigsten Sprachen aus."),
        ),
    ),
    MotionText(
        key="schulungen",
        title="Schulungsreihe für ehrenamtliche Begleiterinnen und Begleiter",
        field=Field.VOLUNTEERING,
        reasons=(
            "Ehrenamtliche fühlen sich bei Fragen zu Datenschutz, Aufenthaltsrecht und Selbstfürsorge allein "
            "gelassen. Eine jährliche Schulungsreihe mit Zertifikat sichert Qualität und dankt für das Engagement."
        ),
        points=(Demand("Der Landkreis bietet jährlich sechs kostenfreie Schulungsabende an."),),
    ),
    MotionText(
        key="raeume",
        title="Raumnutzung für Migrantenorganisationen in kreiseigenen Gebäuden",
        field=Field.VOLUNTEERING,
        reasons=(
            "Kleine Vereine finden für Beratung und Kulturarbeit keine bezahlbaren Räume. Eine einfache "
            "Nutzungsordnung für freie Räume am Abend fördert Selbsthilfe ohne hohe Kosten."
        ),
        points=(
            Demand("Es wird eine Nutzungsordnung mit ermäßigtem Entgelt vorgelegt."),
            Demand("Freie Räume stehen mit Größe und Preis auf der Internetseite des Landkreises."),
        ),
    ),
    MotionText(
        key="erstberatung",
        title="Psychosoziale Erstberatung für Geflüchtete mit Dolmetschung sichern",
        field=Field.HEALTH,
        reasons=(
            "Die Wartezeit auf einen Therapieplatz mit Dolmetschung beträgt mehr als ein Jahr. Eine "
            "niedrigschwellige Erstberatung beim Gesundheitsamt kann Krisen auffangen, bevor sie sich verfestigen."
        ),
        points=(
            Demand("Das Gesundheitsamt richtet eine wöchentliche Sprechstunde mit Dolmetschung ein."),
            Demand("Der Landkreis übernimmt die Kosten der Dolmetschung."),
            Demand("Die Hausärztinnen und Hausärzte im Landkreis werden über das Angebot informiert."),
        ),
    ),
    MotionText(
        key="busse",
        title="Bessere Busverbindungen zu Kursorten, Unterkünften und Behörden",
        field=Field.MOBILITY_DIGITAL,
        reasons=(
            "Mehrere Unterkünfte sind abends und am Wochenende nicht mit dem Bus erreichbar. Ein Rufbus zu "
            "Kurszeiten nützt allen Menschen im ländlichen Raum und erleichtert den Kursbesuch."
        ),
        points=(
            Demand("Bei der Fortschreibung des Nahverkehrsplans werden Kurszeiten berücksichtigt.", Audience.COUNCIL),
            Demand("Ein Rufbus fährt am Abend zu den Kursorten und zurück."),
            Demand("In jeder Unterkunft hängt der Fahrplan in mehreren Sprachen aus."),
        ),
    ),
    MotionText(
        key="sonderbus",
        title="Sonderbus zum Kreismusiktag",
        field=Field.MOBILITY_DIGITAL,
        reasons=(
            "Zum Kreismusiktag in Musterau fährt am Sonntag kein Bus. Wer kein Auto hat, kann nicht kommen, auch "
            "die Chöre aus den Unterkünften nicht."
        ),
        points=(
            Demand("Der Landkreis setzt am Kreismusiktag einen Sonderbus aus Musterstadt und Beispielhausen ein."),
        ),
    ),
)

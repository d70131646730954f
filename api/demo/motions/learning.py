"""Motions on language, school, work and families."""

from __future__ import annotations

from api.demo.shapes import Demand, MotionText
from beirat.rules.motions import Audience, Field

MOTIONS = (
    MotionText(
        key="abendkurse",
        title="Abendsprachkurse mit Kinderbetreuung in allen Mittelzentren des Landkreises",
        field=Field.LANGUAGE,
        reasons=(
            "Viele Eltern können die bestehenden Integrationskurse nicht besuchen, weil am Abend keine Betreuung "
            "angeboten wird. Ein verlässliches Angebot in den Mittelzentren würde vor allem Müttern den Zugang zum "
            "Deutschlernen und damit zum Arbeitsmarkt öffnen."
        ),
        points=(
            Demand(
                "Die Kreisvolkshochschule richtet in jedem Mittelzentrum mindestens einen Abendkurs mit "
                "Kinderbetreuung ein."
            ),
            Demand("Über die Auslastung wird halbjährlich berichtet."),
            Demand("Wer mit dem Bus zum Kurs fährt, bekommt die Fahrkarte ersetzt."),
        ),
    ),
    MotionText(
        key="sprachcafes",
        title="Sprachcafés im ländlichen Raum dauerhaft fördern",
        field=Field.LANGUAGE,
        reasons=(
            "Die ehrenamtlichen Sprachcafés in den kleinen Gemeinden erreichen Menschen, die keinen Kursplatz "
            "bekommen oder keinen Bus zum Kursort haben. Die bisherige Förderung läuft zum Jahresende aus und "
            "gefährdet fünf Standorte."
        ),
        points=(
            Demand(("In den Haushalt werden jährlich 15.000 Euro für Sprachcafés eingestellt."), Audience.COUNCIL),
        ),
    ),
    MotionText(
        key="elternbriefe",
        title="Mehrsprachige Willkommensmappe und Elternbriefe an den Kreisschulen",
        field=Field.SCHOOL,
        reasons=(
            "Neu zugezogene Familien verstehen wichtige Schreiben der Schulen oft nicht und versäumen dadurch "
            "Fristen. Übersetzte Standardbriefe entlasten Schulen und Eltern und kosten nur einmalig Geld."
        ),
        points=(
            Demand("Das Schulamt des Landkreises stellt zwanzig Standardbriefe in acht Sprachen bereit."),
            Demand("Die Vorlagen werden auf der Internetseite des Landkreises veröffentlicht."),
            Demand("Jede Schule gibt die Willkommensmappe bei der Anmeldung aus."),
        ),
    ),
    MotionText(
        key="uebergang",
        title="Übergang von der Intensivklasse in die Regelklasse besser begleiten",
        field=Field.SCHOOL,
        reasons=(
            "Jugendliche wechseln häufig mitten im Schuljahr ohne Förderplan in die Regelklasse. Eine feste "
            "Ansprechperson je Schule würde Abbrüche verhindern und die Lehrkräfte entlasten."
        ),
        points=(Demand("Der Landkreis setzt sich beim Staatlichen Schulamt für verbindliche Übergangsgespräche ein."),),
    ),
    MotionText(
        key="anerkennung",
        title="Beratungsstelle für die Anerkennung ausländischer Abschlüsse mit wöchentlicher Sprechstunde",
        field=Field.WORK,
        reasons=(
            "Fachkräfte arbeiten im Landkreis weit unter ihrer Qualifikation, weil sie das Anerkennungsverfahren "
            "nicht durchschauen. Eine Sprechstunde vor Ort erspart die Anreise in die Landeshauptstadt und hilft "
            "den Betrieben bei der Personalgewinnung."
        ),
        points=(
            Demand("Im Kreishaus wird eine wöchentliche Anerkennungssprechstunde eingerichtet."),
            Demand("Die Beratung gibt es auch per Video und am Telefon."),
            Demand("Die Betriebe im Landkreis werden über das Angebot informiert."),
        ),
    ),
    MotionText(
        key="pflege",
        title="Runder Tisch Pflegekräfte: Einarbeitung, Sprache und Wohnraum gemeinsam planen",
        field=Field.WORK,
        reasons=(
            "Die Kliniken und Heime werben Pflegekräfte an, doch Wohnungssuche und Familiennachzug bleiben den "
            "Beschäftigten überlassen. Ein gemeinsamer Runder Tisch kann Zuständigkeiten klären und die hohe "
            "Abwanderung senken."
        ),
        points=(
            Demand("Der Landrat lädt bis zum Sommer zu einem Runden Tisch ein."),
            Demand("Der Beirat benennt zwei Mitglieder für den Runden Tisch.", Audience.BOARD),
            Demand(
                "Die Kliniken und Pflegeheime im Landkreis schicken eine Person mit Entscheidungsbefugnis.",
                Audience.OTHERS,
            ),
        ),
    ),
    MotionText(
        key="elternkurse",
        title="Familienbildung: Elternkurse in Herkunftssprachen anbieten",
        field=Field.FAMILY,
        reasons=(
            "Elternkurse zu Erziehung, Kita und Schule erreichen zugewanderte Familien bislang kaum. Kurse mit "
            "sprachkundigen Kursleitungen bauen Hemmschwellen ab und stärken Kinder von Anfang an."
        ),
        points=(
            Demand("Das Jugendamt bietet jährlich sechs Elternkurse in mindestens drei Herkunftssprachen an."),
            Demand("Die Kurse sind für die Eltern kostenlos."),
        ),
    ),
    MotionText(
        key="stadtteilmuetter",
        title="Stadtteilmütter und -väter auch in den kleinen Kommunen einsetzen",
        field=Field.FAMILY,
        reasons=(
            "Das Programm wirkt in der Kreisstadt nachweislich, endet aber an der Stadtgrenze. Familien auf dem "
            "Land brauchen dieselbe Begleitung zu Ärzten, Ämtern und Kitas."
        ),
        points=(Demand("Das Programm wird auf drei weitere Kommunen ausgeweitet.", Audience.COUNCIL),),
    ),
    MotionText(
        key="kindeswohl",
        title="Kindeswohl bei Rückkehrberatung und Abschiebungen sicherstellen",
        field=Field.FAMILY,
        reasons=(
            "Kinder werden von nächtlichen Maßnahmen und kurzfristigen Ausreisen besonders belastet. Der Beirat "
            "empfiehlt, das Jugendamt frühzeitig zu beteiligen und in der Rückkehrberatung kindgerechte "
            "Informationen bereitzustellen."
        ),
        points=(
            Demand("Das Jugendamt wird bei Familien mit minderjährigen Kindern frühzeitig beteiligt."),
            Demand(
                "Der Landkreis setzt sich beim Land dafür ein, auf Maßnahmen zur Nachtzeit bei Familien zu verzichten."
            ),
            Demand("In der Rückkehrberatung gibt es Informationen, die Kinder verstehen, in ihrer Erstsprache."),
        ),
    ),
)

"""Motions on the administration, residence and naturalisation, participation and equal treatment."""

from __future__ import annotations

from api.demo.shapes import Demand, MotionText
from beirat.rules.motions import Audience, Field

MOTIONS = (
    MotionText(
        key="wartezeiten",
        title="Wartezeiten bei Einbürgerungsanträgen transparent machen und verkürzen",
        field=Field.RESIDENCE_NATURALISATION,
        reasons=(
            "Antragstellende warten derzeit mehr als achtzehn Monate und erhalten auf Nachfrage keine verlässliche "
            "Auskunft. Veröffentlichte Bearbeitungszeiten und eine Eingangsbestätigung binnen zwei Wochen schaffen "
            "Vertrauen und verringern Rückfragen."
        ),
        points=(
            Demand("Die Verwaltung veröffentlicht monatlich die durchschnittliche Bearbeitungszeit."),
            Demand("Jeder Antrag wird innerhalb von zwei Wochen bestätigt."),
            Demand("Die Stellenausstattung wird im nächsten Stellenplan geprüft."),
        ),
    ),
    MotionText(
        key="feier",
        title="Zweimal jährlich eine würdige Einbürgerungsfeier im Kreishaus",
        field=Field.RESIDENCE_NATURALISATION,
        reasons=(
            "Die Urkunde wird heute am Schalter ausgehändigt, obwohl die Einbürgerung für die Menschen ein "
            "bedeutender Tag ist. Eine Feier mit Kreistag und Beirat zeigt Anerkennung und wirbt für die "
            "Einbürgerung."
        ),
        points=(
            Demand("Ab dem kommenden Jahr finden zwei Einbürgerungsfeiern statt."),
            Demand("Der Beirat wird an der Vorbereitung beteiligt."),
        ),
    ),
    MotionText(
        key="leitbild",
        title="Leitbild für einen respektvollen Umgang in allen Publikumsbereichen der Kreisverwaltung",
        field=Field.ADMINISTRATION,
        reasons=(
            "Dem Beirat werden wiederholt unfreundliche Situationen an den Schaltern geschildert, die auf beiden "
            "Seiten mit Überlastung zu tun haben. Ein gemeinsam erarbeitetes Leitbild mit Schulungen und einer "
            "Beschwerdestelle hilft Beschäftigten und Ratsuchenden."
        ),
        points=(
            Demand("Es wird eine Arbeitsgruppe unter Beteiligung des Personalrats und des Beirats gebildet."),
            Demand("Alle Beschäftigten mit Publikumsverkehr erhalten binnen zwei Jahren eine Schulung."),
            Demand("Es wird eine Beschwerdestelle benannt, die man in mehreren Sprachen erreicht."),
            Demand("Das Leitbild hängt in allen Wartebereichen in Leichter Sprache aus."),
        ),
    ),
    MotionText(
        key="notfalltermine",
        title="Terminvergabe der Ausländerbehörde: telefonische Erreichbarkeit und Notfalltermine",
        field=Field.ADMINISTRATION,
        reasons=(
            "Beschäftigte verlieren ihren Arbeitsplatz, wenn der Aufenthaltstitel nicht rechtzeitig verlängert "
            "wird. Eine Notfallsprechstunde für Fälle mit Arbeitsplatz- oder Ausbildungsbezug verhindert "
            "vermeidbare Härten."
        ),
        points=(
            Demand("Die Ausländerbehörde richtet zwei feste Notfallzeiten je Woche ein."),
            Demand("Das Telefon ist an vier Tagen in der Woche je drei Stunden besetzt."),
            Demand("Wer seinen Titel rechtzeitig verlängern will, bekommt sofort eine Bescheinigung darüber."),
        ),
    ),
    MotionText(
        key="sprachmittlung",
        title="Pool ehrenamtlicher Sprachmittlung mit Aufwandsentschädigung aufbauen",
        field=Field.ADMINISTRATION,
        reasons=(
            "Bei Ämtern und Ärzten dolmetschen häufig Kinder, was sie überfordert und zu Fehlern führt. Ein "
            "geschulter Pool mit klaren Regeln sichert Verständigung und schützt die Familien."
        ),
        points=(
            Demand("Der Landkreis baut einen Pool mit mindestens vierzig Personen auf."),
            Demand("Wer im Pool mitmacht, wird geschult und bekommt eine Aufwandsentschädigung."),
            Demand("Im Gesundheitsamt dolmetschen keine Kinder mehr."),
        ),
    ),
    MotionText(
        key="antidiskriminierung",
        title="Einrichtung einer unabhängigen Antidiskriminierungsberatung im Landkreis",
        field=Field.ANTI_DISCRIMINATION,
        reasons=(
            "Wer benachteiligt wird, muss heute zur Beratung in die nächste Großstadt fahren. Eine Anlaufstelle bei "
            "einem freien Träger ermöglicht vertrauliche Hilfe und liefert erstmals belastbare Zahlen."
        ),
        points=(
            Demand(
                "Der Landkreis fördert eine Beratungsstelle mit einer halben Stelle bei einem freien Träger.",
                Audience.COUNCIL,
            ),
            Demand("Die Beratungsstelle berichtet einmal im Jahr öffentlich, ohne Namen zu nennen.", Audience.OTHERS),
            Demand("Die Kreisverwaltung weist an allen Schaltern auf die Beratungsstelle hin."),
        ),
    ),
    MotionText(
        key="beiratswahl",
        title="Wahl des Beirats: mehrsprachige Kampagne und Briefwahlunterlagen für alle",
        field=Field.PARTICIPATION,
        reasons=(
            "Die Wahlbeteiligung war zuletzt sehr niedrig, auch weil viele Wahlberechtigte die Unterlagen nicht "
            "verstanden. Automatisch zugesandte Briefwahlunterlagen und Informationen in mehreren Sprachen erhöhen "
            "die Beteiligung."
        ),
        points=(
            Demand(
                ("Die Satzung wird so geändert, dass Briefwahlunterlagen ohne Antrag versandt werden."),
                Audience.COUNCIL,
            ),
            Demand("Es werden Informationen in zehn Sprachen und in Leichter Sprache bereitgestellt."),
            Demand("In den großen Unterkünften wird ein Wahllokal eingerichtet."),
            Demand("Die Wahl wird auf einen Werktag gelegt.", Audience.COUNCIL),
        ),
    ),
    MotionText(
        key="integrationskonzept",
        title="Beteiligung des Beirats an der Fortschreibung des Integrationskonzepts",
        field=Field.PARTICIPATION,
        reasons=(
            "Das Integrationskonzept stammt aus der Zeit vor den letzten großen Zuwanderungen und nennt keine "
            "überprüfbaren Ziele. Der Beirat möchte in allen Arbeitsgruppen vertreten sein und die Ziele mit "
            "Kennzahlen hinterlegen."
        ),
        points=(
            Demand("Der Beirat erhält in jeder Arbeitsgruppe einen Sitz."),
            Demand("Das Konzept enthält je Handlungsfeld messbare Ziele."),
            Demand("Der Beirat bekommt den Entwurf vier Wochen vor der Beratung im Kreistag.", Audience.COUNCIL),
        ),
    ),
    MotionText(
        key="videositzung",
        title="Sitzungen des Beirats nur noch als Videokonferenz",
        field=Field.PARTICIPATION,
        reasons=(
            "Für Mitglieder aus dem Nordkreis ist der Weg ins Kreishaus weit. Per Video könnten alle ohne Fahrt "
            "teilnehmen."
        ),
        points=(Demand("Der Beirat tagt ab der nächsten Sitzung nur noch per Video.", Audience.BOARD),),
    ),
    MotionText(
        key="zeitung",
        title="Eine gedruckte Zeitung des Beirats",
        field=Field.PARTICIPATION,
        reasons=(
            "Viele Menschen im Landkreis kennen den Beirat nicht. Eine kleine Zeitung, die zweimal im Jahr in den "
            "Rathäusern ausliegt, kann das ändern."
        ),
        points=(
            Demand("Der Beirat gibt zweimal im Jahr eine Zeitung heraus.", Audience.BOARD),
            Demand("Der Landkreis übernimmt die Kosten für den Druck."),
        ),
    ),
    MotionText(
        key="integrationspreis",
        title="Vorschlag für den Integrationspreis des Landkreises",
        field=Field.VOLUNTEERING,
        reasons=(
            "Der Landkreis verleiht in diesem Jahr wieder den Integrationspreis. Der Beirat darf eine Person "
            "vorschlagen. Bis zur Verleihung bleibt der Name vertraulich."
        ),
        points=(Demand("Der Integrationspreis wird der Gründerin des Nähcafés in Beispielhausen verliehen."),),
    ),
)

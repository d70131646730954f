"""Motions that no meeting has decided yet: for the next one, waiting, being written, sent back, taken back."""

from __future__ import annotations

from api.demo.shapes import Demand, MotionText
from beirat.rules.motions import Audience, Field

MOTIONS = (
    MotionText(
        key="buecher",
        title="Bücher in vielen Sprachen für die Kreisbibliothek",
        field=Field.SCHOOL,
        reasons=(
            "Kinder, die zu Hause in ihrer Erstsprache lesen, lernen auch schneller Deutsch. In der Kreisbibliothek "
            "gibt es Kinderbücher fast nur auf Deutsch und Englisch."
        ),
        points=(
            Demand(
                "Die Kreisbibliothek kauft in den nächsten zwei Jahren 400 Kinderbücher in mindestens acht Sprachen."
            ),
            Demand("Einmal im Monat gibt es eine Vorlesestunde in zwei Sprachen."),
            Demand("Der Beirat sucht Menschen, die vorlesen.", Audience.BOARD),
        ),
    ),
    MotionText(
        key="gesundheitslotsen",
        title="Gesundheitslotsinnen und Gesundheitslotsen in den Unterkünften",
        field=Field.HEALTH,
        reasons=(
            "Viele Neuzugezogene wissen nicht, wann sie zur Hausarztpraxis und wann sie in die Notaufnahme gehen. "
            "Geschulte Lotsinnen und Lotsen aus den Unterkünften können das in ihrer Sprache erklären."
        ),
        points=(
            Demand("Das Gesundheitsamt schult zwanzig Lotsinnen und Lotsen."),
            Demand("Sie bekommen für jeden Einsatz eine Aufwandsentschädigung."),
        ),
    ),
    MotionText(
        key="notrufkarten",
        title="Notrufkarten in einfacher Sprache und mit Bildern",
        field=Field.HEALTH,
        reasons=(
            "Wer unter Druck steht, findet die Worte in einer neuen Sprache oft nicht. Eine kleine Karte mit "
            "Bildern und fertigen Sätzen hilft beim Notruf."
        ),
        points=(
            Demand("Der Landkreis druckt 5.000 Notrufkarten und verteilt sie über Schulen, Praxen und Unterkünfte."),
        ),
    ),
    MotionText(
        key="praktika",
        title="Praktikumsbörse für Menschen, die neu im Landkreis sind",
        field=Field.WORK,
        reasons=(
            "Ein Praktikum ist oft der erste Schritt in den Beruf. Betriebe und Suchende finden aber nur durch "
            "Zufall zueinander."
        ),
        points=(
            Demand("Der Landkreis richtet mit den Kammern eine Praktikumsbörse ein."),
            Demand("Zweimal im Jahr gibt es einen Tag, an dem sich Betriebe und Suchende treffen."),
        ),
    ),
    MotionText(
        key="wohnberatung",
        title="Wohnberatung in mehreren Sprachen",
        field=Field.HOUSING,
        reasons=(
            "Wer zum ersten Mal eine Wohnung mietet, muss viele Fragen klären: Kaution, Nebenkosten, Hausordnung. "
            "In den Beratungsstellen gibt es dafür kaum Zeit und keine Dolmetschung."
        ),
        points=(
            Demand("Der Landkreis bietet jede Woche eine Wohnberatung mit Dolmetschung an."),
            Demand("Ein Faltblatt erklärt die wichtigsten Regeln für Mieterinnen und Mieter in acht Sprachen."),
        ),
    ),
    MotionText(
        key="sprechstunde",
        title="Sprechstunde des Beirats in den Gemeinden",
        field=Field.PARTICIPATION,
        reasons="Der Beirat tagt immer in der Kreisstadt. Wer weiter weg wohnt, lernt seine Mitglieder nie kennen.",
        points=(
            Demand("Der Beirat bietet in jedem Jahr in vier Gemeinden eine Sprechstunde an.", Audience.BOARD),
            Demand("Die Gemeinden stellen dafür kostenlos einen Raum.", Audience.OTHERS),
        ),
    ),
    MotionText(
        key="familienhilfe",
        title="Mehr Hilfe für Familien",
        field=Field.FAMILY,
        reasons="Viele Familien brauchen Hilfe und bekommen sie nicht.",
        points=(Demand("Es soll mehr Hilfe für Familien geben."),),
    ),
    MotionText(
        key="tempo30",
        title="Tempo 30 auf der Hauptstraße in Musterau",
        field=Field.MOBILITY_DIGITAL,
        reasons="Auf der Hauptstraße in Musterau wird zu schnell gefahren. Vor der Schule ist es gefährlich.",
        points=(Demand("Auf der Hauptstraße in Musterau gilt Tempo 30.", Audience.OTHERS),),
    ),
    MotionText(
        key="spielplatz",
        title="Spielgeräte für den Hof der Unterkunft in Musterau",
        field=Field.HOUSING,
        reasons=(
            "Im Hof der Unterkunft spielen mehr als dreißig Kinder. Es gibt dort keine Schaukel und keinen Sandkasten."
        ),
        points=(Demand("Der Landkreis stellt im Hof eine Schaukel und einen Sandkasten auf."),),
    ),
    MotionText(
        key="lesepaten",
        title="Lesepatenschaften an Grundschulen",
        field=Field.SCHOOL,
        reasons="",
        points=(Demand("Der Landkreis wirbt gemeinsam mit den Schulen um Lesepatinnen und Lesepaten."),),
    ),
    MotionText(
        key="radkurse",
        title="Fahrradkurse für Erwachsene",
        field=Field.MOBILITY_DIGITAL,
        reasons="Wer Rad fährt, kommt auch ohne Bus zur Arbeit und zum Kurs. Viele Erwachsene haben es nie gelernt.",
        points=(Demand("Die Kreisvolkshochschule bietet in jedem Sommer zwei Fahrradkurse an."),),
    ),
    MotionText(
        key="formulare",
        title="Formulare der Kreisverwaltung in einfacher Sprache",
        field=Field.ADMINISTRATION,
        reasons="Viele Formulare sind so schwer, dass auch Muttersprachlerinnen und Muttersprachler Hilfe brauchen.",
        points=(
            Demand("Die zehn häufigsten Formulare werden in einfacher Sprache neu geschrieben."),
            Demand("Menschen aus Deutschkursen testen die neuen Formulare."),
        ),
    ),
)

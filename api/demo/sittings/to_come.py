"""The meeting that is still to come: convened, with a public and a non-public part."""

from __future__ import annotations

from api.demo.shapes import Item, Sitting
from beirat.rules.meetings import Part
from beirat.rules.recommendations import CaseStep

SITTING = Sitting(
    number=7,
    location="Kreishaus Musterland, Sitzungssaal 1, Musterallee 1, Musterstadt",
    note=(
        "Der Saal ist ohne Stufen erreichbar. Eine Höranlage ist vorhanden. Gäste sind im öffentlichen Teil willkommen."
    ),
    items=(
        Item(motion="antidiskriminierung", minutes=20),
        Item(motion="buecher", minutes=15),
        Item(motion="gesundheitslotsen", minutes=15),
        Item(case="elternbriefe", step=CaseStep.CLOSE, minutes=10),
        Item(heading="Austausch mit der Leitung des Fachdienstes Gesundheit", minutes=10),
        Item(heading="Dolmetschung in der Sprechstunde", under=4, minutes=10),
        Item(heading="Impfberatung in mehreren Sprachen", under=4, minutes=10),
        Item(
            heading="Vertragsangelegenheit: Räume für die Geschäftsstelle",
            part=Part.NON_PUBLIC,
            reason="Vertragsverhandlungen",
        ),
        Item(heading="Personalangelegenheit: Vertretung in der Geschäftsstelle", part=Part.NON_PUBLIC),
    ),
)

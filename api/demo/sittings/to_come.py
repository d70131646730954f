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
        Item(motion="antidiskriminierung"),
        Item(motion="buecher"),
        Item(motion="gesundheitslotsen"),
        Item(case="elternbriefe", step=CaseStep.CLOSE),
        Item(heading="Austausch mit der Leitung des Fachdienstes Gesundheit"),
        Item(heading="Vertragsangelegenheit: Räume für die Geschäftsstelle", part=Part.NON_PUBLIC),
        Item(heading="Personalangelegenheit: Vertretung in der Geschäftsstelle", part=Part.NON_PUBLIC),
    ),
)

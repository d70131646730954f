"""The German words that stand in public addresses for fields of action and answer states."""

from __future__ import annotations

from collections.abc import Mapping

from beirat.queries.public.states import AnswerState
from beirat.rules.motions import Field

FIELDS: Mapping[Field, str] = {
    Field.LANGUAGE: "sprache",
    Field.SCHOOL: "schule",
    Field.WORK: "arbeit",
    Field.HOUSING: "wohnen",
    Field.HEALTH: "gesundheit",
    Field.FAMILY: "familie",
    Field.PARTICIPATION: "teilhabe",
    Field.ADMINISTRATION: "verwaltung",
    Field.RESIDENCE_NATURALISATION: "aufenthalt",
    Field.ANTI_DISCRIMINATION: "antidiskriminierung",
    Field.SPORT_CULTURE: "kultur",
    Field.VOLUNTEERING: "ehrenamt",
    Field.MOBILITY_DIGITAL: "mobilitaet",
}

STATES: Mapping[AnswerState, str] = {
    AnswerState.ANSWERED: "beantwortet",
    AnswerState.PARTLY: "teilweise",
    AnswerState.WAITING: "offen",
    AnswerState.FORWARDED: "weitergegeben",
    AnswerState.NOT_HANDED_OVER: "nicht-uebergeben",
    AnswerState.ENDED: "abgeschlossen",
}

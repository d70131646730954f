"""What letters of the administration are called in the office."""

from __future__ import annotations

from collections.abc import Mapping

from beirat.rules.letters import FiledAs, LetterChannel, LetterState

STATES: Mapping[LetterState, tuple[str, str]] = {
    LetterState.RECEIVED: ("waiting", "Noch nicht abgelegt"),
    LetterState.AWAITING_RELEASE: ("asked", "Wartet auf eine zweite Person"),
    LetterState.FILED: ("done", "Abgelegt"),
    LetterState.SET_ASIDE: ("stopped", "Gehört zu keiner Empfehlung"),
}
CHANNELS: Mapping[LetterChannel, str] = {LetterChannel.MAIL: "Mail", LetterChannel.PAPER: "Brief"}
FILED_AS: Mapping[FiledAs, str] = {
    FiledAs.ANSWER: "Antwort zu einzelnen Punkten",
    FiledAs.INTERIM: "Zwischennachricht: Die Uhr läuft weiter",
    FiledAs.QUERY: "Frage an den Beirat",
    FiledAs.RECEIPT: "Eingangsbestätigung: Die Uhr beginnt",
}

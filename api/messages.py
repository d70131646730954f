# ruff: noqa: E501 - a sentence is easier to read whole
"""What is said for every code: a short German sentence that tells what to do next.

Codes come from ``beirat/rules/errors.py`` and, for input that does not fit its shape, from pydantic.
"""

from __future__ import annotations

from collections.abc import Mapping

from beirat.rules.errors import Broken, Parameter, Problem

SENTENCES: Mapping[Broken, str] = {
    Broken.NOT_SIGNED_IN: "Bitte melden Sie sich an.",
    Broken.NOT_PERMITTED: "Dafür hat Ihr Konto keine Berechtigung. Wenden Sie sich an die Geschäftsstelle.",
    Broken.NOT_FOUND: "Diese Seite gibt es nicht. Prüfen Sie die Adresse oder gehen Sie zur Startseite.",
    Broken.STALE_VERSION: "Jemand hat das inzwischen geändert. Sehen Sie den neuen Stand an und senden Sie dann noch einmal ab.",
    Broken.TOO_MANY_ATTEMPTS: "Das waren zu viele Versuche. Bitte warten Sie {seconds} Sekunden und versuchen Sie es dann noch einmal.",
    Broken.STEP_NOT_POSSIBLE: "Dieser Schritt ist jetzt nicht möglich. Laden Sie die Seite neu und sehen Sie den aktuellen Stand an.",
    Broken.REQUIRED: "Bitte füllen Sie dieses Feld aus.",
    Broken.TOO_LONG: "Der Text ist zu lang. Bitte kürzen Sie ihn auf höchstens {limit} Zeichen.",
    Broken.TEXT_UNREADABLE: "Der Text enthält unsichtbare Steuerzeichen. Bitte tippen Sie ihn neu oder fügen Sie ihn als reinen Text ein.",
    Broken.FORM_EXPIRED: "Das Formular war zu lange offen. Ihre Eingaben sind noch da: Bitte senden Sie es noch einmal ab.",
    Broken.LOGIN_FAILED: "E-Mail-Adresse oder Passwort stimmen nicht. Bitte prüfen Sie beides.",
    Broken.PASSWORD_TOO_SHORT: "Das Passwort ist zu kurz. Bitte nehmen Sie mindestens {limit} Zeichen.",
    Broken.PASSWORD_TOO_COMMON: "Dieses Passwort ist leicht zu erraten. Bitte nehmen Sie ein anderes, zum Beispiel drei Wörter ohne Zusammenhang.",
    Broken.PASSWORD_WRONG: "Das jetzige Passwort stimmt nicht. Bitte geben Sie es noch einmal ein.",
    Broken.PASSWORDS_DIFFER: "Die beiden Passwörter sind verschieden. Bitte geben Sie zweimal dasselbe ein.",
    Broken.LINK_EXPIRED: "Dieser Link gilt nicht mehr. Bitten Sie die Technische Betreuung um einen neuen.",
    Broken.EMAIL_INVALID: "Das ist keine E-Mail-Adresse. Bitte schreiben Sie sie so: name@beispiel.de",
    Broken.EMAIL_TAKEN: "Für diese E-Mail-Adresse gibt es schon ein Konto mit dieser Rolle.",
    Broken.UNIT_NEEDED: "Für diese Rolle braucht es einen Fachdienst. Bitte geben Sie seine Kurzbezeichnung an.",
    Broken.FILE_UNREADABLE: "Diese Datei können wir nicht lesen. Bitte speichern Sie sie als CSV (UTF-8) oder XLSX und laden Sie sie noch einmal hoch.",
    Broken.FILE_TOO_LARGE: "Diese Datei ist zu groß. Bitte teilen Sie sie auf.",
    Broken.COLUMNS_MISSING: "In der ersten Zeile fehlt: {columns}. Bitte ergänzen Sie diese Spalten.",
    Broken.CELL_IS_FORMULA: "Hier steht eine Formel. Bitte tragen Sie das Ergebnis als Text ein.",
    Broken.ROW_INVALID: "Zeile {row}: {reason}",
    Broken.NO_POINTS: "Ein Antrag braucht mindestens einen Punkt. Bitte schreiben Sie auf, was geschehen soll.",
    Broken.TOO_MANY_POINTS: "Das sind zu viele Punkte. Bitte fassen Sie zusammen: höchstens {limit}.",
    Broken.REASON_NEEDED: "Bitte schreiben Sie einen Grund dazu.",
    Broken.MEETING_IN_THE_PAST: "Dieser Termin liegt in der Vergangenheit. Bitte wählen Sie einen späteren.",
    Broken.END_BEFORE_START: "Das Ende liegt vor dem Beginn. Bitte prüfen Sie die Uhrzeiten.",
    Broken.MEETING_TOO_LONG: "Eine Sitzung dauert höchstens {days} Tage. Bitte prüfen Sie das Ende.",
    Broken.TIME_LEFT_OUT: "Diese Uhrzeit gibt es an diesem Tag nicht: Die Uhr wird auf Sommerzeit vorgestellt.",
    Broken.YEAR_OUT_OF_REACH: "Mit diesem Jahr können wir nicht rechnen. Bitte prüfen Sie das Datum.",
    Broken.TERM_MISSING: "Für diesen Tag ist keine Wahlperiode mit Sitzzahl eingetragen. Bitte wenden Sie sich an die Technische Betreuung.",
    Broken.OTHER_TERM: "Dieser Tag liegt in einer anderen Wahlperiode. Bitte planen Sie dort eine neue Sitzung.",
    Broken.AGENDA_EMPTY: "Die Tagesordnung ist noch leer. Bitte setzen Sie zuerst einen Punkt darauf.",
    Broken.AGENDA_FROZEN: "Die Einladung ist verschickt: Diese Tagesordnung lässt sich so nicht mehr ändern.",
    Broken.ALREADY_ON_AGENDA: "Das steht schon auf einer Tagesordnung.",
    Broken.NON_PUBLIC_MATTER: "Diese Empfehlung wurde nichtöffentlich beschlossen. Der Punkt bleibt im nichtöffentlichen Teil.",
    Broken.NOBODY_TO_INVITE: "Es gibt niemanden zum Einladen. Bitte tragen Sie zuerst die Mitglieder ein.",
    Broken.MEETING_NOT_RUNNING: "Die Sitzung läuft nicht. Bitte eröffnen Sie sie zuerst.",
    Broken.MEETING_NOT_YET: "Dafür ist es zu früh: Die Sitzung hat noch nicht begonnen.",
    Broken.ITEMS_OPEN: "Zu diesen Tagesordnungspunkten fehlt noch ein Ergebnis: {items}",
    Broken.RULE_VALUE_INVALID: "Dieser Wert passt nicht zu dieser Regel. Bitte wählen Sie einen der angebotenen Werte.",
    Broken.RULE_NUMBER_OUT_OF_RANGE: "Bitte geben Sie eine ganze Zahl von 0 bis {highest} ein.",
    Broken.RULE_ENDS_BEFORE_START: "Die Regel endet, bevor sie beginnt. Bitte prüfen Sie beide Tage.",
    Broken.OUTSIDE_MEETING: "Diese Uhrzeit liegt außerhalb der Sitzung. Bitte prüfen Sie sie.",
    Broken.LEFT_BEFORE_CAME: "Gegangen ist früher als gekommen. Bitte prüfen Sie die Uhrzeiten.",
    Broken.PRESENCE_OVERLAPS: "{name}: Für diese Zeit ist schon etwas eingetragen. Bitte prüfen Sie die Liste.",
    Broken.NOT_A_MEMBER: "Diese Person ist am Tag der Sitzung kein Mitglied.",
    Broken.NOT_PRESENT: "{name} ist nicht als anwesend eingetragen.",
    Broken.BALLOT_DOES_NOT_SUM: "Gezählt sind {cast} Stimmen, anwesend sind {present} Stimmberechtigte. Bitte prüfen Sie die Zahlen.",
    Broken.NOBODY_PRESENT: "Es ist noch niemand als anwesend eingetragen.",
    Broken.NO_BALLOT_HERE: "Hier wird nicht abgestimmt. Setzen Sie dafür einen eigenen Punkt auf die Tagesordnung.",
    Broken.ALREADY_DECIDED: "Darüber ist schon abgestimmt. Laden Sie die Seite neu und sehen Sie das Ergebnis an.",
    Broken.BALLOT_DOES_NOT_SUM_WITH_EXCLUDED: (
        "Gezählt sind {cast} Stimmen, abstimmen können {present}: {there} Stimmberechtigte sind anwesend, "
        "{excluded} davon dürfen hier nicht mitstimmen. Bitte prüfen Sie die Zahlen."
    ),
    Broken.VOTER_NOT_PRESENT: "{name} war zu dieser Uhrzeit nicht da. Bitte prüfen Sie Anwesenheit und Uhrzeit.",
    Broken.VOTER_EXCLUDED: "{name} darf bei diesem Punkt nicht mitstimmen. Bitte nehmen Sie die Stimme heraus.",
    Broken.VOTED_TWICE: "{name} steht zweimal in der Liste. Bitte lassen Sie nur eine Stimme stehen.",
    Broken.VOTES_MISSING: "Es fehlt noch die Stimme von: {names}.",
    Broken.MEETING_SUSPENDED: "Zu dieser Uhrzeit war die Sitzung unterbrochen. Bitte prüfen Sie die Uhrzeit.",
    Broken.MEETING_WENT_ON: "Um {at} Uhr ist in dieser Sitzung noch etwas eingetragen. Bitte prüfen Sie die Uhrzeit.",
    Broken.TIME_NEEDED: "Die Sitzung war an einem anderen Tag. Bitte tragen Sie die Uhrzeit ein, die auf dem Papier steht.",
    Broken.NOT_A_DEPUTY: "{name} ist für dieses Mitglied nicht als Stellvertretung eingetragen.",
    Broken.ALREADY_SUSPENDED: "Zu dieser Uhrzeit ist schon eine Unterbrechung eingetragen. Bitte prüfen Sie die Uhrzeiten.",
    Broken.ALREADY_EXCLUDED: "{name} ist bei diesem Punkt schon eingetragen.",
    Broken.CONFLICT_AFTER_BALLOT: (
        "{name} hat bei diesem Punkt schon mitgestimmt. Heben Sie zuerst die Abstimmung auf, dann tragen Sie das ein."
    ),
    Broken.VOTE_NOT_ON_RECORD: "Einzelne Stimmen stehen nur bei offenen Abstimmungen in der Niederschrift.",
    Broken.MORE_ON_RECORD_THAN_COUNTED: "So viele Stimmen dieser Art wurden nicht gezählt. Bitte prüfen Sie die Angabe.",
    Broken.COUNT_OF_ROUND_DIFFERS: (
        "Gezählt sind {cast} Stimmzettel, abstimmen können {present} Mitglieder. Bitte prüfen Sie die Zahlen."
    ),
    Broken.CANDIDATES_DIFFER: "In diesem Wahlgang stehen andere zur Wahl. Laden Sie die Seite neu.",
    Broken.LOT_DIFFERS: "Das Los entscheidet hier über {places} von denen, die gleich viele Stimmen haben.",
    Broken.MORE_VOTES_THAN_PAPERS: "Es sind mehr Stimmen als auf {valid} gültige Stimmzettel passen. Bitte zählen Sie nach.",
    Broken.OPEN_ELECTION_NOT_ALLOWED: "Nach Ihrer Geschäftsordnung wird geheim gewählt.",
    Broken.NOT_NON_PUBLIC: "Dieser Beschluss ist schon öffentlich.",
    Broken.SECRET_NOT_ALLOWED: (
        "Über Sachfragen wird nach Ihrer Geschäftsordnung nicht geheim abgestimmt. Bitte wählen Sie offen oder namentlich."
    ),
    Broken.COUNT_NEEDED: "Hier kommt es auf die Zahl der Stimmen an. Bitte zählen Sie aus.",
    Broken.POINTS_DIFFER: "Die Punkte passen nicht zum Antrag. Laden Sie die Seite neu und tragen Sie das Ergebnis noch einmal ein.",
    Broken.ALREADY_HANDED_OVER: "Diese Empfehlung ist schon zugeleitet.",
    Broken.RECEIPT_BEFORE_SENDING: "Der Eingang kann nicht vor der Zuleitung liegen. Bitte prüfen Sie das Datum.",
    Broken.DATE_IN_FUTURE: "Dieses Datum liegt in der Zukunft. Bitte prüfen Sie es.",
    Broken.NO_RECEIPT_YET: "Der Eingang ist noch nicht bestätigt. Bitte bestätigen Sie ihn zuerst.",
    Broken.UNIT_NOT_IN_ADMINISTRATION: "Diesen Fachdienst gibt es in der Verwaltung nicht. Bitte wählen Sie einen aus der Liste.",
    Broken.POINT_NOT_OPEN: "Zu diesem Punkt wird keine Antwort erwartet.",
    Broken.POSITION_NEEDS_REASON: "Bitte nennen Sie den Grund für diese Antwort.",
    Broken.POSITION_NEEDS_TEXT: "Bitte schreiben Sie die Antwort im Wortlaut dazu.",
    Broken.DEFERRAL_NEEDS_DATE: "Bitte nennen Sie den Tag, an dem neu entschieden wird.",
    Broken.DEFERRAL_TOO_FAR: "Die neue Entscheidung muss innerhalb von zwölf Monaten fallen. Bitte wählen Sie einen früheren Tag.",
    Broken.PROMISE_NEEDS_DATE: "Bitte nennen Sie den Tag, bis zu dem es zugesagt ist, zum Beispiel „bis Ende März“.",
    Broken.PROMISE_IN_THE_PAST: "Der zugesagte Tag liegt in der Vergangenheit. Bitte prüfen Sie das Datum.",
    Broken.QUERY_NOT_OPEN: "Diese Frage ist schon beantwortet. Bitte laden Sie die Seite neu.",
    Broken.EXTENSION_NOT_OPEN: "Über diese Verlängerung ist schon entschieden. Bitte laden Sie die Seite neu.",
    Broken.EXTENSION_NOT_LATER: "Der neue Termin muss nach dem bisherigen liegen.",
    Broken.PAUSE_NOT_OPEN: "Diese Pause ist schon beendet. Bitte laden Sie die Seite neu.",
    Broken.RECESS_NOT_IN_RULES: "Nach Ihren Regeln hält die Sitzungspause die Uhr nicht an.",
    Broken.PROMISE_NOT_OPEN: "Diese Zusage ist schon erledigt oder erneuert. Bitte laden Sie die Seite neu.",
    Broken.EVENT_NOT_CORRECTABLE: "Dieser Eintrag lässt sich hier nicht berichtigen.",
    Broken.PROOF_NEEDED: "Bitte schreiben Sie dazu, woher Sie den Eingang kennen, zum Beispiel „Einschreiben Nr. …“.",
    Broken.ADDRESSEE_NEEDED: "Bitte schreiben Sie dazu, an wen die Empfehlung geht.",
    Broken.POINT_HAS_NO_ADDRESSEE: "Diesen Punkt hat noch niemand bekommen. Bitte leiten Sie ihn zuerst zu.",
    Broken.EVIDENCE_NEEDED: "Bitte schreiben Sie dazu, woran man es sieht.",
    Broken.COMPETENT_BODY_NEEDED: "Bitte schreiben Sie dazu, wer zuständig ist.",
    Broken.RELEASE_REQUIRED: "Antworten dieses Fachdienstes gibt die Verteilstelle frei.",
    Broken.NO_CHANGES: "In der Datei ist nichts geändert. Tragen Sie Antworten ein und laden Sie die Datei noch einmal hoch.",
    Broken.POINT_NOT_ON_LIST: "Diesen Punkt gibt es auf Ihrer Liste nicht. Vielleicht ist er schon beantwortet. Prüfen Sie Empfehlung und Punkt, oder löschen Sie die Zeile.",
    Broken.ROW_TWICE: "Dieser Punkt steht weiter oben schon einmal. Bitte lassen Sie nur eine Zeile stehen.",
    Broken.ROW_STALE: "Jemand hat diesen Entwurf inzwischen geändert. Links steht der neue Stand. Laden Sie die Liste neu herunter und tragen Sie Ihre Antwort noch einmal ein.",
    Broken.WORD_UNKNOWN: "„{said}“ kennen wir hier nicht. Nehmen Sie eines der Wörter, die die Liste zur Auswahl anbietet.",
    Broken.DAY_UNREADABLE: "„{said}“ ist kein Tag. Schreiben Sie ihn so: 1.3.2027.",
    Broken.NO_ANSWERS: "Hier steht noch keine Antwort. Bitte beantworten Sie mindestens einen Punkt.",
    Broken.EVENT_BEFORE_CAUSE: "Das kann nicht vor dem Schritt liegen, auf den es folgt. Bitte prüfen Sie das Datum.",
    Broken.RESOLUTION_NEEDED: "Dafür braucht es einen Beschluss des Beirats.",
    Broken.UNIT_WITHOUT_ADDRESS: "Für diesen Fachdienst ist keine E-Mail-Adresse eingetragen. Die Verteilstelle trägt sie unter „Wer darf Antworten freigeben?“ ein.",
    Broken.PERSONAL_DATA_UNCHECKED: "Im Text stehen vielleicht Angaben über andere Menschen ({count}). Bitte sehen Sie sie an, und bestätigen Sie, oder ändern Sie den Text.",
    Broken.RELEASE_IN_THE_PAST: "Dieser Tag ist schon vorbei. Bitte wählen Sie heute oder einen späteren.",
    Broken.CODE_WRONG: "Dieser Code stimmt nicht oder gilt nicht mehr. Prüfen Sie ihn, oder fordern Sie einen neuen an.",
    Broken.POINT_OF_OTHER_MATTER: "Dieser Punkt gehört nicht zu der Empfehlung, über die hier beraten wird. Bitte wählen Sie einen anderen.",
    Broken.TOO_MANY_SENTENCES: "Bitte behalten Sie höchstens {most} Sätze: Mehr sind in der Sitzung nicht zu überblicken.",
    Broken.MEETING_NOT_CLOSED: "Die Sitzung ist noch nicht geschlossen. Bitte schließen Sie sie zuerst.",
    Broken.MINUTES_NOT_PRINTED: "Es gibt noch keine Fassung zum Unterschreiben. Bitte erstellen Sie sie zuerst.",
    Broken.MINUTES_CHANGED_MEANWHILE: "Die Niederschrift wurde inzwischen geändert. Bitte sehen Sie die neue Fassung an, bevor Sie unterschreiben.",
    Broken.MINUTES_SIGNED: "Die Niederschrift ist unterschrieben und wird nicht mehr geändert.",
    Broken.RENDER_FAILED: "Das PDF konnte nicht erstellt werden. Bitte versuchen Sie es in einer Minute noch einmal.",
    Broken.NOT_DEMO_DATA: "Das Datum lässt sich nur bei Beispieldaten verstellen.",
    Broken.DEMO_NEEDS_EMPTY: "Hier ist schon ein Landkreis eingerichtet. Beispieldaten brauchen eine leere Datenbank.",
}  # fmt: skip

_REQUIRED = SENTENCES[Broken.REQUIRED]
_CHOOSE = "Bitte wählen Sie eine der angebotenen Möglichkeiten."
_DATE = "Bitte geben Sie das Datum so ein: 3.12.2026"
_TIME = "Bitte geben Sie die Uhrzeit so ein: 18:00"
_NUMBER = "Bitte geben Sie eine ganze Zahl ein."
_YES_OR_NO = "Bitte antworten Sie mit Ja oder Nein."
_TEXT = "Hier wird ein Text erwartet."
_ID = "Diese Kennung ist nicht lesbar. Bitte laden Sie die Seite neu."
_LIST = "Hier wird eine Liste erwartet."

SHAPE_SENTENCES: Mapping[str, str] = {
    "missing": _REQUIRED,
    "extra_forbidden": "Dieses Feld gibt es hier nicht. Bitte lassen Sie es weg.",
    "string_type": _TEXT,
    "string_unicode": SENTENCES[Broken.TEXT_UNREADABLE],
    "string_too_short": "Bitte schreiben Sie hier mindestens {min_length} Zeichen.",
    "string_too_long": "Der Text ist zu lang. Bitte kürzen Sie ihn auf höchstens {max_length} Zeichen.",
    "string_pattern_mismatch": "Diese Eingabe hat nicht die erwartete Form. Bitte prüfen Sie sie.",
    "text_unreadable": SENTENCES[Broken.TEXT_UNREADABLE],
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_parsing_size": "Diese Zahl ist zu groß.",
    "int_from_float": _NUMBER,
    "greater_than": "Bitte geben Sie eine Zahl ein, die größer ist als {gt}.",
    "greater_than_equal": "Bitte geben Sie mindestens {ge} ein.",
    "less_than": "Bitte geben Sie eine Zahl ein, die kleiner ist als {lt}.",
    "less_than_equal": "Bitte geben Sie höchstens {le} ein.",
    "bool_type": _YES_OR_NO,
    "bool_parsing": _YES_OR_NO,
    "enum": _CHOOSE,
    "literal_error": _CHOOSE,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "time_type": _TIME,
    "time_parsing": _TIME,
    "datetime_type": "Bitte geben Sie Datum und Uhrzeit ein.",
    "datetime_parsing": "Bitte geben Sie Datum und Uhrzeit ein.",
    "datetime_from_date_parsing": "Bitte geben Sie Datum und Uhrzeit ein.",
    "datetime_object_invalid": "Bitte geben Sie Datum und Uhrzeit ein.",
    "timezone_aware": "Bitte geben Sie die Uhrzeit mit Zeitzone an.",
    "uuid_type": _ID,
    "uuid_parsing": _ID,
    "uuid_version": _ID,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "set_type": _LIST,
    "frozen_set_type": _LIST,
    "too_short": "Hier fehlt noch etwas: mindestens {min_length}.",
    "too_long": "Das sind zu viele Angaben: höchstens {max_length}.",
    "dict_type": "Hier werden benannte Felder erwartet.",
    "model_type": "Hier werden benannte Felder erwartet.",
    "model_attributes_type": "Hier werden benannte Felder erwartet.",
    "json_invalid": "Das ist kein gültiges JSON.",
    "ends_before_start": "Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Tage.",
    "value_error": "Diese Eingabe passt nicht. Bitte prüfen Sie sie.",
}

NOTICES: Mapping[str, str] = {
    "password_changed": "Ihr neues Passwort gilt. Alle anderen Geräte sind abgemeldet.",
    "account_invited": "Das Konto ist angelegt. Die Einladung geht per E-Mail hinaus.",
    "invited_again": "Eine neue Einladung geht per E-Mail hinaus. Der alte Link gilt nicht mehr.",
    "accounts_invited": "Die Konten sind angelegt. Die Einladungen gehen per E-Mail hinaus.",
    "account_blocked": "Das Konto ist gesperrt und überall abgemeldet.",
    "account_unblocked": "Das Konto ist wieder frei.",
    "signed_out": "Sie sind abgemeldet.",
    "list_kept": "Die Antworten sind als Entwürfe gespeichert.",
    "list_handed_in": "Die Antworten sind gespeichert. Was vollständig ist, wartet auf die Freigabe.",
    "device_signed_out": "Dieses Gerät ist abgemeldet.",
    "promise_caught": "Die Zusage ist festgehalten.",
    "promise_changed": "Die Zusage ist geändert.",
    "promise_removed": "Die Zusage ist entfernt.",
    "text_blocks_saved": "Die Textbausteine sind gespeichert.",
    "text_blocks_reset": "Es gelten wieder die üblichen Sätze.",
    "motion_drafted": "Der Entwurf ist gespeichert. Nur Sie sehen ihn.",
    "motion_saved": "Ihre Änderungen sind gespeichert.",
    "motion_submitted": "Ihr Antrag ist eingereicht. Die Bestätigung kommt per E-Mail.",
    "motion_withdrawn": "Der Antrag ist zurückgezogen.",
    "motion_reviewed": "Das ist vermerkt. Wer den Antrag gestellt hat, bekommt eine Nachricht.",
    "meeting_planned": "Die Sitzung ist geplant. Als Nächstes kommt die Tagesordnung.",
    "meeting_changed": "Die Änderungen sind gespeichert.",
    "meeting_cancelled": "Die Sitzung ist abgesagt. Anträge von der Tagesordnung sind wieder frei.",
    "meeting_convened": "Die Einladungen gehen jetzt hinaus.",
    "rule_set": "Die Regel ist eingetragen. Sie gilt von dem Tag an, den Sie genannt haben.",
    "rule_overridden": "Die Begründung ist festgehalten.",
    "special_day_added": "Der Tag steht im Kalender.",
    "special_day_removed": "Der Tag ist aus dem Kalender genommen.",
    "year_planned": "Die Sitzungen sind geplant. Als Nächstes kommen die Tagesordnungen.",
    "template_saved": "Die übliche Tagesordnung ist gespeichert. Sie gilt für neue Sitzungen.",
    "item_added": "Der Punkt steht auf der Tagesordnung.",
    "standard_items_added": "Die üblichen Punkte stehen auf der Tagesordnung.",
    "item_changed": "Der Punkt ist geändert.",
    "item_removed": "Der Punkt ist von der Tagesordnung genommen.",
    "item_adjourned": "Der Punkt ist vertagt.",
    "item_resumed": "Die Vertagung ist aufgehoben.",
    "meeting_opened": "Die Sitzung ist eröffnet. Tragen Sie jetzt ein, wer da ist.",
    "presence_saved": "Die Anwesenheit ist gespeichert.",
    "course_saved": "Der Text ist gespeichert.",
    "ballot_saved": "Die Abstimmung ist gespeichert.",
    "ballot_annulled": "Die Abstimmung ist aufgehoben.",
    "meeting_closed": "Die Sitzung ist geschlossen. Der Entwurf der Niederschrift ist fertig.",
    "minutes_printed": "Beide Fassungen sind erstellt. Bitte sehen Sie sie an, bevor Sie unterschreiben.",
    "minutes_signed": "Die Niederschrift ist unterschrieben. Ab jetzt ändert sich nichts mehr daran.",
    "minutes_published": "Die öffentliche Fassung ist veröffentlicht.",
    "task_done": "Die Aufgabe ist erledigt.",
    "handed_over": "Die Empfehlung ist zugeleitet. Die Verwaltung bekommt eine Nachricht.",
    "receipt_confirmed": "Der Eingang ist bestätigt. Von diesem Tag an läuft die Uhr.",
    "points_assigned": "Die Punkte sind zugewiesen. Die Fachdienste bekommen eine Nachricht.",
    "points_forwarded": "Das ist vermerkt. Für diese Punkte läuft hier keine Uhr.",
    "interim_sent": "Die Zwischennachricht ist gesendet. Die Uhr läuft weiter.",
    "board_asked": "Die Frage ist beim Beirat. Die Uhr steht, sobald er sie annimmt.",
    "query_accepted": "Die Frage ist angenommen. Die Uhr steht seit dem Tag der Frage.",
    "query_replied": "Ihre Antwort ist bei der Verwaltung. Die Uhr läuft wieder.",
    "answers_saved": "Der Entwurf ist gespeichert. Er ist nicht öffentlich.",
    "answers_handed_in": "Die Antworten warten auf ihre Freigabe.",
    "answer_returned": "Der Entwurf ist zurückgegeben. Der Fachdienst bekommt eine Nachricht.",
    "answers_released": "Die Antworten sind freigegeben.",
    "answers_scheduled": "Die Antworten gehen an dem gewählten Tag hinaus. Bis dahin lassen sie sich ändern.",
    "release_taken_back": "Der Termin ist zurückgenommen. Die Antworten warten wieder auf ihre Freigabe.",
    "release_rule_set": "Das gilt ab jetzt.",
    "link_sent": "Der Link geht per E-Mail an den Fachdienst.",
    "link_revoked": "Der Link gilt nicht mehr. Wer damit angemeldet war, ist abgemeldet.",
    "unit_address_set": "Die Adresse ist eingetragen. Links an die frühere Adresse gelten nicht mehr.",
    "code_asked": "Wenn der Link gilt, ist der Code jetzt unterwegs.",
    "password_set": "Ihr Passwort gilt. Bitte melden Sie sich damit an.",
}
"""Shown once after a step: the address that a step leads to ends with ``?meldung=<code>`` (``forms.noted``)."""


def sentence(problem: Problem) -> str:
    """The sentence for one problem."""
    return _filled(SENTENCES[problem.code], problem.params)


def shape_sentence(kind: str, params: Mapping[str, Parameter]) -> str:
    """The sentence for input that does not fit its shape; ``kind`` is pydantic's error type."""
    if kind == "string_too_short" and params.get("min_length") == 1:
        return _REQUIRED
    return _filled(SHAPE_SENTENCES.get(kind, SHAPE_SENTENCES["value_error"]), params)


def _filled(pattern: str, params: Mapping[str, Parameter]) -> str:
    try:
        return pattern.format_map(params)
    except KeyError:
        return pattern.format_map(_Blank(params))


class _Blank(dict[str, Parameter]):
    def __missing__(self, key: str) -> str:
        return "…"

"""Sentences of the minutes: small cases, each with its words."""

from dataclasses import replace
from datetime import date

import pytest

from documents import facts, sentences
from documents.facts import AgendaItem, Attendee, Closing, Conflict, Convening, Interval, Presence, Quorum
from documents.wording import clock, count, enumeration, long_date, span, weekday_date
from tests.documents.example import at, attendance, minutes


def plain(text: str) -> str:
    """The text with ordinary blanks, as one reads it."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def member(*stays: Interval, has_vote: bool = True) -> Attendee:
    return Attendee(name="A", function="Mitglied", state=Presence.PRESENT, intervals=stays, has_vote=has_vote)


def meeting(*members: Attendee, needed: int = 8, statutory: int = 15, **more: object) -> object:
    return minutes(attendance=members, quorum=Quorum(needed=needed), statutory_members=statutory, **more)


def test_who_came_after_the_opening_is_not_counted_at_the_opening() -> None:
    evening = minutes()

    said = sentences.quorum_sentence(evening)

    assert plain(said) == (
        "Bei Eröffnung waren 11 von 15 Mitgliedern anwesend; der Beirat war damit beschlussfähig (nötig sind 8)."
    )


def test_one_member_is_said_in_the_singular() -> None:
    said = sentences.quorum_sentence(meeting(member(Interval(start=at(18))), needed=1, statutory=1))  # type: ignore[arg-type]

    assert plain(said) == (
        "Bei Eröffnung war 1 von 1 Mitglied anwesend; der Beirat war damit beschlussfähig (nötig ist 1)."
    )


def test_too_few_members_are_not_a_quorum() -> None:
    said = sentences.quorum_sentence(meeting(*[member(Interval(start=at(18)))] * 7))  # type: ignore[arg-type]

    assert "nicht beschlussfähig (nötig sind 8)" in plain(said)


def test_exactly_the_number_needed_is_a_quorum() -> None:
    said = sentences.quorum_sentence(meeting(*[member(Interval(start=at(18)))] * 8))  # type: ignore[arg-type]

    assert "damit beschlussfähig (nötig sind 8)" in plain(said)


def test_advisory_members_do_not_count_for_the_quorum() -> None:
    advisory = member(Interval(start=at(18)), has_vote=False)

    said = sentences.quorum_sentence(meeting(advisory, advisory))  # type: ignore[arg-type]

    assert plain(said).startswith("Bei Eröffnung waren 0 von 15 Mitgliedern anwesend")


def test_a_second_call_is_quorate_whatever_the_number() -> None:
    evening = minutes(quorum=Quorum(needed=8, regardless_of_number=True))

    assert "auf die zweite Ladung unabhängig von dieser Zahl beschlussfähig" in sentences.quorum_sentence(evening)


def test_lack_of_quorum_found_later_names_the_time() -> None:
    evening = minutes(quorum=Quorum(needed=8, lost_at=at(20, 10)))

    said = sentences.quorum_lost_sentence(evening)

    assert plain(said) == "Um 20:10 Uhr wurde festgestellt, dass der Beirat nicht mehr beschlussfähig war."
    assert sentences.quorum_lost_sentence(minutes()) == ""


def test_another_board_is_called_by_its_own_name() -> None:
    head = replace(minutes().letterhead, the_board="die Kommission")

    assert "; die Kommission war damit" in sentences.quorum_sentence(minutes(letterhead=head))
    assert sentences.convening_sentence(minutes(letterhead=head)).startswith("Die Kommission war ordnungsgemäß geladen")


def test_coming_and_going_change_the_number_present() -> None:
    assert plain(sentences.movement_sentence(minutes())) == (
        "Danach waren anwesend: ab 18:25 Uhr 12 Mitglieder, ab 19:50 Uhr 11 Mitglieder."
    )


def test_nobody_coming_or_going_needs_no_sentence() -> None:
    assert sentences.movement_sentence(meeting(member(Interval(start=at(18), end=at(20, 47))))) == ""  # type: ignore[arg-type]


def test_one_coming_as_another_goes_changes_nothing() -> None:
    leaving = member(Interval(start=at(18), end=at(19)))
    coming = member(Interval(start=at(19)))

    assert sentences.movement_sentence(meeting(leaving, coming)) == ""  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "stays, said",
    [
        ([(at(17, 55), None)], "ganze Sitzung"),
        ([(at(18), at(20, 47))], "ganze Sitzung"),
        ([(at(18, 25), None)], "ab 18:25 Uhr"),
        ([(at(18), at(19, 50))], "bis 19:50 Uhr"),
        ([(at(18, 5), at(19))], "18:05 bis 19:00 Uhr"),
        ([(at(18), at(19)), (at(19, 30), None)], "bis 19:00 Uhr und ab 19:30 Uhr"),
    ],
)
def test_a_stay_is_said_as_short_as_it_is_true(stays: list[tuple], said: str) -> None:  # type: ignore[type-arg]
    person = member(*[Interval(start=start, end=end) for start, end in stays])

    assert plain(sentences.stay(person, minutes())) == said


def test_an_absent_member_has_no_stay() -> None:
    assert sentences.stay(attendance()[-2], minutes()) == "–"


@pytest.mark.parametrize(
    "change, said",
    [
        (
            {},
            "Der Beirat war ordnungsgemäß geladen (Einladung vom 3. November 2026, Ladungsfrist 7 Tage eingehalten).",
        ),
        (
            {"notice_days": 1},
            "Der Beirat war ordnungsgemäß geladen (Einladung vom 3. November 2026, Ladungsfrist 1 Tag eingehalten).",
        ),
        (
            {"shortened_to": 3},
            (
                "Der Beirat war ordnungsgemäß geladen (Einladung vom 3. November 2026, "
                "Ladungsfrist wegen Eilbedürftigkeit auf 3 Tage abgekürzt und eingehalten)."
            ),
        ),
        (
            {"received": 13},
            (
                "Die Einladung wurde am 3. November 2026 versandt; der Eingang ist bei 13 von 15 Eingeladenen "
                "nachgewiesen (Ladungsfrist 7 Tage eingehalten)."
            ),
        ),
        (
            {"period_kept": False},
            "Die Ladungsfrist von 7 Tagen war nicht eingehalten (Einladung vom 3. November 2026).",
        ),
        (
            {"period_kept": False, "shortened_to": 1},
            "Die Ladungsfrist von 1 Tag war nicht eingehalten (Einladung vom 3. November 2026).",
        ),
    ],
)
def test_properly_called_is_said_only_when_it_is_true(change: dict[str, object], said: str) -> None:
    called = Convening(sent_on=date(2026, 11, 3), notice_days=7, invited=15, received=15, period_kept=True)

    evening = minutes(convening=replace(called, **change))  # type: ignore[arg-type]

    assert plain(sentences.convening_sentence(evening)) == said


def test_the_public_sentence_of_presence_is_a_number() -> None:
    assert plain(sentences.attended_sentence(minutes())) == "An der Sitzung nahmen 12 von 15 Mitgliedern teil."
    one = meeting(member(Interval(start=at(18))))
    assert plain(sentences.attended_sentence(one)) == "An der Sitzung nahm 1 von 15 Mitgliedern teil."  # type: ignore[arg-type]


def test_breaks_are_part_of_the_duration() -> None:
    two = (Interval(start=at(19), end=at(19, 10)), Interval(start=at(20), end=at(20, 5)))

    assert plain(sentences.duration(minutes())) == "18:00 bis 20:47 Uhr, Unterbrechung 19:20 bis 19:30 Uhr"
    assert plain(sentences.duration(minutes(breaks=two))).endswith(
        "Unterbrechungen 19:00 bis 19:10 Uhr und 20:00 bis 20:05 Uhr"
    )
    assert plain(sentences.duration(minutes(breaks=(), closed=None))) == "ab 18:00 Uhr"


@pytest.mark.parametrize(
    "conflicts, said",
    [
        ([], ""),
        ([Conflict()], "1 Mitglied hat nicht mitberaten und nicht mitgestimmt."),
        ([Conflict(), Conflict()], "2 Mitglieder haben nicht mitberaten und nicht mitgestimmt."),
        ([Conflict(name="A. Muster")], "A. Muster hat nicht mitberaten und nicht mitgestimmt."),
        (
            [Conflict(name="A. Muster", reason="Vorstand"), Conflict(name="B. Muster")],
            "A. Muster (Vorstand) und B. Muster haben nicht mitberaten und nicht mitgestimmt.",
        ),
    ],
)
def test_a_conflict_of_interest_is_said_with_or_without_names(conflicts: list[Conflict], said: str) -> None:
    assert plain(sentences.conflict_sentence(conflicts)) == said


@pytest.mark.parametrize(
    "closing, to, said",
    [
        (None, "", ""),
        (Closing.NOTED, "", "Zur Kenntnis genommen."),
        (Closing.ADJOURNED, "", "Vertagt."),
        (Closing.ADJOURNED, "die 13. Sitzung", "Vertagt auf die 13. Sitzung."),
        (Closing.REFERRED, "die Arbeitsgruppe Wohnen", "Verwiesen an die Arbeitsgruppe Wohnen."),
        (Closing.WITHDRAWN, "", "Zurückgezogen."),
        (Closing.SETTLED, "", "Für erledigt erklärt."),
    ],
)
def test_an_item_without_resolution_says_how_it_ended(closing: Closing | None, to: str, said: str) -> None:
    assert sentences.closing_sentence(AgendaItem(number="1", heading="H", closing=closing, closed_to=to)) == said


def test_non_public_items_are_counted_with_the_right_noun() -> None:
    assert plain(sentences.non_public_line(1)) == "Nichtöffentlicher Teil: 1 Tagesordnungspunkt"
    assert plain(sentences.non_public_line(2)) == "Nichtöffentlicher Teil: 2 Tagesordnungspunkte"
    assert sentences.non_public_count(minutes()) == 2


def test_signing_names_place_date_and_roles() -> None:
    assert plain(sentences.signed_sentence(minutes())) == (
        "Die Niederschrift ist unterschrieben (Musterstadt, 20. November 2026): Vorsitz und Schriftführung."
    )
    assert sentences.signed_sentence(minutes(signed_on=None)) == "Die Niederschrift ist noch nicht unterschrieben."


def test_objections_are_mentioned_only_where_a_period_is_set() -> None:
    assert sentences.objection_sentence(None) == ""
    assert plain(sentences.objection_sentence(14)).endswith("innerhalb von 14 Tagen nach dem Versand möglich.")


def test_dates_and_times_are_written_as_in_german_letters() -> None:
    assert plain(weekday_date(date(2026, 11, 12))) == "Donnerstag, 12. November 2026"
    assert plain(long_date(date(2026, 3, 1))) == "1. März 2026"
    assert plain(clock(at(9, 5))) == "09:05 Uhr"
    assert plain(span(at(18), at(0, 20, day=13))) == "18:00 bis 00:20 Uhr (13.11.2026)"


def test_numbers_and_nouns_agree() -> None:
    assert plain(count(1, "Mitglied", "Mitglieder")) == "1 Mitglied"
    assert plain(count(0, "Mitglied", "Mitglieder")) == "0 Mitglieder"
    assert [enumeration(words) for words in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A und B",
        "A, B und C",
    ]


def test_an_oral_promise_keeps_its_words_and_says_the_last_day() -> None:
    promise = facts.PromiseMade(
        who="Landratsbüro", what="Es legt Zahlen vor.", by_when="bis Ende Q2", due=date(2027, 6, 30), about="E-2026/002"
    )

    assert plain(sentences.promise_sentence(promise)) == (
        "Zusage (Landratsbüro): Es legt Zahlen vor – bis Ende Q2, spätestens 30. Juni 2027; zu E-2026/002."
    )
    assert sentences.promise_sentence(facts.PromiseMade(who="A", what="B")) == "Zusage (A): B."

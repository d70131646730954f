"""What in an answer may be about a third person."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beirat.rules.personal_data import GIVEN_NAMES, DataKind, find


def found(text: str) -> list[tuple[DataKind, str]]:
    return [(one.kind, one.text) for one in find(text)]


@pytest.mark.parametrize(
    "text, kind, word",
    [
        ("Frau Yılmaz bekommt den Platz.", DataKind.NAME, "Frau Yılmaz"),
        ("Das hat Herr Dr. Karl-Heinz von Stein geprüft.", DataKind.NAME, "Herr Dr. Karl-Heinz von Stein"),
        ("Die Familie al Hadi zieht um.", DataKind.NAME, "Familie al Hadi"),
        ("Für Ayşe Demir ist gesorgt.", DataKind.NAME, "Ayşe Demir"),
        ("Betroffen: Demir, Ayşe und andere.", DataKind.NAME, "Demir, Ayşe"),
        ("Rufen Sie an: 0151 23456789.", DataKind.PHONE, "0151 23456789"),
        ("Telefon +49 (6151) 88-1234.", DataKind.PHONE, "+49 (6151) 88-1234"),
        ("Schreiben Sie an o.demir@post.example.", DataKind.MAIL, "o.demir@post.example"),
        ("Das Geld geht auf DE89 3704 0044 0532 0130 00.", DataKind.IBAN, "DE89 3704 0044 0532 0130 00"),
        ("Sie ist geb. 03.05.1984 in Izmir.", DataKind.BIRTH_DATE, "geb. 03.05.1984"),
        ("Er ist geboren am 3. Mai 1984.", DataKind.BIRTH_DATE, "geboren am 3. Mai 1984"),
        ("Siehe Az. 33.1-MB-012/2026.", DataKind.FILE_NUMBER, "Az. 33.1-MB-012/2026."),
        ("Das Gericht hat entschieden (5 K 1234/26).", DataKind.FILE_NUMBER, "5 K 1234/26"),
    ],
)
def test_what_looks_like_a_third_persons_data_is_found(text: str, kind: DataKind, word: str) -> None:
    assert found(text) == [(kind, word)] or found(text) == [(kind, word.rstrip("."))]


@pytest.mark.parametrize(
    "text",
    [
        "Die Kreisvolkshochschule bietet ab dem nächsten Semester zwei Abendkurse an.",
        "Frau Landrätin hat zugestimmt. Herr Landrat auch.",
        "Die Empfehlung E-2026/009 vom 3. Dezember 2026 wird bis 31.03.2027 umgesetzt.",
        "Wir geben 45.000 Euro aus, 2027 sind es 60 000 Euro.",
        "Die Familie ist wichtig. Frauen und Männer sind eingeladen.",
        "Sport, Kultur und Bildung bleiben frei.",
        "§ 88 Abs. 2 HGO in Verbindung mit § 4b HKO.",
        "",
    ],
)
def test_ordinary_answers_hold_nothing(text: str) -> None:
    assert found(text) == []


def test_each_finding_comes_with_its_whole_sentence() -> None:
    text = "Wir helfen gern. Frau Dr. Demir (geb. 03.05.1984) hat am 3. Mai angerufen. Mehr ist nicht nötig."

    assert {one.sentence for one in find(text)} == {"Frau Dr. Demir (geb. 03.05.1984) hat am 3. Mai angerufen."}


def test_findings_stand_in_the_order_of_the_text() -> None:
    text = "Mail: a@b.example, Telefon 06151 881234, Herr Stein."

    assert [kind for kind, _ in found(text)] == [DataKind.MAIL, DataKind.PHONE, DataKind.NAME]


ANY = st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=200)


@given(ANY, st.sampled_from(sorted(GIVEN_NAMES)), ANY)
def test_a_given_name_before_a_capitalised_word_is_found_wherever_it_stands(before: str, name: str, after: str) -> None:
    text = f"{before}\n{name} Mustermann\n{after}"

    assert any("Mustermann" in one.text for one in find(text))


@given(ANY)
def test_every_finding_is_a_part_of_the_text_and_of_its_sentence_and_none_overlap(text: str) -> None:
    last = 0
    for one in find(text):
        assert text[one.start : one.end] == one.text
        assert one.text in one.sentence
        assert one.start >= last
        last = one.end


@pytest.mark.parametrize("piece", ["0", "a.", "A ", "0 ", "Frau ", "Az ", "\n", "a@", "DE12 ", "geb. 1."])
def test_the_longest_answer_of_one_sign_is_looked_through_at_once(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    begun = time.process_time()

    find(text)

    assert time.process_time() - begun < 2

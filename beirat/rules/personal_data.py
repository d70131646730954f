"""What in an answer may be about a third person: names, numbers, addresses. Found to be looked at, never changed by us.

Before an answer goes out, everything found is shown with its sentence and confirmed or rewritten by a person (GDPR
Art. 5(1)(c); ``domain/holding-to-account`` § 5.5: publication after a check for personal data). It finds what looks
like personal data, so it also finds harmless things; and it does not find everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class DataKind(StrEnum):
    NAME = "name"
    PHONE = "phone"
    MAIL = "mail"
    IBAN = "iban"
    FILE_NUMBER = "file_number"
    BIRTH_DATE = "birth_date"


@dataclass(frozen=True)
class Finding:
    """Something found from ``start`` to ``end``, with the sentence around it."""

    kind: DataKind
    text: str
    start: int
    end: int
    sentence: str


_DAY = r"\d{1,2}\.\s?(?:\d{1,2}\.\s?(?:\d{4}|\d{2})|[A-Za-zä]{3,9}\.?\s\d{4})"
_PATTERNS: tuple[tuple[DataKind, re.Pattern[str]], ...] = (
    (DataKind.MAIL, re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")),
    (DataKind.IBAN, re.compile(r"\b[A-Z]{2}\d{2}(?: ?[\dA-Z]{4}){3,7}(?: ?[\dA-Z]{1,3})?\b")),
    (DataKind.BIRTH_DATE, re.compile(rf"(?:\bgeb(?:\.|oren)|\bGeburts(?:datum|tag)|\*)[: ]*(?:ist |am |der )?{_DAY}")),
    (
        DataKind.FILE_NUMBER,
        re.compile(
            r"\b(?:Az|AZ|Aktenzeichen|Geschäftszeichen|Kassenzeichen|Gz|(?:Fall|Vorgangs|Akten|Ausweis|Pass|Kunden|AZR-)"
            r"-?[Nn]ummer)\b[.: ]{0,3}(?:Nr\.? ?|lautet )?[\w./-]{0,20}\d[\w./-]{0,20}"
            r"|\b\d{1,3} ?[A-Z]{1,3} ?\d{1,5}/\d{2,4}\b"
        ),
    ),
    (
        DataKind.PHONE,
        re.compile(r"(?<![\w/.,])(?:(?:\+|00)[1-9]\d{0,2}|0[1-9]\d{1,4})(?:[ /()–-]{0,2}\d){5,12}"),
    ),
)

_FEWEST_DIGITS = 7
_FORMS_OF_ADDRESS = frozenset("Herr Herrn Frau Familie Eheleute Ehepaar Dr Prof".split())
_TITLES = frozenset("Dr Prof Dipl med jur".split())
_PARTICLES = frozenset("von van de der den zu zur al el bin ben ibn da di dos abu".split())
_OFFICES = (
    "landrat landrätin bürgermeister bürgermeisterin oberbürgermeister oberbürgermeisterin minister ministerin "
    "staatssekretär staatssekretärin präsident präsidentin dezernent dezernentin kreisrat kreisrätin vorsitzende "
    "vorsitzender vorsitzenden beauftragte beauftragter kollege kollegin doktor professor professorin"
).split()

GIVEN_NAMES = frozenset(
    """
    Abdul Abdullah Achmed Adam Adnan Agnieszka Ahmad Ahmed Aicha Aisha Albert Aleksandar Aleksander Alexander Alexandra
    Ali Alina Amal Amina Amir Amira Ana Anas Andrea Andreas Andrej Andrzej Angelika Anita Anja Anke Anna Anne Annette
    Anton Antonio Arash Arif Aster Axel Ayhan Aylin Ayse Ayşe Aziz Barbara Bashar Beata Beate Benjamin Bernd Bernhard
    Berivan Bilal Birgit Björn Bogdan Brigitte Burak Carlos Carmen Carsten Celal Charlotte Christa Christian Christiane
    Christina Christine Christoph Claudia Clemens Cristina Daniel Daniela Daria David Denis Deniz Diana Dieter Dietmar
    Dilan Dimitri Dirk Dmytro Doris Dorothea Ebru Edith Ekaterina Elena Elif Elisabeth Elke Ella Emil Emine Emma Enrico
    Erdal Eren Erik Erika Ernst Esra Eva Fadi Farid Farida Farhad Fatima Fatma Fatme Felix Fikret Florian Frank Franz
    Franziska Friedrich Gabriele Georg Georgi Gerda Gerhard Gisela Giulia Giuseppe Gudrun Gülay Günter Günther Habib
    Hakan Halil Hamid Hanna Hannah Hans Harald Hasan Hassan Hatice Heike Heiko Heinrich Heinz Helga Helmut Herbert
    Hermann Hilde Holger Horst Hüseyin Hussein Ibrahim Ilse Ines Inga Inge Ingrid Ioana Irina Iris Irmgard Isabel Ivan
    Jakob Jamal Jana Jannik Jasmin Jens Jessica Joachim Jochen Johann Johanna Johannes Jonas José Josef Julia Julian
    Jürgen Jutta Kadir Kai Karin Karl Karolina Katarzyna Katharina Kathrin Katja Kemal Kerstin Khaled Khadija Kirsten
    Klaus Konstantin Krystyna Krzysztof Kurt Lara Lars Laura Layla Lea Lena Leon Leonie Leyla Lina Lisa Ludmila Lukas
    Lydia Mahmoud Mahmud Maike Malik Malte Manfred Manuel Manuela Marcel Marco Marek Maria Mariam Marie Marija Marina
    Mario Marion Markus Marlene Martin Martina Mathias Matthias Max Maximilian Mehmet Mehdi Melanie Melike Meryem Mesut
    Michael Michaela Michał Mihai Milan Milena Miriam Mohamad Mohamed Mohammad Mohammed Monika Moritz Muhammad Murat
    Mustafa Nabil Nadia Nadine Najib Natalia Natalja Natascha Nazan Nicole Nicolae Niklas Nikolai Nina Nour Nuray Olaf
    Oleg Oleksandr Oksana Olena Olga Oliver Omar Osman Özlem Pascal Patricia Patrick Paul Paula Paulina Peter Petra
    Philipp Piotr Rainer Ralf Rami Ramona Rania Rashid Raúl Regina Reinhard Renate Reza Ricardo Rita Robert Roland Rolf
    Roman Ronja Rosa Rudolf Ruslan Ruth Sabine Saeed Safiya Said Salim Salma Samir Samira Samuel Sandra Sara Sarah
    Sascha Sebastian Selin Selma Serap Serhat Serhij Serkan Sergej Sevgi Silke Silvia Simon Simone Sofia Sonja Sophie
    Stefan Stefanie Steffen Stephan Susanne Svetlana Swetlana Sven Sybille Tamara Tanja Tarek Tatjana Tetiana Thomas
    Thorsten Tim Timo Tobias Tom Torsten Ulrich Ulrike Ursula Ute Uwe Vera Verena Veronika Viktor Viktoria Vincent
    Wassim Walter Werner Wilhelm Wolfgang Yasemin Yasin Yasmin Youssef Yuliia Yusuf Zahra Zeynep Zoran Zuzana
    """.split()
)
"""Given names that are common among people in German districts; a capitalised word after one makes a name."""

_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*[^\W_])?")
_SENTENCE_ENDS = re.compile(r"[.!?…][“\"»)]?\s+(?=[A-ZÄÖÜ„»(\"])|\n+")
_ABBREVIATIONS = re.compile(r"(?:\b(?:Dr|Prof|Nr|Abs|Str|Tel|Az|bzw|ca|geb|St|vgl|Art|Dipl|med)|\b\w|\d)\.$")


def find(text: str) -> tuple[Finding, ...]:
    """Everything that looks like personal data, in the order of the text; nothing is found twice."""
    found: list[tuple[DataKind, int, int]] = []
    for kind, start, end in (*_by_pattern(text), *_names(text)):
        if not any(start < until and since < end for _, since, until in found):
            found.append((kind, start, end))
    return tuple(
        Finding(kind, text[start:end], start, end, _sentence(text, start, end))
        for kind, start, end in sorted(found, key=lambda one: one[1])
    )


def _by_pattern(text: str) -> Iterator[tuple[DataKind, int, int]]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if kind is not DataKind.PHONE or sum(sign.isdigit() for sign in match[0]) >= _FEWEST_DIGITS:
                yield kind, match.start(), match.end()


def _names(text: str) -> Iterator[tuple[DataKind, int, int]]:
    """ "Frau Yılmaz", "Familie al Hadi", "Ayşe Yılmaz", "Yılmaz, Ayşe"."""
    words = list(_WORD.finditer(text))
    n = 0
    while n < len(words):
        last = _name_from(text, words, n)
        if last is None:
            n += 1
        else:
            yield DataKind.NAME, words[n].start(), words[last].end()
            n = last + 1


def _name_from(text: str, words: Sequence[re.Match[str]], n: int) -> int | None:
    """The place of the last word of a name that begins with word ``n``; None where none does."""
    word = words[n][0]
    if word in _FORMS_OF_ADDRESS:
        last = _capitalised_after(text, words, n)
        named = [words[k][0].lower() for k in range(n + 1, last + 1) if words[k][0] not in _TITLES | _PARTICLES]
        return last if named and not all(one in _OFFICES for one in named) else None
    if word in GIVEN_NAMES:
        last = _capitalised_after(text, words, n)
        return last if last > n else None
    is_listed = n + 1 < len(words) and words[n + 1][0] in GIVEN_NAMES
    if is_listed and word[0].isupper() and text[words[n].end() : words[n + 1].start()] == ", ":
        return n + 1
    return None


def _capitalised_after(text: str, words: Sequence[re.Match[str]], n: int) -> int:
    """How far the capitalised words after word ``n`` reach, titles and particles between them included."""
    last = n
    for k in range(n + 1, min(n + 7, len(words))):
        between, word = text[words[k - 1].end() : words[k].start()], words[k][0]
        is_title = words[k - 1][0] in _TITLES
        if between not in (" ", "\u00a0") and not (between == ". " and is_title):
            break
        if word[0].isupper():
            last = k
        elif word not in _PARTICLES:
            break
    return last


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence in which something stands; abbreviations and numbers with a full stop end none."""
    since, until = 0, len(text)
    for match in _SENTENCE_ENDS.finditer(text):
        is_abbreviation = match[0][0] != "\n" and _ABBREVIATIONS.search(text[: match.start() + 1][-12:])
        if is_abbreviation:
            continue
        if match.end() <= start:
            since = match.end()
        elif match.start() >= end - 1:
            until = match.end()
            break
    return text[since:until].strip()

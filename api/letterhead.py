"""Who writes: the head of our letters, minutes and invitations, from what the district entered about itself."""

from __future__ import annotations

from beirat.queries.people import BodyView
from documents.facts import Letterhead

# ending of the board's first word → article and ending of the genitive, article of the nominative
_FORMS = (
    ("ausschuss", "des", "es", "der"),
    ("beirat", "des", "s", "der"),
    ("rat", "des", "s", "der"),
    ("gremium", "des", "s", "das"),
    ("kommission", "der", "", "die"),
)


def letterhead(district: BodyView) -> Letterhead:
    """The head of everything that the board puts on paper."""
    lines = (line.strip() for line in district.address.splitlines())
    return Letterhead(
        board=district.board_name,
        of_board=of_board(district.board_name),
        district=district.name,
        office_lines=("Geschäftsstelle", *filter(None, lines)),
        email=district.email,
        phone=district.phone,
        the_board=the_board(district.board_name),
    )


def of_board(name: str) -> str:
    """In the genitive: "des Migrationsbeirats", "des Beirats für Migration und Integration"."""
    first, space, rest = name.partition(" ")
    for ending, article, genitive, _ in _FORMS:
        if first.lower().endswith(ending):
            return f"{article} {first}{genitive}{space}{rest}"
    return f"des Gremiums „{name}“"


def the_board(name: str) -> str:
    """As sentences name it: "der Beirat", "die Kommission"."""
    first = name.partition(" ")[0].lower()
    for ending, _, _, article in _FORMS:
        if first.endswith(ending):
            return f"{article} {ending.capitalize()}"
    return "der Beirat"

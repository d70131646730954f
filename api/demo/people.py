"""The district that does not exist, and who is in it. Every family name means "example" in some language."""

from __future__ import annotations

from api.demo.shapes import Login, Member
from beirat.rules.permissions import Role
from beirat.tables.people import OfficeKind, OrganizationKind

PASSWORD = "Musterland-probiert-aus"
"""One password for all logins of the demo, and only ever there."""

DOMAIN = "musterland.example"

SLUG, NAME, LAND = "musterland", "Landkreis Musterland", "HE"
ADDRESS = "Kreishaus Musterland\nMusterallee 1\n00000 Musterstadt"
EMAIL, PHONE = f"migrationsbeirat@{DOMAIN}", "00000 1234-0"

BOARD = "Beirat"
ORGANIZATIONS = (
    (OrganizationKind.BOARD, BOARD, "Migrationsbeirat"),
    (OrganizationKind.COUNCIL, "Kreistag", "Kreistag"),
    (OrganizationKind.EXECUTIVE, "KA", "Kreisausschuss"),
    (OrganizationKind.COORDINATOR, "LB", "Landratsbüro"),
    (OrganizationKind.UNIT, "FD 33", "Fachdienst Ausländerbehörde und Einbürgerung"),
    (OrganizationKind.UNIT, "FD 40", "Fachdienst Schule und Bildung"),
    (OrganizationKind.UNIT, "FD 50", "Fachdienst Soziales und Teilhabe"),
    (OrganizationKind.UNIT, "FD 53", "Fachdienst Gesundheit"),
)
RELEASES_ITSELF = "FD 53"
LINK_SECRET = b"Musterland probiert Link"
"""What is secret in the one link of the sample data, so that its address can be told."""

MEMBERS = (
    Member("oksana", "Oksana", "Prykladenko", "vorsitz", OfficeKind.CHAIR, consents=True),
    Member("deniz", "Deniz", "Örnekoğlu", "mitglied1", OfficeKind.DEPUTY_CHAIR, consents=True),
    Member("lan", "Lan", "Ví Dụ", "mitglied2"),
    Member("amal", "Amal", "al-Mithāl (المثال)", "mitglied3"),
    Member("giulia", "Giulia", "D’Esempio", "mitglied4", consents=True),
    Member("kofi", "Kofi", "Nhwɛsoɔ", "mitglied5", consents=True),
    Member("ardita", "Ardita", "Shembulli", "mitglied6"),
    Member("ana", "Ana", "Primjerić", "schriftfuehrung", OfficeKind.MINUTE_TAKER),
    Member("farhad", "Farhad", "Nemuneh", "farhad.nemuneh"),
    Member("ion", "Ion", "Exemplescu", "ion.exemplescu"),
    Member("mariam", "Mariam", "Magalitadze", "mariam.magalitadze"),
    Member("piotr", "Piotr", "Przykładowski", "piotr.przykladowski"),
    Member("rosa", "Rosa", "Ejemplar", "rosa.ejemplar"),
    Member("yonas", "Yonas", "Abinet"),
    Member("elif", "Elif", "Misal", "elif.misal"),
)
WITHDREW = "giulia"
"""Gave consent to be named in public, and took it back."""

LOGINS = (
    Login("vorsitz", "Oksana Prykladenko", (Role.CHAIR, Role.MEMBER)),
    Login("geschaeftsstelle", "Kim Mustermann", (Role.OFFICE,)),
    Login("schriftfuehrung", "Ana Primjerić", (Role.MINUTE_TAKER, Role.MEMBER)),
    Login("mitglied1", "Deniz Örnekoğlu", (Role.MEMBER,)),
    Login("mitglied2", "Lan Ví Dụ", (Role.MEMBER,)),
    Login("mitglied3", "Amal al-Mithāl", (Role.MEMBER,)),
    Login("mitglied4", "Giulia D’Esempio", (Role.MEMBER,)),
    Login("mitglied5", "Kofi Nhwɛsoɔ", (Role.MEMBER,)),
    Login("mitglied6", "Ardita Shembulli", (Role.MEMBER,)),
    Login("landratsbuero", "Robin Vorlage", (Role.ADMINISTRATION_COORDINATOR,)),
    Login("auslaenderbehoerde", "Toni Probe", (Role.ADMINISTRATION,), "FD 33"),
    Login("schule", "Sascha Modell", (Role.ADMINISTRATION,), "FD 40"),
    Login("soziales", "Alex Exempel", (Role.ADMINISTRATION,), "FD 50"),
    Login("gesundheit", "Chris Muster", (Role.ADMINISTRATION,), "FD 53"),
    Login("lesezugang", "Lesezugang", (Role.OBSERVER,)),
    Login("technik", "Technische Betreuung", (Role.ADMIN,)),
)


def address(local: str) -> str:
    """The e-mail address of a member or login; empty for whoever has none."""
    return f"{local}@{DOMAIN}" if local else ""


def unit_address(short_name: str) -> str:
    """The registered address of a unit."""
    return address(short_name.lower().replace(" ", ""))

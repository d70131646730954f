"""What the roles of an account are called in German."""

from __future__ import annotations

from beirat.rules.permissions import NO_ACCOUNT, Role, Viewer

ROLES = {
    Role.MEMBER: "Mitglied",
    Role.CHAIR: "Vorsitz",
    Role.OFFICE: "Geschäftsstelle",
    Role.MINUTE_TAKER: "Schriftführung",
    Role.ADMINISTRATION_COORDINATOR: "Verteilstelle",
    Role.ADMINISTRATION: "Fachdienst",
    Role.OBSERVER: "Lesezugang",
    Role.ADMIN: "Technische Betreuung",
    Role.SYSTEM: "System",
    Role.LINK: "Persönlicher Link",
}


def roles_of(viewer: Viewer) -> list[str]:
    """The roles of somebody, in words, always in the same order."""
    return [ROLES[role] for role in Role if role in viewer.roles]


def options() -> list[tuple[str, str]]:
    """The roles that an account can be given, for a list to choose from."""
    return [(role.value, word) for role, word in ROLES.items() if role not in NO_ACCOUNT]

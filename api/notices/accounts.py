"""What is written to somebody who got an account. It holds a link that opens a door, so it is not a notice of ids."""

from __future__ import annotations

from api.mail import Message


def set_password(*, to: str, board: str, place: str, address: str) -> Message:
    """Somebody got an account, or asked for a new password: the link with which it is set."""
    return Message(
        to=to,
        subject=f"Ihr Zugang zum {board}",
        text=(
            "Guten Tag,\n\n"
            f"für Sie gibt es einen Zugang zum {board}, {place}.\n"
            "Bitte öffnen Sie diesen Link und wählen Sie ein Passwort:\n\n"
            f"{address}\n\n"
            "Der Link gilt sieben Tage und nur einmal. Das Öffnen allein ändert nichts.\n"
            "Haben Sie damit nichts zu tun? Dann löschen Sie diese Nachricht.\n\n"
            f"{board}, {place}\n"
        ),
    )

"""The invitation: one letter for all members, with the public part of the agenda only."""

from documents.facts import Invitation
from documents.sheet import Sheet, fill
from documents.text import cleaned
from documents.wording import count, sentence_case, short_date


def sheet(invitation: Invitation) -> Sheet:
    """The letter laid out for the press."""
    invitation = cleaned(invitation)
    title = f"Einladung zur {invitation.meeting_number}. Sitzung am {short_date(invitation.starts)}"
    return Sheet(
        html=fill("invitation.html.j2", i=invitation, title=title, remarks=remarks(invitation)),
        created=invitation.created,
    )


def remarks(invitation: Invitation) -> list[str]:
    """What must be said in the letter: a shortened period, a second call."""
    said = []
    if invitation.shortened_to is not None:
        days = count(invitation.shortened_to, "Tag", "Tage")
        said.append(f"Die Ladungsfrist wurde wegen Eilbedürftigkeit auf {days} abgekürzt.")
    if invitation.is_second_call:
        board = sentence_case(invitation.letterhead.the_board)
        said.append(
            "Zu diesen Punkten wird zum zweiten Mal geladen. "
            f"{board} ist dann ohne Rücksicht auf die Zahl der Erschienenen beschlussfähig."
        )
    return said

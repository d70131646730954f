"""The invitation to a meeting, a supplement to it, and letters to be posted: the public part of the agenda only."""

from documents.facts import Invitation, Letters
from documents.sheet import Sheet, fill
from documents.text import cleaned
from documents.wording import count, sentence_case, short_date


def sheet(invitation: Invitation) -> Sheet:
    """The letter laid out for the press."""
    return letters(Letters(letters=(invitation,), created=invitation.created))


def letters(bundle: Letters) -> Sheet:
    """Letters laid out one after the other; a single one has page numbers of its own."""
    facts = [cleaned(letter) for letter in bundle.letters]
    laid_out = [(letter, title(letter), remarks(letter)) for letter in facts]
    name = title(facts[0]) if len(facts) == 1 else f"{title(facts[0])}: {count(len(facts), 'Brief', 'Briefe')}"
    return Sheet(
        html=fill("invitation.html.j2", letters=laid_out, title=name, head=facts[0].letterhead, created=bundle.created),
        created=bundle.created,
    )


def title(invitation: Invitation) -> str:
    """Einladung zur 12. Sitzung am 03.12.2026; Nachtrag Nr. 1 zur …"""
    meeting = f"{invitation.meeting_number}. Sitzung am {short_date(invitation.starts)}"
    if invitation.supplement:
        return f"Nachtrag Nr. {invitation.supplement} zur Tagesordnung der {meeting}"
    return f"Einladung zur {meeting}"


def remarks(invitation: Invitation) -> list[str]:
    """What must be said in letter and mail: a shortened period, a second call."""
    said = []
    basis = f" ({invitation.call_basis})" if invitation.call_basis else ""
    if invitation.shortened_to:
        days = count(invitation.shortened_to, "Tag", "Tage")
        said.append(f"Die Ladungsfrist wurde wegen Eilbedürftigkeit auf {days} abgekürzt{basis}.")
    elif invitation.shortened_to is not None:
        said.append(
            f"Die Ladungsfrist wurde wegen Eilbedürftigkeit abgekürzt{basis}: "
            "Zwischen Einladung und Sitzung liegt kein voller Tag."
        )
    if invitation.is_second_call:
        said.append(_second_call(invitation, basis))
    return said


def _second_call(invitation: Invitation, basis: str) -> str:
    """That it is one, and what it means for the quorum where the rules of procedure say so."""
    again = "Zu diesen Punkten wird zum zweiten Mal geladen."
    if not invitation.is_quorate_regardless:
        return again
    board = sentence_case(invitation.letterhead.the_board)
    return f"{again} {board} ist dann ohne Rücksicht auf die Zahl der Erschienenen beschlussfähig{basis}."

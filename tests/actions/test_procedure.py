"""Ballots on the meeting itself, by method and majority: what they need, what they do, and how they are undone."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from beirat.actions import ballots, procedure, resolutions
from beirat.queries import agenda as agenda_queries
from beirat.queries import resolutions as queries
from beirat.queries import running
from beirat.queries.resolutions import ResolutionView
from beirat.rules.errors import Broken, RuleBroken
from beirat.rules.meetings import ItemKind, Part
from beirat.rules.resolutions import ResolutionOutcome, ResolutionSubject
from beirat.rules.voting import Base, Choice, Method, Outcome
from beirat.tables.ballots import Ballot, BlockVote, ItemVote, NamedVote, Vote, VoteOnRecord
from beirat.tables.resolutions import Announcing, Annulment
from tests.given import Given
from tests.support.evening import Evening, running_evening

REPORT, MOTION = "Bericht der Verwaltung", "Sprachkurse am Abend"


async def decide(evening: Evening, heading: str = REPORT, **vote: object) -> ResolutionView:
    """Something about the meeting is put to the vote; by default with everybody in favour."""
    entered = ItemVote.model_validate({"wording": "So soll es sein.", "yes": len(evening.people), **vote})
    async with evening.given.database.write() as db:
        act = procedure.decide if entered.subject.is_procedural else ballots.decide_item
        made = await act(db, evening.items[heading], entered, actor=evening.office, now=evening.now)
    return await seen(evening, made.id)


async def seen(evening: Evening, resolution_id: UUID) -> ResolutionView:
    async with evening.given.database.read() as db:
        return await queries.view(db, evening.office, resolution_id)


async def annul(evening: Evening, resolution: ResolutionView) -> None:
    async with evening.given.database.write() as db:
        entered = Annulment(version=resolution.version)
        await resolutions.annul(db, resolution.id, entered, actor=evening.office, now=evening.now)


async def announce(evening: Evening, resolution: ResolutionView) -> None:
    async with evening.given.database.write() as db:
        entered = Announcing(version=resolution.version)
        await resolutions.announce(db, resolution.id, entered, actor=evening.office, now=evening.now)


async def look(evening: Evening) -> running.RunningView:
    async with evening.given.database.read() as db:
        return await running.view(db, evening.office, evening.meeting_id, now=evening.now)


async def numbers(evening: Evening) -> list[tuple[str, str]]:
    return [(item.about.number, item.about.heading) for item in (await look(evening)).items]


async def test_an_urgent_motion_needs_two_thirds_of_all_members_and_joins_the_agenda_behind_the_others(
    given: Given,
) -> None:
    evening = await running_evening(given)
    urgent = await evening.motion("Hitzeschutz")

    made = await decide(evening, subject=ResolutionSubject.URGENCY, motion_id=urgent, yes=10, no=1)

    [ballot] = made.ballots
    assert (ballot.outcome, ballot.majority.needed, ballot.majority.base) == (
        Outcome.ADOPTED,
        10,
        Base.STATUTORY_MEMBERS,
    )
    assert ("2a", "Hitzeschutz") in await numbers(evening)


async def test_one_vote_too_few_and_the_urgent_motion_stays_outside(given: Given) -> None:
    evening = await running_evening(given)
    urgent = await evening.motion("Hitzeschutz")

    made = await decide(evening, subject=ResolutionSubject.URGENCY, motion_id=urgent, yes=9, no=2)

    assert made.outcome is ResolutionOutcome.REJECTED
    assert "Hitzeschutz" not in [heading for _, heading in await numbers(evening)]


async def test_annulling_the_urgency_takes_the_motion_off_again_unless_it_was_decided(given: Given) -> None:
    evening = await running_evening(given)
    urgent = await evening.motion("Hitzeschutz")
    made = await decide(evening, subject=ResolutionSubject.URGENCY, motion_id=urgent)

    await annul(evening, made)
    assert "Hitzeschutz" not in [heading for _, heading in await numbers(evening)]

    again = await decide(evening, subject=ResolutionSubject.URGENCY, motion_id=urgent)
    evening.items["Hitzeschutz"] = next(
        i.about.id for i in (await look(evening)).items if i.about.heading == "Hitzeschutz"
    )
    await evening.vote("Hitzeschutz")
    with pytest.raises(RuleBroken) as refused:
        await annul(evening, again)
    assert refused.value.code is Broken.ALREADY_DECIDED


async def test_a_motion_that_is_on_the_agenda_is_not_urgent(given: Given) -> None:
    evening = await running_evening(given)

    with pytest.raises(RuleBroken) as refused:
        await decide(evening, subject=ResolutionSubject.URGENCY, motion_id=evening.motions[MOTION])
    assert refused.value.code is Broken.ALREADY_ON_AGENDA


async def test_the_public_is_excluded_from_an_item_and_comes_back_with_the_annulment(given: Given) -> None:
    evening = await running_evening(given)

    made = await decide(evening, subject=ResolutionSubject.EXCLUSION_OF_PUBLIC)
    async with given.database.read() as db:
        hidden = await agenda_queries.rows(db, evening.office.body_id, evening.meeting_id)
    assert next(item.part for item in hidden if item.heading == REPORT) is Part.NON_PUBLIC

    await annul(evening, made)
    async with given.database.read() as db:
        shown = await agenda_queries.rows(db, evening.office.body_id, evening.meeting_id)
    assert next(item.part for item in shown if item.heading == REPORT) is Part.PUBLIC


async def test_a_motion_on_the_order_of_business_puts_an_item_off(given: Given) -> None:
    evening = await running_evening(given)

    made = await decide(evening, MOTION, subject="order_of_business", request="defer", wording="Es fehlen Zahlen.")
    item = (await look(evening)).item(evening.items[MOTION]).about
    assert (item.is_put_off, item.outcome_reason) == (True, "Es fehlen Zahlen.")

    await annul(evening, made)
    assert not (await look(evening)).item(evening.items[MOTION]).about.is_put_off


async def test_the_board_finds_a_conflict_without_the_member_and_then_the_member_has_no_vote(given: Given) -> None:
    evening = await running_evening(given)
    biased = evening.people[3]

    found = await decide(evening, MOTION, subject="conflict_of_interest", person_id=biased, yes=10)
    assert (found.ballots[0].present, found.ballots[0].tally.excluded) == (11, 1)

    with pytest.raises(RuleBroken) as refused:
        await evening.vote(yes=11)
    assert refused.value.code is Broken.BALLOT_DOES_NOT_SUM_WITH_EXCLUDED
    decided = await evening.vote(yes=10)
    assert decided.ballots[0].tally.excluded == 1


async def test_under_miscellaneous_not_even_the_order_of_business_is_voted_on(given: Given) -> None:
    evening = await running_evening(given)

    with pytest.raises(RuleBroken) as refused:
        await decide(evening, "Verschiedenes", subject="order_of_business", request="end_of_debate")
    assert refused.value.code is Broken.NO_BALLOT_HERE


async def test_a_roll_call_calls_everybody_once(given: Given) -> None:
    evening = await running_evening(given)
    choices = [Choice.NO, Choice.ABSTAINED, *[Choice.YES] * 9]
    votes = [NamedVote(person_id=one, choice=choice) for one, choice in zip(evening.people, choices, strict=True)]

    made = await evening.vote(method="roll_call", votes=votes, yes=0)

    [ballot] = made.ballots
    assert (ballot.tally.yes, ballot.tally.no, ballot.tally.abstained) == (9, 1, 1)
    assert {vote.person_id: vote.choice for vote in ballot.votes} == {one.person_id: one.choice for one in votes}


async def test_in_a_roll_call_absent_doubled_and_missing_voters_are_named(given: Given) -> None:
    evening = await running_evening(given)
    stranger = await given.member("Fremd")
    twice = [evening.people[0], *evening.people[:-1], stranger]
    votes = [NamedVote(person_id=one, choice=Choice.YES) for one in twice]

    with pytest.raises(RuleBroken) as refused:
        await evening.vote(method="roll_call", votes=votes)
    codes = [problem.code for problem in refused.value.problems]
    assert codes == [Broken.VOTED_TWICE, Broken.VOTER_NOT_PRESENT, Broken.VOTES_MISSING]


async def test_matters_are_not_decided_in_secret_where_the_rules_forbid_it(given: Given) -> None:
    evening = await running_evening(given)

    with pytest.raises(RuleBroken) as refused:
        await decide(evening, method="secret")
    assert refused.value.code is Broken.SECRET_NOT_ALLOWED


async def test_the_database_itself_refuses_names_in_a_secret_ballot(given: Given) -> None:
    evening = await running_evening(given)
    await decide(evening)

    async def name_a_secret_vote(method: Method) -> None:
        async with given.database.write() as db:
            ballot = (await db.exec(select(Ballot).where(Ballot.body_id == evening.office.body_id))).one()
            ballot.method = Method.SECRET
            await db.flush()
            vote = Vote(
                body_id=ballot.body_id,
                ballot_id=ballot.id,
                method=method,
                person_id=evening.people[0],
                choice=Choice.YES,
            )
            db.add(vote)

    for method in (Method.SECRET, Method.OPEN, Method.ROLL_CALL):
        with pytest.raises(IntegrityError):
            await name_a_secret_vote(method)


async def test_a_named_ballot_cannot_become_secret_afterwards(given: Given) -> None:
    evening = await running_evening(given)
    made = await decide(evening)
    await on_record(evening, made, evening.people[0], Choice.YES)

    async def hide() -> None:
        async with given.database.write() as db:
            (await db.exec(select(Ballot).where(Ballot.body_id == evening.office.body_id))).one().method = Method.SECRET

    with pytest.raises(IntegrityError):
        await hide()


async def on_record(evening: Evening, made: ResolutionView, person_id: UUID, choice: Choice) -> None:
    entered = VoteOnRecord(person_id=person_id, choice=choice)
    async with evening.given.database.write() as db:
        await ballots.put_on_record(db, made.ballots[0].id, entered, actor=evening.office, now=evening.now)


async def test_a_member_has_the_own_vote_put_on_record_but_not_more_than_were_counted(given: Given) -> None:
    evening = await running_evening(given)
    made = await decide(evening, yes=10, no=1)

    await on_record(evening, made, evening.people[0], Choice.NO)
    after = await seen(evening, made.id)
    assert [(vote.person_id, vote.choice) for vote in after.ballots[0].votes] == [(evening.people[0], Choice.NO)]

    for person, choice, code in (
        (evening.people[1], Choice.NO, Broken.MORE_ON_RECORD_THAN_COUNTED),
        (evening.people[0], Choice.YES, Broken.VOTED_TWICE),
        (await given.member(), Choice.YES, Broken.VOTER_NOT_PRESENT),
    ):
        with pytest.raises(RuleBroken) as refused:
            await on_record(evening, made, person, choice)
        assert refused.value.code is code


async def test_what_nobody_counted_is_kept_as_what_the_chair_stated(given: Given) -> None:
    evening = await running_evening(given)

    made = await decide(evening, method="without_count", uncounted="nobody_against", yes=0)

    [ballot] = made.ballots
    assert (ballot.outcome, ballot.tally.yes, made.unanimous) == (Outcome.ADOPTED, 0, True)
    urgent = await evening.motion("Hitzeschutz")
    with pytest.raises(RuleBroken) as refused:
        await decide(
            evening, subject="urgency", motion_id=urgent, method="without_count", uncounted="acclamation", yes=0
        )
    assert refused.value.code is Broken.COUNT_NEEDED


async def test_another_majority_is_frozen_with_its_basis(given: Given) -> None:
    evening = await running_evening(given)

    made = await decide(evening, majority="two_thirds_of_members", basis="§ 7 Geschäftsordnung", yes=9, no=2)

    [ballot] = made.ballots
    assert (ballot.outcome, ballot.majority.needed, ballot.majority.basis) == (
        Outcome.REJECTED,
        10,
        "§ 7 Geschäftsordnung",
    )


async def test_several_motions_are_decided_en_bloc_with_one_count(given: Given) -> None:
    evening = await running_evening(given)
    urgent = await evening.motion("Hitzeschutz")
    await decide(evening, subject="urgency", motion_id=urgent)
    both = [evening.motions[MOTION], urgent]

    async with given.database.write() as db:
        entered = BlockVote(motion_ids=both, yes=10, no=1)
        made = await ballots.decide_together(db, evening.meeting_id, entered, actor=evening.office, now=evening.now)

    views = [await seen(evening, one.id) for one in made]
    assert [one.motion_id for one in views] == both
    assert len({one.ballots[0].block_id for one in views} - {None}) == 1
    assert all(one.recommendation for one in views)


async def test_the_last_minutes_are_approved_under_a_formal_item(given: Given) -> None:
    evening = await running_evening(given)

    with pytest.raises(RuleBroken) as refused:
        await decide(evening, MOTION, subject="minutes_approval")
    assert refused.value.code is Broken.NO_BALLOT_HERE
    made = await decide(evening, subject="minutes_approval", method="without_count", uncounted="nobody_against")
    assert made.subject is ResolutionSubject.MINUTES_APPROVAL
    assert ItemKind.FORMAL in ballots.APPROVING


async def test_a_resolution_of_the_non_public_part_is_announced_once(given: Given) -> None:
    evening = await running_evening(given)
    hidden, shown = await decide(evening, "Ein Einzelfall"), await decide(evening)

    await announce(evening, hidden)
    after = await seen(evening, hidden.id)
    assert after.announced_at == evening.now

    for one in (after, shown):
        with pytest.raises(RuleBroken) as refused:
            await announce(evening, one)
        assert refused.value.code is Broken.NOT_NON_PUBLIC


async def test_what_is_entered_the_next_day_needs_the_time_on_the_paper(given: Given) -> None:
    evening = await running_evening(given)
    given.clock.move(days=1)

    with pytest.raises(RuleBroken) as refused:
        await decide(evening)
    assert refused.value.code is Broken.TIME_NEEDED
    made = await decide(evening, at="18:30")
    assert made.ballots[0].taken_at == evening.at(18, 30)

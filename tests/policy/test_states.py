"""The states of DESIGN section 3, step by step."""

from itertools import pairwise, product

import pytest

from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.language import Bilingual
from landenbenadering.policy.errors import PolicyError
from landenbenadering.policy.facts import Linkage
from landenbenadering.policy.states import next_states, require_next
from landenbenadering.policy.vocabulary import (
    Actor,
    Direction,
    LinkageState,
    PolicyArea,
)


def linkage(state: str, *, actor: Actor, direction: Direction) -> Linkage:
    return Linkage(
        country="IRQ",
        policy_area=PolicyArea.STUDY,
        direction=direction,
        actor=actor,
        text=Bilingual(nl="iets", en="something"),
        since=PartialDate(2012),
        state=LinkageState(state),
    )


@pytest.mark.parametrize(
    ("direction", "way"),
    [
        ("incentive", "signalled proposed decided offered agreed running suspended"),
        ("incentive", "decided offered refused"),
        ("incentive", "proposed withdrawn"),
        ("restriction", "signalled proposed decided announced running suspended"),
        ("restriction", "suspended running ended"),
        ("restriction", "signalled withdrawn"),
    ],
)
def test_our_own_linkages_go_the_way_of_a_decision(direction: str, way: str) -> None:
    steps = way.split()
    for before, after in pairwise(steps):
        held = linkage(before, actor=Actor.NETHERLANDS, direction=Direction(direction))

        require_next(held, LinkageState(after))


@pytest.mark.parametrize(
    ("direction", "before", "after"),
    [
        ("incentive", "signalled", "offered"),
        ("incentive", "decided", "withdrawn"),
        ("incentive", "decided", "announced"),
        ("restriction", "proposed", "running"),
        ("restriction", "decided", "offered"),
        ("restriction", "ended", "running"),
    ],
)
def test_no_step_is_left_out(direction: str, before: str, after: str) -> None:
    held = linkage(before, actor=Actor.NETHERLANDS, direction=Direction(direction))

    with pytest.raises(PolicyError, match="cannot become"):
        require_next(held, LinkageState(after))


@pytest.mark.parametrize(
    ("actor", "direction"),
    list(product([Actor.EU, Actor.OTHER_STATE, Actor.PARTNER], Direction)),
)
def test_what_others_do_is_announced_runs_and_ends(
    actor: Actor, direction: Direction
) -> None:
    announced = linkage("announced", actor=actor, direction=direction)

    assert next_states(announced) == {LinkageState.RUNNING, LinkageState.ENDED}
    running = linkage("running", actor=actor, direction=direction)
    assert next_states(running) == {LinkageState.ENDED}

"""A date or a figure stays with what its sentence says it of."""

import pytest

from index import Sentence, Source
from qa.verification.misplaced import misplaced

OPENING = (
    "Aliyev further announced that all domestic infrastructure for the long-planned Zangezur "
    "Corridor would be completed by mid-2026, with full regional opening possible by the end of "
    "2028."
)
BRIDGE = "The bridge cost 12 million dollars, and the tunnel behind it cost 30 million dollars."
HYMN = "The hymn was written by Chisholm (1866) with music composed by Runyan (1870)."
KÖRPÜ = "Körpünün tikintisi 2026-cı ildə bitib, yol isə 2030-cu ildə açılacaq."
МОСТ = "Мост построили в 2021 году, а тоннель откроют в 2030 году."
MOVED = [
    (OPENING, "Full regional opening is possible by mid-2026."),
    (OPENING, "The Zangezur Corridor will open by mid-2026."),
    (OPENING, "Domestic infrastructure would be completed by the end of 2028."),
    (BRIDGE, "The tunnel cost 12 million dollars."),
    (KÖRPÜ, "Yol 2026-cı ildə açılacaq."),
    (МОСТ, "Тоннель откроют в 2021 году."),
]
IN_PLACE = [
    (OPENING, "Full regional opening is possible by the end of 2028."),
    (OPENING, "Domestic infrastructure should be ready by mid-2026."),
    (OPENING, "It would be done by mid-2026; full opening is possible by the end of 2028."),
    (OPENING, "By mid-2026 the infrastructure of the Zangezur Corridor would be complete."),
    (OPENING, "Ready by mid-2026."),
    (BRIDGE, "The bridge cost 12 million dollars and the tunnel 30 million dollars."),
    (HYMN, "The hymn was written by Chisholm with music composed by Runyan (1870)."),
    (BRIDGE, "It cost 12 million dollars."),
    (KÖRPÜ, "Yol 2030-cu ildə açılacaq."),
    (МОСТ, "Тоннель откроют в 2030 году."),
    (OPENING, "Dəhlizin açılması 2026-cı ilin ortasında mümkündür."),
]  # fmt: skip


def reasons(rests_on: str, said: str) -> list[str]:
    return list(misplaced(said, [Sentence(Source("a", "News"), "v", 0, 0, rests_on)], []))


@pytest.mark.parametrize(("rests_on", "said"), MOVED)
def test_a_value_of_something_else_is_told_with_the_one_that_is_given(
    rests_on: str, said: str
) -> None:
    (reason,) = reasons(rests_on, said)
    assert reason.startswith("the article gives ")


@pytest.mark.parametrize(("rests_on", "said"), IN_PLACE)
def test_a_value_in_its_place_is_left_alone(rests_on: str, said: str) -> None:
    assert reasons(rests_on, said) == []

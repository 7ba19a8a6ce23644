from portal.admission.persons import Labelled, nothing
from portal.examples import Examples
from qa import Assistant


def test_they_are_found_once_for_all_who_may_read_the_same(assistant: Assistant) -> None:
    examples = Examples(assistant)
    found = examples.of(Labelled(frozenset({"sport"})))
    assert found
    assert examples.of(Labelled(frozenset({"sport"}))) is found
    assert examples.of(nothing) == ()

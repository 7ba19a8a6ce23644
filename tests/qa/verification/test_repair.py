from index import Sentence, Source
from qa import Draft, Statement, verify
from qa.verification import repaired

HERE, THERE = Source("a", "The corridor", language="en"), Source("b", "The fishery", language="en")
OPENS = Sentence(HERE, "v", 3, 100, "The corridor will open to freight by the end of 2028.")
COSTS = Sentence(HERE, "v", 4, 200, "Building the railway cost 350 million euros in all.")
FISH = Sentence(THERE, "v", 0, 0, "Fishermen landed 40 tonnes of herring on Monday.")
SHOWN = (OPENS, COSTS, FISH)


def test_a_draft_that_points_beside_its_sentence_is_given_the_right_one() -> None:
    draft = Draft("By the end of 2028 the corridor will open to freight.", (FISH,))
    better = repaired(draft, SHOWN)
    assert better == Draft(draft.text, (OPENS,))
    assert isinstance(verify(better, SHOWN), Statement)


def test_a_draft_without_citations_needs_practically_all_its_words_in_a_sentence() -> None:
    whole = Draft("The corridor will open to freight by the end of 2028.")
    assert repaired(whole, SHOWN) == Draft(whole.text, (OPENS,))
    half = "The corridor will open to freight, cheering merchants and farmers, by the end of 2028."
    assert repaired(Draft(half), SHOWN) is None
    assert repaired(Draft(half, (FISH,)), SHOWN) is not None


def test_two_sentences_are_cited_where_it_takes_two() -> None:
    said = "The corridor will open by the end of 2028, and the railway cost 350 million euros."
    better = repaired(Draft(said, (OPENS,)), SHOWN)
    assert better is not None
    assert set(better.sentences) == {OPENS, COSTS}


def test_a_changed_figure_is_not_repaired_with_a_sentence_that_happens_to_have_it() -> None:
    said = "Building the railway cost 40 million euros in all."
    assert repaired(Draft(said, (COSTS,)), SHOWN) is None
    monday = Sentence(HERE, "v", 8, 400, "Freight left the corridor on Monday.")
    said = Draft("The corridor will open to freight on Monday.", (OPENS,))
    assert repaired(said, (*SHOWN, monday)) is None


def test_nothing_shown_repairs_nothing() -> None:
    assert repaired(Draft("The corridor opens.", (OPENS,)), ()) is None
    assert repaired(Draft(""), SHOWN) is None

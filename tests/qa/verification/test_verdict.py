import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index import Sentence, Source
from qa import Draft, Statement, Withheld, verify

_SOURCE = Source("a", "A title", language="en")


def sentence(text: str, index: int = 0, start: int = 0) -> Sentence:
    return Sentence(_SOURCE, "v", index, start, text)


def test_a_draft_that_cites_nothing_is_withheld() -> None:
    assert verify(Draft("The corridor opens.")) == Withheld(
        Draft("The corridor opens."), "it cites no sentence"
    )


def test_a_draft_that_cites_what_was_not_shown_is_withheld() -> None:
    one, other = sentence("It opens."), sentence("It shuts.", 1, 10)
    assert isinstance(verify(Draft("It opens.", (one,)), (one, other)), Statement)
    verdict = verify(Draft("It opens.", (one,)), (other,))
    assert verdict == Withheld(verdict.draft, "it cites a sentence that was not found")


def test_a_draft_that_says_nothing_is_withheld() -> None:
    assert isinstance(verify(Draft("  \n", (sentence("It opens."),))), Withheld)


@pytest.mark.parametrize("field", ["span", "said_by", "hedge"])
def test_a_short_answer_that_is_not_word_for_word_is_withheld(field: str) -> None:
    true = sentence("Aliyev said it is possible by 2028.")
    assert isinstance(verify(Draft(true.text, (true,), **{field: "possible"})), Statement)
    verdict = verify(Draft(true.text, (true,), **{field: "certain"}))
    assert verdict == Withheld(verdict.draft, "“certain” is in none of the cited sentences")


def test_a_quotation_may_run_over_neighbours_and_not_over_a_gap() -> None:
    one, two = sentence("He said “peace is here.", 3), sentence("It is real”.", 4, 30)
    draft = "He said “peace is here. It is real”."
    assert isinstance(verify(Draft(draft, (one, two))), Statement)
    apart = sentence("It is real”.", 5, 30)
    assert isinstance(verify(Draft(f"Yes: {draft}", (one, apart))), Withheld)


def test_a_sentence_cited_twice_is_cited_once() -> None:
    one = sentence("It opens.")
    assert verify(Draft("It opens.", (one, one))) == Statement("It opens.", (one,))


def test_a_claim_of_another_article_without_figures_or_names_is_withheld() -> None:
    one = sentence("The process of drying fish takes several weeks in cold weather.")
    said = "Observers measure how bright distant stars become every night."
    assert verify(Draft(said, (one,))) == Withheld(
        Draft(said, (one,)), "the cited sentences say something else"
    )


@pytest.mark.parametrize("said", ["Yes.", "No!", "Correct.", "Bəli.", "Да.", "بله."])
def test_a_bare_yes_is_withheld_whatever_it_cites(said: str) -> None:
    verdict = verify(Draft(said, (sentence("The corridor is open."),)))
    assert verdict == Withheld(verdict.draft, "it says nothing that a sentence could bear out")


def test_a_word_of_the_same_root_is_a_word_of_the_sentence() -> None:
    one = sentence("The corridor is expected to open in 2029, the ministry said.")
    said = "The ministry anticipates an opening in 2029."
    assert isinstance(verify(Draft(said, (one,))), Statement)


def test_what_leads_over_to_a_statement_is_no_part_of_it() -> None:
    one = sentence("The council ended with a pledge to deepen collaboration on trade.")
    said = "As a result, collaboration is set to get deeper."
    assert isinstance(verify(Draft(said, (one,))), Statement)


_TEXTS = st.text(min_size=1, max_size=300).filter(str.strip)


@given(_TEXTS)
def test_a_verbatim_sentence_always_passes(text: str) -> None:
    one = sentence(text)
    assert isinstance(verify(Draft(text, (one,)), (one,)), Statement)


@given(
    st.lists(
        st.one_of(
            st.text(max_size=12),
            st.integers(0, 10**9).map(str),
            st.sampled_from(
                [
                    "15 million",
                    "18 March 2026",
                    "$3.5bn",
                    "۲۰۲۸",
                    "12 %",
                    "mid-2026",
                    "“a 7”",
                    "x1",
                    "2-ci",
                    "3.",
                    "XIX",
                    "5 p.m.",
                    "17:30",
                    "2001–02",
                    "1990s",
                    "2/3",
                    "5 km",
                    "Q1",
                ]
            ),
        ),
        min_size=1,
        max_size=12,
    ).map(" ".join),
    st.randoms(use_true_random=False),
)
def test_a_changed_digit_always_fails(text: str, chance: random.Random) -> None:
    digits = [at for at, c in enumerate(text) if c.isdecimal()]
    assume(digits)
    at = chance.choice(digits)
    other = chance.choice([d for d in "0123456789" if int(d) != int(text[at])])
    changed = text[:at] + other + text[at + 1 :]
    assert isinstance(verify(Draft(changed, (sentence(text),))), Withheld)


@given(_TEXTS, _TEXTS)
def test_no_text_breaks_the_verifier(said: str, rests_on: str) -> None:
    one = sentence(rests_on)
    verdict = verify(Draft(said, (one,)), (one,))
    assert isinstance(verdict, Statement) or "\n" not in verdict.reason

"""What is embedded: one sentence each, short ones in company, page furniture in none."""

from hypothesis import given
from hypothesis import strategies as st

from index import Article, Kind, Passage, Source, split_article
from index.window import context_of, embedded_text, hash_of, window
from tests.doors import SEED

LONG = "The bridge over the river opened to traffic on Monday."
SENTENCES = st.lists(
    st.sampled_from([LONG, "Yes.", "No one came.", "- an item", "\n\n", "Tags\n", "1. One."]),
    max_size=40,
)


def windows(text: str, title: str = "t") -> tuple[Passage, ...]:
    article = Article.of(Source("a", title, language="en"), text)
    return window(text, split_article(article))


def test_the_seed_has_a_passage_for_each_sentence_but_byline_and_furniture() -> None:
    text = SEED.read_text("utf-8")
    passages = windows(text, text.splitlines()[0])
    assert [one.sentences[0].index for one in passages] == [0, *range(2, 15)]
    assert all(len(one.sentences) == 1 for one in passages)


def test_a_short_sentence_is_found_with_the_one_before_it() -> None:
    assert [one.text for one in windows(f"{LONG} He agreed. {LONG}")] == [
        f"{LONG} He agreed.",
        LONG,
    ]


def test_a_short_first_sentence_is_found_with_the_one_behind_it() -> None:
    assert [one.text for one in windows(f"No. {LONG} {LONG}")] == [f"No. {LONG}", LONG]


def test_a_headline_stays_by_itself() -> None:
    first, second = windows(f"Bridge opens\n\n{LONG}", "Bridge opens")
    assert [one.sentences[0].kind for one in (first, second)] == [Kind.HEADLINE, Kind.BODY]


def test_a_long_list_of_short_items_is_several_passages() -> None:
    passages = windows("- item\n" * 300)
    assert len(passages) > 5
    assert max(len(one.text) for one in passages) <= 200


@given(SENTENCES)
def test_each_sentence_that_can_answer_is_in_exactly_one_passage(parts: list[str]) -> None:
    text = " ".join(parts)
    article = Article.of(Source("a", "t", language="en"), text)
    sentences = split_article(article)
    held = [one for passage in window(text, sentences) for one in passage.sentences]
    assert held == [one for one in sentences if one.kind in (Kind.HEADLINE, Kind.BODY)]
    for passage in window(text, sentences):
        assert text[passage.start : passage.start + len(passage.text)] == passage.text


@given(SENTENCES, st.data())
def test_the_context_is_whole_sentences_around_the_passage(
    parts: list[str], data: st.DataObject
) -> None:
    text = " ".join(parts)
    article = Article.of(Source("a", "t", language="en"), text)
    sentences = split_article(article)
    if not sentences:
        return
    at = data.draw(st.integers(0, len(sentences) - 1))
    context = context_of(text, sentences, at, at)
    assert sentences[at] in context.sentences
    assert text[context.start : context.start + len(context.text)] == context.text
    assert {one.kind for one in context.sentences} == {sentences[at].kind}
    assert len(context.sentences) <= 5


def test_a_body_sentence_is_embedded_under_its_headline() -> None:
    (passage,) = windows(LONG, "Bridge opens")
    assert embedded_text("Bridge opens", Kind.BODY, LONG) == f"Bridge opens. {LONG}"
    assert embedded_text("Bridge opens", Kind.HEADLINE, "Bridge opens") == "Bridge opens"
    (other,) = windows(LONG, "Bridge closes")
    assert hash_of(passage) != hash_of(other)

"""What a model writes becomes drafts: the same ones however it is cut, and none that dangles."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index import Article, Found, Passage, Sentence
from qa import Question
from qa.answer import Draft
from qa.chat.markers import MARK
from qa.chat.reply import Reply
from qa.parts import Part
from qa.progress import Progress
from tests.qa.chat.outputs import outputs

WRITTEN = "Answer: Yes. Here:\n- **A** [S3]\n[5]\nB [1], [2]. 3.5 h (4)? c. 【6】\nMISSING: d"


def read(shown: tuple[Sentence, ...], *pieces: str) -> list[Draft]:
    reply = Reply(shown)
    drafts = [draft for piece in pieces for draft in reply.feed(piece)]
    return [*drafts, *reply.end()]


def told(shown: tuple[Sentence, ...], text: str) -> list[tuple[str, list[int]]]:
    """Each draft with the numbers of its sentences."""
    return [
        (one.text, [shown.index(sentence) + 1 for sentence in one.sentences])
        for one in read(shown, text)
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("It opens. [3]", [("It opens.", [3])]),
        ("It opens [3].", [("It opens.", [3])]),
        ("It opens.[3] It costs. [4]", [("It opens.", [3]), ("It costs.", [4])]),
        ("It opens [3]. It costs [4].", [("It opens.", [3]), ("It costs.", [4])]),
        ("It opens. [3-5]", [("It opens.", [3, 4, 5])]),
        ("It opens. [3–5]", [("It opens.", [3, 4, 5])]),
        ("It opens. [5-3]", [("It opens.", [3, 4, 5])]),
        ("It opens. [3, 7]", [("It opens.", [3, 7])]),
        ("It opens. [3][7]", [("It opens.", [3, 7])]),
        ("It opens [3], [7].", [("It opens.", [3, 7])]),
        ("It opens. [S3] It costs. [S4-S5]", [("It opens.", [3]), ("It costs.", [4, 5])]),
        ("It opens. [3; 7]", [("It opens.", [3, 7])]),
        ("开放。【3】结束。[4]", [("开放。", [3]), ("结束。", [4])]),
        ("Açılacaq. [۳]", [("Açılacaq.", [3])]),
        ("It opens. (3)", [("It opens.", [3])]),
        ("It opens (3).", [("It opens.", [3])]),
        ("It has (3) gates. [1]", [("It has (3) gates.", [1])]),
        ("It opens (2026). [1]", [("It opens (2026).", [1])]),
        ("It opens. **[3]**", [("It opens.", [3])]),
        ("It opens. `[3]`", [("It opens.", [3])]),
        ("It opens.\n[3]\nIt costs. [4]", [("It opens.", [3]), ("It costs.", [4])]),
        ("[1] It opens. [2] It costs.", [("It opens.", [1]), ("It costs.", [2])]),
        ("It opens, said [1] A and [2] B.", [("It opens, said A and B.", [1, 2])]),
        ("It opens. [99]", [("It opens.", [])]),
        ("It opens. [0] It costs. [3, 99]", [("It opens.", []), ("It costs.", [3])]),
        ("It opens. [99999999999999999999]", [("It opens.", [])]),
        ("It opens. It costs. [3]", [("It opens.", []), ("It costs.", [3])]),
        ("It opens. [3] it costs nothing.", [("It opens.", [3]), ("it costs nothing.", [])]),
        ("The gate opens. it costs. [3]", [("The gate opens.", []), ("it costs.", [3])]),
        ("In the U.S. [3] officials said so. [4]", [("In the U.S. officials said so.", [3, 4])]),
        ("“Go!” [3] he said. [4]", [("“Go!” he said.", [3, 4])]),
        ("Dr. X of No. 5 paid 3.5 mln. [3]", [("Dr. X of No. 5 paid 3.5 mln.", [3])]),
        ("A summary:\n- One opens [1]\n- Two [2]", [("One opens", [1]), ("Two", [2])]),
        ("1. One [1]\n2. Two [2]", [("One", [1]), ("Two", [2])]),
        ("15. Juli war es. [3]", [("15. Juli war es.", [3])]),
        ("# Head\n**Bold head**\nIt opens. [1]", [("It opens.", [1])]),
        ("It **really** _opens_. [1]", [("It really opens.", [1])]),
        ("See [the page](https://x.y) here. [1]", [("See the page here.", [1])]),
        ("It ![x](https://evil/q) opens. [1]", [("It opens.", [1])]),
        ("It <b>opens</b><!-- x -->. [1]", [("It opens.", [1])]),
        ("<think>It is [1]. So.</think>\nIt opens. [2]", [("It opens.", [2])]),
        ("<think>It never ends. [1]", []),
        ("It \u202eopens\u200b. [1]", [("It opens.", [1])]),
        ("می‌شود. [1]", [("می‌شود.", [1])]),
        ("It opens. [3[4]5]", [("It opens.", [4])]),
        ("NOT_IN_ARTICLES", []),
        ("**NOT_IN_ARTICLES**.", []),
        ("Not in the articles.", []),
        ("NOT_IN_ARTICLES. It was never said. Sorry!", []),
        ("The articles do not mention the cost.", []),
        ("В статьях не указано, сколько это стоит.", []),
        ("Məqalələrdə qiymət göstərilmir.", []),
        ("The text does not say. [1]", []),
        ("Məqalələrdə qiymət göstərilmir [3].", []),
        ("The text does not say; it is so. [1]", [("The text does not say; it is so.", [1])]),
        ("It opens【3†source】. It costs.【4†L1-L9】", [("It opens.", [3]), ("It costs.", [4])]),
        ("It opens [Source 3]. It [sources: 4, 5].", [("It opens.", [3]), ("It.", [4, 5])]),
        ("**Answer:** It opens. [3]\nCavab: açılır. [4]", [("It opens.", [3]), ("açılır.", [4])]),
        ("According to [3], it opens. [4]", [("It opens.", [3, 4])]),
        ("It costs. [4] Согласно [3], он открыт.", [("It costs.", [4]), ("Он открыт.", [3])]),
        ("Yes. It opens. [3]", [("Yes. It opens.", [3])]),
        ("Yes. [3] It opens. [3]", [("Yes.", [3]), ("It opens.", [3])]),
        ("It opens. [3]\n\nSources: [3], [4]", [("It opens.", [3])]),
        ("---\n\n***\n", []),
        ("", []),
    ],
)  # fmt: skip
def test_every_way_of_citing_is_read(
    shown: tuple[Sentence, ...], written: str, expected: list[tuple[str, list[int]]]
) -> None:
    assert told(shown, written) == expected


def test_what_is_missing_is_named_and_claims_nothing(shown: tuple[Sentence, ...]) -> None:
    said, missing = read(shown, "It opens. [1]\n\n**MISSING:** how much it costs. [2]\n")
    assert said == Draft("It opens.", (shown[0],))
    assert missing == Draft("", missing=("how much it costs",))


def test_what_is_missing_may_be_named_in_small_letters(shown: tuple[Sentence, ...]) -> None:
    _, missing = read(shown, "It opens. [1]\n**Missing:** the cost")
    assert missing == Draft("", missing=("the cost",))
    assert told(shown, "They are missing: it opens. [1]") == [("They are missing: it opens.", [1])]


def test_a_text_that_the_articles_call_unpublished_is_no_refusal(
    shown: tuple[Sentence, ...],
) -> None:
    said = "The text does not say who pays."
    of_a_treaty = (replace(shown[0], text=said),)
    assert told(of_a_treaty, f"{said} [1]") == [(said, [1])]


def test_a_draft_is_out_as_soon_as_the_next_sentence_begins(shown: tuple[Sentence, ...]) -> None:
    reply = Reply(shown)
    assert list(reply.feed("It opens. [1")) == []
    assert list(reply.feed("]")) == []  # [2] may follow
    assert list(reply.feed(" I")) == [Draft("It opens.", (shown[0],))]


def test_a_text_without_an_end_is_read_all_the_same(shown: tuple[Sentence, ...]) -> None:
    reply = Reply(shown)
    drafts = [draft for _ in range(300) for draft in reply.feed("and so on and on ")]
    assert drafts
    assert not any(draft.sentences for draft in drafts)


def test_every_pair_of_cuts_gives_the_same_drafts(shown: tuple[Sentence, ...]) -> None:
    whole = read(shown, WRITTEN)
    assert [len(draft.sentences) for draft in whole] == [2, 2, 1, 1, 0]
    for first, second in itertools.combinations(range(len(WRITTEN) + 1), 2):
        cut = (WRITTEN[:first], WRITTEN[first:second], WRITTEN[second:])
        assert read(shown, *cut) == whole, cut


@settings(max_examples=150, deadline=None)
@given(written=outputs(), cuts=st.lists(st.integers(0, 400), min_size=2, max_size=2))
@example(written="A. [1]" + " " * 300 + "b", cuts=[250, 306])
@example(written="A." * 3000, cuts=[3999, 4001])
def test_any_text_cut_anywhere_gives_the_same_drafts(
    shown: tuple[Sentence, ...], written: str, cuts: list[int]
) -> None:
    whole = read(shown, written)
    first, second = sorted(cuts)
    assert read(shown, written[:first], written[first:second], written[second:]) == whole
    assert read(shown, *written) == whole


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whatever_is_written_no_citation_dangles(
    article: Article, shown: tuple[Sentence, ...], data: st.DataObject
) -> None:
    nothing_dangles(article, shown, data)


@pytest.mark.parametrize(
    "count",
    [
        pytest.param(3_000, marks=pytest.mark.long),
        pytest.param(100_000, marks=[pytest.mark.full, pytest.mark.timeout(3600)]),
    ],
)
def test_nothing_dangles_in_many_thousand_replies(
    article: Article, shown: tuple[Sentence, ...], count: int
) -> None:
    @settings(max_examples=count, deadline=None, database=None)
    @given(st.data())
    def check(data: st.DataObject) -> None:
        nothing_dangles(article, shown, data)

    check()


def nothing_dangles(article: Article, shown: tuple[Sentence, ...], data: st.DataObject) -> None:
    """Through the whole walk behind the model: drafts, verification, numbers."""
    run = shown[:8]
    start, end = run[0].start, run[-1].end
    passage = Passage(run, article.text[start:end])
    found = Found(passage, passage, None, None, 1.0)
    written = data.draw(outputs([sentence.text for sentence in run]))
    part, progress = Part("all", "all"), Progress("fuzzed")
    progress.ask_for([part])
    reply = Reply(run)
    size = data.draw(st.integers(1, 50))
    pieces = [written[at : at + size] for at in range(0, len(written), size)]
    drafts = [draft for piece in pieces for draft in reply.feed(piece)]
    for draft in [*drafts, *reply.end()]:
        assert draft.missing or draft.text.strip()
        assert not MARK.search(draft.text)
        assert set(draft.sentences) <= set(run)
        progress.take(draft, part, [found])
    answer = progress.answer(Question("all"), "all")
    for statement in answer.statements:
        assert answer.numbers(statement)
    for citation in answer.citations:
        sentence = citation.sentence
        assert article.text[sentence.start : sentence.end] == sentence.text

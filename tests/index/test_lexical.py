"""The lexical leg finds words and their beginnings, and reads no question as its own syntax."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import lexical_search
from index.search import fuse
from index.writer import Writer
from tests.index.stores import put

TEXTS = {
    "az": "Zəngəzur dəhlizi gələn il açılacaq.",
    "tr": "İstanbul'daki köprüler yeniden açıldı.",
    "ru": "Коридор через Зангезур откроется весной.",
    "fa": "پل تازه در تبریز گشایش می‌یابد.",
    "en": "The São Paulo exchange rose 3.5% after the U.S. report.",
    "de": "Die Straßenbahn fährt wieder.",
}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writer]:
    with Writer.opened(tmp_path_factory.mktemp("words")) as catalogue:
        for language, text in TEXTS.items():
            put(catalogue, language, text)
        yield catalogue


def first(catalogue: Writer, question: str) -> str | None:
    found = lexical_search(catalogue, question, 1, None)
    if not found:
        return None
    (owner, *_) = catalogue.passages([found[0][0]])[found[0][0]]
    article = catalogue.article(owner)
    return article.source.id if article else None


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("zəngəzurda nə olacaq", "az"),
        ("ZƏNGƏZUR", "az"),
        ("istanbulda", "tr"),
        ("İSTANBUL", "tr"),
        ("köprü", None),  # shorter than the word's beginning: that is the dense leg's to find
        ("köprülerin", "tr"),
        ("kopruler", "tr"),
        ("Зангезура", "ru"),
        ("ЗАНГЕЗУРОМ", "ru"),
        ("تبریز", "fa"),
        ("می‌یابد", "fa"),
        ("sao paulo", "en"),
        ("3.5%", "en"),
        ("u.s. report", "en"),
        ("strassenbahn", None),  # ß stays ß
        ("straßenbahnen", "de"),
        ("about en", "en"),  # in the headline
        ("", None),
        ("?!… «»", None),
        ("xylophone", None),
    ],
)
def test_words_are_found_by_their_beginnings_in_any_script(
    catalogue: Writer, question: str, language: str | None
) -> None:
    assert first(catalogue, question) == language


hostile = st.one_of(
    st.text(),
    st.text(alphabet="\"*^():{}-+.,\\'NEARDOT \x00\ud800"),
    st.lists(
        st.sampled_from(["AND", "OR", "NOT", "NEAR(", ")", '"', "*", "title:", "^", "az"])
    ).map(" ".join),
)


@given(hostile)
def test_no_question_is_syntax(catalogue: Writer, question: str) -> None:
    for number, score in lexical_search(catalogue, question, 3, None):
        assert number >= 1
        assert score >= 0


def test_as_many_as_asked_are_found_past_those_that_may_not_be(catalogue: Writer) -> None:
    everywhere = [number for number, _ in lexical_search(catalogue, "about", 9, None)]
    assert len(everywhere) == len(TEXTS)
    allowed = set(everywhere[3:])
    found = lexical_search(catalogue, "about", 2, lambda number: number in allowed)
    assert [number for number, _ in found] == everywhere[3:5]


ranked = st.lists(st.integers(1, 40), unique=True, max_size=20).map(
    lambda numbers: [(number, -float(place)) for place, number in enumerate(numbers)]
)


@given(ranked, ranked)
def test_fusion_keeps_all_and_what_both_legs_put_higher_is_higher(
    dense: list[tuple[int, float]], lexical: list[tuple[int, float]]
) -> None:
    fused = fuse([dense, lexical])
    assert {number for number, _ in fused} == {number for number, _ in dense + lexical}
    assert [score for _, score in fused] == sorted((s for _, s in fused), reverse=True)
    place = {number: at for at, (number, _) in enumerate(fused)}
    ranks = [{number: at for at, (number, _) in enumerate(leg)} for leg in (dense, lexical)]
    both = set(ranks[0]) & set(ranks[1])
    for one in both:
        for other in both:
            if all(rank[one] < rank[other] for rank in ranks):
                assert place[one] < place[other]
    assert fuse([dense, lexical]) == fuse([lexical, dense])

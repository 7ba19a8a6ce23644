"""Articles that differ on one thing are told with who says what; others are left alone."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Collection, Sentence, Source, index_paths, open_collection
from models.embedder import Embedder
from qa import Difference, Draft, Question, Statement, verify
from qa.disagreement import differences
from qa.progress import SURE_ENOUGH
from qa.readers import open_extractive
from qa.recency import by_time
from tests.doors import ROOT, SEED
from tests.qa.made import TEXTS

FOLDER = ROOT / "seeds" / "disagreeing"
SEED_SAYS = (
    "Aliyev further announced that all domestic infrastructure for the long-planned Zangezur "
    "Corridor would be completed by mid-2026, with full regional opening possible by the end of "
    "2028."
)
OPEN = "when will Zangezur open"
BRIDGE = "When will the Ostrava bridge open?"


def cited(text: str, id: str, published: str | None = None, language: str = "en") -> Sentence:
    return Sentence(Source(id, "News", None, None, published, language), "v", 0, 0, text)


def said(line: str, id: str, published: str) -> Sentence:
    """What an article says in the language that the line begins with."""
    language, _, text = line.partition(" ")
    return cited(text.format(seed=SEED_SAYS), id, published, language)


def told(question: str, *sentences: Sentence) -> tuple[Difference, ...]:
    """What differs when each sentence is a statement."""
    drafts = [Draft(one.text, (one,)) for one in sentences]
    return differences(question, drafts, [Statement(s.text, (s,)) for s in sentences])


DIFFER = """
when will Zangezur open
en The Zangezur Corridor opens by the end of 2028.
en The Zangezur Corridor will not open before 2030.
by the end of 2028 | not open before 2030

When will the Zangezur Corridor open?
en {seed}
en The Zangezur Corridor is to open in 2030.
by the end of 2028 | in 2030

When will the Zangezur Corridor open?
en The Zangezur Corridor opens in March 2029.
en The Zangezur Corridor opens in May 2029.
in March 2029 | in May 2029

When will the Ostrava bridge open?
en The Ostrava bridge will open in May 2031.
en The Ostrava bridge will open in August 2031.
in May 2031 | in August 2031

When will the Ostrava bridge open?
en The Ostrava bridge opened on 18 March.
en The Ostrava bridge opened on March 20.
on 18 March | on March 20

When will the Ostrava bridge open?
en The Ostrava bridge opens by 2028.
en The Ostrava bridge opens by 2030.
by 2028 | by 2030

When will the Ostrava bridge open?
en The Ostrava bridge opens in mid-2026.
en The Ostrava bridge opens at the end of 2026.
in mid-2026 | at the end of 2026

When will the Ostrava bridge open?
en The Ostrava bridge opens after 2030.
en The Ostrava bridge opens in 2028.
after 2030 | in 2028

How much did the Ostrava bridge cost?
en The Ostrava bridge cost 40 million crowns.
en The Ostrava bridge cost 55 million crowns.
40 million crowns | 55 million crowns

How much did the Ostrava bridge cost?
en The Ostrava bridge cost $40 million.
en The Ostrava bridge cost more than 55 million dollars.
$40 million | more than 55 million dollars

How much cargo will TRIPP carry?
en TRIPP will carry 15 million tonnes of cargo.
en TRIPP will carry 20 mln tonnes of cargo.
15 million tonnes | 20 mln tonnes

How much cargo will TRIPP carry?
en TRIPP will carry 15 million tonnes of cargo.
ru TRIPP перевезёт 20 млн тонн грузов.
15 million tonnes | 20 млн тонн

How many people died in the Karven fire?
en The Karven fire killed 12 people who died in their sleep.
en In the Karven fire 17 people died.
12 people | 17 people

How many people died in the Karven fire?
en At least 12 people died in the Karven fire.
en At least 17 people died in the Karven fire.
At least 12 people | At least 17 people

Zəngəzur dəhlizi nə vaxt açılacaq?
az Zəngəzur dəhlizi 2028-ci ilin sonunadək açılacaq.
az Zəngəzur dəhlizi 2030-cu ildən əvvəl açılmayacaq.
2028-ci ilin sonunadək | 2030-cu ildən əvvəl açılmayacaq

Zəngəzur dəhlizi nə vaxt açılacaq?
az Zəngəzur dəhlizi 2029-cu ilin sonunda açılacaq.
en The Zangezur Corridor opens in 2027.
2029-cu ilin sonunda | in 2027

Zəngəzur dəhlizi nə vaxt açılacaq?
en The Zangezur Corridor is to open fully by the end of 2028.
ru Зангезурский коридор откроется не раньше 2031 года.
by the end of 2028 | не раньше 2031 года

Zengezur Koridoru ne zaman açılacak?
tr Zengezur Koridoru 2028 sonuna kadar açılacak.
tr Zengezur Koridoru 2030'dan önce açılamayacak.
2028 sonuna kadar | 2030'dan önce açılamayacak

Zengezur Koridoru ne zaman açılacak?
tr Zengezur Koridoru Mart 2029'da açılacak.
az Zəngəzur dəhlizi may 2029-da açılacaq.
Mart 2029'da | may 2029-da

Когда откроется Зангезурский коридор?
ru Зангезурский коридор откроется к концу 2028 года.
ru Зангезурский коридор откроется не раньше 2030 года.
к концу 2028 года | не раньше 2030 года

Когда откроется Зангезурский коридор?
ru Зангезурский коридор откроется в марте 2029 года.
ru Открытие Зангезурского коридора — май 2029 года.
в марте 2029 года | май 2029 года

کریدور زنگزور چه زمانی باز می‌شود؟
fa کریدور زنگزور تا پایان سال ۲۰۲۸ باز می‌شود.
fa کریدور زنگزور زودتر از سال ۲۰۳۰ باز نخواهد شد.
تا پایان سال ۲۰۲۸ | زودتر از سال ۲۰۳۰ باز نخواهد شد

کریدور زنگزور چه زمانی باز می‌شود؟
fa کریدور زنگزور در سال ۲۰۲۸ باز می‌شود.
en The Zangezur Corridor opens in 2030.
در سال ۲۰۲۸ | in 2030

Wann wird der Sangesur-Korridor geöffnet?
de Der Sangesur-Korridor wird bis Ende 2028 geöffnet.
de Der Sangesur-Korridor wird nicht vor 2030 geöffnet.
bis Ende 2028 | nicht vor 2030

Wann wird der Sangesur-Korridor geöffnet?
en The Zangezur Corridor opens in 2030.
de Der Sangesur-Korridor wird Ende 2028 geöffnet.
in 2030 | Ende 2028

zəngəzur nə vaxt açılacaq
az Zəngəzur dəhlizi 2029-cu ilin sonunda açılacaq.
az Zəngəzur dəhlizi 2027-ci ildə açılır.
2029-cu ilin sonunda | 2027-ci ildə

how far did the water rise
en The water in Ostrava will rise by 45 centimetres.
en In Ostrava the water may rise by 70 centimetres.
45 centimetres | 70 centimetres

What do the articles say about the opening of the Zangezur Corridor?
en The opening of the Zangezur Corridor is due in 2028.
en The Zangezur Corridor has its opening in 2030.
in 2028 | in 2030

When will it open in Ostrava and how much will the Ostrava bridge cost?
en The Ostrava bridge will cost 40 million crowns.
en The Ostrava bridge will cost 55 million crowns.
40 million crowns | 55 million crowns
"""
"""The question, what two articles say with their languages, and the values that are shown."""

ALIKE = """
When will the Ostrava bridge open?
en The Ostrava bridge opened on 18 March.
en The Ostrava bridge opened on March 18, 2026.

When will the Ostrava bridge open?
en The Ostrava bridge opens in 2028.
en The Ostrava bridge opens at the end of 2028.

When will the Ostrava bridge open?
en The Ostrava bridge opens in late 2028.
en The Ostrava bridge opens in December 2028.

When will the Ostrava bridge open?
en The Ostrava bridge opens by the end of 2028.
en The Ostrava bridge opens in 2027.

When will the Ostrava bridge open?
en The Ostrava bridge opens not before 2030.
en The Ostrava bridge opens in 2031.

When will the Ostrava bridge open?
en The Ostrava bridge opens not before 2030.
en The Ostrava bridge opens by 2031.

When will the Ostrava bridge open?
en The Ostrava bridge opened in March.
en The Ostrava bridge opened in 2026.

When will the Ostrava bridge open?
en The Ostrava bridge opens on Tuesday.
en The Ostrava bridge opens on Wednesday.

Zəngəzur dəhlizi nə vaxt açılacaq?
az Zəngəzur dəhlizi 2028-ci ildə açılacaq.
en The Zangezur Corridor opens at the end of 2028.

Когда откроется Зангезурский коридор?
ru Зангезурский коридор откроется к концу 2028 года.
tr Zengezur Koridoru 2028 sonuna kadar açılacak.

کریدور زنگزور چه زمانی باز می‌شود؟
fa کریدور زنگزور در مارس ۲۰۲۹ باز می‌شود.
ru Зангезурский коридор откроется в марте 2029 года.

Wann wird der Sangesur-Korridor geöffnet?
de Der Sangesur-Korridor wird im März 2029 geöffnet.
de Der Sangesur-Korridor wird am 5. März 2029 geöffnet.

How much cargo will TRIPP carry?
en TRIPP will carry 15 mln tonnes of cargo.
en TRIPP will carry 15,000,000 tonnes of cargo.

How much cargo will TRIPP carry?
en TRIPP will carry 15 million tonnes of cargo.
ru TRIPP перевезёт пятнадцать миллионов тонн грузов.

How much cargo will TRIPP carry?
en TRIPP will carry about 15 million tonnes of cargo.
en TRIPP will carry 15.8 million tonnes of cargo.

How much cargo will TRIPP carry?
en TRIPP will carry 15 million tonnes of cargo.
en TRIPP will carry 15.2 million tonnes of cargo.

How many people died in the Karven fire?
en At least 12 people died in the Karven fire.
en In the Karven fire 17 people died.

when will Zangezur open
en The Zangezur Corridor opens in 2030.
en The Zangezur museum opened in 2024.

When will the Zangezur Corridor open?
en The Zangezur Corridor opens in 2030.
en The Lachin Corridor opened in 2022.

When will the Zangezur Corridor open?
en The Zangezur Corridor opens in 2030.
en Talks on the Zangezur Corridor began in 2021.

When will the bridge open?
en In Ostrava the bridge opens in 2030.
en In Tolmere the bridge opens in 2027.

When will the Ostrava bridge open?
en The Ostrava bridge opens in 2031.
en The Ostrava bridge was closed in 2025.

How much did the Ostrava bridge cost?
en The Ostrava bridge cost 40 million crowns.
en The Ostrava bridge cost 1.6 million euros.

How much did the Ostrava bridge cost?
en The Ostrava bridge cost 40 million crowns.
en The Ostrava bridge cost 12 % more.

How much did the Ostrava bridge cost?
en The Ostrava bridge cost 40 million crowns.
en The old bridge in Brno cost 9 million crowns.

How much cargo will TRIPP carry?
en In 2024 TRIPP carried 15 million tonnes of cargo.
en In 2025 TRIPP carried 20 million tonnes of cargo.

How much cargo will TRIPP carry?
en TRIPP carried 15 million tonnes of cargo.
en By 2030 TRIPP will carry 20 million tonnes of cargo.

How much cargo will TRIPP carry?
en TRIPP will carry 15 million tonnes of cargo.
en TRIPP will carry 9 million passengers.

How much cargo was carried by TRIPP in 2024?
en In 2024 TRIPP carried 15 million tonnes of cargo.
en In 2025 TRIPP carried 20 million tonnes of cargo.

How many people died in the Karven fire?
en In the Karven fire 17 people died.
en The Karven fire injured 40 people.

Когда откроется Зангезурский коридор?
ru Зангезурский коридор откроется в 2030 году.
ru Лачинский коридор откроется в 2027 году.

Zəngəzur dəhlizi nə vaxt açılacaq?
az Zəngəzur dəhlizi 2030-cu ildə açılacaq.
az Laçın dəhlizi 2022-ci ildə açılıb.

Zengezur Koridoru ne zaman açılacak?
tr Zengezur Koridoru 2030'da açılacak.
tr Zengezur Koridoru görüşmeleri 2021'de başladı.

کریدور زنگزور چه زمانی باز می‌شود؟
fa کریدور زنگزور در سال ۲۰۳۰ باز می‌شود.
fa کریدور لاچین در سال ۲۰۲۲ باز شد.

Wann wird der Sangesur-Korridor geöffnet?
de Der Sangesur-Korridor wird 2030 geöffnet.
de Der Latschin-Korridor wird 2027 geöffnet.

На сколько поднялась вода?
ru Вода в Заречье поднялась на 45 сантиметров, сообщили в МЧС.
ru Вода в Кленовом поднялась на 70 сантиметров, сообщили в МЧС.

how far did the water rise
en The water in Ostrava rose by 45 centimetres, the Agency said.
en The water in Tolmere rose by 70 centimetres, the Agency said.

Who opened the Ostrava bridge?
en Novak opened the Ostrava bridge in 2030.
en Dvorak opened the Ostrava bridge in 2031.

When will it open?
ru Он откроется в 2030 году.
en It opens in 2028.
"""
"""One fact in two wordings, one more exact than the other, and facts about other things."""


def cases(table: str) -> list[list[str]]:
    return [block.splitlines() for block in table.strip().split("\n\n")]


@pytest.mark.parametrize(("question", "first", "second", "values"), cases(DIFFER))
def test_values_that_cannot_both_be_so_differ(
    question: str, first: str, second: str, values: str
) -> None:
    (difference,) = told(question, said(first, "a", "2026-09-01"), said(second, "b", "2026-05-01"))
    assert [one.value for one in difference.says] == values.split(" | ")
    assert [one.citation for one in difference.says] == [1, 2]
    assert difference.about in question


@pytest.mark.parametrize(("question", "first", "second"), cases(ALIKE))
def test_values_that_can_both_be_so_or_are_of_other_things_do_not(
    question: str, first: str, second: str
) -> None:
    both = said(first, "a", "2026-09-01"), said(second, "b", "2026-05-01")
    assert told(question, *both) == ()
    assert told(question, *reversed(both)) == ()


def test_the_newest_comes_first_and_the_undated_last_under_their_own_numbers() -> None:
    says = "The Ostrava bridge opens in {}."
    sentences = [
        cited(says.format(year), id, published)
        for year, id, published in (
            ("2028", "a", None),
            ("2029", "b", "2026-02"),
            ("2030", "c", "2026-09-04T10:00:00"),
            ("2031", "d", "2025-12-31"),
            ("2032", "e", "2026"),
        )
    ]
    (difference,) = told(BRIDGE, *sentences)
    assert [(one.citation, one.value) for one in difference.says] == [
        (3, "in 2030"), (2, "in 2029"), (5, "in 2032"), (4, "in 2031"), (1, "in 2028")
    ]  # fmt: skip


def test_another_thing_of_a_name_that_the_question_spells_otherwise_does_not_differ() -> None:
    corridor = cited("The Zangezur Corridor is to open in 2030.", "a")
    reserve = cited("The centre of the Zangezur nature reserve opened in 2024.", "b")
    later = cited("The Zangezur Corridor will not open before 2032.", "c")
    asked = "Wann wird der Sangesur-Korridor eröffnet?"
    (difference,) = told(asked, corridor, reserve, later)
    assert [one.citation for one in difference.says] == [1, 3]


def test_an_article_that_agrees_with_nobody_who_differs_is_left_out() -> None:
    opens = "The Ostrava bridge opens {}."
    sentences = [
        cited(opens.format("in 2028"), "a"),
        cited(opens.format("at the end of 2028"), "b"),
        cited(opens.format("in 2030"), "c"),
        cited("The Ostrava bridge opens to the public.", "d"),
    ]
    (difference,) = told(BRIDGE, *sentences)
    assert [one.citation for one in difference.says] == [1, 2, 3]


def test_one_article_does_not_differ_with_itself() -> None:
    source = Source("a", "News")
    texts = ("The Ostrava bridge opens in 2028.", "The Ostrava bridge opens in 2030.")
    both = [Sentence(source, "v", at, 40 * at, text) for at, text in enumerate(texts)]
    other = cited("The Ostrava bridge opens to the public.", "b")
    assert told(BRIDGE, *both, other) == ()


def test_a_short_answer_is_shown_with_what_binds_it_and_its_hedge() -> None:
    first = cited(SEED_SAYS, "a", "2026-01-01")
    second = cited("The Zangezur Corridor will not open before 2030.", "b", "2026-02-01")
    drafts = [
        Draft(first.text, (first,), span="the end of 2028", hedge="possible"),
        Draft(second.text, (second,), span="2030", hedge="not"),
    ]
    statements = [Statement(draft.text, draft.sentences) for draft in drafts]
    (difference,) = differences(OPEN, drafts, statements)
    assert [one.value for one in difference.says] == [
        "not open before 2030", "possible by the end of 2028"
    ]  # fmt: skip


def test_what_a_model_wrote_is_compared_by_the_value_that_it_took() -> None:
    first, second = cited(SEED_SAYS, "a"), cited("The Zangezur Corridor is to open in 2030.", "b")
    wrote = "It could open by the end of 2028, or in 2030."
    (difference,) = differences(
        OPEN, [Draft(wrote, (first, second))], [Statement(wrote, (first, second))]
    )
    assert [one.value for one in difference.says] == ["by the end of 2028", "in 2030"]
    domestic = "The domestic part is to be done by mid-2026."
    assert (
        differences(OPEN, [], [Statement(domestic, (first,)), Statement("Soon.", (second,))]) == ()
    )


def test_of_an_amount_that_a_model_took_the_preposition_is_left_out() -> None:
    costs = "The Ostrava bridge costs: it is put at {} million dollars."
    first, second = cited(costs.format(640), "a"), cited(costs.format(715), "b")
    (difference,) = differences(
        "How much does the Ostrava bridge cost?",
        [],
        [Statement(f"At {n} million dollars.", (s,)) for n, s in ((640, first), (715, second))],
    )
    assert [one.value for one in difference.says] == ["640 million dollars", "715 million dollars"]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=4), TEXTS)
def test_any_texts_whatever_can_be_compared(
    told_of: list[tuple[str, str, str]], asked: str
) -> None:
    sentences = [cited(f"{text} 2028", id, published) for text, id, published in told_of]
    for difference in told(asked, *sentences):
        assert len(difference.says) > 1
        for one in difference.says:
            assert one.value in sentences[one.citation - 1].text


@pytest.fixture(scope="module")
def disagreeing(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """The seed among invented articles that have other dates."""
    store = tmp_path_factory.mktemp("disagreeing") / "store"
    list(index_paths(store, [SEED, FOLDER], lambda: embedder))
    return open_collection(store, embedder)


def answered(collection: Collection, question: str) -> list[Draft]:
    """What the embedded reader says, if it is sure enough of the first: what is added it judges."""
    reader = open_extractive(collection.embedder)  # type: ignore[arg-type]
    found = by_time(question, collection.search(question, 12))

    async def drafts() -> list[Draft]:
        return [draft async for draft in reader(Question(question), found)]

    told = asyncio.run(drafts())
    return told if told and (told[0].confidence or 0) >= SURE_ENOUGH else []


@pytest.mark.parametrize(
    ("question", "values"),
    [
        *[
            (question, ("expected to open in the second half of 2029", "не раньше 2031 года",
                        "not open before 2030", "possible by the end of 2028"))
            for question in (OPEN, "When will the Zangezur Corridor open?")
        ],
        ("Zəngəzur nə vaxt açılacaq", ("expected to open in the second half of 2029",
                                       "2029-cu ilin sonunda açılacaq", "не раньше 2031 года",
                                       "not open before 2030")),
        ("Когда откроется Зангезурский коридор?",
         ("expected to open in the second half of 2029", "2029-cu ilin sonunda açılacaq",
          "не раньше 2031 года", "not open before 2030", "possible by the end of 2028")),
    ],
)  # fmt: skip
def test_the_seed_and_articles_that_disagree_are_all_told(
    disagreeing: Collection, question: str, values: tuple[str, ...]
) -> None:
    drafts = answered(disagreeing, question)
    statements = [verify(draft) for draft in drafts]
    assert all(isinstance(one, Statement) for one in statements)
    (difference,) = differences(
        question, drafts, [one for one in statements if isinstance(one, Statement)]
    )
    assert tuple(one.value for one in difference.says) == values
    assert difference.about == question.rstrip("?")

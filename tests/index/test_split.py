"""Sentences: exact offsets into text never altered, whatever news does to a full stop."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Article, Kind, Source, split_article
from tests.doors import SEED

# Each case is its sentences, parted by "|"; the text is all of it with the bars taken out.
CASES = [
    ("en", "The U.S. said on Monday that it would help. |Canada agreed."),
    ("en", "Mr. Smith met Mrs. Jones. |They talked."),
    ("en", "Dr. A. B. Rao spoke first. |He left early."),
    ("en", "The vote was at 5 p.m. on Friday. |Nobody came."),
    ("en", "It starts at 10 a.m. Eastern time. |Doors open at nine."),
    ("en", "It rose 2.5 per cent to 40.75 points. |Shares fell."),
    ("en", "“We are ready.” |She smiled."),
    ("en", "“We are ready,” she said. |“Are you?”"),
    ("en", "He asked “Why now?” and left. |No one answered."),
    ("en", "They waited… |Then the train came."),
    ("en", "The plan … was dropped. |A new one follows."),
    ("en", "Sen. Lee (D-Calif.) voted no. |Others abstained."),
    ("en", "H.R. 1234 passed on Tuesday. |It goes to the Senate."),
    ("en", "J. K. Rowling and J. R. R. Tolkien sold well. |So did others."),
    ("en", "Acme Corp. and Widget Inc. merged. |The price was not given."),
    ("en", "Gov. Reyes signed it. |Rep. Cole objected."),
    ("en", "(One of them was a child.) |The suspect fled."),
    ("en", "Is it true? |Yes! |It is."),
    ("en", "St. John’s is cold. |Mt. Kazbek is colder."),
    ("en", "See No. 5 on the list. |It is short."),
    ("en", "The iPhone sold out. |Sales rose."),
    ("en", "It cost $3.2 million. |That was cheap."),
    ("en", "He was born in Washington, D.C. and grew up there. |He moved later."),
    ("en", "The firm, est. 1990, closed. |Staff left."),
    ("en", "Prof. Hill vs. Dr. Dale was close. |Hill won."),
    ("en", "It happened at 3:20 a.m. |No one was hurt."),
    ("en", "Gen. Kaya and Lt. Col. Ross arrived. |Talks began."),
    ("en", "He said: “No.” |Then he sat down."),
    ("en", "A hard-wrapped line\ngoes on here. |The next one\ntoo."),
    ("en", "First paragraph ends here.\n\n|Second one starts."),
    ("en", "- first bullet\n|- second bullet\n|- third bullet"),
    ("en", "A train 🚄 left. |A plane ✈️ followed."),
    ("en", "The U.N. and the E.U. agreed. |Talks go on."),
    ("en", "He lives on Elm St. near the park. |It is quiet."),
    ("en", "Jan. 5 was cold. |Feb. 3 was not."),
    ("en", "Ask at news@example.com or www.example.com today. |We reply."),
    ("en", "Version 3.11.7 is out. |It is fast."),
    ("az", "İclas 2026-cı ildə keçiriləcək. |İştirakçılar razıdır."),
    ("az", "Prof. Əliyev 15 mln. manat ayırdı. |İş başlayır."),
    ("az", "Alma, armud və s. meyvələr satılır. |Qiymət qalxıb."),
    ("az", "“Biz hazırıq”, – nazir deyib. |O, tarixi açıqlamayıb."),
    ("az", "Yük dövriyyəsi 3,5 mln. tona çatdı. |Ötən il 2 mln. idi."),
    ("az", "Iğdır və İğdır eyni deyil. |Birində ı, birində i var."),
    ("az", "Nə vaxt açılacaq? |Hələ bəlli deyil."),
    ("tr", "Dr. Yılmaz 3. köprüyü gezdi. |Sonra gitti."),
    ("tr", "İstanbul’da yağmur yağdı. |Işıklar söndü."),
    ("tr", "Şirket A.Ş. olarak kuruldu. |Sermayesi 5 mln. lira."),
    ("tr", "“Hazırız.” |Bakan böyle dedi."),
    ("tr", "Toplantı saat 10.30’da başladı. |Üç saat sürdü."),
    ("ru", "К концу 2026 г. завод откроют. |Цена не названа."),
    ("ru", "В бюджете 15 млн. рублей. |Это мало."),
    ("ru", "Рост составил 2,5 %, в т.ч. 1 % за май. |Дальше хуже."),
    ("ru", "И. И. Петров подписал указ. |Он вступил в силу."),
    ("ru", "«Мы готовы». |Он улыбнулся."),
    ("ru", "Это было в XIX в. на юге. |Потом всё изменилось."),
    ("ru", "Улица им. Низами закрыта. |Объезд есть."),
    ("ru", "Когда откроют мост? |Неизвестно."),
    ("fa", "این پل باز شد. |مردم آمدند."),
    ("fa", "آیا راه باز است؟ |بله."),
    ("fa", "بهای آن ۱۲٫۵ میلیون دلار بود. |کار پایان یافت."),
    ("fa", "نخستین قطار آمد۔ |دومی هم آمد۔"),
    ("de", "Das kostet ca. 3 Mio. Euro. |Die Stadt zahlt."),
    ("de", "Am 3. Oktober ist Feiertag. |Läden sind zu."),
    ("de", "Dr. Weiß sagte z.B. nichts. |Alle schwiegen."),
    ("zh", "桥开通了。|人们来了！"),
]


def split(text: str, language: str | None = "en", title: str = "x") -> list[str]:
    article = Article.of(Source("a", title, language=language), text)
    return [sentence.text for sentence in split_article(article)]


@pytest.mark.parametrize(("language", "case"), CASES, ids=[case for _, case in CASES])
def test_news_is_cut_where_its_sentences_end(language: str, case: str) -> None:
    wanted = [part.strip() for part in case.split("|")]
    assert split(case.replace("|", ""), language) == wanted


def test_there_are_sixty_cases_or_more() -> None:
    assert len(CASES) >= 60


def test_the_seed_has_fifteen_sentences_and_its_furniture() -> None:
    text = SEED.read_text("utf-8")
    title = text.splitlines()[0]
    sentences = split_article(Article.of(Source("seed", title, language="en"), text))
    kinds = [sentence.kind for sentence in sentences]
    assert len(sentences) == 16
    assert kinds == [Kind.HEADLINE, Kind.BYLINE, *[Kind.BODY] * 13, Kind.FURNITURE]
    assert (sentences[7].start, sentences[7].end) == (1058, 1242)


_HARD = (
    "Bakı\tİstanbul\tı\tƏ\tU.S.\tMr.\t3.5\t“da.”\t(yes.)\t«нет»\tنه؟\t。\t🚄\t…\t-\t*\t#\ta.\tA.\tг."
    "\tмлн.\tno.\t\n\t\n\n\tTags\tBy"
)
WORDS = st.sampled_from(_HARD.split("\t"))


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
def test_sentences_are_in_order_apart_and_cover_all_but_white_space(text: str) -> None:
    text = "".join(c for c in text if not "\ud800" <= c <= "\udfff" and c != "\0")
    sentences = split_article(Article.of(Source("a", "t", language="en"), text))
    at = 0
    for index, sentence in enumerate(sentences):
        assert sentence.index == index
        assert text[at : sentence.start].strip() == ""
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip() != ""
        at = sentence.end
    assert text[at:].strip() == ""


@pytest.mark.parametrize(
    "hostile",
    [
        *(mark * 20_000 for mark in ("U.S. ", "1. ", "a. ", "- ", "! ", "Mr. Dr. ", "no. A… ")),
        *(mark * 100_000 for mark in ("(", "x", "“", "\n\n")),
    ],
)
def test_hostile_text_takes_no_longer_than_text(hostile: str) -> None:
    started = time.monotonic()
    sentences = split(hostile)
    assert time.monotonic() - started < 10
    assert max(map(len, sentences), default=0) <= 1000

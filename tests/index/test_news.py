"""Headline, byline, date, body and furniture told apart, as pages of many houses lay them out.

A case is its blocks, each marked with what it is: ``=`` headline, ``@`` byline, ``~`` furniture,
none for body.
"""

import pytest

from index import Article, Kind, Source, split_article
from index.news import plain_title, read_structure

MARKS = {"=": Kind.HEADLINE, "@": Kind.BYLINE, "~": Kind.FURNITURE}
LEAD = "The new bridge over the river opened to traffic on Monday, a year later than planned."
SECOND = "Lorries may use it from June, the ministry said in a statement on its website today."
CASES = [
    ("agency", ["=Bridge opens", "@Reuters", LEAD, "~Tags"], "Reuters", None),
    ("agency spelt out", ["=Bridge opens", "@The Northern Press Agency", LEAD],
     "The Northern Press Agency", None),
    ("author", ["=Bridge opens", "@By Jane Doe", "@March 18, 2026", LEAD], "Jane Doe",
     "2026-03-18"),
    ("author and agency", ["=Bridge opens", "@By Jane Doe, Associated Press", LEAD],
     "Associated Press", None),
    ("author and office", ["=Bridge opens", "@By Jane Doe and John Roe, staff writers", LEAD],
     "Jane Doe and John Roe, staff writers", None),
    ("bare name", ["=Bridge opens", "@Jane van Doe", LEAD], None, None),
    ("site", ["=Bridge opens", "@Harbour.az", "@18.03.2026 14:05", LEAD], "Harbour.az",
     "2026-03-18"),
    ("updated", ["=Bridge opens", "@Updated Wednesday, 18 March 2026, 14:05 GMT", LEAD], None,
     "2026-03-18"),
    ("place, date, agency", ["=Bridge opens", "@Baku, March 18, AZERTAC", LEAD], "AZERTAC", None),
    ("date first", ["@18 March 2026", "=Bridge opens", LEAD], None, "2026-03-18"),
    ("dateline", ["=Bridge opens", "BAKU, March 18, 2026 (Reuters) — " + LEAD], "Reuters",
     "2026-03-18"),
    ("standfirst", ["=Bridge opens", "Traffic flows a year late, and lorries must wait until June",
     "@By Jane Doe", LEAD], "Jane Doe", None),
    ("buttons first", ["~Share", "~Advertisement", "=Bridge opens", LEAD], None, None),
    ("an advertisement within", ["=Bridge opens", LEAD, "~Advertisement", SECOND], None, None),
    ("read also within", ["=Bridge opens", LEAD, "~Read also: Ferry to close", SECOND], None, None),
    ("tags named", ["=Bridge opens", LEAD, "~Tags: bridges, traffic"], None, None),
    ("tags listed", ["=Bridge opens", LEAD, "~Tags", "~Bridges", "~Traffic"], None, None),
    ("related headlines", ["=Bridge opens", LEAD, "~Related articles", "~Ferry to close for good",
     "~Minister under fire over delay at the second harbour bridge"], None, None),
    ("rights", ["=Bridge opens", LEAD, "~Follow us on Facebook and Telegram.",
     "~© 2026 Harbour Times. All rights reserved."], None, None),
    ("letterless", ["=Bridge opens", LEAD, "~***", SECOND, "~— — —"], None, None),
    ("hash tags", ["=Bridge opens", LEAD, "~#bridges #traffic"], None, None),
    ("az", ["=Körpü açılıb", "@Azərbaycan Dövlət İnformasiya Agentliyi", "@18 mart 2026",
     "Çayın üstündəki yeni körpü bazar ertəsi nəqliyyat üçün açılıb, nazirlik bildirib.",
     "~Paylaş", "~Etiketlər: körpü"], "Azərbaycan Dövlət İnformasiya Agentliyi", "2026-03-18"),
    ("az author", ["=Körpü açılıb", "@Müəllif: Aysel Quliyeva", LEAD], "Aysel Quliyeva", None),
    ("tr", ["=Köprü açıldı", "@Haber: Ayşe Kaya", "@Güncelleme: 18 Mart 2026 Çarşamba 10:30",
     "Nehrin üzerindeki yeni köprü pazartesi günü trafiğe açıldı, bakanlık açıkladı.",
     "~İlgili Haberler", "~Vapur seferleri bitiyor"], "Ayşe Kaya", "2026-03-18"),
    ("ru", ["=Мост открыли", "@РИА Новости", "@18 марта 2026, 10:15",
     "Новый мост через реку открыли для движения в понедельник, сообщило министерство.",
     "~Читайте также:", "~Паром закроют"], "РИА Новости", "2026-03-18"),
    ("ru author", ["=Мост открыли", "@Автор: Иван Петров", LEAD], "Иван Петров", None),
    ("fa", ["=پل تازه باز شد", "@خبرگزاری ایرنا", "@۲۷ اسفند ۱۴۰۴",
     "پل تازه روی رودخانه روز دوشنبه باز شد و کامیون‌ها از خرداد از آن می‌گذرند، وزیر گفت.",
     "~برچسب‌ها"], "خبرگزاری ایرنا", "2026-03-18"),
    ("de", ["=Brücke eröffnet", "@Von Jana Dohm", "@Stand: 18. März 2026, 10:15 Uhr",
     "Die neue Brücke über den Fluss ist seit Montag offen, wie das Ministerium mitteilte.",
     "~Lesen Sie auch: Fähre schließt"], "Jana Dohm", "2026-03-18"),
    ("markdown", ["=# Bridge opens", "@*Reuters*", LEAD, "=## What comes next", SECOND], "Reuters",
     None),
    ("setext", ["=Bridge opens", "~------------", LEAD], None, None),
    # What only looks like one of them.
    ("share prices", ["=Bridge opens", "Share prices of the builder rose by a tenth.", LEAD], None,
     None),
    ("tags were found", ["=Bridge opens", LEAD, "Tags were found on the railing this morning."],
     None, None),
    ("copyright law", ["=Bridge opens", LEAD, "Copyright law was not at issue in the case."], None,
     None),
    ("read more books", ["=Bridge opens", LEAD, "Read more books, the minister told pupils."], None,
     None),
    ("agency acts", ["=Bridge opens", "Reuters: bridge closed to lorries until June", LEAD], None,
     None),
    ("by is no author", ["=Bridge opens", "By noon the queue was gone", LEAD], None, None),
    ("news on a day", ["=Bridge opens", "Ceasefire signed on 18 March 2026", LEAD], None, None),
    ("agency in headline", ["=Reuters journalist freed after a year", LEAD, SECOND], None, None),
    ("question", ["=Who pays for the bridge?", LEAD, SECOND], None, None),
    ("ends in a country", ["=Ships sail for the U.S.", LEAD, SECOND], None, None),
    ("no headline", ["The bridge opened today.", LEAD, SECOND], None, None),
    ("one line", ["Bridge opens"], None, None),
]  # fmt: skip


def parts(text: str, title: str) -> list[tuple[Kind, str]]:
    article = Article.of(Source("a", title, language="en"), text)
    return [(sentence.kind, sentence.text) for sentence in split_article(article)]


@pytest.mark.parametrize("between", ["\n\n", "\r\n\r\n", "\n \t\n\n", "\n"], ids=repr)
@pytest.mark.parametrize(
    ("blocks", "publisher", "published"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_the_parts_of_an_item_are_told(
    blocks: list[str], publisher: str | None, published: str | None, between: str
) -> None:
    wanted = [(MARKS.get(one[0], Kind.BODY), one.lstrip("=@~")) for one in blocks]
    text = between.join(one for _, one in wanted)
    structure = read_structure(text)
    assert (structure.publisher, structure.published) == (publisher, published)
    assert parts(text, structure.title or "a file's name") == wanted
    headline = next((one for kind, one in wanted if kind is Kind.HEADLINE), None)
    assert structure.title == (headline and plain_title(headline))


def test_the_title_of_a_record_is_the_headline_only_where_the_text_opens_with_it() -> None:
    text = f"Bridge Opens\n\nReuters\n\n{LEAD}"
    assert [kind for kind, _ in parts(text, "Bridge opens")] == [
        Kind.HEADLINE,
        Kind.BYLINE,
        Kind.BODY,
    ]
    assert parts(text, "A year late")[0] == (Kind.BODY, "Bridge Opens")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("## Bridge opens ##", "Bridge opens"),
        ("**Bridge\topens**\x1b[2J", "Bridge opens** [2J"),
        ("می‌شود", "می‌شود"),
    ],
)
def test_a_title_is_one_printable_line(line: str, title: str) -> None:
    assert plain_title(line) == title

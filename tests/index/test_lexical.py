"""The lexical leg finds words in any language, and reads no question as its own syntax."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import doctor, index_paths, open_collection, rebuild
from index.catalogue import Catalogue
from index.folding import folded
from index.lexical import lexical_search
from index.schema import LEXICAL, SCHEMA_VERSION
from index.search import fuse
from index.terms import TERMS_VERSION, asked_for, found_by, is_ending
from index.writer import Writer
from tests.index.embedding import HashEmbedder
from tests.index.stores import embed, put

TEXTS = {
    "az": "Zəngəzurun yolları gələn il açılacaq. İrəvanda danışıqlar Bakının təklifi ilə gedir.",
    "az2": "Gəncədə yeni məktəb tikilir.",
    "tr": "İstanbul'daki köprüler yeniden açıldı. Işıklar kıyıdan görülüyor.",
    "tr2": "Ankara'nın parkları bu yaz genişletilecek.",
    "ru": "Движение по Зангезурскому коридору откроется весной. Её подписал посол Алёхин.",
    "ru2": "Новые трамваи вышли на улицы Казани.",
    "fa": "کریدور زنگزور باز می‌شود. کتاب‌های تازه در تبریز گشایش می‌یابد.",
    "fa2": "دولت مرز آبی را در سال ۱۴۰۳ بست.",
    "ar": "افتُتِحَ المَمَرُّ الجديد في زنكزور. وللمدارس معلّمون جدد.",
    "ar2": "تراجعت أسعار القمح والذرة في الأسواق.",
    "ur": "گوادر کی بندرگاہ کھول دی گئی ہے۔",
    "de": "Der Zangezurkorridor verkürzt die Wege. Die Straßenbahnhaltestelle ist fertig.",
    "de2": "Das Waffenstillstandsabkommen gilt. Die Grundsteuer steigt im Nachbarkreis.",
    "en": "The São Paulo exchange rose 3.5% after the U.S. report on café prices.",
    "vi": "Đường sắt Bắc Nam sẽ mở lại vào tháng sau.",
    "vi2": "Bác sĩ năm nay đến các làng.",
    "zh": "赞格祖尔走廊将于2028年底开放。",
    "zh2": "北京地铁新线今天通车。",
    "ja": "ザンゲズール回廊は来年開通する見込みだ。",
    "ja2": "東京の図書館が改装された。",
    "ko": "잔게주르 회랑은 내년에 열린다.",
    "th": "ทางเดินซันเกซูร์จะเปิดในปีหน้า",
    "hi": "ज़ंगेज़ुर गलियारा उस दिन खुलेगा।",
    "hi2": "मंदिर की दान पेटी भर गई।",
    "el": "Ο διάδρομος του Ζανγκεζούρ ανοίγει την άνοιξη.",
    "he": "הַמִּסְדְּרוֹן ייפתח באביב.",
    "kk": "Жаңа көпірлердің құрылысы басталды.",
}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writer]:
    with Writer.opened(tmp_path_factory.mktemp("words")) as catalogue:
        for id_, text in TEXTS.items():
            put(catalogue, id_, text)
        yield catalogue


def first(catalogue: Catalogue, question: str) -> str | None:
    found = lexical_search(catalogue, question, 1, None)
    if not found:
        return None
    (owner, *_) = catalogue.passages([found[0][0]])[found[0][0]]
    article = catalogue.article(owner)
    return article.source.id if article else None


@pytest.mark.parametrize(
    ("question", "id_"),
    [
        # Azerbaijani: case endings, capitals with and without a dot, letters other keyboards lack
        ("Zəngəzur nə vaxt açılacaq", "az"),
        ("zəngəzurda nə olacaq", "az"),
        ("ZƏNGƏZUR", "az"),
        ("Zengezurun yollari", "az"),
        ("İRƏVAN", "az"),
        ("irevanda", "az"),
        ("Bakı", "az"),
        ("məktəblər", "az2"),
        # Turkish: suffixes, the apostrophe, I with and without its dot
        ("İstanbul'da", "tr"),
        ("istanbulda", "tr"),
        ("ISTANBUL", "tr"),
        ("köprü", "tr"),
        ("köprülerin", "tr"),
        ("kopruler", "tr"),
        ("IŞIK", "tr"),
        ("Ankara’daki park", "tr2"),
        # Russian and Kazakh: inflection, ё
        ("Зангезурского коридора", "ru"),
        ("коридорами", "ru"),
        ("Алехина", "ru"),
        ("ЕЁ ПОДПИСАЛИ", "ru"),
        ("трамваем", "ru2"),
        ("көпір", "kk"),
        # Persian, Arabic, Urdu, Hebrew: ي and ی, ك and ک, joiners, points, articles, digits
        ("کریدور زنگزور", "fa"),
        ("كريدور زنگزور", "fa"),
        ("می‌یابد", "fa"),
        ("می یابد", "fa"),
        ("كتابهاي", "fa"),
        ("کتاب", "fa"),
        ("1403", "fa2"),
        ("آبي", "fa2"),
        ("الممر", "ar"),
        ("ممر", "ar"),
        ("بالممرّ", "ar"),
        ("المدارس", "ar"),
        ("المدرسة", None),  # a broken plural shares no beginning with its singular
        ("الاسعار", "ar2"),
        ("أسعـــار الذرة", "ar2"),
        ("گوادر كی بندرگاه", "ur"),
        ("מסדרון", None),  # its article is written onto it, as ה: that is the dense leg's to find
        ("המסדרון", "he"),
        # German: compounds by their first part, by their last, and by another compound's
        ("Zangezur", "de"),
        ("Korridor", "de"),
        ("Korridore", None),  # a plural is no ending of the compound
        ("Straßenbahn", "de"),
        ("STRASSENBAHNEN", "de"),
        ("Haltestelle", "de"),
        ("Waffenstillstand", "de2"),
        ("Handelsabkommen", "de2"),
        ("Grundsteuererhöhung", "de2"),
        # Vietnamese: tones tell words apart, and may be left out
        ("Bắc", "vi"),
        ("bác sĩ", "vi2"),
        ("duong sat", "vi"),
        # No spaces
        ("走廊什么时候开放", "zh"),
        ("赞格祖尔", "zh"),
        ("地铁", "zh2"),
        ("回廊", "ja"),
        ("ザンゲズール", "ja"),
        ("ｻﾞﾝｹﾞｽﾞｰﾙ", "ja"),
        ("図書館", "ja2"),
        ("회랑이 언제", "ko"),
        ("ซันเกซูร์เปิดเมื่อไร", "th"),
        # Vowel signs, accents, numbers, initials, headlines
        ("ज़ंगेज़ुर", "hi"),
        ("गलियारे", "hi"),
        ("दान", "hi2"),
        ("दिन", "hi"),
        ("διαδρομο", "el"),
        ("sao paulo", "en"),
        ("3.5%", "en"),
        ("u.s. report", "en"),
        ("cafés", "en"),
        ("about en", "en"),
        ("", None),
        ("?!… «»", None),
        ("xylophone", None),
    ],
)
def test_words_are_found_as_people_write_them_in_any_script(
    catalogue: Writer, question: str, id_: str | None
) -> None:
    assert first(catalogue, question) == id_


def test_the_very_word_stands_above_another_form_of_it(tmp_path: Path) -> None:
    with Writer.opened(tmp_path) as catalogue:
        for id_, word in (("a", "köprüler"), ("b", "köprünün"), ("c", "köprüden"), ("d", "yol")):
            put(catalogue, id_, f"Bugün {word} konuşuldu.")
        assert [first(catalogue, word) for word in ("köprünün", "köprüden")] == ["b", "c"]


def test_the_share_tells_how_much_of_the_question_was_found(catalogue: Writer) -> None:
    ((_, whole),) = lexical_search(catalogue, "köprüler yeniden açıldı", 1, None)
    ((_, some),) = lexical_search(catalogue, "köprüler yeniden quxquux zyzzyva açıldı", 1, None)
    ((_, little),) = lexical_search(catalogue, "when did bridges köprüler open over there", 1, None)
    assert whole > 0.8
    assert whole > some > little


@given(st.text())
def test_a_text_that_was_folded_is_left_as_it_is(text: str) -> None:
    assert folded(folded(text)) == folded(text)


hostile = st.one_of(
    st.text(),
    st.text(alphabet="\"*^():{}-+.,\\'_NEARDOT \x00\ud800\u0301\u200c"),
    st.lists(
        st.sampled_from(["AND", "OR", "NOT", "NEAR(", ")", '"', "*", "title:", "^", "az"])
    ).map(" ".join),
)


@settings(deadline=None)
@given(hostile)
def test_no_question_is_syntax(catalogue: Writer, question: str) -> None:
    for number, share in lexical_search(catalogue, question, 3, None):
        assert number >= 1
        assert share >= 0


@settings(deadline=None)
@given(st.text())
def test_sqlite_cuts_no_term_otherwise_than_we_do(text: str) -> None:
    with closing(sqlite3.connect(":memory:")) as index:
        index.execute(LEXICAL)
        row = found_by("", text)
        index.execute("INSERT INTO lexical VALUES (?, ?, ?)", row)
        index.execute("CREATE VIRTUAL TABLE kept USING fts5vocab (lexical, row)")
        kept = {term for (term,) in index.execute("SELECT term FROM kept")}
    assert kept == set(" ".join(row).split())
    assert {term for term in asked_for(text) if not is_ending(term)} <= kept


def test_as_many_as_asked_are_found_past_those_that_may_not_be(catalogue: Writer) -> None:
    everywhere = [number for number, _ in lexical_search(catalogue, "about", 99, None)]
    assert len(everywhere) == len(catalogue.owners()[0])
    allowed = set(everywhere[3:])
    found = lexical_search(catalogue, "about", 2, lambda number: number in allowed)
    assert [number for number, _ in found] == everywhere[3:5]


dense_leg = st.lists(st.integers(1, 40), unique=True, max_size=20).map(
    lambda numbers: [(number, 0.9 - place / 100) for place, number in enumerate(numbers)]
)
lexical_leg = st.dictionaries(st.integers(1, 40), st.floats(0.01, 1.5), max_size=20).map(
    lambda shares: sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))
)


@given(dense_leg, lexical_leg)
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


@pytest.mark.parametrize(
    ("shares", "best"),
    [
        ((0.9, 0.8), 3),  # the question's own words: before what is nearest in meaning
        ((0.1, 0.08), 1),  # a name or two of a question in another language
    ],
)
def test_words_count_as_far_as_the_question_was_found(
    shares: tuple[float, float], best: int
) -> None:
    lexical = list(zip((3, 4), shares, strict=True))
    for lowest in (0.1, 0.8):  # models differ in how far apart their vectors are
        assert fuse([[(1, 0.9), (2, (0.9 + lowest) / 2), (5, lowest)], lexical])[0][0] == best


def test_one_leg_alone_keeps_its_order() -> None:
    leg = [(7, 0.9), (2, 0.5), (9, 0.5)]
    for legs in ([leg, []], [[], leg], [leg[:1], []]):
        assert [number for number, _ in fuse(legs)] == [n for n, _ in (legs[0] or legs[1])]
    assert fuse([[], []]) == []


OLD = """
DROP TABLE lexical;
CREATE VIRTUAL TABLE lexical USING fts5 (title, body, tokenize = "unicode61 remove_diacritics 2");
INSERT INTO lexical (rowid, title, body)
    SELECT p.number, title, substr(text, a.start + 1, b.stop - a.start) FROM passages p
    JOIN articles ON articles.number = p.article
    JOIN sentences a ON a.article = p.article AND a.position = p.first
    JOIN sentences b ON b.article = p.article AND b.position = p.last;
DELETE FROM meta WHERE key = 'terms';
UPDATE meta SET value = '1' WHERE key = 'schema';
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A store as the first version of the program left it."""
    store = tmp_path / "store"
    with Writer.opened(store) as catalogue:
        for id_, text in TEXTS.items():
            put(catalogue, id_, text)
        embed(catalogue)
    with closing(sqlite3.connect(store / "catalogue.sqlite")) as connection:
        connection.executescript(OLD)
    return store


def remedy(store: Path) -> str | None:
    """What the doctor advises about the words, before it looks at anything else."""
    findings = doctor(store, HashEmbedder().fingerprint)
    return next(one.remedy for one in findings if one.about == "words")


def test_an_older_store_is_read_as_it_is(old: Path) -> None:
    with Catalogue.reading(old) as catalogue:
        assert first(catalogue, "Зангезурскому") == "ru"
        assert first(catalogue, "Ankara") == "tr2"
        assert first(catalogue, "走廊") is None
    found = open_collection(old, HashEmbedder()).search("the São Paulo exchange")
    assert found[0].passage.source.id == "en"
    assert remedy(old) == "run `sourceline rebuild`"


def test_the_next_writer_puts_the_words_of_an_older_store_anew(old: Path, tmp_path: Path) -> None:
    news = tmp_path / "new.txt"
    news.write_text("Neue Brücke\n\nDie Brücke über den Fluss ist offen.", "utf-8")
    reader = open_collection(old, HashEmbedder())
    with Catalogue.reading(old) as catalogue:
        before = catalogue.owners()[0].tolist()
    list(index_paths(old, [news], HashEmbedder, wait=False))
    assert remedy(old) is None
    assert reader.search("走廊")[0].lexical is not None  # it was open meanwhile
    with Catalogue.reading(old) as catalogue:
        assert catalogue.owners()[0].tolist()[: len(before)] == before
        assert len(catalogue.unembedded(HashEmbedder().fingerprint)) == 2
        for question, id_ in (("走廊", "zh"), ("köprü", "tr"), ("Korridor", "de")):
            assert first(catalogue, question) == id_


def test_words_are_put_anew_for_all_articles_or_for_none(old: Path) -> None:
    with Writer.opened(old) as catalogue:
        catalogue.rows("ALTER TABLE meta RENAME TO hidden")
        with pytest.raises(sqlite3.OperationalError, match="meta"):
            catalogue.put_terms_anew()
        catalogue.rows("ALTER TABLE hidden RENAME TO meta")
        assert first(catalogue, "Зангезурскому") == "ru"
        assert first(catalogue, "走廊") is None
        catalogue.put_terms_anew()
        assert first(catalogue, "走廊") == "zh"
        assert catalogue.meta("terms") == TERMS_VERSION
        assert catalogue.meta("schema") == SCHEMA_VERSION  # older programs leave it alone now


def test_words_that_were_lost_are_told_and_rebuilt(old: Path) -> None:
    with Writer.opened(old) as catalogue:
        catalogue.put_terms_anew()
        assert remedy(old) is None
        catalogue.rows("DELETE FROM lexical WHERE rowid % 2")
    assert remedy(old) == "run `sourceline rebuild`"
    list(rebuild(old, HashEmbedder))
    assert remedy(old) is None

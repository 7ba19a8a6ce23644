import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index import Article, Sentence, Source, split_article
from qa import Draft, Statement, Withheld, verify
from tests.doors import SEED

_SOURCE = Source("a", "A title")

# What is said, the sentence it is said to rest on.
SUPPORTED = [
    # en
    ("15 million tonnes are expected.", "Turnover of 15 million tonnes is expected."),
    ("15 million tonnes are expected.", "Turnover of 15 mln tonnes is expected."),
    ("Fifteen million tonnes are expected.", "Turnover of 15 million tonnes is expected."),
    ("15,000,000 tonnes are expected.", "Turnover of fifteen million tonnes is expected."),
    ("1.5 billion dollars was lent.", "The bank lent $1,500 million."),
    ("It cost $15 million.", "It cost 15 million US dollars."),
    ("It cost 15 million.", "It cost $15 million."),
    ("Prices rose 12 percent.", "Prices rose 12%."),
    ("Prices rose twelve per cent.", "Prices rose 12 percent."),
    ("Prices rose 1.50 percent.", "Prices rose 1.5 %."),
    ("One percent was lost.", "They lost 1% of it."),
    ("They met on March 18.", "They met on 18 March."),
    ("They met on 18 March.", "They met on March 18, 2026."),
    ("They met in March 2026.", "They met on 18 March 2026."),
    ("They met on 18.03.2026.", "They met on March 18th, 2026."),
    ("They met in 2026.", "They met on 2026-03-18."),
    ("They met on 19 and 20 March.", "They met on 19–20 March."),
    ("It will be done in mid-2026.", "It would be completed by mid-2026."),
    ("It will be done in the middle of 2026.", "It would be completed by mid-2026."),
    ("It opens in 2028.", "It opens by the end of 2028."),
    ("It opens in late 2028.", "It opens by the end of 2028."),
    ("They met on Tuesday.", "A declaration was signed on Tuesday."),
    ("It was the 20th anniversary.", "It marked the twentieth anniversary."),
    ("Two hundred and fifty people came.", "250 people came."),
    ("25,400 people came.", "Twenty-five thousand four hundred people came."),
    ("It fell to −5 degrees.", "It fell to -5 degrees."),
    ("They won 2:1.", "They won the match 2:1."),
    ("He called it “historically important.”", "He called it “historically important,” twice."),
    ('He said it is "not only on paper".', "“Peace exists not only on paper but so,” he said."),
    ("He called it ‘another route’.", "describing it as “another route for the corridor”"),
    (
        "He spoke of “peace … in practice”.",
        "“This is peace not on paper but in practice,” he said.",
    ),
    ("One of the leaders may come.", "A leader could come."),
    ("He first spoke, then a second time.", "He spoke twice."),
    ("She marched on.", "She walked."),
    # az
    ("15 milyon ton yük gözlənilir.", "Gözlənilən yük dövriyyəsi 15 mln tondur."),
    ("On beş milyon ton yük.", "15 milyon ton yük gözlənilir."),
    ("2 milyon 300 min manat ayrılıb.", "2,3 mln manat ayrılıb."),
    ("Qiymətlər 12 faiz artıb.", "Qiymətlər 12% artıb."),
    ("2026-cı ildə açılacaq.", "Dəhliz 2026-cı ilin sonunadək açılacaq."),
    ("2028-ci ilin sonunda açılacaq.", "2028-ci ilin sonuna qədər açılacaq."),
    ("Görüş 18 martda olub.", "Görüş martın 18-də keçirilib."),
    ("Görüş çərşənbə axşamı olub.", "Çərşənbə axşamı Astanada görüş keçirilib."),
    # tr
    ("15 milyon ton bekleniyor.", "Yük cirosunun 15.000.000 ton olması bekleniyor."),
    ("Enflasyon yüzde 45,3 oldu.", "Enflasyon %45,3 oldu."),
    ("Enflasyon yüzde kırk beş.", "Enflasyon %45 oldu."),
    ("3 milyar lira harcandı.", "3.000 milyon lira harcandı."),
    ("18 Mart'ta görüştüler.", "18 Mart 2026'da görüştüler."),
    ("2028 sonunda açılacak.", "Koridor 2028 yılının sonuna kadar açılacak."),
    ("2026 ortasında bitecek.", "Altyapı 2026 yılı ortasına kadar bitecek."),
    # ru
    ("Ожидается 15 млн тонн.", "Ожидается пятнадцать миллионов тонн."),
    ("Ожидается 15 миллионов тонн.", "Грузооборот составит 15 млн. тонн."),
    ("Цены выросли на 12 процентов.", "Цены выросли на 12%."),
    ("Они встретились 18 марта.", "Встреча прошла 18 марта 2026 года."),
    ("Это случилось в марте.", "Это случилось 18 марта."),
    ("Откроется к концу 2028 года.", "Коридор откроется в конце 2028 года."),
    ("Завершат в середине 2026 года.", "Завершат к середине 2026 года."),
    ("Встреча была во вторник.", "Во вторник они встретились."),
    ("Он назвал их «исторически важными».", "Токаев назвал их “исторически важными”."),
    ("Двести пять тысяч рублей.", "205 тыс. рублей"),
    # fa
    ("کریدور تا سال ۲۰۲۸ باز می‌شود.", "The corridor opens by 2028."),
    ("۱۵ میلیون تن بار", "پانزده میلیون تن بار"),
    ("15 million tonnes", "۱۵ میلیون تن بار"),
    ("تا پایان ۲۰۲۸ باز می‌شود.", "تا پایان سال ۲۰۲۸ باز خواهد شد."),
    ("قیمت ۱۲ درصد بالا رفت.", "قیمت ۱۲٪ بالا رفت."),
    ("بیست و پنج نفر آمدند.", "۲۵ نفر آمدند."),
    ("۱۸ مارس دیدار کردند.", "آنها ۱۸ مارس ۲۰۲۶ دیدار کردند."),
    # de
    ("Es werden 15 Millionen Tonnen erwartet.", "Erwartet werden 15 Mio. Tonnen."),
    ("Es kostet 1,5 Milliarden Euro.", "Es kostet 1.500.000.000 Euro."),
    ("Fünfundzwanzig Menschen kamen.", "25 Menschen kamen."),
    ("Die Preise stiegen um 12 Prozent.", "Die Preise stiegen um 12 %."),
    ("Sie trafen sich am 18. März.", "Das Treffen war am 18. März 2026."),
    ("Er öffnet Ende 2028.", "Der Korridor soll bis Ende 2028 öffnen."),
    ("Er sprach von „politischem Willen“.", "Er lobte den „politischem Willen“ sehr."),
    # between languages
    ("It will open by the end of 2028.", "Коридор откроется к концу 2028 года."),
    ("Koridor 2028 sonunda açılacak.", "It will open by the end of 2028."),
    ("They met on 18 March.", "Görüş martın 18-də keçirilib."),
    ("Prices rose 12 percent.", "Qiymətlər 12 faiz artıb."),
]

# What is said, the sentence, and the words of it that the reason names.
UNSUPPORTED = [
    # en
    ("16 million tonnes.", "15 million tonnes are expected.", "16 million"),
    ("15 billion tonnes.", "15 million tonnes are expected.", "15 billion"),
    ("15 tonnes.", "15 million tonnes are expected.", "15"),
    ("Fifty million tonnes.", "15 million tonnes are expected.", "Fifty million"),
    ("It cost $15 million.", "It carries 15 million tonnes.", "$15 million"),
    ("It cost €15 million.", "It cost $15 million.", "€15 million"),
    ("15 people came.", "15 % of the people came.", "15"),
    ("Prices rose 15 %.", "15 prices rose.", "15 %"),
    ("15 people came.", "15,000 people came.", "15"),
    ("1.5 tonnes came.", "1,500 tonnes came.", "1.5"),
    ("It opens in 2029.", "It opens by the end of 2028.", "2029"),
    ("It opens in mid-2028.", "It opens by the end of 2028.", "mid-2028"),
    ("It opens at the end of 2028.", "It opens in 2028.", "the end of 2028"),
    ("They met on 19 March.", "They met on 18 March.", "19 March"),
    ("They met on 18 April.", "They met on 18 March.", "18 April"),
    ("They met on 18 March 2027.", "They met on 18 March 2026.", "18 March 2027"),
    ("They met on 20 March.", "They met on 18 March, and 20 came.", "20 March"),
    ("20 came.", "They met on 20 March.", "20"),
    ("They met in April.", "They met in March.", "April"),
    ("They met on Monday.", "They met on Tuesday.", "Monday"),
    ("The third meeting.", "The second meeting.", "third"),
    ("It fell to 5 degrees.", "It fell to −5 degrees.", "5"),
    ("They won 1:2.", "They won 2:1.", "1:2"),
    ("Nobody knows of 7.", "Nobody knows.", "7"),
    ("“very important”", "He called it “historically important”.", "“very important”"),
    ("He said “we won.”", "He said that they won.", "“we won.”"),
    ("He said 'the road is shut'.", "He said the road is open.", "“the road is shut”"),
    # az
    ("16 milyon ton.", "15 milyon ton yük gözlənilir.", "16 milyon"),
    ("15 milyard ton.", "15 milyon ton yük gözlənilir.", "15 milyard"),
    ("2029-cu ildə açılacaq.", "2028-ci ilin sonuna qədər açılacaq.", "2029"),
    ("Martın 19-da olub.", "Görüş martın 18-də keçirilib.", "Martın 19"),
    ("Çərşənbə günü olub.", "Görüş çərşənbə axşamı keçirilib.", "Çərşənbə"),
    # tr
    ("Yüzde 46.", "Enflasyon %45 oldu.", "Yüzde 46"),
    ("2028 başında açılacak.", "Koridor 2028 sonunda açılacak.", "2028 başında"),
    ("5 milyar lira.", "5 milyon lira harcandı.", "5 milyar lira"),
    # ru
    ("Ожидается 16 млн тонн.", "Ожидается 15 млн тонн.", "16 млн"),
    ("19 марта.", "Они встретились 18 марта.", "19 марта"),
    ("К середине 2028 года.", "К концу 2028 года.", "середине 2028"),
    ("В пятницу.", "Во вторник они встретились.", "пятницу"),
    ("«Совсем другое»", "«Исторически важные», сказал он.", "«Совсем другое»".strip("«»")),
    # fa
    ("تا ۲۰۲۹ باز می‌شود.", "تا پایان سال ۲۰۲۸ باز می‌شود.", "۲۰۲۹"),
    ("۱۶ میلیون تن", "۱۵ میلیون تن بار", "۱۶ میلیون"),
    ("سی و پنج نفر", "بیست و پنج نفر", "سی و پنج"),
    # de
    ("16 Millionen Tonnen.", "15 Mio. Tonnen.", "16 Millionen"),
    ("Am 19. März.", "Am 18. März.", "19. März"),
    ("Sechsundzwanzig kamen.", "25 kamen.", "Sechsundzwanzig"),
    ("Anfang 2028.", "Ende 2028.", "Anfang 2028"),
]


def sentence(text: str, index: int = 0, start: int = 0) -> Sentence:
    return Sentence(_SOURCE, "v", index, start, text)


@pytest.mark.parametrize(("said", "rests_on"), SUPPORTED)
def test_the_same_fact_in_other_words_passes(said: str, rests_on: str) -> None:
    assert isinstance(verify(Draft(said, (sentence(rests_on),))), Statement)


@pytest.mark.parametrize(("said", "rests_on", "named"), UNSUPPORTED)
def test_another_fact_is_withheld_and_named(said: str, rests_on: str, named: str) -> None:
    verdict = verify(Draft(said, (sentence(rests_on),)))
    assert isinstance(verdict, Withheld)
    assert verdict.reason.strip("“”").startswith(named.strip("“”"))
    assert verdict.reason.endswith("is in none of the cited sentences")


def test_the_tables_are_as_large_as_promised() -> None:
    assert len(SUPPORTED) + len(UNSUPPORTED) >= 120


def test_a_draft_that_cites_nothing_is_withheld() -> None:
    assert verify(Draft("The corridor opens.")) == Withheld(
        Draft("The corridor opens."), "it cites no sentence"
    )


def test_a_draft_that_says_nothing_is_withheld() -> None:
    assert isinstance(verify(Draft("  \n", (sentence("It opens."),))), Withheld)


@pytest.mark.parametrize("field", ["span", "said_by", "hedge"])
def test_a_short_answer_that_is_not_word_for_word_is_withheld(field: str) -> None:
    true = sentence("Aliyev said it is possible by 2028.")
    assert isinstance(verify(Draft(true.text, (true,), **{field: "possible"})), Statement)
    verdict = verify(Draft(true.text, (true,), **{field: "certain"}))
    assert verdict == Withheld(verdict.draft, "“certain” is in none of the cited sentences")


def test_a_quotation_may_run_over_neighbours_and_not_over_a_gap() -> None:
    one, two = sentence("Peace is here.", 3), sentence("It is real.", 4, 20)
    draft = "He said “peace is here. It is real”."
    assert isinstance(verify(Draft(draft, (one, two))), Statement)
    assert isinstance(verify(Draft(draft, (one, sentence("It is real.", 5, 20)))), Withheld)


def test_a_sentence_cited_twice_is_cited_once() -> None:
    one = sentence("It opens.")
    assert verify(Draft("It opens.", (one, one))) == Statement("It opens.", (one,))


_TEXTS = st.text(min_size=1, max_size=300).filter(str.strip)


@given(_TEXTS)
def test_a_verbatim_sentence_always_passes(text: str) -> None:
    assert isinstance(verify(Draft(text, (sentence(text),))), Statement)


@given(
    st.lists(
        st.one_of(
            st.text(max_size=12),
            st.integers(0, 10**9).map(str),
            st.sampled_from(
                ["15 million", "18 March 2026", "$3.5bn", "۲۰۲۸", "12 %", "mid-2026", "“a 7”", "x1"]
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


def test_every_digit_of_the_seed_is_watched() -> None:
    article = Article.of(Source("seed", "Seed", language="en"), SEED.read_text("utf-8"))
    watched = 0
    for one in split_article(article):
        for at in (at for at, c in enumerate(one.text) if c.isdecimal()):
            for digit in set("0123456789") - {one.text[at]}:
                changed = one.text[:at] + digit + one.text[at + 1 :]
                assert isinstance(verify(Draft(changed, (one,))), Withheld), changed
                watched += 1
    assert watched == 9 * len("202620281520")


@given(_TEXTS, _TEXTS)
def test_no_text_breaks_the_verifier(said: str, rests_on: str) -> None:
    verdict = verify(Draft(said, (sentence(rests_on),)))
    assert isinstance(verdict, Statement) or "\n" not in verdict.reason

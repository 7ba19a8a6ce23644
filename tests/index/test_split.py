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
    ("en", "The U.S. Senate passed H.R. 1234 on Tuesday. |The vote was 51 to 48."),
    ("en", "He has lived in the U.S. since 2004. |She has not."),
    ("en", "The ships sailed for the U.S. |They never arrived."),
    ("en", "Mr. and Mrs. Hale met Dr. Osei at St. Brendan's. |Prof. Lind was late."),
    ("en", "Polls close at 8 p.m. Eastern on Friday. |Counting starts at once."),
    ("en", "Polls close at 8 p.m. |Counting starts at once."),
    ("en", "The train left at 10 a.m. local time. |It was full."),
    ("en", "J. R. Okafor and T.S. Marsh wrote the report. |It has 300 pages."),
    ("en", "Inflation fell to 3.4 percent from 4.1 percent. |Rents rose 0.5 points."),
    ("en", "“We will not wait,” the minister said. |“The road opens in May.” |Nobody clapped."),
    ("en", "He asked, “Who pays?” and sat down. |No answer came."),
    ("en", "“Stop!” she cried. |The bus went on."),
    ("en", "The plan was simple... or so it seemed. |Then came March."),
    ("en", "The plan was simple… |Then came March."),
    ("en", "Rep. Ada Cole (D-Calif.) and Sen. Jim Orr (R-Ga.) signed it. |Others refused."),
    ("en", "Sen. Ada Cole, D-Calif., signed it. |Others refused."),
    ("en", "Nine people left. |(One of them was a child.) |The suspect fled."),
    ("en", "Acme Inc. bought Borax Ltd. for $2.5 million. |Shares of Widget Corp. fell."),
    ("en", "The firm is based in Newark, N.J., and employs 40. |It was founded in 1911."),
    ("en", "See Art. 5 and No. 7 of the code, pp. 12-14. |It is short."),
    ("en", "Visit www.example.org/news.html for more. |Or write to a.b@example.org today."),
    ("en", "Version 2.0.1 was released on Jan. 5, 2026. |It fixes two faults."),
    ("en", "The storm hit on Sept. 3 and Oct. 9. |Damage was slight."),
    ("en", "Yahoo! bought the site. |It closed within a year."),
    ("en", "“I was there,” he said. |“I saw it.”"),
    ("en", "Is it over? |Yes! |It is."),
    ("en", "What?! |Nobody knew."),
    ("en", "The apples, pears, etc. were sold. |The rest rotted."),
    ("en", "They grow apples, pears, etc. |The rest is wheat."),
    ("en", "Brown et al. found no effect. |Others did."),
    ("en", "Gen. Ruiz, i.e. the commander, spoke first, e.g. about fuel. |Then he left."),
    ("en", "George W. Bush visited. |So did John F. Kerry."),
    ("en", "The team won vs. Ghana. |It lost vs. Mali."),
    ("en", "He lives at 5 Main St. in Dover. |She moved."),
    ("en", "Rain fell 🌧️ all day. |Then the sun came out ☀️. |People danced 💃🏽."),
    ("en", "iPhone sales rose. |eBay shares fell."),
    ("en", "The price is £3.50. |“Cheap,” he said."),
    ("en", "Washington, D.C. is hot. |Boston is not."),
    ("en", "The meeting is at 3 p.m. ET on Monday. |Bring water."),
    ("en", "He earned a Ph.D. in 1999. |She earned an M.A. in 2001."),
    ("en", "The U.N. Security Council met. |The E.U. did not."),
    ("en", "He said: “It is over.” |She disagreed."),
    ("en", "The judge (who had recused himself in 2019) ruled. |It took a day."),
    ("en", "The bill passed 5-4. |7 members abstained."),
    ("en", "In 2025, 40.5 C was recorded. |That is a record."),
    ("en", "Lt. Col. Mary Ng and Capt. Lee arrived. |Sgt. Poe followed."),
    ("en", "‘We won’t go,’ he said. |They went."),
    ("en", "Bolt Jr. ran second. |Bolt Sr. watched."),
    ("en", "He joined Acme Inc. in 1990. |Acme Inc. Chief Tim Low left it. |Staff stayed."),
    ("en", "He sold Acme Inc. |The firm fell."),
    ("en", "It reached 40.5 C. |The heat broke a record."),
    ("en", "Brown et al. found it. |It was read by Smith et al. |The study is new."),
    ("en", "“Is it over?” he asked. |“It is.”"),
    ("en", "He said it was “over.” |Nobody agreed."),
    ("en", "He said it was 'over.' |Nobody agreed."),
    ("en", "(He left.) |(She stayed.) |[Note added.] |Then came June."),
    ("en", "The road (A1) is shut. |The rail line (see p. 5) is not."),
    ("en", "The rate was 5 p.c. in May. |It rose."),
    ("en", "Call +1.202.555.0100 today. |Lines are open 9 a.m. to 5 p.m. EST."),
    ("en", "The figure – up 3.2% – was a surprise. |Analysts expected 2.9%."),
    ("en", "Sen. Orr said: “No. Never.” and left."),
    ("en", "He scored in the 45th min. and again later. |They won."),
    ("en", "The E.U. said on Sept. 5 that Dr. No was fiction. |Nobody laughed."),
    ("en", "all lower case here. |second one starts low. |third too."),
    ("en", "It closed at 4 p.m. Tuesday. |It reopened at 9 a.m. Wednesday."),
    ("en", "He is a Lt. in the Navy. |She is a Maj. in the Army."),
    ("en", "Section 230(c). |It was amended."),
    ("en", "The No. 1 seed lost. |The No. 2 seed won."),
    ("en", "He played for St. Louis. |They beat St. Paul."),
    ("en", "The two (Mr. A. and Mr. B.) were seen. |Both ran."),
    ("en", "Who said “Why me?”? |Nobody did."),
    ("en", "It was 2.30 p.m. |No one came."),
    ("en", "Temperatures fell to -3.5 degrees... and stayed there. |Roads froze."),
    ("az", "Layihənin dəyəri 3,5 mlrd. manatdır. |İşlər mart ayında başlayıb."),
    ("az", "İclasda Prof. Əliyev, akad. Quliyev və s. iştirak edib. |İclas qapalı keçib."),
    ("az", "Hadisə b.e.ə. 331-ci ildə baş verib. |İskəndər qalib gəlib."),
    ("az", "“Biz hazırıq”, – deyə nazir bildirib. |Şuşada tədbir keçirilib."),
    ("az", "Bakı ş., Nizami küç. 5 ünvanında yanğın olub. |Xəsarət alan yoxdur."),
    ("az", "Bazarda alma, armud, nar və s. satılır. |Qiymətlər dəyişməyib."),
    ("az", "Nazir İ. Məmmədov çıxış edib. |Ə.Həsənov isə susub."),
    ("az", "“Biz hazırıq!” – deyə o bildirib. |Tədbir başa çatıb."),
    ("az", "Qiymət 2,5 manat, yəni 1,47 dollar olub. |Dünən 2,4 idi."),
    ("az", "Bu, 1-ci yerdir. |2-ci yer boşdur."),
    ("az", "Ə. Əliyev və X. Rzayev gəlib. |Onlar danışıb."),
    ("tr", "Dr. Ayşe Kaya ve Prof. Dr. Can Er konuştu. |Salon doluydu."),
    ("tr", "Yatırım 1,2 mlyr. TL olacak. |İhale 3. kez ertelendi."),
    ("tr", "Atatürk Cad. No. 12’de yangın çıktı. |Ölen yok."),
    ("tr", "T.C. Sağlık Bakanlığı açıkladı. |Aşı 5. ayda gelecek."),
    ("tr", "Elma, armut vb. ürünler satıldı. |Fiyatlar arttı."),
    ("tr", "“Hazırız!” dedi. |Ardından ayrıldı."),
    ("tr", "Yavuz Sultan Selim 3. Köprü açıldı. |Trafik rahatladı."),
    ("tr", "Şirket A.Ş. Genel Müdürü konuştu. |Kimse duymadı."),
    ("tr", "M.Ö. 331 yılında oldu. |İskender kazandı."),
    ("tr", "“Ne zaman?” diye sordu. |Yanıt yok."),
    ("tr", "Elma, armut vb. |Fiyatlar arttı."),
    ("ru", "Во второй половине 2026 г. Россия откроет мост. |Срок уже переносили."),
    ("ru", "Бюджет вырос на 3,5 млрд руб. и достиг 40 млрд руб. |Дефицит сократился."),
    ("ru", "А. С. Пушкин родился в Москве. |И.И. Иванов об этом писал."),
    ("ru", "Речь идёт о т.н. коридоре, т.е. о дороге. |Её строят с 2020 г."),
    ("ru", "Завод стоит на ул. Ленина, д. 5. |Он закрыт."),
    ("ru", "«Мы готовы», — сказал министр. |«Дорога откроется в мае.» |Он ушёл."),
    ("ru", "В городе живёт 5 тыс. человек. |Это на 2 % меньше."),
    ("ru", "Построены школы, больницы и т. д. |Работы продолжаются."),
    ("ru", "Это произошло в 1990-х гг. в Баку. |Позже всё изменилось."),
    ("ru", "«Кто заплатит?» — спросил он. |Ответа не было."),
    ("ru", "Её строят с 2020 г. |Потом всё изменилось."),
    ("ru", "Он родился в 1987 г. в Гяндже. |Учился в Баку."),
    ("ru", "Там живёт 5 тыс. человек. |Ещё 3 млн. туристов приезжают."),
    ("ru", "Это 15 млн. |Мало."),
    ("ru", "– Мы готовы, – сказал он. |– Ждём."),
    ("ru", "Премьер-министр Н. Пашинян и президент И. Алиев встретились. |Переговоры шли час."),
    ("ru", "«Мы готовы!» — заявил он. |«Ждём»."),
    ("ru", "Он сказал: «Мы готовы.» |Все молчали."),
    ("fa", "رئیس‌جمهور وارد باکو شد. |آیا راه باز می‌شود؟ |هنوز معلوم نیست."),
    ("fa", "بهای نفت به ۷۵.۴ دلار رسید. |بازار آرام بود."),
    ("fa", "دکتر احمدی گفت: «راه باز است.» |مردم خوشحال شدند."),
    ("fa", "او گفت: «آیا راه باز است؟» |کسی پاسخ نداد."),
    ("fa", "نرخ به ۳.۵ درصد رسید! |بازار بسته شد."),
    ("fa", "قطار ساعت ۱۰:۳۰ رفت... |دیر شد."),
    ("de", "Am 5. März 2026 traf Dr. Meier in Berlin ein. |Er blieb bis zum 7. April."),
    ("de", "Das kostet ca. 3,5 Mio. Euro, d. h. zu viel. |Der Rat lehnte ab."),
    ("de", "Der Zug fährt z. B. nach Bonn. |Er hält in der Karl-Marx-Str. nicht."),
    ("de", "„Wir warten nicht“, sagte er. |„Die Brücke öffnet im Mai.“ |Dann ging er."),
    ("de", "Bundeskanzler a. D. Kern sprach. |Der 3. Oktober ist ein Feiertag."),
    ("de", "Er kam usw. |Dann ging er."),
    ("de", "Am 3. Oktober 1990 war es so weit. |Alle kamen."),
    ("de", "Die 20. Konferenz tagt im Nov. in Bonn. |Sie dauert bis zum 5. Dezember."),
    ("de", "Der Minister a. D. Kern und Prof. Dr. Weiß kamen. |Sie sprachen."),
    ("de", "„Warum?“, fragte er. |Keiner wusste es."),
    ("ur", "یہ خبر درست ہے۔ |وزیر نے کہا۔"),
    ("zh", "大桥将于2028年开通。|部长说：“我们准备好了。”|工程已完成！"),
    ("ar", "هل سيفتح الجسر؟ |نعم، في عام 2028."),
    ("ar", "قال الوزير: «نعم». |ثم غادر."),
    ("hi", "यह सच है। |वह गया।"),
    ("ka", "ხიდი გაიხსნა. |ყველა მოვიდა."),
    ("hy", "Կամուրջը բացվեց։ |Բոլորը եկան։"),
    ("uk", "Міст відкрили у 2026 р. у Києві. |Рух відновлено."),
    ("fr", "M. Dupont est arrivé à 10 h. |Il est reparti."),
    ("es", "El Sr. Gómez llegó. |¿Cuándo? |Ayer."),
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


WRAPPED = """The road through the valley was closed on Monday after heavy rain, the
ministry said. It may open again in May, when engineers from Baku and
Astana have looked at the bridge.
Drivers should use the coast road.

- Lorries over 12 t wait at the border, where there is
  room for 300 of them.
- Buses run as before.
1. First the bridge is looked at.
2. Then it is mended."""


def test_a_wrapped_line_goes_on_and_a_list_item_does_not() -> None:
    assert [" ".join(one.split()) for one in split(WRAPPED)] == [
        "The road through the valley was closed on Monday after heavy rain, the ministry said.",
        "It may open again in May, when engineers from Baku and Astana have looked at the bridge.",
        "Drivers should use the coast road.",
        "- Lorries over 12 t wait at the border, where there is room for 300 of them.",
        "- Buses run as before.",
        "1. First the bridge is looked at.",
        "2. Then it is mended.",
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("and so on, " * 200, 3),
        ("one thing; " + "another thing " * 100, 2),
        ("слово " * 400, 3),
        ("桥，" * 600, 2),
        ("👩‍🚒" * 500, 2),
        ("x" * 1001, 2),
        ("x" * 1000, 1),
    ],
)
def test_what_is_too_long_to_read_is_cut_at_a_pause(text: str, parts: int) -> None:
    found = split(text)
    assert len(found) == parts
    assert max(map(len, found)) <= 1000
    assert "".join("".join(found).split()) == "".join(text.split())
    assert not any(one[0] in "\u200d, ，" or one[-1] == "\u200d" for one in found)

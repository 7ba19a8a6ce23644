"""A question that asks for more than one thing is taken apart, and any other left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.parts import Part, parts_of

SEVERAL = [
    ("When will it open and how much will it cost?",
     ("When will it open", "how much will it cost?")),
    ("When will it open, and how much will it cost?",
     ("When will it open", "how much will it cost?")),
    ("Who signed it? When was it signed?", ("Who signed it?", "When was it signed?")),
    ("Who signed it? And when?", ("Who signed it?", "And when?")),
    ("What is the TRIPP project and why does it matter and who pays for it",
     ("What is the TRIPP project", "why does it matter", "who pays for it")),
    ("When and where did they meet and what did they sign?",
     ("When and where did they meet", "what did they sign?")),
    ("WHEN WILL IT OPEN AND HOW MUCH WILL IT COST?",
     ("WHEN WILL IT OPEN", "HOW MUCH WILL IT COST?")),
    ("Dəhliz nə vaxt açılacaq və neçəyə başa gələcək?",
     ("Dəhliz nə vaxt açılacaq", "neçəyə başa gələcək?")),
    ("Koridor ne zaman açılacak ve kaç ülke katılacak?",
     ("Koridor ne zaman açılacak", "kaç ülke katılacak?")),
    ("Когда откроется коридор и сколько он стоит?",
     ("Когда откроется коридор", "сколько он стоит?")),
    ("Wann öffnet der Korridor und was kostet er?",
     ("Wann öffnet der Korridor", "was kostet er?")),
    ("کریدور کجا باز می‌شود و چقدر هزینه دارد؟",
     ("کریدور کجا باز می‌شود", "چقدر هزینه دارد؟")),
    ("when does it open, how much does it cost and who builds it",
     ("when does it open", "how much does it cost", "who builds it")),
    ("When does it open, how much does it cost, and who builds it?",
     ("When does it open", "how much does it cost", "who builds it?")),
    ("Dəhliz nə vaxt açılır, neçəyə başa gəlir və onu kim tikir?",
     ("Dəhliz nə vaxt açılır", "neçəyə başa gəlir", "onu kim tikir?")),
    ("Koridor ne zaman açılıyor, kaça mal oluyor ve onu kim yapıyor?",
     ("Koridor ne zaman açılıyor", "kaça mal oluyor", "onu kim yapıyor?")),
    ("Когда откроется коридор, сколько он стоит и кто его строит?",
     ("Когда откроется коридор", "сколько он стоит", "кто его строит?")),
    ("Wann öffnet der Korridor, wie viel kostet er und wer baut ihn?",
     ("Wann öffnet der Korridor", "wie viel kostet er", "wer baut ihn?")),
    ("کریدور چه زمانی باز می‌شود، چقدر هزینه دارد و چه کسی آن را می‌سازد؟",
     ("کریدور چه زمانی باز می‌شود", "چقدر هزینه دارد", "چه کسی آن را می‌سازد؟")),
    ("When did it open, as planned, how much did it cost and who built it?",
     ("When did it open, as planned, how much did it cost", "who built it?")),
    ("compare what Baku and Yerevan say about X",
     ("what does Baku say about X", "what does Yerevan say about X")),
    ("compare what baku and yerevan say about trade",
     ("what does baku say about trade", "what does yerevan say about trade")),
    ("Please compare how Baku and Yerevan see the TRIPP project.",
     ("how does Baku see the TRIPP project", "how does Yerevan see the TRIPP project")),
    ("Compare what Baku, Yerevan and Tbilisi said about transit.",
     ("what Baku said about transit", "what Yerevan said about transit",
      "what Tbilisi said about transit")),
    ("Compare the cost of the Zangezur Corridor and TRIPP",
     ("the cost of the Zangezur Corridor", "the cost of TRIPP")),
    ("Compare Aliyev with Tokayev", ("Aliyev", "Tokayev")),
    ("What is the difference between what Baku and Yerevan want?",
     ("what does Baku want", "what does Yerevan want")),
    ("Compare exports in 2024 and 2025", ("exports in 2024", "exports in 2025")),
    ("Bakı və İrəvanın dəhliz haqqında dediklərini müqayisə et",
     ("Bakı dəhliz haqqında dediklərini", "İrəvanın dəhliz haqqında dediklərini")),
    ("Bakü ve Erivan'ın koridor hakkında söylediklerini karşılaştır",
     ("Bakü koridor hakkında söylediklerini", "Erivan'ın koridor hakkında söylediklerini")),
    ("Сравни, что говорят Баку и Ереван о коридоре",
     ("что говорят Баку о коридоре", "что говорят Ереван о коридоре")),
    ("Vergleiche, was Baku und Eriwan über den Korridor sagen",
     ("was Baku über den Korridor sagen", "was Eriwan über den Korridor sagen")),
    ("مقایسه کن باکو و ایروان درباره کریدور چه می‌گویند",
     ("باکو درباره کریدور چه می‌گویند", "ایروان درباره کریدور چه می‌گویند")),
    ("One thing? Two things? Three things? Four things? Five things?",
     ("One thing?", "Two things?", "Three things?", "Four things? Five things?")),
]  # fmt: skip

ONE = [
    "when will Zangezur open",
    "When and where did they meet?",
    "Who and when?",
    "What do Azerbaijan and Kazakhstan trade?",
    "What is the role of research and development?",
    "When did Trump and Kim meet?",
    "What did UNICEF and WHO say?",
    "Which road was built in 2020 and was closed in 2025?",
    "When will Zangezur open? Thanks!",
    "When will Zangezur open? I need to know for a report.",
    "Нефть и газ: сколько их добывают?",
    "赞格祖尔走廊何时开放？",
    "what changed since March?",
    "What has changed in the Zangezur project since March 2026?",
    "Armenia and Azerbaijan signed what?",
    "What did Armenia and Azerbaijan sign in Washington?",
    "Who travels between Baku and Tbilisi?",
    "Is the film black and white?",
    "What do Baku and Yerevan say about TRIPP?",
    "How do imports compare with 2024?",
    "How much did trade grow compared to last year and 2020?",
    "When did Aliyev, who met Tokayev, sign the treaty?",
    "In Astana, where the presidents met, what was signed?",
    "What is the Trump Route for International Peace and Prosperity?",
    "When did they sign, as the ministers said, and leave?",
    "How are research and development paid for?",
    "COMPARE WHAT BAKU AND YEREVAN SAY",
    "Compare the offers",
    "compare",
    "Bakı ilə Tiflis arasında nə tikilir?",
    "Azərbaycan və Qazaxıstan nə imzaladı?",
    "Marsdan bəri nə dəyişib?",
    "Azerbaycan ve Kazakistan neyi imzaladı?",
    "Mart'tan beri ne değişti?",
    "Bakü ve Tiflis arasında ne kadar yol var?",
    "Что подписали Азербайджан и Казахстан?",
    "Что изменилось с марта?",
    "Когда они встретились в Астане, где подписали договор?",
    "Кто и что сказал о мире между Баку и Ереваном?",
    "Was unterzeichneten Aserbaidschan und Kasachstan?",
    "Was hat sich seit März geändert?",
    "آذربایجان و قزاقستان چه امضا کردند؟",
    "از مارس چه تغییر کرده است؟",
    "",
    "?",
    "and when?",
]


@pytest.mark.parametrize(("question", "texts"), SEVERAL)
def test_each_thing_asked_for_is_a_part_in_the_askers_words(
    question: str, texts: tuple[str, ...]
) -> None:
    assert tuple(part.text for part in parts_of(question)) == texts


@pytest.mark.parametrize("question", ONE)
def test_one_question_stays_as_it_is(question: str) -> None:
    assert parts_of(question) == (Part(question, question),)


@pytest.mark.parametrize(
    ("question", "searched_for"),
    [
        ("When will the Zangezur Corridor open and how much will it cost?",
         "how much will it cost Zangezur Corridor"),
        ("When will the Zangezur Corridor open and why?",
         "When will the Zangezur Corridor open why?"),
        ("When will the Zangezur Corridor open and what did Tokayev say?",
         "what did Tokayev say?"),
    ],
)  # fmt: skip
def test_a_part_that_leans_on_the_first_is_searched_for_with_it(
    question: str, searched_for: str
) -> None:
    first, second = parts_of(question)
    assert first.searched_for == first.text
    assert second.searched_for == searched_for


JOINTS = ("and", "also", "və", "ve", "и", "und", "و")
HOSTILE = ("İ", "ß", "\u200c", "\ud800", "🚄", "-", "(", "\\", ",", "?", "؟")
ASKING = ("when", "Who", "WHO", "was", "kim", "что", "چه", "it", "opens", "Aliyev", "2028")
QUESTIONS = st.lists(st.sampled_from(JOINTS + HOSTILE + ASKING), max_size=30).map(" ".join)


@settings(deadline=None)
@given(QUESTIONS | st.text(max_size=80))
def test_parts_are_the_askers_words_in_order_and_lose_nothing_but_joints(question: str) -> None:
    parts = parts_of(question)
    assert 1 <= len(parts) <= 4
    if len(parts) == 1:
        assert parts[0].text == question
        return
    rest = question
    for part in parts:
        assert part.text.strip()
        between, _, rest = rest.partition(part.text)
        assert between.strip(" ,\t\n").casefold() in ("", *JOINTS)
    assert not rest.strip()

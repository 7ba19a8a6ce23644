"""Follow-ups, in six languages, and questions that only look like them."""

import json
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Article, Source, split_article
from qa import Assistant, Question, Turn, turn_of
from qa.follow_up import standing_alone
from qa.follow_up.tongues import tongue_of
from qa.words import content_words, tokens_of
from tests.doors import ROOT, SEED

OPENS = "Aliyev further announced that the Zangezur Corridor would open by the end of 2028. [1]"
SIGNED = (
    "Presidents Ilham Aliyev and Kassym-Jomart Tokayev signed several agreements in Astana. [1]"
)
COUNCIL = "The leaders endorsed the newly established Council of Foreign Ministers. [1]"
PEACE = "President Tokayev called the peace agreements “historically important.” [1]"
GRAIN = "President Aliyev said the first such shipment — Kazakh grain — had been delivered. [1]"

ZANGEZUR = ("when will Zangezur open", OPENS)
CORRIDOR = ("When will the Zangezur Corridor open?", OPENS)
WHO_SIGNED = ("Who signed the agreements in Astana?", SIGNED)
WHICH_COUNCIL = ("Which council was newly established?", COUNCIL)
TOKAYEV_ON_PEACE = ("How did Tokayev describe the peace agreements?", PEACE)
ALIYEV_ON_CORRIDOR = ("What did Aliyev say about the Zangezur Corridor?", OPENS)
TRIPP = ("What does TRIPP stand for?", "")
SHIPPED = ("What was shipped to Armenia?", GRAIN)
AZ = ("Zəngəzur dəhlizi nə vaxt açılacaq?", OPENS)
AZ_SIGNED = ("Astanada kim saziş imzaladı?", SIGNED)
TR = ("Zengezur Koridoru ne zaman açılacak?", OPENS)
TR_PEACE = ("Tokayev barış anlaşmalarını nasıl nitelendirdi?", PEACE)
RU = ("Когда откроется Зангезурский коридор?", OPENS)
RU_PEACE = ("Как Токаев назвал мирные соглашения?", PEACE)
FA = ("کریدور زنگزور چه زمانی باز می‌شود؟", OPENS)
DE = ("Wann wird der Sangesur-Korridor geöffnet?", OPENS)
SAID = OPENS.removesuffix(". [1]")

COMPLETED = [
    # an afterthought with another name: it takes the place of its like
    ([ZANGEZUR], "what about TRIPP?", "when will TRIPP open"),
    ([ZANGEZUR], "What about TRIPP", "when will TRIPP open"),
    ([CORRIDOR], "and TRIPP?", "When will TRIPP open?"),
    ([CORRIDOR], "How about the Lachin Corridor?", "When will the Lachin Corridor open?"),
    ([ALIYEV_ON_CORRIDOR], "and TRIPP?", "What did Aliyev say about TRIPP?"),
    ([("What was signed in Astana?", SIGNED)], "and in Baku?", "What was signed in Baku?"),
    ([("What was signed in Astana?", SIGNED)], "What about Baku?", "What was signed in Baku?"),
    ([AZ], "bəs TRIPP?", "TRIPP nə vaxt açılacaq?"),
    ([AZ], "TRIPP necə?", "TRIPP nə vaxt açılacaq?"),
    ([AZ], "bəs Laçın dəhlizi?", "Laçın dəhlizi nə vaxt açılacaq?"),
    ([TR], "peki TRIPP?", "TRIPP ne zaman açılacak?"),
    ([TR], "peki ya TRIPP nasıl?", "TRIPP ne zaman açılacak?"),
    ([RU], "а TRIPP?", "Когда откроется TRIPP?"),
    ([RU], "А как насчёт TRIPP?", "Когда откроется TRIPP?"),
    ([FA], "پس TRIPP چی؟", "TRIPP چه زمانی باز می‌شود؟"),
    ([FA], "TRIPP چطور؟", "TRIPP چه زمانی باز می‌شود؟"),
    ([DE], "Und was ist mit TRIPP?", "Wann wird der TRIPP geöffnet?"),
    # who is meant, nothing tells: both stay
    (
        [("What did Aliyev say about Armenia?", "")],
        "and Tokayev?",
        "What did Aliyev say about Armenia, Tokayev?",
    ),
    # an afterthought about a piece of the same: in the words of the question before
    ([ZANGEZUR], "and the domestic part?", "when will Zangezur open, the domestic part?"),
    ([ZANGEZUR], "What about the domestic part?", "when will Zangezur open, the domestic part?"),
    (
        [AZ],
        "bəs daxili hissəsi?",
        "Zəngəzur dəhlizi nə vaxt açılacaq, daxili hissəsi (Zangezur Corridor)?",
    ),
    (
        [TR],
        "peki ya iç kısmı?",
        "Zengezur Koridoru ne zaman açılacak, iç kısmı (Zangezur Corridor)?",
    ),
    (
        [RU],
        "а внутренняя часть?",
        "Когда откроется Зангезурский коридор, внутренняя часть (Zangezur Corridor)?",
    ),
    ([FA], "بخش داخلی چطور؟", "کریدور زنگزور چه زمانی باز می‌شود، بخش داخلی (Zangezur Corridor)؟"),
    (
        [DE],
        "und der inländische Teil?",
        "Wann wird der Sangesur-Korridor geöffnet, der inländische Teil (Zangezur Corridor)?",
    ),
    # about a property: of the topic
    ([CORRIDOR], "what about the cost?", "what about the cost (Zangezur Corridor)?"),
    ([CORRIDOR], "And the length?", "And the length (Zangezur Corridor)?"),
    ([AZ], "bəs dəyəri?", "bəs dəyəri (Zəngəzur dəhlizi, Zangezur Corridor)?"),
    ([RU], "а стоимость?", "а стоимость (Зангезурский коридор, Zangezur Corridor)?"),
    ([FA], "هزینه چطور؟", "هزینه چطور (کریدور زنگزور, Zangezur Corridor)؟"),
    # who said what was answered
    ([CORRIDOR], "who said that?", f"who said that ({SAID})?"),
    ([CORRIDOR], "Who said so?", f"Who said so ({SAID})?"),
    ([AZ], "bunu kim dedi?", f"bunu kim dedi ({SAID})?"),
    ([TR], "bunu kim söyledi?", f"bunu kim söyledi ({SAID})?"),
    ([RU], "кто это сказал?", f"кто это сказал ({SAID})?"),
    ([FA], "چه کسی این را گفت؟", f"چه کسی این را گفت ({SAID})؟"),
    ([DE], "Wer hat das gesagt?", f"Wer hat das gesagt ({SAID})?"),
    (
        [("When will the Zangezur Corridor open?", "")],
        "who said that?",
        "who said that (When will the Zangezur Corridor open)?",
    ),
    # asked otherwise
    ([ZANGEZUR], "why?", "Why will Zangezur open"),
    ([CORRIDOR], "how?", "How will the Zangezur Corridor open?"),
    ([WHO_SIGNED], "when?", "when (Who signed the agreements in Astana)?"),
    ([CORRIDOR], "by whom?", "When will the Zangezur Corridor open, by whom?"),
    ([AZ_SIGNED], "nə vaxt?", "Astanada nə vaxt saziş imzaladı (Astana)?"),
    ([AZ], "niyə?", "Zəngəzur dəhlizi niyə açılacaq (Zangezur Corridor)?"),
    ([TR], "neden?", "Zengezur Koridoru neden açılacak (Zangezur Corridor)?"),
    ([RU], "почему?", "Почему откроется Зангезурский коридор (Zangezur Corridor)?"),
    ([FA], "چرا؟", "کریدور زنگزور چرا باز می‌شود (Zangezur Corridor)؟"),
    ([DE], "warum?", "Warum wird der Sangesur-Korridor geöffnet (Zangezur Corridor)?"),
    # a thing
    ([ZANGEZUR], "what is it part of?", "what is Zangezur Corridor part of?"),
    ([CORRIDOR], "How much will it cost?", "How much will Zangezur Corridor cost?"),
    ([CORRIDOR], "What is its length?", "What is Zangezur Corridor's length?"),
    ([WHICH_COUNCIL], "who endorsed it?", "who endorsed Council of Foreign Ministers?"),
    ([TOKAYEV_ON_PEACE], "who brokered them?", "who brokered peace agreements?"),
    ([SHIPPED], "has it been delivered?", "has it been delivered (shipped to Armenia)?"),
    ([CORRIDOR], "Is that certain?", "Is that certain (Zangezur Corridor)?"),
    (
        [AZ],
        "o hansı bölgələri birləşdirir?",
        "o hansı bölgələri birləşdirir (Zəngəzur dəhlizi, Zangezur Corridor)?",
    ),
    (
        [AZ],
        "onun uzunluğu nə qədərdir?",
        "onun uzunluğu nə qədərdir (Zəngəzur dəhlizi, Zangezur Corridor)?",
    ),
    ([("TRIPP nedir?", "")], "onu kim destekliyor?", "onu kim destekliyor (TRIPP)?"),
    (
        [RU],
        "сколько он будет стоить?",
        "сколько он будет стоить (Зангезурский коридор, Zangezur Corridor)?",
    ),
    ([FA], "هزینه آن چقدر است؟", "هزینه آن چقدر است (کریدور زنگزور, Zangezur Corridor)؟"),
    ([DE], "Was wird er kosten?", "Was wird er kosten (Sangesur-Korridor, Zangezur Corridor)?"),
    # a person, or several
    ([TOKAYEV_ON_PEACE], "What else did he praise?", "What else did Tokayev praise?"),
    ([CORRIDOR], "What did he say about Armenia?", "What did Aliyev say about Armenia?"),
    ([ALIYEV_ON_CORRIDOR], "What was his promise?", "What was Aliyev's promise?"),
    (
        [WHO_SIGNED],
        "When did they arrive?",
        "When did Ilham Aliyev and Kassym-Jomart Tokayev arrive?",
    ),
    ([AZ], "o daha nə dedi?", "o daha nə dedi (Aliyev, Zəngəzur dəhlizi, Zangezur Corridor)?"),
    ([TR_PEACE], "Azerbaycan hakkında ne dedi?", "Azerbaycan hakkında ne dedi (Tokayev)?"),
    (
        [RU_PEACE],
        "кто был их посредником?",
        "кто был их посредником (мирные соглашения, Токаев, Tokayev)?",
    ),
    (
        [("توکایف درباره توافق‌های صلح چه گفت؟", PEACE)],
        "او چه نامید؟",
        "او چه نامید (توکایف, توافق‌های صلح, Tokayev)؟",
    ),
    # a place, a rest, a part
    (
        [WHO_SIGNED],
        "what else happened there?",
        "what else happened there (Astana, agreements in Astana)?",
    ),
    ([WHO_SIGNED], "who else?", "Who signed the agreements in Astana, who else?"),
    ([CORRIDOR], "what are the main risks?", "what are the main risks (Zangezur Corridor)?"),
    ([TRIPP], "How much is the cargo turnover?", "How much is the cargo turnover (TRIPP)?"),
    (
        [AZ],
        "yük dövriyyəsi nə qədərdir?",
        "yük dövriyyəsi nə qədərdir (Zəngəzur dəhlizi, Zangezur Corridor)?",
    ),
    ([TR], "maliyeti ne kadar?", "maliyeti ne kadar (Zengezur Koridoru, Zangezur Corridor)?"),
    (
        [("Ermenistan'a ilk transit sevkiyat neydi?", GRAIN)],
        "teslim edildi mi?",
        "teslim edildi mi (Ermenistan'a ilk transit sevkiyat, Kazakh)?",
    ),
    # what the question before is about
    (
        [("What did officials say about transit goods?", "")],
        "are they taxed?",
        "are transit goods taxed?",
    ),
    ([("When did the summit start?", "")], "where was it held?", "where was summit held?"),
    (
        [("Zəngəzur dəhlizi hansı bölgələri birləşdirir?", "")],
        "o nə vaxt açılacaq?",
        "o nə vaxt açılacaq (Zəngəzur dəhlizi)?",
    ),
    (
        [CORRIDOR],
        "what about customs officers?",
        "what about customs officers (Zangezur Corridor)?",
    ),
    # chains, and a switch of topic
    (
        [("کریدور زنگزور کجاست؟", ""), ("کدام مناطق را به هم وصل می‌کند؟", "")],
        "هزینه آن چقدر است؟",
        "هزینه آن چقدر است (کریدور زنگزور)؟",
    ),
    (
        [ZANGEZUR, ("what about TRIPP?", "")],
        "how much cargo will it carry?",
        "how much cargo will TRIPP carry?",
    ),
    (
        [ZANGEZUR, ("and the domestic part?", OPENS), ("who said that?", OPENS)],
        "what is it part of?",
        "what is Zangezur Corridor part of?",
    ),
    ([ZANGEZUR, WHICH_COUNCIL], "who endorsed it?", "who endorsed Council of Foreign Ministers?"),
    ([CORRIDOR, TRIPP], "What is its length?", "What is TRIPP's length?"),
    (
        [RU, ("Какой ожидается грузооборот по проекту TRIPP?", "")],
        "а кто его поддержал?",
        "а кто его поддержал (проекту TRIPP)?",
    ),
    # shouted, and in another language than before
    (
        [("WHEN WILL ZANGEZUR OPEN", OPENS)],
        "WHAT ABOUT THE COST",
        "WHAT ABOUT THE COST (Zangezur Corridor)",
    ),
    ([CORRIDOR], "bəs TRIPP?", "When will TRIPP open?"),
]
ALONE = [
    ([CORRIDOR], "What does TRIPP stand for?"),
    ([CORRIDOR], "When will the Lachin corridor open?"),
    ([CORRIDOR], "And what does TRIPP stand for?"),
    ([CORRIDOR], "What did Aliyev say about his visit?"),
    ([CORRIDOR], "What did Aliyev say when he met Tokayev?"),
    ([CORRIDOR], "What does Kazakhstan say about its role?"),
    ([CORRIDOR], "Is it possible to drive from Baku to Ankara?"),
    ([CORRIDOR], "Are there restrictions on transit to Armenia?"),
    ([CORRIDOR], "What happened in Astana this week?"),
    ([CORRIDOR], "Did Tokayev say that Azerbaijan remains a fraternal state?"),
    ([CORRIDOR], "Which regions that border Iran does the Middle Corridor cross?"),
    ([CORRIDOR], "What is the capital of France?"),
    ([CORRIDOR], "What other countries does Kazakhstan border?"),
    ([CORRIDOR], "How many agreements were signed in Astana?"),
    ([CORRIDOR], "Who won the football world cup in 2022?"),
    ([CORRIDOR], "zangezur corridor domestic infrastructure completion"),
    ([CORRIDOR], "Why was the summit in Baku cancelled and who cancelled it?"),
    ([CORRIDOR], "What is more expensive than the Suez Canal?"),
    ([CORRIDOR], "The summit is over. Who attended it?"),
    ([CORRIDOR], "What are the effects of drought on wheat?"),
    ([CORRIDOR], "And was wheat exported?"),
    ([RU], "А пшеница продавалась?"),
    ([CORRIDOR], "thanks"),
    ([CORRIDOR], "???"),
    ([CORRIDOR], "12345"),
    ([AZ], "TRIPP layihəsi nədir?"),
    ([AZ], "Ermənistana ilk tranzit yük nə idi?"),
    ([AZ], "Qazaxıstan Azərbaycanın nəyini dəstəkləyib?"),
    ([AZ], "Əliyev bu il nə dedi?"),
    ([AZ], "Tokayev sülh sazişləri haqqında nə dedi?"),
    ([AZ], "Fransanın paytaxtı haradır?"),
    ([TR], "Hangi konsey yeni kuruldu?"),
    ([TR], "Erdoğan Astana'da ne imzaladı?"),
    ([TR], "TRIPP projesinde beklenen yük cirosu ne kadar?"),
    ([TR], "Tokayev bu yıl Bakü'de miydi?"),
    ([RU], "Какой ожидается грузооборот по проекту TRIPP?"),
    ([RU], "Что сказал Путин о газопроводе?"),
    ([RU], "Как Токаев назвал мирные соглашения?"),
    ([RU], "Какая сегодня погода в Москве?"),
    ([RU], "И когда Алиев приедет в Астану?"),
    ([FA], "نخستین محموله ترانزیتی به ارمنستان چه بود؟"),
    ([FA], "کدام شورا تازه تأسیس شد؟"),
    ([FA], "پایتخت فرانسه کجاست؟"),
    ([DE], "Wie ist das Wetter in Berlin?"),
    ([DE], "Was war die erste Transitlieferung nach Armenien?"),
]
WORDS = st.sampled_from(
    [
        *("and", "what", "about", "it", "who", "said", "that", "why", "the cost", "there", "his"),
        *("TRIPP", "Zangezur", "Aliyev", "in", "Astana's", "?", ".", "!", "[1]", "(", ")", "bəs"),
        *("o", "nə vaxt", "peki", "bunu kim dedi", "а", "он", "это", "когда", "پس", "آن", "چی؟"),
        *("und", "er", "\u200c", "\u202e", "İ", "😀"),
    ]
)
HOSTILE = st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=40).map(" ".join))
TURNS = st.lists(st.builds(Turn, HOSTILE, HOSTILE), max_size=9).map(tuple)


def turns(told: list[tuple[str, str]]) -> tuple[Turn, ...]:
    return tuple(Turn(*one) for one in told)


@pytest.mark.parametrize(("before", "question", "completed"), COMPLETED)
def test_a_follow_up_gets_what_it_leans_on(
    before: list[tuple[str, str]], question: str, completed: str
) -> None:
    assert standing_alone(question, turns(before)) == completed


@pytest.mark.parametrize(("before", "question"), ALONE)
def test_a_question_that_stands_alone_is_left_alone(
    before: list[tuple[str, str]], question: str
) -> None:
    assert standing_alone(question, turns(before)) == question


def test_there_are_enough_cases_both_ways() -> None:
    assert len(COMPLETED) >= 60
    assert len(ALONE) >= 30


def test_what_lies_far_back_is_forgotten() -> None:
    others = [("Who signed the agreements in Astana?", SIGNED)] * 6
    assert "Zangezur" in standing_alone("what is it part of?", turns([CORRIDOR]))
    assert "Zangezur" not in standing_alone("what is it part of?", turns([CORRIDOR, *others]))


def test_a_chain_of_afterthoughts_does_not_grow_without_end() -> None:
    afterthought = "and " + "the " * 70 + "part?"
    told = standing_alone(afterthought, turns([CORRIDOR, *[(afterthought, OPENS)] * 5]))
    assert len(told) <= 1000
    assert "the part" in told


def test_citation_markers_are_no_words_of_the_answer() -> None:
    assert "[" not in standing_alone("who said that?", turns([CORRIDOR]))


def test_a_long_answer_is_cut_between_words() -> None:
    long = "Aliyev said " + "corridor " * 200
    told = standing_alone("who said that?", turns([("When will it open?", long)]))
    assert len(told) < 300
    assert told.endswith("corridor…)?")


@given(HOSTILE)
def test_without_a_conversation_nothing_changes(question: str) -> None:
    assert standing_alone(question, ()) == question


@settings(max_examples=300, deadline=None)
@given(HOSTILE, TURNS)
def test_nothing_that_is_asked_is_lost_and_what_is_added_was_said(
    question: str, history: tuple[Turn, ...]
) -> None:
    told = standing_alone(question, history)
    assert len(told) <= max(len(question), 2000)
    tongue = tongue_of(question, [turn.question for turn in history[-6:]])
    own = tongue.closer.sub("", tongue.opener.sub("", question))
    kept = {word.stem for word in content_words(told)}
    assert [word.text for word in content_words(own) if word.stem not in kept] == []
    said = {
        t.plain
        for one in (question, *(f"{h.question} {h.answer}" for h in history))
        for t in tokens_of(one)
    }
    assert {t.plain for t in tokens_of(told)} <= said | {"s"}


@settings(max_examples=50, deadline=None)
@given(HOSTILE, TURNS)
def test_the_same_conversation_gives_the_same_question(
    question: str, history: tuple[Turn, ...]
) -> None:
    assert standing_alone(question, history) == standing_alone(question, history)


@pytest.mark.parametrize("unit", ["a", "and ", "it's ", "(", "[1]", "Aa ", "?! ", "о ", "\u200c"])
def test_however_long_it_is_it_takes_milliseconds(unit: str) -> None:
    long = unit * 100_000
    history = (Turn(long, long),) * 50
    started = time.process_time()
    standing_alone(long, history)
    standing_alone("and what about it?", history)
    assert time.process_time() - started < 1.0


def test_the_dialogues_are_of_whole_sentences_in_six_languages() -> None:
    text = SEED.read_text("utf-8")
    article = Article.of(Source("seed", "seed", language="en"), text)
    sentences = {(one.start, one.end) for one in split_article(article)}
    dialogues = [json.loads(line) for line in (ROOT / "seeds" / "dialogues.jsonl").open("rb")]
    assert len(dialogues) >= 30
    assert {one["language"] for one in dialogues} == {"en", "az", "tr", "ru", "fa", "de"}
    for dialogue in dialogues:
        assert 2 <= len(dialogue["turns"]) <= 4, dialogue["id"]
        for turn in dialogue["turns"]:
            gold = {(one["start"], one["end"]) for one in turn["gold"]}
            assert gold <= sentences, dialogue["id"]
            assert bool(gold) == turn["answerable"], dialogue["id"]


def test_the_second_question_of_a_conversation_finds_its_sentence(assistant: Assistant) -> None:
    dialogue = ["When will the Zangezur Corridor open?", "what is it part of?", "and TRIPP?"]
    answers = [assistant.ask(dialogue[0])]
    for _, question in pairwise(dialogue):
        history = tuple(turn_of(answer) for answer in answers)
        answers.append(assistant.ask(Question(question, history)))
    first, second, third = answers
    assert first.searched_for == first.question == dialogue[0]
    assert second.question == dialogue[1]
    assert second.searched_for == "what is Zangezur Corridor part of?"
    assert any("Middle Corridor trade network" in c.sentence.text for c in second.citations)
    assert third.searched_for == "what is TRIPP part of?"

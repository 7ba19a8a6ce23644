"""The invented news set: every span exact, every item whole, every promised balance kept."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "training" / "news"
LANGUAGES = ("en", "az", "tr", "ru", "fa")
ASKED_IN = {*LANGUAGES, "de"}
KINDS = {
    "other year",
    "other place",
    "other role",
    "other project",
    "count not given",
    "cost not named",
    "false premise",
    "swapped entity",
    "other event",
}

Record = dict[str, Any]


def load_items(language: str) -> list[Record]:
    paths = FOLDER / f"{language}.jsonl", FOLDER / "for_training" / f"{language}.jsonl"
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line) for line in lines]


ITEMS = [item for language in LANGUAGES for item in load_items(language)]
FIRST = 200
"""Items numbered from here on came later, every question worded in six languages."""
QUESTIONS = [(item, question) for item in ITEMS for question in item["questions"]]
ANSWERABLE = [(item, question) for item, question in QUESTIONS if question["answerable"]]
NEAR_MISSES = [(item, question) for item, question in QUESTIONS if not question["answerable"]]


def is_later(item: Record) -> bool:
    return int(item["id"].rpartition("-")[2]) > FIRST


def paragraph_around(text: str, start: int, end: int) -> str:
    before = text.rfind("\n\n", 0, start)
    after = text.find("\n\n", end)
    return text[max(before, 0) : after if after >= 0 else None]


def test_there_are_at_least_two_hundred_items_and_forty_of_each_language() -> None:
    counts = Counter(item["language"] for item in ITEMS)
    assert len(ITEMS) >= 200
    assert set(counts) == set(LANGUAGES)
    assert min(counts.values()) >= 40


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fifth_of_the_first_items_is_set_aside_for_judging(language: str) -> None:
    first = Counter(item["split"] for item in load_items(language) if not is_later(item))
    assert set(first) == {"train", "judge"}
    assert 0.18 <= first["judge"] / first.total() <= 0.22
    later = {item["split"] for item in load_items(language) if is_later(item)}
    assert later == {"train"}, "figures of before and after must compare"


def test_every_item_says_that_it_is_invented() -> None:
    assert all(item["invented"] is True for item in ITEMS)


def test_items_lie_in_the_file_of_their_language() -> None:
    for language in LANGUAGES:
        assert {item["language"] for item in load_items(language)} == {language}


def test_ids_titles_and_texts_are_unique() -> None:
    for field in ("id", "title", "text"):
        repeated = [value for value, n in Counter(i[field] for i in ITEMS).items() if n > 1]
        assert repeated == []


def test_question_ids_are_unique_and_begin_with_their_item() -> None:
    assert len({question["id"] for _, question in QUESTIONS}) == len(QUESTIONS)
    assert all(question["id"].startswith(item["id"] + "-q") for item, question in QUESTIONS)


def test_no_item_asks_a_question_twice() -> None:
    for item in ITEMS:
        asked = Counter(question["question"].casefold() for question in item["questions"])
        assert asked.most_common(1)[0][1] == 1, item["id"]


def test_each_item_has_six_answerable_questions_and_six_near_misses() -> None:
    for item in ITEMS:
        answerable = [question["answerable"] for question in item["questions"]]
        assert (answerable.count(True), answerable.count(False)) == (6, 6), item["id"]


def test_every_answer_stands_word_for_word_at_its_offset() -> None:
    for item, question in ANSWERABLE:
        start, answer = question["start"], question["answer"]
        assert answer, question["id"]
        assert answer == answer.strip(), question["id"]
        assert item["text"][start : start + len(answer)] == answer, question["id"]


def test_no_answer_begins_or_ends_within_a_number() -> None:
    for item, question in ANSWERABLE:
        start, answer = question["start"], question["answer"]
        text, end = item["text"], start + len(answer)
        assert not (text[start - 1 : start].isdigit() and answer[0].isdigit()), question["id"]
        assert not (text[end : end + 1].isdigit() and answer[-1].isdigit()), question["id"]


def test_a_hedge_stands_beside_the_answer_that_it_hedges() -> None:
    for item, question in ANSWERABLE:
        start = question["start"]
        around = paragraph_around(item["text"], start, start + len(question["answer"]))
        assert question["hedge"] is None or question["hedge"] in around, question["id"]


def test_a_speaker_is_named_in_the_words_of_the_item() -> None:
    for item, question in ANSWERABLE:
        assert question["said_by"] is None or question["said_by"] in item["text"], question["id"]


def test_marks_are_either_words_or_null_never_empty() -> None:
    for _, question in ANSWERABLE:
        for mark in (question["hedge"], question["said_by"]):
            assert mark is None or mark.strip(), question["id"]


def test_near_misses_have_a_kind_and_no_answer() -> None:
    for _, question in NEAR_MISSES:
        assert question["kind"] in KINDS, question["id"]
        assert len(question["question"].split()) >= 3, question["id"]
        assert not {"answer", "start", "hedge", "said_by"} & question.keys(), question["id"]


def test_every_kind_of_near_miss_occurs_in_both_splits() -> None:
    for split in ("train", "judge"):
        found = {question["kind"] for item, question in NEAR_MISSES if item["split"] == split}
        assert found == KINDS


def test_one_question_in_four_is_asked_in_another_language() -> None:
    for item in ITEMS:
        others = [q for q in item["questions"] if q["language"] != item["language"]]
        if is_later(item):
            assert not others, item["id"]
            continue
        assert len(others) >= len(item["questions"]) / 4, item["id"]


def test_every_question_for_training_is_worded_in_six_languages() -> None:
    for item, question in QUESTIONS:
        others = question.get("wordings", {})
        if item["split"] == "judge":
            assert not others, "what is judged is asked as it stands"
            continue
        assert {question["language"], *others} == ASKED_IN, question["id"]
        assert len({*others.values(), question["question"]}) == len(ASKED_IN), question["id"]
        assert all(text.strip() == text and len(text) > 3 for text in others.values())


def test_answerability_does_not_follow_from_the_language_of_the_question() -> None:
    other = [q["answerable"] for item, q in QUESTIONS if q["language"] != item["language"]]
    assert 0.45 <= sum(other) / len(other) <= 0.55


def test_every_language_asks_over_the_items_of_the_others() -> None:
    asked = Counter(q["language"] for item, q in QUESTIONS if q["language"] != item["language"])
    assert set(asked) == ASKED_IN
    assert min(asked.values()) >= 100


def test_at_least_a_hundred_judging_answers_are_hedged_or_attributed() -> None:
    marked = Counter(
        item["split"] for item, question in ANSWERABLE if question["hedge"] or question["said_by"]
    )
    assert marked["judge"] >= 100
    assert marked["train"] >= 100


def test_items_have_the_length_of_an_agency_report() -> None:
    lengths = sorted(len(item["text"].split()) for item in ITEMS)
    assert lengths[0] >= 85
    assert lengths[-1] <= 320
    assert 95 <= lengths[len(lengths) // 2] <= 160


def test_texts_are_clean_paragraphs() -> None:
    for item in ITEMS:
        text = item["text"]
        assert text == text.strip(), item["id"]
        assert "\r" not in text, item["id"]
        assert all(part == part.strip() and part for part in text.split("\n\n")), item["id"]
        assert not any("\n" in part for part in text.split("\n\n")), item["id"]

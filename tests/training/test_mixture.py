"""What a run is trained on: news in every wording, near misses of the items that lie nearest."""

import json
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest

from training.beside import items_beside, over_another_item
from training.held_out import Split
from training.invented import load_news, load_wordings
from training.mixture import Shares, Sources, mixed

DAM = "The Orlen dam will hold 40 million cubic metres by 2031, engineer Ada Brill said on Monday."
LAKE = "The Orlen lake dam is to be raised in 2027. Mayor Piet Holm said the works were on time."
CHESS = "Chess master Lio Tann won the Vessa open with eight points out of nine on Sunday evening."


def an_item(number: int, title: str, text: str, question: str, answer: str) -> dict[str, Any]:
    asked = {
        "id": f"en-{number}-q1",
        "language": "en",
        "question": question,
        "answerable": True,
        "answer": answer,
        "start": text.index(answer),
        "wordings": {"de": f"DE {question}", "ru": f"RU {question}"},
    }
    missed = {
        "id": f"en-{number}-q2",
        "language": "de",
        "question": "Was kostete es?",
        "answerable": False,
        "kind": "cost not named",
    }
    return {
        "id": f"en-{number}",
        "language": "en",
        "split": "train",
        "title": title,
        "text": text,
        "questions": [asked, missed],
    }


@pytest.fixture
def news(tmp_path: Path) -> Path:
    items = [
        an_item(1, "Dam at Orlen", DAM, "How much will the Orlen dam hold?", "40 million"),
        an_item(2, "Orlen lake", LAKE, "When will the Orlen dam be raised?", "2027"),
        an_item(3, "Vessa open", CHESS, "Who won the Vessa open?", "Lio Tann"),
    ]
    text = "".join(json.dumps(item) + "\n" for item in items)
    (tmp_path / "en.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


def sources(news: Path) -> Sources:
    return Sources((), (), {}, tuple(load_wordings(news, Split.TRAIN)))


def test_a_question_comes_in_every_language_that_words_it(news: Path) -> None:
    first, second, *_ = load_wordings(news, Split.TRAIN)
    assert {language: one.question for language, one in first.items()} == {
        "en": "How much will the Orlen dam hold?",
        "de": "DE How much will the Orlen dam hold?",
        "ru": "RU How much will the Orlen dam hold?",
    }
    assert {one.span for one in first.values()} == {(DAM.index("40"), DAM.index("40") + 10)}
    assert list(second) == ["de"]
    assert [one.id for one in load_news(news, Split.TRAIN)][:2] == ["en-1-q1", "en-1-q2"]


def test_half_of_the_questions_stay_in_the_language_of_their_item(news: Path) -> None:
    drawn = mixed(sources(news), Shares(news=200, news_made=0, news_elsewhere=0), seed=1)
    asked = Counter(one.asked_in for one in drawn if one.answerable)
    assert asked.total() == 600
    assert asked["en"] == pytest.approx(400, abs=40)  # half, and a third of the other half
    assert min(asked["de"], asked["ru"]) > 60


def test_the_same_seed_draws_the_same(news: Path) -> None:
    assert mixed(sources(news), Shares(), 4) == mixed(sources(news), Shares(), 4)
    assert mixed(sources(news), Shares(), 4) != mixed(sources(news), Shares(), 5)


def test_the_item_nearest_to_a_question_is_one_of_its_subject(news: Path) -> None:
    answerable = [v for v in load_wordings(news, Split.TRAIN) if "en" in v]
    nearest = {v["en"].group: items[0].group for v, items in items_beside(answerable)}
    assert nearest["news:en-1"] == "news:en-2"
    assert nearest["news:en-2"] == "news:en-1"


def test_a_question_over_another_item_has_no_answer_there(news: Path) -> None:
    dam, lake, chess = (v["en"] for v in load_wordings(news, Split.TRAIN) if "en" in v)
    made = over_another_item(dam, [lake, chess], Random(1))
    assert made
    assert made.question == dam.question
    assert made.passage in {LAKE, CHESS}
    assert not made.answerable
    holds_it = chess.__class__(**{**_fields(chess), "passage": f"{CHESS} 40 million saw it."})
    assert over_another_item(dam, [holds_it], Random(1)) is None


def _fields(example: Any) -> dict[str, Any]:
    return {name: getattr(example, name) for name in example.__slots__}

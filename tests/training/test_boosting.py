"""The calibration's fit: what it writes is what it fitted, and it errs as often as it says."""

import json
import random
from dataclasses import fields
from pathlib import Path

import pytest

from qa.reading import calibration
from qa.reading.calibration import Trees, sigmoid, written
from qa.reading.evidence import Evidence
from training.boosting import Case, Judged, fit

NAMES = [field.name for field in fields(Evidence)]


def made(count: int) -> list[Case]:
    """Four sentences for each question; its margin and lost names say how likely each is right."""
    chance = random.Random(3)
    cases = []
    for number in range(count):
        for _ in range(4):
            values = {name: chance.uniform(-1, 1) for name in NAMES}
            values["names_gone"] = float(chance.randrange(3))
            odds = 3 * values["margin"] - 1.5 * values["names_gone"]
            right = chance.random() < sigmoid(odds)
            cases.append(Case(f"q{number}", f"g{number}", (*values.values(),), right, 1.0))
    return cases


@pytest.fixture(scope="module")
def fitted() -> tuple[Trees, Judged, list[Case]]:
    cases = made(700)
    return *fit(cases), cases


def test_what_is_put_first_is_right_as_often_as_is_said(
    fitted: tuple[Trees, Judged, list[Case]],
) -> None:
    _, judged, cases = fitted
    assert len(judged.tops) == 700
    assert len({cases[i].question for i in judged.tops}) == 700
    said = [judged.probabilities[i] for i in judged.tops]
    right = [cases[i].right for i in judged.tops]
    assert sum(said) / 700 == pytest.approx(sum(right) / 700, abs=0.01)
    sure = [flag for p, flag in zip(said, right, strict=True) if p > 0.8]
    unsure = [flag for p, flag in zip(said, right, strict=True) if p < 0.5]
    assert sum(sure) / len(sure) > 0.75 > 0.55 > sum(unsure) / len(unsure)


def test_evidence_is_held_to_its_direction(fitted: tuple[Trees, Judged, list[Case]]) -> None:
    trees, _, cases = fitted
    for one in cases[:60]:
        told = dict(zip(NAMES, one.values, strict=True))
        for name, sign in (("margin", 1), ("words", 1), ("names_gone", -1)):
            logits = [trees.logit([*(told | {name: x}).values()]) for x in (-1.0, 0.0, 1.0, 2.0)]
            assert logits == sorted(logits, reverse=sign < 0)


def test_what_is_written_is_read_again(
    fitted: tuple[Trees, Judged, list[Case]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trees, _, cases = fitted
    file = tmp_path / "calibration.json"
    told = {"constant": trees.constant, "trees": [written(tree) for tree in trees.trees]}
    file.write_text(json.dumps(told), "utf-8")
    monkeypatch.setattr(calibration, "FILE", file)
    read = calibration.shipped_calibration.__wrapped__()
    assert all(read.probability(c.values) == trees.probability(c.values) for c in cases[:200])

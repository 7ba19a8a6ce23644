import json
from pathlib import Path

import pytest

from index import Article, Sentence, Source, split_article
from qa import Draft, Withheld, verify
from qa.verification.figures import NOWHERE, unsupported_figures
from qa.verification.tongues import Tongues
from tests.doors import SEED

# What is said, what it rests on, and the words that the reason names; null where it is supported.
TABLE = Path(__file__).parents[2] / "data" / "facts.jsonl"
CASES = [json.loads(line) for line in TABLE.read_text("utf-8").splitlines()]


def first_reason(said: str, rests_on: str) -> str | None:
    source = Source("a", "A title")
    tongues = Tongues.of(said, [Sentence(source, "v", 0, 0, rests_on)])
    return next(unsupported_figures(said, [rests_on], [rests_on], tongues), None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}: {case['said']}")
def test_a_fact_is_supported_in_other_words_and_another_fact_is_named(
    case: dict[str, str | None],
) -> None:
    reason = first_reason(str(case["said"]), str(case["rests_on"]))
    if case["refused"] is None:
        assert reason is None
    else:
        assert reason is not None
        assert reason.strip("“").startswith(case["refused"].strip("“”"))
        assert reason.endswith(NOWHERE)


def test_the_table_is_as_large_as_promised_and_goes_both_ways() -> None:
    assert len(CASES) >= 200
    for language in ("en", "az", "tr", "ru", "fa"):
        refused = [case["refused"] is None for case in CASES if case["language"] == language]
        assert len(refused) >= 25
        assert min(refused.count(True), refused.count(False)) >= 10


def test_a_translated_quotation_needs_a_quotation_to_translate() -> None:
    said = "Токаев назвал их «исторически важными»."
    assert first_reason(said, "Tokayev called them “historically important” on Tuesday.") is None
    assert first_reason(said, "Tokayev called them historically important on Tuesday.") is not None


def test_measures_of_languages_that_we_cannot_read_are_not_asked_for() -> None:
    assert first_reason("It is 5 kilometres long.", "Έχει μήκος 5 χιλιόμετρα.") is None
    assert first_reason("It is 6 kilometres long.", "Έχει μήκος 5 χιλιόμετρα.") is not None


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

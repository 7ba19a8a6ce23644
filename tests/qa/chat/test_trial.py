"""One small question tells whether a model can be used, before anybody relies on it."""

import pytest

from index import SourcelineError
from qa.chat.trial import ask_one_question
from tests.qa.chat.servers import (
    Cited,
    Refused,
    Script,
    anthropic_server,
    good,
    openai_server,
    saying,
)


def test_a_model_that_cites_is_told_to_work() -> None:
    with openai_server(good) as server:
        assert "is reached, streams, and cites" in ask_one_question(server.models())
    with anthropic_server(saying(Cited("On 4 May 2031.", ((0, 0, 1),)))) as server:
        assert "is reached, streams, and cites" in ask_one_question(server.models())


@pytest.mark.parametrize(
    ("script", "phrase"),
    [
        (saying("It was opened on 4 May 2031."), "does not cite"),
        (saying("NOT_IN_ARTICLES"), "does not cite"),
        (saying(Refused(401)), "refuses the key"),
        (saying("It", 30), "within 2 s"),
    ],
)
def test_what_does_not_work_is_told(script: Script, phrase: str) -> None:
    with openai_server(script) as server, pytest.raises(SourcelineError, match=phrase):
        ask_one_question(server.models(deadline=2.0))

"""Tokens are counted to the end, and on the safe side."""

from models.words import open_words
from qa.chat.tokens import counted, tokens_of


def test_a_long_text_is_counted_whole() -> None:
    once, often = "The corridor opens in 2028. ", 400
    assert tokens_of(once * often) > 0.9 * often * tokens_of(once)


def test_there_is_a_margin() -> None:
    text = "Zəngəzur dəhlizi 2026-cı ildə açılacaq."
    (pieces,) = open_words().pieces([text])
    assert tokens_of(text) >= 1.3 * len(pieces.ids)
    assert counted([text, ""]) == [tokens_of(text), 0]

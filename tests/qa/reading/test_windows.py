"""What is read: few runs, each sentence once, whatever the search found."""

import itertools

from index import Collection, Kind
from qa.reading.windows import windows_of


def test_what_was_found_close_together_is_read_once(collection: Collection) -> None:
    found = collection.search("the Zangezur Corridor and the Middle Corridor", 12)
    windows = windows_of(found)
    assert 1 <= len(windows) <= 5
    homes = list(itertools.chain.from_iterable(window.found for window in windows))
    assert len(homes) == len(set(homes)), "every finding is in one window"
    assert windows[0].found[0] == found[0], "the order of the search stays"
    for window in windows:
        for one in window.found:
            assert set(one.passage.sentences) <= set(window.passage.sentences)


def test_a_window_knows_which_sentences_a_span_touches(collection: Collection) -> None:
    (window, *_) = windows_of(collection.search("Zangezur Corridor by mid-2026", 12))
    sentences, text = window.passage.sentences, window.passage.text
    offset = window.passage.start
    for number, sentence in enumerate(sentences):
        start, end = sentence.start - offset, sentence.end - offset
        assert window.touched(start, end) == (number, number + 1)
        assert window.slice(number, number + 1) == sentence.text
        if number + 1 < len(sentences):
            following = sentences[number + 1].start - offset
            assert window.touched(end - 1, following + 1) == (number, number + 2)
            both = window.slice(number, number + 2)
            assert both == text[start : sentences[number + 1].end - offset]


def test_a_headline_is_not_read_behind_itself(collection: Collection) -> None:
    found = collection.search("Azerbaijan and Kazakhstan deepen strategic ties", 12)
    for window in windows_of(found):
        is_headline = window.passage.sentences[0].kind is Kind.HEADLINE
        assert bool(window.title) is not is_headline

"""Which articles are kept from training: some to calibrate on, some to judge on.

The public sets overlap by article though not by paragraph: XQuAD's judging paragraphs come from
thirteen SQuAD articles of which the training files hold the other paragraphs, and its training
paragraphs from the articles of the human near misses. So articles are held out whole, under every
name that they go by.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from pathlib import Path

from training.jsonl import Json, read_json_lines


class Split(Enum):
    """What an article may be used for."""

    TRAIN = "train"
    CALIBRATE = "calibrate"
    JUDGE = "judge"


_JUDGE = {
    # human-made near misses, and the same three articles in XQuAD
    *("Fresno,_California", "Private_school", "Sky_(United_Kingdom)", "x18", "x30", "x08"),
    # articles of XQuAD's judging half
    *("Super_Bowl_50", "Nikola_Tesla", "Martin_Luther", "American_Broadcasting_Company"),
    *("Doctor_Who", "Victoria_and_Albert_Museum", "Chloroplast", "Genghis_Khan", "Teacher"),
    "Newcastle_upon_Tyne",
}
_CALIBRATE = {
    *("Jacksonville,_Florida", "Victoria_(Australia)", "x32", "x09"),
    *("Apollo_program", "Kenya", "United_Methodist_Church"),
}
_SHINGLE = 8
"""Words in a row that two texts hardly share by chance."""
_WORD = re.compile(r"\w+")
_CORPORA = ("clapnq_dev", "qed_dev", "selqa")


def split_of(group: str) -> Split:
    """The split of an article by its group, with or without the set's name before a colon."""
    article = group.partition(":")[2] or group
    if article in _JUDGE:
        return Split.JUDGE
    return Split.CALIBRATE if article in _CALIBRATE else Split.TRAIN


class JudgedEvidence:
    """The evidence sentences of the judging sets, to keep passages that hold one from training."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self._by_start: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for sentence in sentences:
            words = _words(sentence)
            if len(words) >= _SHINGLE:
                self._by_start.setdefault(words[:_SHINGLE], []).append(words)

    def is_in(self, text: str) -> bool:
        """Whether ``text`` holds one of the sentences, case and punctuation aside."""
        words = _words(text)
        return any(
            words[at : at + len(sentence)] == sentence
            for at in range(len(words) - _SHINGLE + 1)
            for sentence in self._by_start.get(words[at : at + _SHINGLE], ())
        )


def load_judged_evidence(data: Path) -> JudgedEvidence:
    """The evidence of the judging sets that have a corpus, from the folder of public data."""
    return JudgedEvidence(sentence for name in _CORPORA for sentence in _evidence(data, name))


def _evidence(data: Path, name: str) -> Iterator[str]:
    corpus = read_json_lines(data / f"{name}.corpus.jsonl.gz")
    texts = {str(document["doc_id"]): str(document["text"]) for document in corpus}
    for question in read_json_lines(data / f"{name}.jsonl.gz"):
        for span in question["evidence_spans"]:
            yield _quote(texts, span)


def _quote(texts: Mapping[str, str], span: Json) -> str:
    return texts[str(span["doc_id"])][span["start"] : span["end"]]


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))

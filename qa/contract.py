"""An answer as every door says it: JSON, told and read again.

Fields are added, never renamed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from index import Found, Sentence, Source
from qa.answer import (
    Answer,
    Citation,
    Difference,
    Draft,
    Saying,
    Statement,
    Status,
    Timings,
    Turn,
    Withheld,
)


def answer_to_json(answer: Answer) -> dict[str, object]:
    """Every field of the contract, always present; offsets are code points, half-open."""
    return {
        "id": answer.id,
        "question": answer.question,
        "searched_for": answer.searched_for,
        "status": answer.status.value,
        "text": answer.text,
        "short_answer": answer.short_answer,
        "said_by": answer.said_by,
        "hedge": answer.hedge,
        "statements": [
            {"text": one.text, "citations": list(answer.numbers(one))} for one in answer.statements
        ],
        "citations": [citation_to_json(one) for one in answer.citations],
        "withheld": [{"text": one.draft.text, "reason": one.reason} for one in answer.withheld],
        "missing": list(answer.missing),
        "differs": [
            {
                "about": one.about,
                "says": [{"citation": s.citation, "value": s.value} for s in one.says],
            }
            for one in answer.differs
        ],
        "nearest": [citation_to_json(one) for one in nearest_citations(answer)],
        "confidence": None if answer.confidence is None else round(answer.confidence, 4),
        "notice": answer.notice,
        "reader": answer.reader,
        "timings_ms": {
            one.name: round(getattr(answer.timings, one.name), 1) for one in fields(Timings)
        },
    }


def nearest_citations(answer: Answer) -> tuple[Citation, ...]:
    """The nearest sentences, numbered from 1 like citations."""
    return tuple(Citation(number, one) for number, one in enumerate(answer.nearest, 1))


def citation_to_json(citation: Citation) -> dict[str, object]:
    """One cited sentence with where it stands and what it is from."""
    return {"number": citation.number, **_sentence_to_json(citation.sentence)}


def found_to_json(found: Sequence[Found]) -> list[dict[str, object]]:
    """The search's sentences in order, with the rank and score of each leg."""
    return [
        {
            "rank": rank,
            "score": round(one.score, 6),
            "dense": {"rank": one.dense.rank, "score": round(one.dense.score, 4)}
            if one.dense
            else None,
            "lexical": {"rank": one.lexical.rank, "score": round(one.lexical.score, 4)}
            if one.lexical
            else None,
            **_sentence_to_json(sentence),
        }
        for rank, one in enumerate(found, 1)
        for sentence in one.passage.sentences
    ]


def answer_from_json(told: Mapping[str, Any]) -> Answer:
    """The answer that :func:`answer_to_json` told; what it does not tell is as good as new.

    A sentence's kind and its article's labels are not told, for no door shows them.
    """
    cited = {one["number"]: _sentence_from_json(one) for one in told["citations"]}
    return Answer(
        id=told["id"],
        question=told["question"],
        searched_for=told["searched_for"],
        status=Status(told["status"]),
        statements=tuple(
            Statement(one["text"], tuple(cited[number] for number in one["citations"]))
            for one in told["statements"]
        ),
        withheld=tuple(Withheld(Draft(one["text"]), one["reason"]) for one in told["withheld"]),
        nearest=tuple(_sentence_from_json(one) for one in told["nearest"]),
        span=told["short_answer"],
        said_by=told["said_by"],
        hedge=told["hedge"],
        missing=tuple(told["missing"]),
        differs=tuple(
            Difference(one["about"], tuple(Saying(s["citation"], s["value"]) for s in one["says"]))
            for one in told["differs"]
        ),
        confidence=told.get("confidence"),
        notice=told["notice"],
        reader=told["reader"],
        timings=Timings(**told["timings_ms"]),
    )


def turn_of(answer: Answer) -> Turn:
    """What a later question of the conversation knows of this one."""
    return Turn(answer.question, answer.text)


def _sentence_to_json(sentence: Sentence) -> dict[str, object]:
    source = sentence.source
    return {
        "article_id": source.id,
        "version": sentence.version,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
        "language": source.language,
        "sentence": sentence.index,
        "start": sentence.start,
        "end": sentence.end,
        "quote": sentence.text,
    }


def _sentence_from_json(told: Mapping[str, Any]) -> Sentence:
    known = ("title", "url", "publisher", "published", "language")
    source = Source(told["article_id"], **{name: told[name] for name in known})
    return Sentence(source, told["version"], told["sentence"], told["start"], told["quote"])

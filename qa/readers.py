"""The readers that ship, by name; whatever a reader needs besides its passages is closed over."""

from functools import partial
from typing import TYPE_CHECKING

from qa.answer import Reader
from qa.model_settings import Models
from qa.ways import Ways

if TYPE_CHECKING:
    from models.embedder import Embedder

_OF_CONTEXT, _OF_DEADLINE = 4, 0.2
"""What making a question stand alone, and taking it apart, may each use of both."""


def check_reader(models: Models) -> None:
    """Raise SourcelineError for a reader that cannot be had."""
    if models.is_chat:
        from qa.chat.models import check_chat_model

        check_chat_model(models)


def open_reader(models: Models, embedder: "Embedder") -> Reader:
    """The reader that ``models`` names, for passages found with ``embedder``."""
    if not models.is_chat:
        return open_extractive(embedder)
    from qa.chat.reader import open_chat_reader

    return open_chat_reader(models)


def open_ways(models: Models, embedder: "Embedder") -> Ways:
    """What an assistant with that reader does besides reading."""
    if not models.is_chat:
        return Ways(deadline=models.deadline)
    from qa.chat.models import open_chat_model
    from qa.chat.rewriting import rewritten
    from qa.chat.splitting import split

    model = open_chat_model(models)
    budget = models.context // _OF_CONTEXT
    seconds = models.deadline * _OF_DEADLINE
    return Ways(
        rewrite=partial(rewritten, model, budget=budget, seconds=seconds),
        split=partial(split, model, budget=budget, seconds=seconds),
        stand_in=open_extractive(embedder),
        deadline=models.deadline,
    )


def open_extractive(embedder: "Embedder") -> Reader:
    """The embedded reader, for passages found with ``embedder``."""
    from qa.reading.extractive import extractive_reader
    from qa.reading.nearness import measured_nearness

    return extractive_reader(measured_nearness(embedder))

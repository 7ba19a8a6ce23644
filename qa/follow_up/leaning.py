"""Whether a question may lean on the ones before it: what does not is nobody's to rewrite."""

from collections.abc import Sequence

from qa.answer import Turn
from qa.follow_up.rewriting import standing_alone
from qa.follow_up.utterance import Utterance

_ALONE = 5
"""Content words; a question with more, or with a name, says itself what it is about."""


def leans(question: str, history: Sequence[Turn]) -> bool:
    """Whether ``question`` may need ``history``; the rules that complete some of them miss others.

    Sure of a no: it has a name or many words, and none that stands for something said before.
    """
    if not history:
        return False
    if standing_alone(question, history) != question:
        return True
    asked = Utterance.of(question, [turn.question for turn in history])
    if not asked.tokens:
        return False
    if asked.pointers() or asked.opener:
        return True
    return not asked.names and len(asked.content) <= _ALONE

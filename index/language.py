"""Which language a text is in: py3langid over its 140 languages.

The identifier is a Naive Bayes over byte n-grams (Lui & Baldwin 2012); it wants a line or two, so
short texts are told by their script alone, or not at all.
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_ENOUGH = 25
_SAMPLE = 4000
_SURE = 0.6


def language_of(text: str) -> str | None:
    """Tell the ISO 639-1 code of ``text``; None when it is too short or too mixed to say."""
    sample = text[:_SAMPLE]
    if sum(c.isalpha() for c in sample) < _ENOUGH:
        return None
    code, confidence = _identifier().classify(sample)
    return str(code) if confidence >= _SURE else None


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

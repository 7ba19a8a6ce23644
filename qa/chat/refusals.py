"""A model that says that the articles do not say: it claims nothing, so there is nothing to verify.

Asked for one exact word, small models write a sentence instead. Without a mark it is a refusal in
the languages below, and elsewhere a draft that rests on nothing.
"""

import re
from collections.abc import Iterable

from index import Sentence
from qa.chat.markers import REFUSAL

_WORD = re.compile(rf"[*_`\"]*{REFUSAL}[*_`\"]*[.!]?", re.IGNORECASE)
_ALONE = re.compile(r"\W*NOT IN (?:THE |ANY )?ARTICLES?\W*", re.IGNORECASE)
_SENTENCE = re.compile(
    # en
    r"\b(?:articles?|sentences?|sources?|texts?|passages?|context)\b.{0,60}?"
    r"\b(?:do(?:es)?|did|is|are|was|were)\s?(?:not|n[’']t)\b|"
    r"\bno (?:information|mention|answer)\b|"
    r"\bI (?:do not|don[’']t|cannot|can[’']t|could not|couldn[’']t) (?:know|find|answer|tell)\b|"
    # az, tr
    r"\b(?:məqalə|mətn|cümlə|xəbər)\w*\b.{0,80}?"
    r"(?:yoxdur|(?:deyil|göstəril|olun|veril|bildiril)m[iıuü]r|(?:deyil|göstəril|veril)məyib)|"
    r"\b(?:makale|haber|metin|metn|cümle)\w*\b.{0,80}?"
    r"(?:yok(?:tur)?\b|(?:belirtil|bulun|söylen|açıklan)m[eaiıuü]\w*|(?:geç|yer al)m[ıi]yor)|"
    # ru
    r"\b(?:стать|текст|предложени|источник)\w*\b.{0,80}?\b(?:не\s+\w+|нет)\b|"
    r"\bнет (?:информации|сведений|данных|ответа)\b|"
    # fa
    r"(?:مقاله|متن|جمله|خبر)\S*.{0,80}?(?:نشده|نیست|ندارد|نمی)|"
    # de
    r"\b(?:Artikel|Sätze|Text|Quelle)\w*\b.{0,60}?\b(?:nicht|keine?)\b|"
    r"\bkeine (?:Angabe|Information)",
    re.IGNORECASE,
)
_OF_ARTICLES = re.compile(
    r"(?:\W*(?:i[’']m sorry|i am sorry|sorry|unfortunately|however|but|leider|к сожалению|"
    r"təəssüf ki|maalesef|متأسفانه)\W+(?:but )?)?(?:"
    r"(?:the|these|this|none of the|provided|given)\s(?:\w+ )?(?:articles?|sentences?|texts?|"
    r"context|passages?|sources)\s(?:provided |shown |given )?(?:do(?:es)?\s?(?:not|n[’']t)|"
    r"(?:say|mention|give)s? nothing)|(?:there is )?no (?:information|mention) (?:of|about|on|in)|"
    r"(?:\w+ )?(?:məqalə|mətn|cümlə|makale|metin|metn|стать|текст|предложени)|"
    r"(?:در )?(?:این )?(?:مقاله|متن|جمله)|(?:die|der|in den|im) (?:artikel|sätze|text))",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[;:]|\b(?:but|however|only|amma|lakin|ancak|ama|но|однако|aber|اما|ولی)\b")
_SOURCES = re.compile(
    r"\W*(?:sources?|references?|citations?|mənbə\w*|kaynak\w*|источник\w*|منابع|quellen?)\W*",
    re.IGNORECASE,
)


def without_refusal(text: str) -> tuple[str, bool]:
    """``text`` without the word that refuses, and whether it was there."""
    if _ALONE.fullmatch(text):
        return "", True
    rest = _WORD.sub(" ", text)
    return rest, rest != text


def is_refusal(sentence: str) -> bool:
    """Whether a sentence without a mark says that the articles do not say."""
    return bool(_SENTENCE.search(sentence))


def says_nothing_of(said: str, cited: Iterable[Sentence]) -> bool:
    """Whether a sentence only lists what it cites, or says that it is not there.

    Of a text that the articles tell of ("the text of the treaty is not public") they say so too.
    """
    if _SOURCES.fullmatch(said):
        return True
    opening = _OF_ARTICLES.match(said)
    if opening is None or not is_refusal(said) or _GOES_ON.search(said, opening.end()):
        return False
    return not any(is_refusal(one.text) for one in cited)

"""Lines that belong to the page and not to the article: tags, share buttons, notices of rights.

Only what stands on a line of its own and says nothing else is one; "Share prices fell." is a
sentence like any other.
"""

import re
from collections.abc import Iterator, Sequence

_LISTS = """tags|tag|topics|keywords|related|related articles|related news|related stories|
    related topics|most read|most popular|more news|more on this|more on this story|latest news|
    read more|read also|see also|you may also like|recommended|comments|trending|
    etiketlər|teqlər|açar sözlər|oxşar xəbərlər|digər xəbərlər|son xəbərlər|həmçinin oxuyun|
    etiketler|ilgili haberler|diğer haberler|son dakika|çok okunanlar|yorumlar|anahtar kelimeler|
    теги|метки|тэги|читайте также|похожие новости|другие новости|по теме|комментарии|
    برچسب‌ها|برچسب ها|برچسبها|کلیدواژه‌ها|اخبار مرتبط|مطالب مرتبط|بیشتر بخوانید|
    schlagwörter|schlagworte|mehr zum thema|das könnte sie auch interessieren|kommentare"""
_ALONE = """share|share this|share this article|share this story|advertisement|advertising|
    sponsored|subscribe|sign up|log in|newsletter|print|email|loading|loading...|photo|photos|
    video|watch|listen|menu|home|back to top|facebook|twitter|x|whatsapp|telegram|linkedin|
    paylaş|paylaşın|reklam|çap et|çap versiyası|ətraflı|abunə ol|abone ol|yazdır|devamını oku|
    ilan|поделиться|реклама|подробнее|подписаться|распечатать|версия для печати|
    اشتراک‌گذاری|تبلیغات|آگهی|چاپ|teilen|werbung|anzeige|drucken|weiterlesen|abonnieren"""


def _words(listed: str) -> frozenset[str]:
    return frozenset(one.strip() for one in listed.split("|"))


_OPENERS = _words(_LISTS)
_WORDS = _OPENERS | _words(_ALONE)
_LABELLED = re.compile(
    r"(?:tags?|topics|keywords|read more|read also|see also|related|more on this|"
    r"etiketlər|teqlər|açar sözlər|həmçinin oxuyun|etiketler|ilgili haber(?:ler)?|"
    r"теги|метки|читайте также|по теме|برچسب‌ها|برچسب ها|بیشتر بخوانید|schlagwörter|lesen sie auch|"
    r"(?:photo|image|picture|video)s?(?: credit| by)?|foto(?:ğraf)?|şəkil|фото|видео|عکس|bild)"
    r"\s*[:：|/]\s*[^.!?…؟۔。]*$",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:copyright\s*(?:©|\(c\)|\d{4})|©|\(c\)\s*\d{4}|all rights reserved|"
    r"follow (?:us|\S+(?: \S+){0,3}) on (?:x|twitter|facebook|instagram|telegram|whatsapp)\b|"
    r"(?:subscribe|sign up) (?:for|to) (?:our|the|\S+['’]s?) (?:\S+ ){0,3}(?:newsletter|channel)|"
    r"click here (?:to|for)\b|\d{1,3}[ -]min(?:ute)?s? read$|"
    r"bizi (?:izləyin|takip edin)|bütün hüquqlar|tüm hakları|все права защищены|"
    r"подписывайтесь на (?:нас|наш)|ما را دنبال کنید|همه حقوق|alle rechte vorbehalten|"
    r"folgen sie uns)|(?:#\w+[\s,]*)+$",
    re.IGNORECASE,
)
_LONGEST = 120
_MOST_LISTED = 20


def is_furniture(line: str) -> bool:
    """Whether ``line`` says nothing but what a page says; wherever it stands."""
    if len(line) > _LONGEST:
        return False
    return _key(line) in _WORDS or bool(_LABELLED.match(line)) or not _says_something(line)


def find_furniture(lines: Sequence[str]) -> Iterator[int]:
    """Positions of furniture among the blocks of a text.

    A notice of rights or an invitation is furniture at the end alone, and behind a last "Tags" or
    "Related" so are the short lines that follow it.
    """
    yield from (place for place, line in enumerate(lines) if is_furniture(line))
    listed: list[int] = []
    for place in range(len(lines) - 1, 0, -1):
        line = lines[place]
        if _key(line) in _OPENERS:
            yield from listed
            listed = []
        elif is_notice(line):
            yield place
        elif not is_furniture(line):
            if "\n" in line or len(line) > _LONGEST or line.endswith((".", "!", "…", "۔", "。")):
                return
            listed.append(place)
            if len(listed) > _MOST_LISTED:
                return


def is_notice(line: str) -> bool:
    """Whether ``line`` opens as a notice of rights or an invitation to follow does."""
    return len(line) <= 2 * _LONGEST and bool(_NOTICE.match(line))


def _says_something(line: str) -> bool:
    return any(c.isalnum() for c in line)


def _key(line: str) -> str:
    return line.strip(" :：#*-•|\t\u00a0").replace("İ", "i").lower()

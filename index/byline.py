"""The lines between a headline and the news: who wrote it, which agency, when.

Such a line is short, ends without a stop and is made of names; "Reuters: bridge closed" is not.
"""

import re
from dataclasses import dataclass

from index.blocks import STOPS
from index.dates import locate_date


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_AUTHOR = re.compile(
    r"(?:(?:reported |written |story |words )?by\s+|von\s+|от\s+|"
    r"(?:by|author|müəllif|yazar|yazan|hazırladı|haber|xəbər|muhabir|автор|текст|источник|"
    r"source|mənbə|kaynak|von|autor|quelle|text|نویسنده|گزارش از|گزارش|خبرنگار|منبع)\s*[:：]\s*)"
    r"(?=\S)",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\b(?:agency|agentlik|agentliyi|ajansı|агентство|агентства|nachrichtenagentur|"
    r"reuters|associated press|ap|afp|france-presse|bloomberg|xinhua|kyodo|upi|dpa|tass|"
    r"interfax|ria novosti|bbc(?: news)?|cnn|al jazeera|deutsche welle|euronews|voice of america|"
    r"radio free europe|azertac|azərtac|trend|apa|report|turan|anadolu(?: ajansı)?|"
    r"iha|dha|тасс|риа новости|интерфакс|рейтер|азертадж|тренд|irna|isna|mehr|tasnim|"
    r"(?:daily|morning|evening|weekly|sunday) \w+|\w+ (?:times|post|herald|gazette|tribune|press|"
    r"news|journal|chronicle|qəzeti|gazetesi|zeitung|rundschau)|"
    r"[\w-]+\.(?:az|com|org|net|tr|ru|ir|de|ge|kz|info|tv|news|eu|uk))\b|"
    r"新华社|خبرگزاری|ایرنا|ایسنا|تسنیم|روزنامه",
    re.IGNORECASE,
)
_WIRE = re.compile(r"\((AP|AFP|AA|DHA|IHA|dpa|Reuters|Xinhua|UPI|TASS|AZERTAC|ТАСС)\)")
_PARTS = re.compile(r"\s*(?:[|/·•,;()]|\s[-–—]\s)\s*")
_DASH = re.compile(r"\s*(?:[—–]|\s--?)\s")
_WORD = re.compile(r"[^\W\d_]+")
_DATE_WORDS = _words(
    """published updated posted modified last first on at am pm a p m gmt utc bst et est edt ct cst
    pt pst cet cest msk mon tue wed thu fri sat sun monday tuesday wednesday thursday friday
    saturday sunday date time local

    il ildə ci cı cu cü saat tarix dərc edilib yenilənib bazar ertəsi çərşənbə axşamı cümə şənbə
    tarihi yayın yayınlanma yayınlandı güncelleme güncellendi son pazartesi salı çarşamba
    perşembe cuma cumartesi pazar

    г года год в мск опубликовано обновлено дата время понедельник вторник среда четверг пятница
    суббота воскресенье veröffentlicht aktualisiert stand uhr um am den vom montag dienstag
    mittwoch donnerstag freitag samstag sonntag

    ساعت تاریخ انتشار خبر شنبه یکشنبه دوشنبه سه چهارشنبه پنجشنبه پنج چهار جمعه"""
)
_CONNECTORS = _words(
    """and with for the from of in at to und mit für ve ile və ilə и для в из von der die das
    staff writer writers reporter reporters correspondent correspondents editor special
    contributor contributors
    van de da di del den la le du dos das bin al el"""
)
_LONGEST = 100
_MOST_WORDS = 10
_STRANGERS = 2
"""Words, beside those of a date, that a date line may have: "New York, March 18, 2026"."""


@dataclass(frozen=True, slots=True)
class Byline:
    """What such a line tells: who published or wrote it, and the date as ``YYYY-MM-DD``."""

    publisher: str | None = None
    published: str | None = None


def read_byline(line: str, *, above_headline: bool = False) -> Byline | None:
    """Read ``line``; None when it is not a byline.

    ``above_headline`` it has to be one beyond doubt: headlines name agencies and days too.
    """
    line = line.strip("*_ \t")
    if "\n" in line or len(line) > _LONGEST or STOPS.search(line):
        return None
    found = locate_date(line)
    published = found.date if found else None
    rest = line[: found.start] + " " + line[found.end :] if found else line
    if author := _AUTHOR.match(rest):
        name = rest[author.end() :]
        return Byline(_publisher(name), published) if _is_names(name) else None
    if _AGENCY.fullmatch(rest) or (not above_headline and _AGENCY.search(rest) and _is_names(rest)):
        return Byline(_publisher(rest), published)
    strangers = 0 if above_headline else _STRANGERS
    return Byline(None, published) if found and _is_only_a_date(rest, strangers) else None


def read_dateline(line: str) -> Byline:
    """What stands before the dash of ``BAKU, March 18, 2026 (Reuters) — The bridge …``."""
    dash = _DASH.search(line, 0, _LONGEST)
    if dash is None:
        return Byline()
    opening = line[: dash.start()]
    wire = _WIRE.search(opening)
    place = _WIRE.sub(" ", opening)
    found = locate_date(place)
    rest = place[: found.start] + " " + place[found.end :] if found else place
    if not _is_only_a_date(_AGENCY.sub(" ", rest)):
        return Byline()
    return Byline(wire[1] if wire else None, found.date if found else None)


def is_name_line(line: str) -> bool:
    """Whether ``line`` is a few capitalised words: a person's name or a masthead's."""
    words = line.split()
    return (
        "\n" not in line
        and 1 <= len(words) <= 5
        and not any(c.isdigit() or c in ':?!;"“”«»' for c in line)
        and not STOPS.search(line)
        and all(word[0].isupper() or word.lower() in _CONNECTORS for word in words)
    )


def _is_names(text: str) -> bool:
    words = _WORD.findall(text)
    plain = [word for word in words if word[0].islower() and not _is_connector(word)]
    return 0 < len(words) <= _MOST_WORDS and len(plain) <= (1 if _AGENCY.match(text.strip()) else 0)


def _is_connector(word: str) -> bool:
    return len(word) <= 3 or word in _CONNECTORS or word in _DATE_WORDS or _is_agency(word)


def _is_agency(word: str) -> bool:
    return _AGENCY.fullmatch(word) is not None


def _is_only_a_date(rest: str, most: int = _STRANGERS) -> bool:
    strangers = [word for word in _WORD.findall(rest) if word.lower() not in _DATE_WORDS]
    return len(strangers) <= most and not any(word[0].islower() for word in strangers)


def _publisher(line: str) -> str | None:
    """The agency among the parts of a line where there is one, else all of it."""
    parts = [part for part in _PARTS.split(line) if _WORD.search(part)]
    named = next((part for part in parts if _AGENCY.search(part)), None)
    whole = line.strip(" ,|/·•–—-()\t")
    return (named.strip() if named else whole) or None

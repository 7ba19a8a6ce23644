"""Words that deny without a "not", and a "not" that denies nothing, in the six languages.

"Lifted" and "no longer", "to be built" and "not yet", "without" and "not any" say one thing in two
ways; that a statement has a negation more than its sentences is then no contradiction.
"""

import re

from qa.particles import YES_OR_NO

_ANSWER = re.compile(rf"\W*{YES_OR_NO}[.,!:;،](?=\s)", re.IGNORECASE)
"""What a statement answers with denies nothing of the sentences."""
_YET = re.compile(
    r"\b(?:yet|still|so far|hələ\w*|henüz|hâlâ|ещё|еще|пока|noch)\b|هنوز", re.IGNORECASE
)
"""What is still to come is not so yet."""
_LACKS = re.compile(
    r"(?<!\w)(?:without|lack|absen|miss|ban|prohibit|un\w{3}|free of|only|few|little|against|oppos|"
    r"prevent|avoid|short of|без|лиш|только|запре|мало|ohne|mangel|nur|verbot|"
    r"wenig|بدون|تنها|فقط|منع|کم)|\w{3}(?:s[ıiuü]z)(?!\w)|\w{3}los(?!\w)",
    re.IGNORECASE,
)
"""Words that deny without a "not"."""
_NO_LONGER = re.compile(
    r"no longer|any ?more|artıq|больше|более|nicht mehr|keine?\w* \w+ mehr|دیگر", re.IGNORECASE
)
_ENDED = re.compile(
    r"(?<!\w)(?:lift|end|stop|cancel|abolish|remov|abandon|scrap|halt|ceas|clos|revok|withdr|quit|"
    r"suspend|drop|götür|dayandır|ləğv|bağla|bitir|kaldır|durdur|iptal|kapat|sona er|снял|снят|"
    r"отмен|прекра|закр|приостан|заверш|aufgehoben|beend|eingestellt|geschlossen|gestoppt|"
    r"abgeschafft|gestrichen|لغو|پایان|متوقف|برداشت|تعطیل)",
    re.IGNORECASE,
)
"""What has ended is no longer so."""


def without_answer(text: str) -> str:
    """The text with the "Yes," or "No," that it begins with blank, of the same length."""
    answer = _ANSWER.match(text)
    return " " * answer.end() + text[answer.end() :] if answer else text


def is_not_yet(text: str) -> bool:
    """Whether its negation tells of what is still to come."""
    return bool(_YET.search(text))


def is_no_longer(text: str, told: str) -> bool:
    """Whether its negation tells of what has ended, as ``told`` says in other words."""
    return bool(_NO_LONGER.search(text) and _ENDED.search(told))


def lacks(text: str) -> bool:
    """Whether it has a word that denies by itself."""
    return bool(_LACKS.search(text))

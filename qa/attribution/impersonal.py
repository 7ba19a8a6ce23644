"""Russian plurals without a subject: "в мэрии сообщили", "второй путь обещают открыть".

Where such a verb says in which office it is said, the office is who says it; where it does not,
nobody is named, and what stands before the verb is its object.
"""

import re

from qa.attribution.clauses import Layout, Span, trimmed

_PLURAL_VERB = re.compile(r".*(?:[юуая]т(?:ся)?|ли|лись)")
_VERB = re.compile(r".*(?:[юуая]т(?:ся)?|л[аи]?|ли|ется|ится|но|ано|ны)")
_PLURAL = re.compile(
    r"\w*[ыи]|\w+[ыи]е|\w+[ая]не|\w+ья|\w+(?:теля|ора|ера)|двое|трое|оба|обе|\w*\d\w*",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(r"(?<!\w)\w{2,}[аяиеуыо]ть(?:ся)?(?!\w)")
_LOCAL = re.compile(r".*(?:[еиую]|[аяыи]х)|[A-ZА-ЯЁ]{2,}.*")
"""Words that may say where: the ending of "в мэрии", "МЧС"; of "в прокат" none does."""
_PLACE = re.compile(r"(?:в|во|на)(?!\w)", re.IGNORECASE)
_TIME = re.compile(
    r"(?<!\w)(?:ма[йея]|год[ауе]?|году|недел[яюи]|месяц\w?|час\w?|понедельник|вторник|среду|"
    r"четверг|пятницу|субботу|воскресенье|выходные|день|время|начале|конце|середине|будущем|итоге|"
    r"ответ|целом|случае|\w*(?:январ|феврал|март|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр)"
    r"\w{1,2})(?!\w)",
    re.IGNORECASE,
)


def has_no_subject(layout: Layout, cue: Span, left: Span) -> bool:
    """Whether the verb is a plural and no word before it is one."""
    if layout.wording.language != "ru" or not layout.is_all(_PLURAL_VERB, cue):
        return False
    if layout.has(_INFINITIVE, left):
        return True  # "заменить 9 труб планируют": the plural is the object of what is planned
    return not any(layout.is_all(_PLURAL, word) for word in layout.words(left))


def office_before(layout: Layout, cue: Span, left: Span) -> Span | None:
    """The office of "в мэрии сообщили"; of "в среду власти сообщили" it is who did."""
    place = _PLACE.match(layout.text, *left)
    if not place or layout.has(_TIME, left) or not layout.is_all(_VERB, cue):
        return None
    words = layout.words(left)
    quoted = layout.text[place.end() : left[1]].find("«") >= 0
    if not quoted and not any(layout.is_all(_LOCAL, word) for word in words[1:]):
        return None
    if len(words) > 2 and layout.is_all(_PLURAL, words[-1]):
        return words[-1]
    return trimmed(layout.text, place.end(), left[1])


def office_behind(layout: Layout, cue: Span, right: Span) -> Span | None:
    """The office of "надеются в институте"."""
    place = _PLACE.match(layout.text, *right)
    if not place or not layout.is_all(_PLURAL_VERB, cue):
        return None
    return trimmed(layout.text, place.end(), right[1])

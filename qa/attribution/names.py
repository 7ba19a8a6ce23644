"""Who a noun phrase names: the person without the title, the firm in quotation marks, the office.

"Transport Minister Ilse Varnham" gives "Ilse Varnham", "the ministry" itself. Scripts with capitals
show a name by them; in Persian it is what is left when the words of office are taken away.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from qa.attribution.clauses import Layout, Span, trimmed
from qa.attribution.persian_names import named_persian

_LAST_PARTICLES = frozenset({"oğlu", "qızı"})
_PARTICLES = _LAST_PARTICLES | frozenset(
    {"de", "da", "del", "della", "di", "du", "la", "le", "van", "von", "der", "den", "zu", "al"}
    | {"el", "bin", "ibn", "and", "und", "və", "ve"}
)
_ARTICLES = frozenset({"the", "a", "an", "die", "das", "der", "ein", "eine"})
_ARTICLE, _OF = re.compile(r"(?:the|an?)\s", re.IGNORECASE), re.compile(r"\s*of\s")
_QUOTED = re.compile(r"[“«„\"]([^“”«»„\"]{2,60})[”»“\"]")
_OPENING = ("“", "«", "„", '"')
_GENITIVE = re.compile(r"(\w+?(?:ov|ev|[aəıiouü]n))[ıiuü]n$")
_ENDING = re.compile(r"(?<=[\w.])[’']\w{1,5}$")
_OBLIQUE = re.compile(r"[А-ЯЁ][а-яё]+(?:[ую]|[ое]м|ами|ями|ах|ях|ого|ому)")
_PATRONYMIC = re.compile(r"\w+(?:вич|вна|ична)\w*$")
_PARTICIPLE = re.compile(r"\w{3,}[aəe]n")
_KIND = 1
"""Words in front of a name in quotation marks that say what it names: "firm", "newspaper"."""
_SCAN = 24
"""Words of a sentence's start in which its subject is looked for."""


def named_in(layout: Layout, phrase: Span) -> Span:
    """The part of the noun phrase that says who it is; the whole of it when it is an office."""
    start, end = trimmed(layout.text, *phrase)
    if layout.wording.language == "fa":
        return named_persian(layout, (start, end))
    if layout.wording.language == "tr" and (ending := _ENDING.search(layout.text, start, end)):
        end = ending.start()
    if person := _person(layout, (start, end)):
        return person
    quoted = list(_QUOTED.finditer(layout.text, start, end))
    is_last = bool(quoted) and quoted[-1].end() >= end - 1
    # "The operator “Volna”" is Volna; "a source of “Orbit”" is not Orbit.
    if is_last and not layout.opens(layout.wording.titles, (start, end)):
        return quoted[-1].span(1)
    link = layout.wording.links.search(layout.text, start + 1, end)
    if link and layout.wording.language == "ru":
        return trimmed(layout.text, start, link.start())
    return start, end


def is_name(layout: Layout, phrase: Span) -> bool:
    """Whether the phrase, titles aside, is a name and nothing behind it."""
    start, end = trimmed(layout.text, *phrase)
    if start >= end:
        return False
    if quoted_name(layout, (start, end)):
        return True
    if layout.wording.language == "fa":
        return not layout.opens(layout.wording.titles, (start, end))
    person = _person(layout, (start, end), is_strict=True)
    return person is not None and person[1] == end


def quoted_name(layout: Layout, phrase: Span) -> Span | None:
    """Of "компания «Волна»": what is in quotation marks, when they close the short phrase."""
    quoted = list(_QUOTED.finditer(layout.text, *phrase))[-1:]
    if not quoted or quoted[0].end() != phrase[1]:
        return None
    is_short = len(layout.words((phrase[0], quoted[0].start()))) <= _KIND
    return quoted[0].span(1) if is_short else None


def first_person(layout: Layout, span: Span) -> Span | None:
    """The name of two words or more that acts in ``span``, titles aside: the first one.

    Where verbs stand last, it is the first that has a title, a participle or a comma beside it.
    """
    found = list(_persons(layout, span))
    if layout.wording.verb_last:
        found = [person for person in found if _is_marked(layout, person)] + found
    return found[0] if found else None


def _persons(layout: Layout, span: Span) -> Iterator[Span]:
    text = layout.text
    quoted = [match.span() for match in _QUOTED.finditer(text, *span)]
    words = layout.words(span)[:_SCAN]
    for run in _runs(layout, words):
        at = words.index(run[0])
        if any(low < run[0][0] < high for low, high in quoted):
            continue
        if at and layout.is_all(layout.wording.links, words[at - 1]):
            continue
        name = _untitled(layout, run, is_first=run[0][0] == span[0])
        is_titled = name != run or (at and layout.is_all(layout.wording.titles, words[at - 1]))
        is_name = len(name) > 1 or (bool(name) and bool(is_titled) and layout.knows(name[0]))
        if is_name and not _is_time(layout, name) and not _is_declined(layout, name[-1]):
            yield name[0][0], name[-1][1]


def _is_marked(layout: Layout, person: Span) -> bool:
    """Whether a title or participle stands before the name, or a comma behind it."""
    if layout.text[person[1] : person[1] + 1] == ",":
        return True
    before = layout.words((layout.start, person[0]))[-1:]
    return bool(before) and any(
        layout.is_all(pattern, before[0])
        for pattern in (layout.wording.titles, layout.wording.agents, _PARTICIPLE)
    )


def opening_name(layout: Layout) -> Span | None:
    """The name that the sentence starts with, titles aside; a single word only if it is known."""
    words = layout.words((layout.start, layout.end))[:_SCAN]
    run = next(_runs(layout, words), None)
    if run is None or run[0] != words[0] or layout.text[run[0][0] - 1 : run[0][0]] in _OPENING:
        return None
    name = _untitled(layout, run, is_first=True)
    is_name = len(name) > 1 or any(layout.knows(word) for word in name)
    is_actor = is_name and not _is_time(layout, name) and not _is_declined(layout, name[-1])
    return (name[0][0], name[-1][1]) if is_actor else None


def capitalised_inside(text: str, words: list[Span]) -> Iterator[str]:
    """Words that are capitalised though no sentence starts with them."""
    for before, word in pairwise(words):
        if text[word[0]].isupper() and text[before[1] : word[0]] in (" ", ", "):
            yield text[word[0] : word[1]]


def _person(layout: Layout, phrase: Span, *, is_strict: bool = False) -> Span | None:
    """The capitalised words at the end of the phrase's head, without titles."""
    start, end = phrase
    link = next(
        (m.start() for m in layout.wording.links.finditer(layout.text, start + 1, end)), end
    )
    runs = list(_runs(layout, layout.words((start, link))))
    if not is_strict and link < end and not any(_names(layout, run, start) for run in runs):
        # "his colleague from Leeds Nina Vetter": the name may stand behind the place.
        runs, link = list(_runs(layout, layout.words(phrase))), end
        runs = runs[-1:] if runs and len(_names(layout, runs[-1], start)) > 1 else []
    if not runs:
        return None
    run = runs[-1]
    is_titled = any(layout.is_all(layout.wording.titles, word) for word in run)
    # German capitalises "Sprecher" too; English writes "the Foreign Ministry".
    is_office = _is_office(layout, start, run) and not (
        is_titled and layout.wording.language == "de"
    )
    if layout.words((run[-1][1], link)) or is_office:
        return None
    name = _untitled(layout, run, is_first=run[0][0] == start)
    # "Ministry of Roads", "the new Ministry of Roads"
    is_of = bool(_OF.match(layout.text, link)) and bool(_ARTICLE.match(layout.text, start))
    is_plain = len(name) == 1 and link < end and (name[0][0] == start or is_of)
    if not name or is_plain:
        return None
    return name[0][0], name[-1][1]


def _names(layout: Layout, run: list[Span], start: int) -> list[Span]:
    return _untitled(layout, run, is_first=run[0][0] == start)


def _is_office(layout: Layout, start: int, run: list[Span]) -> bool:
    """Of "The National Bank": an article and capitals up to the end, no person inside."""
    between = [layout.said(word).casefold() for word in layout.words((start, run[0][0]))]
    articled = len(between) == 1 and between[0] in _ARTICLES
    return articled or (not between and layout.said(run[0]).casefold() in _ARTICLES)


def _untitled(layout: Layout, run: list[Span], *, is_first: bool) -> list[Span]:
    """The run behind the last title in it; a lone title is no name."""
    while run and layout.said(run[0]).casefold() in _ARTICLES:
        run = run[1:]
    titles = [at for at, word in enumerate(run) if layout.is_all(layout.wording.titles, word)]
    if titles:
        rest = run[titles[-1] + 1 :]
        run = rest if rest or titles[0] == 0 else run[: titles[0]]
    while len(run) > 1 and layout.is_all(layout.wording.fillers, run[0]):
        run = run[1:]
    # "Задержку Лямин объясняет": the object opens the sentence.
    if is_first and len(run) == 2 and layout.is_all(_OBLIQUE, run[0]):
        return run[1:]
    if layout.wording.language == "ru" and len(run) > 2 and not _has_patronymic(layout, run):
        return run[-2:]
    if layout.wording.language == "az" and is_first and len(run) == 3:
        is_known = layout.said(run[0]) in layout.names or layout.said(run[2]) in _LAST_PARTICLES
        return run if is_known else run[1:]
    return run[-3:] if is_first and len(run) > 3 else run


def _has_patronymic(layout: Layout, run: list[Span]) -> bool:
    return any(layout.is_all(_PATRONYMIC, word) for word in run)


def _is_time(layout: Layout, name: list[Span]) -> bool:
    """Of "between March and September": months have capitals, but say nothing."""
    return not layout.wording.verb_last and all(
        layout.is_all(layout.wording.not_subjects, word) or layout.said(word) in _PARTICLES
        for word in name
    )


def _is_declined(layout: Layout, word: Span) -> bool:
    """Whether an Azerbaijani or Turkish name carries an ending: then it is not who acts."""
    if layout.wording.language == "az":
        stem = layout.said(word)[:-2]
        return layout.is_all(_GENITIVE, word) or (len(stem) > 2 and stem in layout.names)
    return layout.wording.language == "tr" and layout.has(_ENDING, word)


def _runs(layout: Layout, words: list[Span]) -> Iterator[list[Span]]:
    """Capitalised words that stand together; particles and initials may join them."""
    text = layout.text
    run: list[Span] = []
    for word in words:
        joined = not run or text[run[-1][1] : word[0]].strip(" .&") == ""
        is_particle = bool(run) and layout.said(word) in _PARTICLES
        if joined and (text[word[0]].isupper() or is_particle):
            run.append(word)
            continue
        if run:
            yield _without_particles(layout, run)
        run = [word] if text[word[0]].isupper() else []
    if run:
        yield _without_particles(layout, run)


def _without_particles(layout: Layout, run: list[Span]) -> list[Span]:
    while layout.said(run[-1]) in _PARTICLES - _LAST_PARTICLES:
        run = run[:-1]
    return run

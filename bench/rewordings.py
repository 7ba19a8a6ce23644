"""Small changes that turn a sentence around: hedges dropped, negations added or dropped.

Each is a pattern and what takes its place, in the grammar of its language; the first that fits is
used once. They share no table with the checks that they are to test.
"""

import re
from collections.abc import Iterator, Sequence

Rules = Sequence[tuple[str, str]]

HEDGES: dict[str, Rules] = {
    "en": (
        (r"\b(?:may|might|could) (?:also |still |well )?be\b", "is"),
        (r"\b(?:may|might|could) (?:also |still |well )?have\b", "has"),
        (r"\b(?:may|might|could) (?!not\b)(?:also |still |well )?(?=[a-z])", "will "),
        (r"\b(?:is|are) (?:widely )?(?:expected|scheduled|planned|likely|set|due) to\b", "will"),
        (r"\b(?:was|were) (?:expected|scheduled|planned|likely) to\b", "came to"),
        (r"\b(?:is|was) (?:thought|believed) to (?:be|have been)\b", "was"),
        (r"\b(?:possibly|perhaps|probably|reportedly|allegedly|presumably) ", ""),
        (r"\bpossible\b", "certain"),
        (r"\b(?:plans|hopes|intends|expects) to\b", "will"),
        (r"\b(?:hope|plan|intend) to\b", "will"),
    ),
    "az": (
        (r"(\w+)a bilər(?:lər)?\b", r"\1acaq"),
        (r"(\w+)ə bilər(?:lər)?\b", r"\1əcək"),
        (r"(\w+m[aə]s[ıi]) (?:gözlənilir|planlaşdırılır|nəzərdə tutulur)", r"\1 başa çatıb"),
        (r"(\w+)m[aə]yı (?:planlaşdırır|nəzərdə tutur)", r"\1ıb"),
        (r"\b(?:ehtimal ki|bəlkə|yəqin),? ", ""),
    ),
    "tr": (
        (r"(\w+)abilir(?:ler)?\b", r"\1acak"),
        (r"(\w+)ebilir(?:ler)?\b", r"\1ecek"),
        (r"(\w+m[ae]s[ıi]) (?:bekleniyor|planlanıyor|hedefleniyor|öngörülüyor)", r"\1 tamamlandı"),
        (r"(\w+)m[ae]y[ıi] (?:planlıyor|hedefliyor|umuyor)", r"\1dı"),
        (r"\b(?:muhtemelen|belki de|belki) ", ""),
    ),
    "ru": (
        (r"\bмогут (\w+)ться\b", r"\1лись"),
        (r"\bмогут (\w+)ть\b", r"\1ли"),
        (r"\bможет (\w+)ться\b", r"\1лся"),
        (r"\bможет (\w+)ть\b", r"\1л"),
        (r"\b(?:планируется|планируют|намечено|ожидается) (\w+)ть\b", r"\1ли"),
        (r"\b(?:планирует|намерена?|хочет) (\w+)ть\b", r"\1л"),
        (r"\b(?:возможно|вероятно|предположительно|скорее всего),? ", ""),
        (r"\bОжидается, что\b", ""),
    ),
    "fa": (
        (r"\bممکن است ", ""),
        (r"\b(?:شاید|احتمالاً) ", ""),
        (r"\bقرار است ", ""),
        (r"\bانتظار می‌رود(?: که)? ", ""),
        (r"\bمی‌تواند ", ""),
        (r"\bپیش‌بینی می‌شود(?: که)? ", ""),
    ),
    "de": (
        (r"\b(?:könnte|dürfte|soll)\b", "wird"),
        (r"\b(?:könnten|dürften|sollen)\b", "werden"),
        (r"\b(?:möglicherweise|vielleicht|wahrscheinlich|vermutlich|angeblich) ", ""),
    ),
}
ADDED: dict[str, Rules] = {
    "en": ((r"\b(is|are|was|were|will|would|has|have|had|can)\b(?! not\b)", r"\1 not"),),
    "az": (
        (r"\b(\w*[aıou]\w*?l)[ıiuü]b\b", r"\1mayıb"),
        (r"\b(\w*[əeiöü]l)[ıiuü]b\b", r"\1məyib"),
        (r"\b(\w+[ndtşr])(?:ıb|ub)\b", r"\1mayıb"),
        (r"\b(\w+[ndtşr])(?:ib|üb)\b", r"\1məyib"),
        (r"\bvar\b", "yoxdur"),
    ),
    "tr": (
        (r"\b(\w{2,})[dt][ıu]\b", r"\1madı"),
        (r"\b(\w{2,})[dt][iü]\b", r"\1medi"),
        (r"\b(\w+)acak\b", r"\1mayacak"),
        (r"\b(\w+)ecek\b", r"\1meyecek"),
        (r"\bvar\b", "yok"),
    ),
    "ru": ((r"(?<!не )\b(\w{3,}(?:ает|яет|ует|ал|ала|али|ил|ила|или)(?:ся|сь)?)\b", r"не \1"),),
    "fa": (
        (r"(?<!\w)است\b", "نیست"),
        (r"(?<!\w)(شد|کرد|داد|گرفت|بود|رسید)(ند)?\b", r"ن\1\2"),
        (r"(?<!\w)دارد\b", "ندارد"),
    ),
    "de": ((r"\b(ist|sind|war|waren|wurde|wurden|hat|haben|wird|kann)\b(?! nicht)", r"\1 nicht"),),
}
DROPPED: dict[str, Rules] = {
    "en": (
        (r"\b(is|are|was|were|will|would|has|have|had|did|does|do|could|can|should) not\b", r"\1"),
        (r"\b(is|are|was|were|would|has|have|had|did|does|do|could)n['’]t\b", r"\1"),
        (r"\bcannot\b", "can"),
        (r"\b(?:never) (?=\w)", ""),
    ),
    "az": (
        (r"(\w+l)(?:mayıb|mayacaq)\b", r"\1ıb"),
        (r"(\w+)(?:mayıb)\b", r"\1ıb"),
        (r"(\w+)(?:məyib)\b", r"\1ib"),
        (r"\b(?:yoxdur|yox idi)\b", "var"),
        (r" deyil(?:dir)?\b", "dir"),
    ),
    "tr": (
        (r"(\w+)madı\b", r"\1dı"),
        (r"(\w+)medi\b", r"\1di"),
        (r"(\w+)m[ıu]yor\b", r"\1ıyor"),
        (r"(\w+)m[iü]yor\b", r"\1iyor"),
        (r"\b(?:yok|değil)\b", "var"),
    ),
    "ru": ((r"\bне (?!только|менее|более|меньше|больше)(?=\w)", ""), (r"\bнет\b", "есть")),
    "fa": (
        (r"(?<!\w)نیست\b", "است"),
        (r"(?<!\w)ن(شد|کرد|داد|گرفت|بود|رسید|دارد|داشت)", r"\1"),
        (r"\bنمی‌", "می‌"),
    ),
    "de": ((r" nicht(?! nur)\b", ""), (r"\bkein(e|en|er)?\b", r"ein\1")),
}


def changed(text: str, rules: Rules) -> Iterator[tuple[str, int]]:
    """``text`` with one rule used at one place, for each that fits, and where that was."""
    for pattern, instead in rules:
        for match in re.finditer(pattern, text):
            after = text[: match.start()] + match.expand(instead) + text[match.end() :]
            yield _capital(after), match.start()


def clause_at(text: str, at: int) -> str:
    """The clause between commas that ``at`` is in, as a sentence of its own."""
    marks = [match.span() for match in re.finditer(r"[,;،] |[“”«»]| [–—] ", text)]
    low = max([end for _, end in marks if end <= at], default=0)
    high = min([start for start, _ in marks if start >= at], default=len(text))
    return _capital(text[low:high].strip(" .")) + "."


def _capital(text: str) -> str:
    plain = " ".join(text.split())
    return plain[:1].upper() + plain[1:]

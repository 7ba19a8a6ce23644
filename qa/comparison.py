"""A comparison as the questions that it is made of: one for each of those that are compared.

"Compare what Baku and Yerevan say about transit" is answered by no sentence, and "what does Baku
say about transit" is. Only where the question says that it compares: "Armenia and Azerbaijan
signed" is about both at once.
"""

import re

_CAPITAL = r"[^\W\d_a-zа-яёəğıöüçşß][\w’'-]*"
_NAME = rf"(?:(?:the |das |der |die )?{_CAPITAL}(?:\s{_CAPITAL})*|\d{{4}})"
_ASKED = re.compile(
    r"^\W*(?:(?:please|can you|could you|lütfən|lütfen|пожалуйста|bitte|لطفا)\W+)?"
    r"(?:compare|contrast|(?:what is |what’s |what's )?the differences? between|"
    r"сравни(?:те)?|vergleich(?:e|en sie)?|müqayisə (?:et|edin)|karşılaştır(?:ın)?|"
    r"مقایسه (?:کن|کنید))(?!\w)\W*",
    re.IGNORECASE,
)
_ASKED_LAST = re.compile(
    r"\W+(?:müqayisə (?:et|edin|edərsən)|karşılaştır(?:ın|ır mısın)?|را مقایسه (?:کن|کنید)|"
    r"مقایسه (?:کن|کنید))\W*$",
    re.IGNORECASE,
)
_JOINT = r"\s(?:and|with|to|versus|vs\.?|və|ilə|ve|ile|и|с|со|und|mit|و|با)\s"
_PAIR = re.compile(rf"(?<!\w)(?P<first>{_NAME}(?:,\s{_NAME})*),?{_JOINT}(?P<last>{_NAME})(?!\w)")
_WORD = r"[\w\u200c’'-]+"
_PAIR_OF_WORDS = re.compile(rf"(?<!\w)(?P<first>{_WORD}){_JOINT}(?P<last>{_WORD})(?!\w)")
_WHAT_THEY = re.compile(
    r"^(?P<what>what|how) (?P<who>.+?) "
    r"(?P<verb>say|think|want|plan|propose|see|describe|do|feel) ?(?P<rest>.*)$"
)


def compared(question: str) -> tuple[str, ...]:
    """A question for each of those that ``question`` compares; none where it compares nothing."""
    rest = _ASKED.sub("", question, count=1)
    rest = _ASKED_LAST.sub("", rest, count=1) if rest == question else rest
    if rest == question:
        return ()
    rest = rest.strip(" ,:?؟.!")
    has_capitals = any(c.isupper() for c in rest)
    pair = (_PAIR if has_capitals else _PAIR_OF_WORDS).search(rest)
    if pair is None or rest.isupper():
        return ()
    each = [*re.split(r",\s", pair["first"]), pair["last"]]
    return tuple(_asked(rest[: pair.start()], one, rest[pair.end() :]) for one in each)


def _asked(before: str, one: str, behind: str) -> str:
    """The question about ``one`` alone; in English with the verb that asks."""
    text = f"{before}{one}{behind}"
    match = _WHAT_THEY.match(text)
    if match is None:
        return text
    return f"{match['what']} does {match['who']} {match['verb']} {match['rest']}".strip()

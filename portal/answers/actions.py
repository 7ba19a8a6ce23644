"""The quiet words under an answer: what it is from, and what can be done with it."""

from portal.answers.copying import answer_for_copying
from portal.markup import element, escaped
from portal.words import language_name, say, say_of
from qa import Answer, spoken_in


def actions_html(answer: Answer, vote: str | None, *, asks_why: bool) -> str:
    """Copy, download, link, thumbs; the answer as Markdown lies beside them, unseen."""
    down = vote == "down"
    told = (element("span", escaped(one)) for one in _told(answer))
    buttons = [
        _button("copy", say("copy")),
        _button("download", say("download")),
        _button("link", say("link")),
        _button("up", say("thanks" if vote == "up" else "helpful"), pressed=vote == "up"),
        _button("down", say("thanks" if down and not asks_why else "not_right"), pressed=down),
    ]
    why = say("reason")
    field = element("input", type="text", maxlength="500", placeholder=why, aria_label=why)
    reason = element("form", field, element("button", escaped(say("send"))), class_="sl-reason")
    kept = element("textarea", escaped(answer_for_copying(answer)), hidden=True, readonly=True)
    words = element("div", *told, *buttons, kept, class_="sl-src")
    return words + reason if asks_why else words


def _told(answer: Answer) -> list[str]:
    """How many articles it is from, and their languages where those are not the asker's."""
    sources = {citation.sentence.source for citation in answer.citations}
    count = len({source.id for source in sources})
    told = [say_of("sources", count)] if count else []
    languages = {source.language for source in sources if source.language}
    foreign = sorted(one for one in languages if not spoken_in(answer.question, one))
    return told + [say("in_language", language=language_name(one)) for one in foreign]


def _button(act: str, label: str, *, pressed: bool | None = None) -> str:
    state = None if pressed is None else str(pressed).lower()
    return element("button", escaped(label), type="button", data_act=act, aria_pressed=state)

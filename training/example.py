"""A question over a passage, with the span that answers it or none: what is trained and judged on.

Offsets are code points of the passage alone; the title stands before it only when it is encoded.
"""

from dataclasses import dataclass

NOWHERE = (-1, -1)


@dataclass(frozen=True, slots=True)
class Example:
    """One question over one passage.

    ``kind`` says where it comes from or by which rule it was made; ``group`` is the article, which
    is what is held out. ``answers`` are all accepted wordings, the span's own first; there are none
    when the passage does not answer, and then ``span`` is ``NOWHERE``.
    """

    id: str
    kind: str
    group: str
    language: str
    asked_in: str
    question: str
    title: str
    passage: str
    span: tuple[int, int] = NOWHERE
    answers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        start, end = self.span
        if bool(self.answers) != (self.span != NOWHERE):
            raise ValueError(f"{self.id}: span {self.span} with {len(self.answers)} answers")
        if self.answers and not 0 <= start < end <= len(self.passage):
            raise ValueError(f"{self.id}: span {self.span} of {len(self.passage)} code points")

    @property
    def answerable(self) -> bool:
        """Whether the passage answers the question."""
        return bool(self.answers)

    @property
    def lead(self) -> str:
        """What stands before the passage, worded as the search embeds it."""
        return f"{self.title}. " if self.title else ""


def narrowed(context: str, start: int, text: str, answers: tuple[str, ...]) -> tuple[int, int]:
    """The shortest accepted answer that lies inside the annotated one exactly once.

    Annotators differ in how much they mark; a short answer is what is shown.
    """
    whole = context[start : start + len(text)]
    if whole != text:
        raise ValueError(f"the answer {text!r} does not stand at {start}, but {whole!r}")
    for answer in sorted({a for a in answers if a.strip()}, key=lambda a: (len(a), a)):
        if whole.count(answer) == 1:
            inside = start + whole.index(answer)
            return inside, inside + len(answer)
    return start, start + len(text)

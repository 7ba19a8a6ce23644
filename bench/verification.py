"""How many lies pass for supported, and how many truths are withheld.

``python -m bench.verification [--show N]``

Prints the rates of each kind and language: 500 lies after ``verify`` and ``repaired`` (at most 1 %
may pass), 500 truths (at most 3 % may be withheld), and names that are there in each other's
place. ``--show N`` prints N of the failures of each kind. Last, what one statement costs over sixty
sentences, in milliseconds. Without ``../shared/data`` all of it is over the project's own items.
"""

import argparse
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bench.cited import Case, data_is_here
from bench.lies import lies, swaps
from bench.measurement import machine, table
from bench.truths import truths
from index import Sentence
from qa.answer import Draft, Statement, Withheld
from qa.verification import repaired, verify

COUNT = 500
Supports = Callable[[Statement], bool]
"""A further judge of a statement that passed, such as a model over claim and evidence."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case, whether it was shown, why not, and the CPU time in milliseconds."""

    case: Case
    is_shown: bool
    reason: str
    took: float


def judged(case: Case, supports: Supports | None = None) -> Outcome:
    """What an answer would have done with the draft."""
    began = time.process_time()
    verdict, _ = verdict_of(case.draft, case.shown)
    took = 1000 * (time.process_time() - began)
    if isinstance(verdict, Withheld):
        return Outcome(case, False, verdict.reason, took)
    return Outcome(case, supports is None or supports(verdict), "", took)


def verdict_of(draft: Draft, shown: Sequence[Sentence]) -> tuple[Statement | Withheld, Draft]:
    """Verified as it is, else as repaired."""
    verdict = verify(draft, shown)
    if isinstance(verdict, Withheld) and (better := repaired(draft, shown)) is not None:
        return verify(better, shown), better
    return verdict, draft


def rates(outcomes: Iterable[Outcome], *, failing: bool) -> Iterator[tuple[str, str, str]]:
    """Per kind, then per language: what failed, of how many; ``failing`` is the wrong outcome."""
    outcomes = list(outcomes)
    groups: dict[str, Counter[bool]] = {}
    for one in outcomes:
        for group in (one.case.kind.partition(" ")[0], f"  {one.case.language}"):
            groups.setdefault(group, Counter())[one.is_shown is failing] += 1
    groups["all"] = Counter(one.is_shown is failing for one in outcomes)
    for group in sorted(groups, key=lambda one: (one == "all", one.startswith(" "), one)):
        failed, whole = groups[group][True], groups[group].total()
        yield group, f"{failed}/{whole}", f"{100 * failed / whole:.1f} %"


def _show(outcomes: Sequence[Outcome], *, failing: bool, count: int) -> Iterator[str]:
    shown: Counter[str] = Counter()
    for one in outcomes:
        if (
            one.is_shown is failing
            and (shown := shown + Counter([one.case.kind]))[one.case.kind] <= count
        ):
            yield f"\n[{one.case.kind}, {one.case.language}] {one.reason}\n  {one.case.draft.text}"
            yield from (f"  < {s.text}" for s in one.case.draft.sentences)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--show", type=int, default=0, help="failures of each kind to print")
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--own", action="store_true", help="the project's own items alone")
    asked = parser.parse_args()
    public = data_is_here() and not asked.own
    print(machine())
    verdict_of(*_first(public=public))  # wordings are compiled on first use
    every: list[Outcome] = []
    for title, cases, failing in (
        ("lies shown", lies(asked.count, public=public), True),
        ("truths withheld", truths(asked.count, public=public), False),
        ("names in each other's place, shown", swaps(asked.count // 5, public=public), True),
    ):
        outcomes = [judged(case) for case in cases]
        every += outcomes
        print(f"\n{table((title, 'of', 'share'), rates(outcomes, failing=failing))}")
        print("".join(f"{line}\n" for line in _show(outcomes, failing=failing, count=asked.show)))
    took = sorted(one.took for one in every)
    print(
        f"one statement over {round(statistics.mean(len(one.case.shown) for one in every))} "
        f"sentences: median {statistics.median(took):.1f} ms, "
        f"95 % within {took[int(0.95 * len(took))]:.1f} ms, slowest {took[-1]:.1f} ms"
    )


def _first(*, public: bool) -> tuple[Draft, Sequence[Sentence]]:
    case = next(iter(lies(4, public=public)))
    return case.draft, case.shown


if __name__ == "__main__":
    main()

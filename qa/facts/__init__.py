"""The hard facts of a text: numbers, dates, amounts, shares and quotations, in six languages."""

from qa.facts.stated import (
    Fact,
    facts_of,
    figures_masked,
    figures_of,
    folded,
    quotations_of,
    readings_of,
)

__all__ = [
    "Fact",
    "facts_of",
    "figures_masked",
    "figures_of",
    "folded",
    "quotations_of",
    "readings_of",
]

"""Where articles differ on one thing: what each gives for it, and whether that is one thing."""

from qa.disagreement.differing import differ_on, differences

__all__ = ["differ_on", "differences"]

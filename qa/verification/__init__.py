"""Only what the articles say reaches a screen: every draft is held against the sentences it cites.

:func:`verify` judges, :func:`repaired` looks for better sentences where a draft was given the wrong
ones. Neither ever changes a word of it.
"""

from qa.verification.repair import repaired
from qa.verification.verdict import verify

__all__ = ["repaired", "verify"]

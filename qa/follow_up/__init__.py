"""Follow-ups made to stand alone by rules: "and the domestic part?" gets what it lacks."""

from qa.follow_up.rewriting import standing_alone

__all__ = ["standing_alone"]

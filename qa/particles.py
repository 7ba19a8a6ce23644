"""Yes and no, in the six languages: an answer to a question, and nothing without a sentence."""

YES_OR_NO = "(?:yes|no|bəli|xeyr|evet|hayır|да|нет|بله|خیر|نه|ja|nein)"
"""As a regular expression; letters of both cases are meant."""

"""Whose word a short answer is, and how surely: verbatim spans of the article, in six languages."""

from qa.attribution.whose_word import Attribution, Words, attribution_of

__all__ = ["Attribution", "Words", "attribution_of"]

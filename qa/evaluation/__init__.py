"""How good the answers are: questions whose answers are known, asked, scored, and told.

What scores is pure: an outcome in, numbers out. What asks, indexes and writes pages stands apart
from it, and nothing here changes an answer.
"""

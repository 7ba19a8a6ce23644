"""Answers written by a chat model: what it is shown, what it writes, and what becomes of it."""

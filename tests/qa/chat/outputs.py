"""What models write, and what they should not: texts of everything that means something here."""

from collections.abc import Sequence

from hypothesis import strategies as st

_MEANING = [
    "[1]", "[2]", "[3-5]", "[3–5]", "[3, 7]", "[3][7]", "[S3]", "【3】", "(3)", "(2026)", "[99]",
    "[0]", "[-1]", "[1-99999999999]", "[", "]", "[[", "]]", "[1", "1]", "[sic]", "［２］", "[۳]",
    "【", "(", ")",
    "[3](https://x.y/z)", "![a](b)", "[a](/b)", "\ue0003\ue001", "\ue000", "\ue001", "[^1]", "[1],",
    ".", "!", "?", "…", "...", "。", "؟", "۔", ":", ";", ",", "-", "–", "“", "”", "\"", "'", "’",
    " ", "  ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u200b", "\u202e", "\u200c", "\ud83d", "\x00",
    "- ", "* ", "1. ", "2. ", "3) ", "# ", "> ", "| ", "**", "__", "*", "_", "`", "```", "---",
    "<think>", "</think>", "<thinking>", "<br>", "<!--", "-->", "<script>", "<|im_end|>", "[INST]",
    "NOT_IN_ARTICLES", "NOT IN ARTICLES", "MISSING:", "MISSING", "The articles do not say.",
    "According to the articles:", "U.S.", "Mr.", "No. 5", "3.5", "e.g.", "15. Juli", "2026-cı il",
    "It opens in 2028", "the corridor", "Aliyev", "Əliyev dedi", "Açılacaq", "откроется",
    "باز می‌شود",
    "将于2028年开放", "İ", "ß", "👩‍👩‍👧", "a", "B", "7", "said", "15 million tonnes",
]  # fmt: skip


def outputs(sentences: Sequence[str] = (), *, most: int = 24) -> st.SearchStrategy[str]:
    """Any text, mostly of pieces that mean something to a reader; ``sentences`` are among them."""
    piece = st.sampled_from([*_MEANING, *sentences]) | st.text(max_size=4)
    return st.lists(piece, max_size=most).map("".join)

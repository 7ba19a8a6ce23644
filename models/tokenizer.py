"""XLM-R's tokenization, with offsets into the original text.

Built from the pieces of the package's own file; the recipe (normaliser, pre-tokenizer, template)
is XLM-R's and gives the package's own vectors.
"""

from collections.abc import Sequence
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

UNKNOWN = 3
LIMIT = 512


def build_tokenizer(pieces: Sequence[tuple[str, float]]) -> Tokenizer:
    """A Unigram tokenizer over ``(piece, log probability)``, in the order of their ids."""
    tokenizer = Tokenizer(models.Unigram(list(pieces), unk_id=UNKNOWN, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Nmt(),
            normalizers.NFKC(),
            normalizers.Replace(Regex(r"\s+"), " "),
            normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", 0), ("</s>", 2)],
    )
    tokenizer.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
    return tokenizer


def load_tokenizer(path: Path) -> Tokenizer:
    """The saved tokenizer, truncating at 512 tokens and padding nothing.

    Said here each time: a ``tokenizer.json`` can carry padding and truncation of its own, and
    used as it is then gives wrong vectors without an error.
    """
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LIMIT)
    return tokenizer

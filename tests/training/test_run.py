"""A run of training: stopped and taken up again it ends the same; its attention is right."""

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.nn import functional

from training.encoding import Encoded
from training.export import export_reader, load_exported
from training.reader_model import Embedding, Layer, Reader, Shape
from training.run import Recipe, Run, train

SHAPE = Shape(layers=2, hidden=16, heads=2, forward=32)
WORDS = 50


@pytest.fixture(autouse=True)
def _seed() -> None:
    torch.manual_seed(3)


def an_embedding() -> Embedding:
    table = torch.randn(WORDS, SHAPE.hidden, generator=torch.Generator().manual_seed(1))
    return Embedding(table, torch.zeros(64, 16), torch.ones(16), torch.zeros(16))


def examples(count: int = 60) -> list[Encoded]:
    """Pairs in which the answer is token 7, where there is one."""
    chance = np.random.default_rng(5)
    found = []
    for _ in range(count):
        ids = chance.integers(8, WORDS, int(chance.integers(12, 30))).astype(np.int32)
        at = int(chance.integers(6, len(ids))) if chance.random() < 0.5 else 0
        ids[at] = 7 if at else ids[0]
        found.append(Encoded(ids, 5, len(ids) - 1, at, at))
    return found


def a_run(recipe: Recipe) -> Run:
    torch.manual_seed(3)
    return Run(Reader(SHAPE), an_embedding(), examples(), recipe)


def told(_line: str) -> None:
    """What a run says is not asked for here."""


def test_a_run_that_was_stopped_ends_like_one_that_was_not(tmp_path: Path) -> None:
    recipe = Recipe(batch=4, half=False)
    whole = train(a_run(recipe), tmp_path / "whole", "same", log=told)
    stopped = a_run(recipe)
    train(stopped, tmp_path / "parts", "same", log=told, stopped=lambda: stopped.step >= 7)
    assert stopped.step == 7
    parts = train(a_run(recipe), tmp_path / "parts", "same", log=told)
    assert all(torch.equal(whole[name], parts[name]) for name in whole)


def test_the_state_of_another_recipe_is_refused_in_one_line(tmp_path: Path) -> None:
    train(a_run(Recipe(batch=4, half=False)), tmp_path, "one", log=told)
    with pytest.raises(ValueError, match="name another"):
        train(a_run(Recipe(batch=4, half=False)), tmp_path, "other", log=told)


def test_it_learns_what_its_examples_show(tmp_path: Path) -> None:
    run = a_run(Recipe(batch=4, rate=5e-3, half=False))
    first = sum(run.take_step()[0] for _ in range(5))
    while run.step < run.steps - 5:
        run.take_step()
    assert sum(run.take_step()[0] for _ in range(5)) < first


def test_an_exported_reader_is_what_another_run_begins_with(tmp_path: Path) -> None:
    reader = Reader(SHAPE)
    export_reader(reader.state_dict(), tmp_path, {})
    begun = Reader(SHAPE)
    begun.load_state_dict(load_exported(tmp_path))
    mine, theirs = reader.state_dict(), begun.state_dict()
    assert all(torch.allclose(mine[name], theirs[name], atol=1e-3) for name in mine)


def test_attention_is_that_of_torch_and_blind_to_padding() -> None:
    layer, x = Layer(SHAPE), torch.randn(2, 9, SHAPE.hidden)
    here = (torch.arange(9) < torch.tensor([[9], [6]]))[:, None, None, :]
    mask = torch.zeros(here.shape).masked_fill(~here, -1e4)
    assert torch.allclose(layer(x, mask), _with_torchs_attention(layer, x, here), atol=1e-5)
    other = x.clone()
    other[1, 6:] = 5.0
    assert torch.allclose(layer(x, mask)[1, :6], layer(other, mask)[1, :6], atol=1e-6)


def _with_torchs_attention(layer: Layer, x: Tensor, here: Tensor) -> Tensor:
    rows, width, hidden = x.shape
    parts = layer.qkv(x).view(rows, width, 3, SHAPE.heads, -1).permute(2, 0, 3, 1, 4)
    mixed = functional.scaled_dot_product_attention(parts[0], parts[1], parts[2], attn_mask=here)
    x = layer.attended_norm(x + layer.attended(mixed.transpose(1, 2).reshape(rows, width, hidden)))
    out: Tensor = layer.norm(x + layer.narrow(functional.gelu(layer.widen(x))))
    return out

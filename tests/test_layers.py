"""The house's rules, over the whole tree: imports run one way, each heavy library has one home."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.doors import ROOT

FLOORS = ["models", "index", "qa", "portal", "ui", "sourceline"]
HOMES = {
    "chromadb": "index",
    "onnxruntime": "models",
    "torch": "models",
    "sentence_transformers": "models",
    "transformers": "models",
    "onnx": "models",
    "gradio": "ui",
    "fastapi": "portal",
    "starlette": "portal",
    "sse_starlette": "portal",
    "uvicorn": "portal",
    "mcp": "portal",
}
HOMELESS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}


def product() -> Iterator[tuple[str, Path]]:
    """Every file of the product with the floor that it is on."""
    for floor in FLOORS:
        if (ROOT / f"{floor}.py").is_file():
            yield floor, ROOT / f"{floor}.py"
        for path in sorted((ROOT / floor).rglob("*.py")):
            yield floor, path


def imported(path: Path) -> set[str]:
    """Top-level names that a file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides which floor it reaches"
            names.add((node.module or "").split(".")[0])
    return names


def test_the_whole_product_is_seen() -> None:
    assert len(list(product())) >= 50


def test_imports_run_one_way() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for floor, path in product()
        for name in imported(path)
        if name in FLOORS and FLOORS.index(name) > FLOORS.index(floor)
    ]
    assert wrong == []


def test_each_heavy_library_has_one_home() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for floor, path in product()
        for name in imported(path)
        if name in HOMES and HOMES[name] != floor
    ]
    assert wrong == []


def test_qa_knows_indexs_public_names_alone() -> None:
    wrong = [
        f"{path.name}: {node.module}"
        for floor, path in product()
        if floor == "qa"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("index.")
    ]
    assert wrong == []


def test_the_product_imports_nothing_of_its_workshop() -> None:
    for _, path in product():
        assert imported(path).isdisjoint({"training", "bench", "tests"}), path


def test_only_the_command_line_reads_the_environment() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for floor, path in product()
        if floor != "sourceline"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv"))
        or (isinstance(node, ast.alias) and node.name in ("environ", "getenv"))
    ]
    assert wrong == []


def test_no_module_is_named_for_having_no_name() -> None:
    assert [path for _, path in product() if path.stem in HOMELESS] == []


def test_tests_have_no_packages_that_would_shadow_ours() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_a_question_on_the_default_path_imports_nothing_slow(seed_store: Path) -> None:
    slow = ["torch", "sentence_transformers", "transformers", "gradio", "chromadb", "onnx"]
    code = (
        "import sys; from qa import open_assistant; "
        f"open_assistant({str(seed_store)!r}).ask('when will Zangezur open'); "
        f"print([name for name in {slow} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr

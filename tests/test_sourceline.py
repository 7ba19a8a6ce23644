"""The command line as people and scripts use it: what it prints, where, and how it ends."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest

import sourceline as public
from index.lock import writing
from sourceline import Settings, read_settings
from tests.doors import ROOT, SEED, sourceline

ASKED = "when will Zangezur open"
SEED_TEXT = SEED.read_text("utf-8")
OPENS = "possible by the end of 2028"
COMMANDS = ("index", "ask", "serve", "articles", "remove", "doctor", "rebuild", "backup")
PUBLIC = ("Answer", "Assistant", "Question", "index_paths", "open_assistant", "open_collection",
          "open_embedder")  # fmt: skip
HEAVY = {
    "asyncio", "chromadb", "fastapi", "gradio", "index", "langchain_core", "numpy", "onnxruntime",
    "qa", "sqlite3", "tokenizers", "torch", "tqdm", "ui",
}  # fmt: skip


def told(done: subprocess.CompletedProcess[str], code: int) -> str:
    """The one line on standard error of a command that ended with ``code`` and gave no result."""
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("sourceline: ")
    return line


@pytest.mark.parametrize("arguments", [["--help"], ["ask", "--help"]])
def test_help_lists_everything_and_imports_nothing_heavy(arguments: list[str]) -> None:
    done = sourceline(*arguments, env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert done.returncode == 0
    imported = {line.rsplit("|", 1)[1].strip() for line in done.stderr.splitlines()}
    assert "argparse" in imported
    assert {name.split(".")[0] for name in imported} & HEAVY == set()
    assert {name for name in imported if name.startswith("portal.")} == {"portal.settings"}
    wanted = COMMANDS if arguments == ["--help"] else ("--store", "--json", "--debug", "--batch")
    assert all(re.search(rf"^ +{name}\b", done.stdout, re.MULTILINE) for name in wanted)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ([], "COMMAND"),
        (["answer"], "'answer'"),
        (["ask"], "--batch"),
        (["ask", "one", "--batch", "-"], "--batch"),
        (["index"], "PATH"),
        (["index", ""], "PATH"),
        (["remove"], "ID"),
        (["backup"], "FILE"),
        (["serve", "--port", "65536"], "--port"),
        (["articles", "--nonsense"], "--nonsense"),
    ],
)
def test_a_wrong_command_line_is_told_with_how_it_is_used(arguments: list[str], named: str) -> None:
    done = sourceline(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    usage, *_, line = done.stderr.splitlines()
    assert usage.startswith("usage: sourceline")
    assert named in line


def test_settings_are_read_once_and_empty_is_as_good_as_unset() -> None:
    environment = {"PATH": "x", "SOURCELINE_PORT": " ", "SOURCELINE_STORE": ""}
    assert read_settings(environment) == read_settings({}) == Settings()
    assert read_settings(
        {
            "SOURCELINE_STORE": "news",
            "SOURCELINE_READER": "extractive",
            "SOURCELINE_EMBEDDINGS": "models/mini",
            "SOURCELINE_HOST": "::1",
            "SOURCELINE_PORT": "0",
            "SOURCELINE_TRACING": "Yes",
        }
    ) == Settings("news", embeddings="models/mini", host="::1", port=0, tracing=True)


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("SOURCELINE_STROE", "news"),
        ("SOURCELINE_", ""),
        ("SOURCELINE_store", "news"),
        ("SOURCELINE_PORT", "tcp://10.0.0.1:7860"),
        ("SOURCELINE_PORT", "-1"),
        ("SOURCELINE_PORT", "65536"),
        ("SOURCELINE_TRACING", "maybe"),
        ("SOURCELINE_DEADLINE", "0.5"),
        ("SOURCELINE_DEADLINE", "soon"),
        ("SOURCELINE_CONTEXT", "12"),
        ("SOURCELINE_QUESTIONS_PER_MINUTE", "0"),
    ],
)
def test_a_setting_that_cannot_be_is_named(variable: str, text: str) -> None:
    with pytest.raises(ValueError, match=variable) as error:
        read_settings({variable: text})
    assert text in str(error.value) or "SOURCELINE_STORE" in str(error.value)


def test_a_misspelt_setting_stops_every_command(tmp_path: Path) -> None:
    done = sourceline("articles", env={"SOURCELINE_STROE": str(tmp_path)})
    assert "SOURCELINE_STROE" in told(done, 2)


def test_the_readme_lists_every_setting() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name, value in ((one, getattr(Settings(), one)) for one in Settings.__dataclass_fields__):
        shown = str(value).lower() if isinstance(value, bool) else str(value)
        assert f"| `SOURCELINE_{name.upper()}` | `{shown}` |" in readme


def test_what_python_users_import_is_there() -> None:
    for name in PUBLIC:
        assert callable(getattr(public, name))
    with pytest.raises(AttributeError, match="nonsense"):
        _ = public.nonsense


def test_the_first_question_is_answered_on_the_terminal(seed_store: Path) -> None:
    done = sourceline("ask", ASKED, "--store", str(seed_store))
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{OPENS}. [1]" in " ".join(done.stdout.split())
    assert "[1] Azerbaijan and Kazakhstan deepen strategic ties" in done.stdout
    assert "sentence 8" in done.stdout


def test_the_first_question_is_answered_in_json_in_any_locale(seed_store: Path) -> None:
    latin = {"PYTHONIOENCODING": "latin-1", "SOURCELINE_STORE": str(seed_store)}
    done = sourceline("ask", ASKED, "--json", "--debug", env=latin)
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = done.stdout.splitlines()
    answer = json.loads(line)
    assert answer["status"] == "answered"
    assert (answer["question"], answer["searched_for"]) == (ASKED, ASKED)
    (citation,) = [one for one in answer["citations"] if OPENS in one["quote"]]
    assert citation["number"] == 1
    assert (citation["start"], citation["end"], citation["sentence"]) == (1058, 1242, 7)
    assert SEED_TEXT[citation["start"] : citation["end"]] == citation["quote"]
    assert answer["statements"][0]["citations"] == [1]
    ranked = answer["ranked"]
    assert [one["rank"] for one in ranked] == sorted(one["rank"] for one in ranked)
    assert any(OPENS in one["quote"] and one["dense"]["rank"] == 1 for one in ranked)
    assert any("—" in one["quote"] for one in ranked), "told as UTF-8"


SCRIPT = "<script>alert(1)</script>"
HOSTILE = (
    f"The {SCRIPT} bridge opens\n\n"
    f"The {SCRIPT} bridge \x1b[31mopened\x9b0m to \u202etraffic\u2028 on Monday, İlham said.\n"
)
BAD = {
    "big.txt": "has 50.0 MB, more than the 5 MB",
    "binary.txt": "is a binary file",
    "cyrillic.txt": "is not UTF-8",
    "dangling.txt": "is not a file, or leads to none",
    "empty.md": "is empty",
    "lines.jsonl:2": "is not JSON",
} | ({"unreadable.txt": "Permission denied"} if os.geteuid() else {})


@dataclass(frozen=True, slots=True)
class Mixed:
    """A folder of good and bad files, indexed: how that ended, and the text of each good one."""

    done: subprocess.CompletedProcess[str]
    store: Path
    texts: dict[str, str]


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Mixed:
    folder = tmp_path_factory.mktemp("mixed") / "news"
    (folder / "folder.txt").mkdir(parents=True)
    shutil.copy(SEED, folder / "folder.txt" / "seed.txt")
    (folder / "hostile.txt").write_text(HOSTILE, "utf-8")
    (folder / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    (folder / "cyrillic.txt").write_bytes("Мост открыт.".encode("cp1251"))
    (folder / "empty.md").write_text("\n \n")
    (folder / "dangling.txt").symlink_to(folder / "nowhere.txt")
    (folder / "big.txt").touch()
    os.truncate(folder / "big.txt", 50_000_000)
    ferry = "The ferry to Aktau stopped in May."
    (folder / "lines.jsonl").write_text(
        f'{{"id": "ferry", "title": "Ferry", "text": "{ferry}"}}\nno JSON\n'
    )
    if os.geteuid():
        (folder / "unreadable.txt").write_text("Closed.")
        (folder / "unreadable.txt").chmod(0)
    store = folder.parent / "store"
    done = sourceline("index", str(folder), "--store", str(store))
    titled = {SEED_TEXT.splitlines()[0]: SEED_TEXT, HOSTILE.splitlines()[0]: HOSTILE}
    return Mixed(done, store, {**titled, "Ferry": ferry})


def test_each_bad_file_gets_its_one_line_and_nothing_good_is_lost(mixed: Mixed) -> None:
    done = mixed.done
    assert done.returncode == 1
    errors = done.stderr.splitlines()
    assert len(errors) == len(BAD), "one line each, and no bars in a pipe"
    for line, (name, reason) in zip(sorted(errors), sorted(BAD.items()), strict=True):
        assert line.startswith("sourceline: ")
        assert f"/{name}: {reason}" in line
    *added, searchable = done.stdout.splitlines()
    assert len(added) == len(mixed.texts)
    for line, title in zip(sorted(added), sorted(mixed.texts), strict=False):
        assert line.startswith("added ")
        assert any(f": {title} (" in line for title in mixed.texts), title
    assert re.fullmatch(r"searchable: \d+ passages", searchable)


def test_questions_of_every_kind_get_their_answer_or_their_line(mixed: Mixed) -> None:
    questions = {
        "en": ASKED,
        "az": "Zəngəzur dəhlizi nə vaxt açılacaq?",
        "ru": "Когда откроется Зангезурский коридор?",
        "zh": "赞格祖尔走廊何时开放？",
        "script": f"when did the {SCRIPT} bridge open?",
        "empty": " ",
        "long": "х" * 10_000,
    }
    lines = [json.dumps({"id": id_, "question": text}) for id_, text in questions.items()]
    lines += ["", "nonsense"]
    done = sourceline(
        "ask",
        "--batch",
        "-",
        "--store",
        str(mixed.store),
        input="\n".join(lines),
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert not steering(done.stdout)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    *answered, empty, long, nonsense = answers
    assert [one.get("id") for one in answers] == [*questions, None]
    assert "line 6: the question is empty" in empty["error"]
    assert "line 7: the question has 10,000 characters" in long["error"]
    assert "line 9 is not of the form" in nonsense["error"]
    for answer in answered:
        assert answer["question"] == questions[answer["id"]]
        shown = [*answer["citations"], *answer["nearest"]]
        assert shown
        for one in shown:
            assert mixed.texts[one["title"]][one["start"] : one["end"]] == one["quote"]
    en, az, ru, zh, script = ([*a["citations"], *a["nearest"]] for a in answered)
    assert all(any(OPENS in one["quote"] for one in shown) for shown in (en, az, ru, zh))
    assert any(one["quote"].startswith(f"The {SCRIPT} bridge \x1b[31m") for one in script)


def steering(output: str) -> set[str]:
    """What is in ``output`` for the terminal and not for the reader, but ends of lines."""
    unseen = {c for c in output if unicodedata.category(c)[0] == "C" or c in "\u2028\u2029"}
    return unseen - {"\n"}


def test_nothing_of_an_article_steers_the_terminal(mixed: Mixed) -> None:
    assert steering(HOSTILE)
    done = subprocess.run(
        [sys.executable, "-m", "qa", "when did the bridge open", "--store", str(mixed.store)],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert f"The {SCRIPT} bridge" in " ".join(done.stdout.split())
    assert not steering(done.stdout)


def test_an_answer_is_out_before_the_next_question_and_ctrl_c_ends_it(seed_store: Path) -> None:
    asking = subprocess.Popen(
        [sys.executable, "-m", "sourceline", "ask", "--batch", "-", "--store", str(seed_store)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        # A shell that started the tests in the background has them, and this, deaf to control-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    try:
        assert asking.stdin is not None
        assert asking.stdout is not None
        for question in (ASKED, "what is TRIPP?"):
            print(json.dumps({"question": question}), file=asking.stdin, flush=True)
            assert json.loads(asking.stdout.readline())["question"] == question
        asking.send_signal(signal.SIGINT)
        output, errors = asking.communicate(timeout=20)
    finally:
        asking.kill()
    assert (asking.returncode, output, errors) == (130, "", "")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["ask", ""], "the question is empty"),
        (["ask", "x" * 10_000], "the question has 10,000 characters, more than 2,000"),
        (["ask", ASKED], "index some articles first (sourceline index PATH)"),
        (["articles"], "index some articles first"),
        (["doctor"], "index some articles first"),
        (["rebuild"], "index some articles first"),
        (["remove", "a"], "index some articles first"),
        (["backup", "TMP/b.sqlite"], "index some articles first"),
        (["index", "TMP/missing"], "missing: no such file or folder"),
        (["index", str(ROOT / "pyproject.toml")], "only .txt, .md, .jsonl"),
    ],
)
def test_without_a_store_each_command_says_what_to_do_and_makes_none(
    tmp_path: Path, arguments: list[str], line: str
) -> None:
    arguments = [one.replace("TMP", str(tmp_path)) for one in arguments]
    assert line in told(sourceline(*arguments, "--store", str(tmp_path / "store")), 1)
    assert list(tmp_path.iterdir()) == []


def test_articles_come_change_and_go(tmp_path: Path) -> None:
    folder, store = tmp_path / "news", {"SOURCELINE_STORE": str(tmp_path / "store")}
    folder.mkdir()
    for name, opened in (("bridge", "Monday"), ("ferry", "Tuesday")):
        (folder / f"{name}.txt").write_text(f"The {name}\n\nThe {name} opened on {opened}.")
    done = sourceline("index", str(folder), "--no-wait", "--label", "desk", "--json", env=store)
    assert (done.returncode, done.stderr) == (0, "")
    bridge, ferry = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["event"] for one in (bridge, ferry)] == ["stored", "stored"]
    (folder / "ferry.txt").unlink()
    again = sourceline("index", str(folder), "--no-wait", "--label", "desk", "--prune", env=store)
    assert (again.returncode, again.stdout) == (0, f"removed {ferry['id']}\n1 unchanged\n")
    listed = sourceline("articles", "--json", env=store)
    (article,) = [json.loads(line) for line in listed.stdout.splitlines()]
    assert (article["id"], article["labels"]) == (bridge["id"], ["desk"])
    shown = sourceline("articles", env=store).stdout
    assert shown == f"{bridge['id']}\t-\ten\tThe bridge\n"
    assert "no article 'ferry'" in told(sourceline("remove", "ferry", env=store), 1)
    removed = sourceline("remove", bridge["id"], env=store)
    assert (removed.returncode, removed.stdout) == (0, f"removed {bridge['id']}\n")
    assert sourceline("articles", env=store).stdout == ""
    assert "has no articles: index some first" in told(sourceline("ask", ASKED, env=store), 1)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    done = sourceline("index", str(tmp_path / "news"), "--no-wait", "--store", str(tmp_path / "s"))
    assert "nothing to read" in told(done, 0)


@pytest.mark.long
def test_a_backup_is_a_store_that_doctor_and_rebuild_make_whole(
    seed_store: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "again" / "catalogue.sqlite"
    copy.parent.mkdir()
    done = sourceline("backup", str(copy), "--store", str(seed_store))
    assert done.returncode == 0
    assert f"{copy.stat().st_size:,} bytes" in done.stdout
    assert "is there already" in told(
        sourceline("backup", str(copy), "--store", str(seed_store)), 1
    )
    again = {"SOURCELINE_STORE": str(copy.parent)}
    ill = sourceline("doctor", env=again)
    assert (ill.returncode, ill.stderr) == (1, "")
    (complaint,) = [line for line in ill.stdout.splitlines() if line.startswith("!!")]
    assert complaint == "!! generation: none is published: run `sourceline rebuild`"
    rebuilt = sourceline("rebuild", "--json", env=again)
    assert (rebuilt.returncode, rebuilt.stderr) == (0, "")
    assert [json.loads(line)["event"] for line in rebuilt.stdout.splitlines()] == ["published"]
    well = sourceline("doctor", env=again)
    assert (well.returncode, well.stderr) == (0, "")
    assert all(line.startswith("ok ") for line in well.stdout.splitlines())


@pytest.mark.long
def test_while_another_writes_a_writer_leaves_with_75_and_questions_go_on(
    seed_store: Path, tmp_path: Path
) -> None:
    store = shutil.copytree(seed_store, tmp_path / "store")
    with writing(store):
        for arguments in (["index", str(SEED)], ["remove", "a"]):
            line = told(sourceline(*arguments, "--store", str(store)), 75)
            assert f"process {os.getpid()}: " in line
        asked = sourceline("ask", ASKED, "--store", str(store))
        assert asked.returncode == 0
        assert OPENS in " ".join(asked.stdout.split())


def test_whoever_reads_the_output_may_stop_reading(seed_store: Path) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run(
        [sys.executable, "-m", "sourceline", "articles", "--store", str(seed_store)],
        cwd=ROOT, stdout=theirs, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    os.close(theirs)
    assert (done.returncode, done.stderr) == (141, "")

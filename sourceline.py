"""The command line, the settings, and the public names for Python users.

The only module that reads the environment. What a command needs is imported when it runs, so that
``--help`` answers at once.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import SourcelineError, StoreIsBusy

if TYPE_CHECKING:
    from index import Event
    from models.embedder import Embedder
    from qa import Assistant

EXIT_TOLD, EXIT_USAGE, EXIT_BUSY, EXIT_INTERRUPTED = 1, 2, 75, 130
_PUBLIC = {"Answer": "qa", "Question": "qa", "open_assistant": "qa", "open_collection": "index"}


def __getattr__(name: str) -> object:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'sourceline' has no attribute {name!r}")
    return getattr(import_module(_PUBLIC[name]), name)


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set from outside: ``SOURCELINE_`` and the field's name in capitals."""

    store: str = "store"
    """Folder of the store."""
    reader: str = "extractive"
    """Who reads: ``extractive``."""
    embeddings: str = "embedded"
    """``embedded``, a sentence-transformers folder, or a name in the local cache."""
    host: str = "127.0.0.1"
    """Address that ``serve`` listens on."""
    port: int = 7860
    """Port that ``serve`` listens on."""
    tracing: bool = False
    """Let LangChain trace to LangSmith, as its own variables say."""


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings once; raises ValueError naming the variable that cannot be read."""
    known = {f"SOURCELINE_{field.name.upper()}": field for field in fields(Settings)}
    values: dict[str, str | int | bool] = {}
    for variable, text in environment.items():
        if not variable.startswith("SOURCELINE_"):
            continue
        if variable not in known:
            raise ValueError(f"{variable} is no setting: there are {', '.join(known)}")
        field = known[variable]
        try:
            values[field.name] = _parsers[type(field.default)](text)
        except (ValueError, KeyError) as error:
            raise ValueError(
                f"{variable}={text!r} is not {_expected[type(field.default)]}"
            ) from error
    return Settings(**values)  # type: ignore[arg-type]


_YES_NO = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
_parsers: dict[type, Callable[[str], str | int | bool]] = {
    str: str,
    int: int,
    bool: lambda text: _YES_NO[text.strip().lower()],
}
_expected = {int: "a whole number", bool: "true or false", str: "text"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done, 1 told error, 2 usage, 75 store is busy."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        settings = read_settings(os.environ)
        _quiet(tracing=settings.tracing)
        return int(options.run(options, settings) or 0)
    except ValueError as error:
        if not str(error).startswith("SOURCELINE_"):
            raise
        return _told(error, EXIT_USAGE)
    except StoreIsBusy as error:
        return _told(error, EXIT_BUSY)
    except SourcelineError as error:
        return _told(error, EXIT_TOLD)
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has enough; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _told(error: Exception, code: int) -> int:
    print(f"sourceline: {error}", file=sys.stderr)
    return code


def _quiet(*, tracing: bool) -> None:
    """Nothing leaves the machine: the libraries read so in the environment before they start."""
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"):
        os.environ[name] = "1"
    os.environ["DO_NOT_TRACK"] = "1"
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    os.environ["TOKENIZERS_PARALLELISM"] = "true"
    if not tracing:
        for name in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2"):
            os.environ[name] = "false"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sourceline",
        description="Ask your articles a question; every sentence of the answer rests on theirs.",
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, run: Callable[..., int | None], says: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=says, description=says)
        made.add_argument("--store", metavar="DIR", help="folder of the store (SOURCELINE_STORE)")
        made.set_defaults(run=run)
        return made

    index = command("index", _index, "add articles, or bring them up to date")
    index.add_argument("paths", nargs="+", metavar="PATH", help=".txt, .md, .jsonl, or a folder")
    index.add_argument("--label", action="append", default=[], help="group that may read them")
    index.add_argument("--prune", action="store_true", help="remove what is not there any more")
    index.add_argument("--no-wait", action="store_true", help="leave the vectors for later")
    index.add_argument("--json", action="store_true", help="a JSON line for each event")
    ask = command("ask", _ask, "answer a question, with citations")
    ask.add_argument("question", nargs="?", help="the question")
    ask.add_argument("--batch", metavar="FILE", help="questions as JSON lines; - for stdin")
    ask.add_argument("--json", action="store_true", help="the whole answer as JSON")
    ask.add_argument("--debug", action="store_true", help="with what the search found (JSON)")
    serve = command("serve", _serve, "open the chat page")
    serve.add_argument("--host", help="address to listen on (SOURCELINE_HOST)")
    serve.add_argument("--port", type=int, help="port to listen on (SOURCELINE_PORT)")
    articles = command("articles", _articles, "list the articles")
    articles.add_argument("--json", action="store_true", help="a JSON line for each")
    remove = command("remove", _remove, "take an article out")
    remove.add_argument("id", metavar="ID", help="as `sourceline articles` shows it")
    command("doctor", _doctor, "look for what is wrong with the store, and say what to do")
    rebuild = command("rebuild", _rebuild, "make the vectors anew")
    rebuild.add_argument("--json", action="store_true", help="a JSON line for each event")
    backup = command(
        "backup", _backup, "copy the store's articles into one file, while it is in use"
    )
    backup.add_argument("file", metavar="FILE", help="a new file")
    return parser


def _store(options: argparse.Namespace, settings: Settings) -> Path:
    return Path(options.store or settings.store)


def _embedder(settings: Settings) -> "Callable[[], Embedder]":
    from models import open_embedder

    return lambda: open_embedder(settings.embeddings)


def _index(options: argparse.Namespace, settings: Settings) -> int:
    from index import index_paths

    events = index_paths(
        _store(options, settings),
        [Path(path) for path in options.paths],
        _embedder(settings),
        labels=options.label,
        prune=options.prune,
        wait=not options.no_wait,
    )
    return _followed(events, as_json=options.json)


def _rebuild(options: argparse.Namespace, settings: Settings) -> int:
    from index import rebuild

    events = rebuild(_store(options, settings), _embedder(settings))
    return _followed(events, as_json=options.json)


def _followed(events: "Iterable[Event]", *, as_json: bool) -> int:
    """Say each event as it happens; exit code 1 when something was refused."""
    from qa.terminal import show_events

    return EXIT_TOLD if show_events(events, as_json=as_json) else 0


def _assistant(options: argparse.Namespace, settings: Settings) -> "Assistant":
    from qa import open_assistant

    return open_assistant(
        _store(options, settings), reader=settings.reader, embeddings=settings.embeddings
    )


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    from qa import answer_to_json, found_to_json
    from qa.terminal import answer_lines

    if (options.question is None) == (options.batch is None):
        print("sourceline ask: give a question, or --batch FILE", file=sys.stderr)
        return EXIT_USAGE
    if options.batch is not None:
        return _batch(options, settings)
    from qa.assistant import checked

    checked(options.question)  # told before a model is loaded
    assistant = _assistant(options, settings)
    answer = assistant.ask(options.question)
    if options.json or options.debug:
        told = answer_to_json(answer)
        if options.debug:
            told["ranked"] = found_to_json(assistant.collection.search(answer.searched_for, 20))
        print(json.dumps(told, ensure_ascii=False))
    else:
        print("\n".join(answer_lines(answer)))
    return 0


def _batch(options: argparse.Namespace, settings: Settings) -> int:
    from contextlib import nullcontext

    from qa.batch import answered_lines

    assistant = _assistant(options, settings)
    refused = 0
    try:
        source = nullcontext(sys.stdin) if options.batch == "-" else Path(options.batch).open("rb")  # noqa: SIM115 -- closed below
        with source as lines:
            for told in answered_lines(assistant, lines):
                refused += "error" in told
                print(json.dumps(told, ensure_ascii=False), flush=True)
    except OSError as error:
        raise SourcelineError(f"{options.batch} cannot be read: {error.strerror}") from error
    return EXIT_TOLD if refused else 0


def _serve(options: argparse.Namespace, settings: Settings) -> None:
    from ui import serve

    serve(
        _store(options, settings),
        host=options.host or settings.host,
        port=settings.port if options.port is None else options.port,
        reader=settings.reader,
        embeddings=settings.embeddings,
    )


def _articles(options: argparse.Namespace, settings: Settings) -> None:
    from dataclasses import asdict

    from index.catalogue import Catalogue
    from qa.terminal import plain

    with Catalogue.reading(_store(options, settings)) as catalogue:
        for source in catalogue.sources().values():
            if options.json:
                print(json.dumps(asdict(source), ensure_ascii=False))
            else:
                told = [source.id, source.published or "no date", source.language or "?"]
                print(plain("  ".join([*told, source.title])))


def _remove(options: argparse.Namespace, settings: Settings) -> None:
    from index import remove_article

    if not remove_article(_store(options, settings), options.id):
        raise SourcelineError(f"there is no article {options.id!r}: see `sourceline articles`")
    print(f"removed {options.id}")


def _doctor(options: argparse.Namespace, settings: Settings) -> int:
    from index import doctor

    ill = 0
    for finding in doctor(_store(options, settings), _embedder(settings)().fingerprint):
        ill += finding.remedy is not None
        mark = "!!" if finding.remedy else "ok"
        cure = f": {finding.remedy}" if finding.remedy else ""
        print(f"{mark}  {finding.about}: {finding.found}{cure}")
    return EXIT_TOLD if ill else 0


def _backup(options: argparse.Namespace, settings: Settings) -> None:
    from index import backup

    size = backup(_store(options, settings), Path(options.file))
    print(f"{options.file}: {size:,} bytes; as catalogue.sqlite in an empty folder it is a store")


if __name__ == "__main__":
    sys.exit(main())

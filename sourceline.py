"""The command line and the public names for Python users.

The only module that reads the environment. What a command needs is imported when it runs, so that
``--help`` answers at once.
"""

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import SourcelineError, StoreIsBusy
from portal.settings import (
    Settings,
    access_of,
    models_of,
    port,
    read_settings,
    secret,
)

if TYPE_CHECKING:
    from index import index_paths as index_paths
    from index import open_collection as open_collection
    from models import open_embedder as open_embedder
    from models.embedder import Embedder
    from qa import Answer as Answer
    from qa import Assistant as Assistant
    from qa import Question as Question
    from qa import open_assistant as open_assistant
    from qa.model_settings import Models as Models

_PUBLIC = {
    "index": ("index_paths", "open_collection"),
    "models": ("open_embedder",),
    "qa": ("Answer", "Assistant", "Question", "open_assistant"),
    "qa.model_settings": ("Models",),
}
EXIT_TOLD, EXIT_USAGE, EXIT_BUSY, EXIT_INTERRUPTED, EXIT_PIPE = 1, 2, 75, 130, 141


def __getattr__(name: str) -> object:
    for home, names in _PUBLIC.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module 'sourceline' has no attribute {name!r}")


def path(text: str) -> Path:
    """A path as it was typed; ValueError for an empty one, which would mean the current folder."""
    if not text:
        raise ValueError(text)
    return Path(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done, 1 told error, 2 usage, 75 store is busy."""
    _print_utf8()
    options = _parser().parse_args(arguments)
    try:
        settings = read_settings(os.environ)
    except ValueError as error:
        return _told(error, EXIT_USAGE)
    _keep_inside(tracing=settings.tracing)
    try:
        code = int(options.run(options, settings) or 0)
        sys.stdout.flush()
        return code
    except StoreIsBusy as error:
        return _told(error, EXIT_BUSY)
    except SourcelineError as error:
        return _told(error, EXIT_TOLD)
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has enough; there is nobody left to tell, nor at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_PIPE


def _told(error: Exception, code: int) -> int:
    from qa.terminal import plain

    print(f"sourceline: {plain(str(error))}", file=sys.stderr)
    return code


def _print_utf8() -> None:
    """Articles are in any script and JSON is UTF-8, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _print_json(told: object) -> None:
    from qa.terminal import json_line

    print(json_line(told), flush=True)


_QUIET = {
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "ORT_DISABLE_TELEMETRY": "1",
    "TOKENIZERS_PARALLELISM": "true",
    "TRANSFORMERS_OFFLINE": "1",
}
_SENDING = ("LANGSMITH_", "LANGCHAIN_", "OTEL_", "CHROMA_OTEL_")
"""What LangChain's and Chroma's tracing look for."""


def _keep_inside(*, tracing: bool) -> None:
    """Nothing leaves the machine: the libraries look into the environment when they start."""
    os.environ.update(_QUIET)
    if tracing:
        from qa.tracing import allow_tracing

        allow_tracing()
        return
    for name in [name for name in os.environ if name.upper().startswith(_SENDING)]:
        del os.environ[name]


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
    index.add_argument(
        "paths", nargs="+", type=path, metavar="PATH", help=".txt, .md, .jsonl, or a folder"
    )
    index.add_argument("--label", action="append", default=[], help="group that may read them")
    index.add_argument("--prune", action="store_true", help="remove what is not there any more")
    index.add_argument("--no-wait", action="store_true", help="leave the vectors for later")
    ask = command("ask", _ask, "answer a question, with citations")
    asked = ask.add_mutually_exclusive_group(required=True)
    asked.add_argument("question", nargs="?", help="the question")
    asked.add_argument("--batch", metavar="FILE", help="questions as JSON lines; - for stdin")
    ask.add_argument("--debug", action="store_true", help="as JSON, with what the search found")
    serve = command("serve", _serve, "serve the chat page")
    serve.add_argument("--host", help="address to listen on (SOURCELINE_HOST)")
    serve.add_argument("--port", type=port, help="port to listen on (SOURCELINE_PORT)")
    command("mcp", _mcp, "offer search and answers to another program over stdin and stdout (MCP)")
    token = command("token", _token, "issue a token for a server; without a name, list them")
    whose = token.add_mutually_exclusive_group()
    whose.add_argument("--sub", metavar="NAME", help="whom it is for")
    whose.add_argument("--revoke", metavar="NAME", help="take back all that NAME has")
    token.add_argument("--days", type=int, default=90, metavar="N", help="how long it is good for")
    token.add_argument("--group", action="append", default=[], help="group that NAME is in")
    person = command("password", _password, "make a line for the file of people who sign in")
    person.add_argument("name", metavar="NAME")
    person.add_argument("--group", action="append", default=[], help="group that NAME is in")
    evaluate = command("eval", _eval, "ask questions whose answers are known, and score them")
    evaluate.add_argument("questions", metavar="FILE", help="questions as JSON lines; - for stdin")
    evaluate.add_argument("--corpus", metavar="FILE", help="index it first, into --store to keep")
    evaluate.add_argument("--report", type=path, metavar="FOLDER", help="write a page to read")
    evaluate.add_argument("--sample", type=int, metavar="N", help="ask N of the questions")
    for bound, says in (("--min", "exit with 1 below it"), ("--max", "exit with 1 above it")):
        evaluate.add_argument(bound, action="append", default=[], metavar="NAME=VALUE", help=says)
    command("feedback", _feedback, "print what was called not right, as questions for eval")
    articles = command("articles", _articles, "list the articles")
    remove = command("remove", _remove, "take an article out")
    remove.add_argument("id", metavar="ID", help="as `sourceline articles` shows it")
    command("doctor", _doctor, "look for what is wrong with the store, and say what to do")
    rebuild = command("rebuild", _rebuild, "make the vectors anew")
    backup = command("backup", _backup, "copy the articles into one file, while they are in use")
    backup.add_argument("file", type=path, metavar="FILE", help="a new file")
    for told in (index, ask, evaluate, articles, rebuild):
        told.add_argument("--json", action="store_true", help="JSON, an object a line")
    return parser


def _store(options: argparse.Namespace, settings: Settings) -> Path:
    return Path(options.store or settings.store)


def _embedder(settings: Settings) -> "Callable[[], Embedder]":
    from models import open_embedder

    return lambda: open_embedder(settings.embeddings)


def _index(options: argparse.Namespace, settings: Settings) -> int:
    from index import index_paths
    from qa.terminal import show_events

    events = index_paths(
        _store(options, settings),
        options.paths,
        _embedder(settings),
        labels=options.label,
        prune=options.prune,
        wait=not options.no_wait,
    )
    return EXIT_TOLD if show_events(events, as_json=options.json) else 0


def _rebuild(options: argparse.Namespace, settings: Settings) -> None:
    from index import rebuild
    from qa.terminal import show_events

    show_events(rebuild(_store(options, settings), _embedder(settings)), as_json=options.json)


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    from qa import Question
    from qa.assistant import checked, open_assistant
    from qa.batch import answer_as_json, answer_lines_as_json, open_lines
    from qa.terminal import answer_lines

    if options.batch is None:
        checked(options.question)  # told before a model is loaded
    assistant = open_assistant(_store(options, settings), models_of(settings))
    if options.batch is not None:
        refused = 0
        with open_lines(options.batch) as lines:
            for told in answer_lines_as_json(assistant, lines, debug=options.debug):
                refused += "error" in told
                _print_json(told)
        return EXIT_TOLD if refused else 0
    if options.json or options.debug:
        _print_json(answer_as_json(assistant, Question(options.question), debug=options.debug))
    else:
        print("\n".join(answer_lines(assistant.ask(options.question))))
    return 0


def _eval(options: argparse.Namespace, settings: Settings) -> int:
    from importlib.resources import files

    from qa.evaluation.bounds import missed, read_bounds
    from qa.evaluation.report import make_folder, write_report
    from qa.evaluation.run import run_evaluation
    from qa.evaluation.summary import evaluation_to_json
    from qa.evaluation.table import table_lines

    try:
        bounds = read_bounds(floors=options.min, ceilings=options.max)
    except ValueError as error:
        return _told(error, EXIT_USAGE)
    if options.report:
        make_folder(options.report)
    evaluation = run_evaluation(
        options.questions,
        corpus=options.corpus,
        store=options.store,
        usual_store=settings.store,
        models=models_of(settings),
        sample=options.sample,
    )
    if options.report:
        tokens = files("portal").joinpath("static/tokens.css").read_text("utf-8")
        page = write_report(evaluation, options.report, tokens)
        print(f"report: {page}", file=sys.stderr)
    if options.json:
        _print_json(evaluation_to_json(evaluation))
    else:
        print("\n".join(table_lines(evaluation)))
    if told := missed(bounds, evaluation.whole.figures):
        return _told(SourcelineError(told), EXIT_TOLD)
    return EXIT_TOLD if evaluation.refused else 0


def _feedback(options: argparse.Namespace, settings: Settings) -> None:
    from portal.feedback import questions_called_wrong

    for line in questions_called_wrong(_store(options, settings)):
        _print_json(line)


def _serve(options: argparse.Namespace, settings: Settings) -> None:
    from ui import serve

    try:
        serve(
            _store(options, settings),
            host=options.host or settings.host,
            port=settings.port if options.port is None else options.port,
            models=models_of(settings),
            access=access_of(settings),
            announce=partial(print, flush=True),
        )
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)  # that is how serving ends, not how it fails


def _mcp(options: argparse.Namespace, settings: Settings) -> None:
    from portal.mcp_door.door import serve_stdio

    serve_stdio(_store(options, settings), models_of(settings))


def _token(options: argparse.Namespace, settings: Settings) -> None:
    from portal.admission.commands import token_lines

    for line in token_lines(
        _store(options, settings),
        secret(settings.token_secret),
        name=options.sub,
        days=options.days,
        groups=options.group,
        taken_back=options.revoke,
    ):
        print(line)


def _password(options: argparse.Namespace, settings: Settings) -> None:
    del settings
    from portal.admission.commands import person_line

    print(person_line(options.name, options.group))


def _articles(options: argparse.Namespace, settings: Settings) -> None:
    from index.catalogue import Catalogue
    from qa.terminal import source_line

    with Catalogue.reading(_store(options, settings)) as catalogue:
        for source in catalogue.sources().values():
            print(source_line(source, as_json=options.json))


def _remove(options: argparse.Namespace, settings: Settings) -> None:
    from index import remove_article

    if not remove_article(_store(options, settings), options.id):
        raise SourcelineError(f"there is no article {options.id!r}: see `sourceline articles`")
    print(f"removed {options.id}")


def _doctor(options: argparse.Namespace, settings: Settings) -> int:
    from index import doctor
    from index.catalogue import Catalogue
    from qa.terminal import finding_line

    Catalogue.reading(_store(options, settings)).close()  # told before a model is loaded
    ill = 0
    for finding in doctor(_store(options, settings), _embedder(settings)().fingerprint):
        ill += finding.remedy is not None
        print(finding_line(finding), flush=True)
    if (models := models_of(settings)).is_chat:
        from qa.chat.trial import ask_one_question

        print(ask_one_question(models))
    return EXIT_TOLD if ill else 0


def _backup(options: argparse.Namespace, settings: Settings) -> None:
    from index import backup

    size = backup(_store(options, settings), options.file)
    print(f"{options.file}: {size:,} bytes; as catalogue.sqlite in an empty folder it is a store")


if __name__ == "__main__":
    sys.exit(main())

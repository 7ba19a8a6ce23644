"""Which model answers is told early and in one line, and a server hears nothing that is not its."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from index import SourcelineError
from qa.chat.models import check_chat_model, open_chat_model
from qa.chat.wire import written
from qa.model_settings import Models
from tests.doors import ROOT, sourceline
from tests.qa.chat.servers import (
    KEY,
    Refused,
    Request,
    Step,
    anthropic_server,
    openai_server,
    saying,
    trap,
)

SECRET = "sk-of-somebody-else"  # noqa: S105 -- a trap
HELLO = [("human", "hello")]


def said(models: Models) -> str:
    return asyncio.run(written(open_chat_model(models), HELLO))


@pytest.mark.parametrize(
    ("models", "phrase"),
    [
        (Models("llama3"), "provider:model"),
        (Models(":llama3"), "provider:model"),
        (Models("openai:"), "provider:model"),
        (Models("ollama:llama3"), 'pip install "sourceline[ollama]"'),
        (Models("mistralai:small"), 'pip install "sourceline[mistralai]"'),
        (Models("google-genai:flash"), 'pip install "sourceline[google-genai]"'),
        (Models("nobody:model"), "no provider 'nobody'"),
        (Models("no/body:model"), "no provider"),
        (Models("bedrock:m"), "pip install langchain-aws"),
        (Models("azure_openai:m"), "cannot be opened"),
        (Models("m", "localhost:11434"), "SOURCELINE_BASE_URL"),
        (Models("m", "ftp://localhost"), "SOURCELINE_BASE_URL"),
        (Models("m", "http://"), "SOURCELINE_BASE_URL"),
        (Models("m", "http://localhost:99999/v1"), "SOURCELINE_BASE_URL"),
        (Models("m", f"http://me:{SECRET}@localhost/v1"), "SOURCELINE_API_KEY"),
        (Models("m", f"http://localhost/v1?key={SECRET}"), "SOURCELINE_API_KEY"),
        (Models("openai:gpt-4.1-mini"), "SOURCELINE_API_KEY or OPENAI_API_KEY"),
        (Models("anthropic:claude-x"), "SOURCELINE_API_KEY or ANTHROPIC_API_KEY"),
    ],
)
def test_a_model_that_cannot_be_had_is_told_in_one_line(models: Models, phrase: str) -> None:
    with pytest.raises(SourcelineError) as told:
        check_chat_model(models)
    assert phrase in str(told.value)
    assert "\n" not in str(told.value)
    assert SECRET not in str(told.value)


@pytest.mark.parametrize(
    "models",
    [
        Models("llama3.2:3b", "http://localhost:11434/v1"),
        Models("openai:llama3.2:3b", "https://models.example/v1"),
        Models("anthropic:claude-x", "http://[::1]:8000"),
        Models("openai:gpt-4.1-mini", api_key=KEY),
        Models("anthropic:claude-x", api_key=KEY),
    ],
)
def test_a_model_that_can_be_had_is_let_pass(models: Models) -> None:
    check_chat_model(models)


def test_checking_a_model_imports_nothing_heavy() -> None:
    code = (
        "import sys; from qa.chat.models import check_chat_model; "
        "from qa.model_settings import Models; "
        "check_chat_model(Models('m', 'http://localhost/v1')); "
        "check_chat_model(Models('openai:m', api_key='k')); "
        "print([n for n in sys.modules if n in ('langchain', 'langchain_core', 'openai')])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


@pytest.mark.parametrize(
    ("reader", "model"),
    [
        ("openai:gpt-x", "gpt-x"),
        ("ollama:llama3.2:3b", "llama3.2:3b"),
        ("llama3.2:3b", "llama3.2:3b"),
        ("qwen/qwen3-4b", "qwen/qwen3-4b"),
    ],
)
def test_a_server_is_asked_for_the_model_by_its_own_name(reader: str, model: str) -> None:
    with openai_server(saying("hi")) as server:
        assert said(server.models(reader=reader)) == "hi"
    (request,) = server.requests
    assert request.body["model"] == model
    assert request.body["stream"] is True
    assert request.body["temperature"] == 0


@pytest.mark.parametrize("wire", [openai_server, anthropic_server])
@pytest.mark.parametrize("key", [KEY, ""])
def test_a_server_hears_the_question_and_its_own_key_alone(
    wire: "type[openai_server]", key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with openai_server(saying("trap")) as trap, wire(saying("hi")) as server:
        names = "API_KEY ADMIN_KEY ORG_ID ORGANIZATION PROJECT_ID AUTH_TOKEN WEBHOOK_SECRET"
        for provider in ("OPENAI", "ANTHROPIC"):
            for name in names.split():
                monkeypatch.setenv(f"{provider}_{name}", SECRET)
            for name in ("BASE_URL", "API_BASE", "API_URL", "PROXY"):
                monkeypatch.setenv(f"{provider}_{name}", trap.url)
            headers = f"X-Extra: {SECRET}\nAuthorization: Bearer {SECRET}\nX-Api-Key: {SECRET}"
            monkeypatch.setenv(f"{provider}_CUSTOM_HEADERS", headers)
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, trap.url)
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        assert said(server.models(api_key=key)) == "hi"
    (request,) = server.requests
    told = repr((request.headers, request.body))
    assert SECRET not in told
    assert (key in told) if key else ("'none'" in told or "Bearer none" in told)
    assert "x-stainless-os" not in request.headers
    assert trap.requests == []


def test_a_redirection_takes_the_key_nowhere() -> None:
    with openai_server(saying("trap")) as trap:
        away = Refused(307, headers=(("location", f"{trap.url}/chat/completions"),))
        with openai_server(saying(away)) as server, pytest.raises(Exception, match="307"):
            said(server.models())
    assert trap.requests == []


@pytest.mark.parametrize(
    ("provider", "wire"),
    [("openai", openai_server), ("anthropic", anthropic_server)],
)
def test_without_a_server_the_providers_own_variables_count(
    provider: str, wire: "type[openai_server]", monkeypatch: pytest.MonkeyPatch
) -> None:
    with wire(saying("hi")) as server:
        monkeypatch.setenv(f"{provider.upper()}_BASE_URL", server.url)
        monkeypatch.setenv(f"{provider.upper()}_API_KEY", "from-its-variable")
        assert said(Models(f"{provider}:m")) == "hi"
        assert said(Models(f"{provider}:m", api_key=KEY)) == "hi"
    first, second = (repr(request.headers) for request in server.requests)
    assert "from-its-variable" in first
    assert KEY not in first
    assert KEY in second
    assert "from-its-variable" not in second


def test_nothing_is_traced(monkeypatch: pytest.MonkeyPatch) -> None:
    with trap() as langsmith, openai_server(saying("hi")) as server:
        for prefix in ("LANGSMITH", "LANGCHAIN"):
            monkeypatch.setenv(f"{prefix}_TRACING_V2", "true")
            monkeypatch.setenv(f"{prefix}_ENDPOINT", langsmith.url)
            monkeypatch.setenv(f"{prefix}_API_KEY", SECRET)
        said(server.models())
        from langsmith import utils

        utils.get_env_var.cache_clear()
        said(server.models())
        time.sleep(0.6)
        assert langsmith.requests == []
        assert len(server.requests) == 2


def test_what_is_asked_is_traced_where_our_own_setting_says_so(seed_store: Path) -> None:
    with trap() as langsmith, openai_server(saying("It opens [1].")) as server:
        done = sourceline(
            *("ask", "when will Zangezur open", "--store", str(seed_store)),
            env={
                "SOURCELINE_READER": "m",
                "SOURCELINE_BASE_URL": server.url,
                "SOURCELINE_TRACING": "true",
                "LANGSMITH_TRACING": "true",
                "LANGSMITH_ENDPOINT": langsmith.url,
                "LANGSMITH_API_KEY": SECRET,
            },
        )
    assert done.returncode == 0, done.stderr
    assert langsmith.requests != []


def test_a_model_with_a_temperature_of_its_own_is_asked_again_without_one() -> None:
    def script(request: Request) -> Iterable[Step]:
        if "temperature" in request.body:
            return [Refused(400, '{"error": {"message": "temperature is not supported"}}')]
        return ["hi"]

    with openai_server(script) as server:
        assert said(server.models()) == "hi"
    assert ["temperature" in request.body for request in server.requests] == [True, False]


def test_the_key_is_nowhere_in_what_the_model_looks_like() -> None:
    models = Models("m", "http://localhost/v1", KEY)
    assert KEY not in repr(models) + repr(open_chat_model(models))

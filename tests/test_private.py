"""Nothing leaves the machine: index, ask and serve where there is no network, and under a guard."""

import http.client
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.doors import ROOT, SEED

TEMPTING = {
    "LANGSMITH_TRACING": "true",
    "LANGCHAIN_TRACING_V2": "true",
    "LANGSMITH_API_KEY": "lsv2_not_a_key",
    "LANGSMITH_ENDPOINT": "https://192.0.2.1",
    "GRADIO_ANALYTICS_ENABLED": "True",
    "HF_HUB_OFFLINE": "0",
}
GUARD = """
import os, socket, sys
_log = os.environ["SOCKET_LOG"]
def _audit(event, arguments):
    if event == "socket.getaddrinfo":
        host = str(arguments[0])
    elif event == "socket.connect" and isinstance(arguments[1], tuple):
        host = str(arguments[1][0])
    else:
        return
    if host not in ("None", "localhost", "::1", "::", "0.0.0.0") and not host.startswith("127."):
        with open(_log, "a") as log:
            log.write(f"{event} {host}\\n")
sys.addaudithook(_audit)
"""


@pytest.fixture
def guarded(tmp_path: Path) -> tuple[dict[str, str], Path]:
    """An environment in which every look-up and connection but loopback is written down."""
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(GUARD)
    log = tmp_path / "connections"
    path = os.pathsep.join([str(tmp_path / "guard"), str(ROOT)])
    return {**os.environ, **TEMPTING, "PYTHONPATH": path, "SOCKET_LOG": str(log)}, log


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "sourceline", *arguments]


def test_the_guard_sees_a_look_up(guarded: tuple[dict[str, str], Path]) -> None:
    env, log = guarded
    code = "import socket; socket.getaddrinfo('192.0.2.7', 80)"
    subprocess.run([sys.executable, "-c", code], env=env, check=False)
    assert "192.0.2.7" in log.read_text()


def test_index_ask_and_serve_connect_to_nothing_but_loopback(
    guarded: tuple[dict[str, str], Path], tmp_path: Path
) -> None:
    env, log = guarded
    store = str(tmp_path / "store")
    for arguments in (["index", str(SEED)], ["ask", "when will Zangezur open"]):
        done = subprocess.run(
            command(*arguments, "--store", store), env=env, cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    server = subprocess.Popen(
        command("serve", "--store", store, "--port", "0"),
        env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert server.stdout is not None
        port = int(server.stdout.readline().rsplit(":", 1)[1])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/")
        response = connection.getresponse()
        assert response.status == 200
        assert b"Sourceline" in response.read()
        time.sleep(1)
    finally:
        server.terminate()
        server.wait(10)
    assert not log.exists(), log.read_text()


def test_langchains_runnable_does_not_trace(
    guarded: tuple[dict[str, str], Path], seed_store: Path
) -> None:
    env, log = guarded
    code = (
        "from qa import open_assistant, SourcelineRunnable; "
        f"runnable = SourcelineRunnable(open_assistant({str(seed_store)!r})); "
        "print(runnable.invoke('when will Zangezur open').short_answer); "
        "print(runnable.invoke({'question': 'who?', 'history': []}).status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, cwd=ROOT, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[0].endswith("the end of 2028"), done.stderr
    assert not log.exists(), log.read_text()


@pytest.mark.long
def test_it_works_where_there_is_no_network_at_all(tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rn", "true"], capture_output=True).returncode:
        pytest.skip("this machine does not let a process leave its network (unshare -rn)")
    store = str(tmp_path / "store")
    for arguments in (["index", str(SEED)], ["ask", "when will Zangezur open", "--json"]):
        done = subprocess.run(
            [unshare, "-rn", *command(*arguments, "--store", store)],
            env={**os.environ, **TEMPTING}, cwd=ROOT, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["short_answer"].endswith("the end of 2028")

import os
from base64 import b64encode
from pathlib import Path

import pytest

from index import SourcelineError
from portal.admission.people import People, TooManyTries, WrongPassword, hash_password


def credentials(name: str, password: str) -> str:
    return b64encode(f"{name}:{password}".encode()).decode()


@pytest.fixture(scope="module")
def hashed() -> str:
    return hash_password("açıq-sözüm:")


@pytest.fixture
def file(tmp_path: Path, hashed: str) -> Path:
    made = tmp_path / "people"
    made.write_text(f"# who may read\nAyla:{hashed}:sport,world\n\nomid:{hashed}\n", "utf-8")
    return made


def test_the_right_password_lets_in_with_its_groups(file: Path) -> None:
    people = People(file)
    for _ in range(30):  # known again, and not counted
        told = people.person(credentials("Ayla", "açıq-sözüm:"), "192.0.2.1")
    assert (told.name, told.groups) == ("user:Ayla", {"sport", "world"})
    assert people.person(credentials("omid", "açıq-sözüm:"), "192.0.2.1").groups == frozenset()


@pytest.mark.parametrize(
    "told",
    [
        credentials("Ayla", "wrong"),
        credentials("ayla", "açıq-sözüm:"),
        credentials("nobody", "açıq-sözüm:"),
        credentials("Ayla", ""),
        credentials("", ""),
        credentials("Ayla", "x" * 2000),
        b64encode(b"\xff\xfe:x").decode(),
        b64encode(b"no colon").decode(),
        "!!",
        "ə",
        "",
    ],
)
def test_a_wrong_one_does_not(file: Path, told: str) -> None:
    with pytest.raises(WrongPassword):
        People(file).person(told, "192.0.2.1")


def test_who_is_wrong_too_often_waits_and_others_do_not(file: Path) -> None:
    people = People(file)
    for _ in range(10):
        with pytest.raises(WrongPassword):
            people.person(credentials("Ayla", "wrong"), "192.0.2.1")
    with pytest.raises(TooManyTries) as told:
        people.person(credentials("Ayla", "açıq-sözüm:"), "192.0.2.1")
    assert 0 < told.value.retry_after <= 60
    assert people.person(credentials("omid", "açıq-sözüm:"), "192.0.2.9").name == "user:omid"


def test_one_that_was_right_is_not_held_against_anybody(file: Path) -> None:
    people = People(file)
    for number in range(10):
        if number == 9:
            people.person(credentials("Ayla", "açıq-sözüm:"), "192.0.2.1")
        with pytest.raises(WrongPassword):
            people.person(credentials("Ayla", "wrong"), "192.0.2.1")


def test_whoever_is_taken_out_of_the_file_is_out_at_once(file: Path, hashed: str) -> None:
    people = People(file)
    people.person(credentials("Ayla", "açıq-sözüm:"), "192.0.2.1")
    file.write_text(f"omid:{hashed}:sport\n", "utf-8")
    os.utime(file, ns=(1, 1))
    with pytest.raises(WrongPassword):
        people.person(credentials("Ayla", "açıq-sözüm:"), "192.0.2.1")
    assert people.person(credentials("omid", "açıq-sözüm:"), "192.0.2.1").groups == {"sport"}
    file.unlink()
    with pytest.raises(WrongPassword):
        people.person(credentials("omid", "açıq-sözüm:"), "192.0.2.1")


@pytest.mark.parametrize("line", ["ayla", "ayla:secret", ":x$y$z", "a:md5$aa$aa", "a:b:c:d"])
def test_a_line_that_is_none_is_told_with_its_number(tmp_path: Path, line: str) -> None:
    file = tmp_path / "people"
    file.write_text(f"\n{line}\n")
    with pytest.raises(SourcelineError, match=r"people:2: a line is name:hash"):
        People(file)
    with pytest.raises(SourcelineError, match="cannot be read"):
        People(tmp_path / "no such file")


def test_a_hash_tells_nothing_and_is_never_the_same_twice() -> None:
    one, other = hash_password("password"), hash_password("password")
    assert one != other
    assert "password" not in one
    with pytest.raises(SourcelineError, match="8 characters"):
        hash_password("short")

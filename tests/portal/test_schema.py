"""The API against its own OpenAPI document: whatever is sent, no 5xx, and nothing undocumented."""

from collections import Counter
from collections.abc import Iterator

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi import checks

from portal.application import build_application
from qa import Assistant
from tests.portal.houses import open_house
from tests.portal.served import served

CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
FAST, ALL = 60, 2_000


@pytest.fixture(scope="module")
def url(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The whole application, served with no limit on questions."""
    house = open_house(assistant, tmp_path_factory.mktemp("kept"))
    house.desk.wait()
    with served(build_application(house)) as url:
        requests.get(f"{url}/api/v1/examples", timeout=100)  # found once, which takes seconds
        yield url


def cases(schema: BaseSchema) -> st.SearchStrategy[Case]:
    """A case of any operation, good or bad."""
    operations = [one.ok() for one in schema.get_all_operations()]
    assert len(operations) >= 12
    return st.one_of(*(one.as_strategy() for one in operations))


def check(url: str, count: int) -> Counter[str]:
    """Send that many; the first that breaks a promise fails."""
    schema = schemathesis.openapi.from_url(f"{url}/openapi.json")
    seen: Counter[str] = Counter()
    session = requests.Session()

    @given(case=cases(schema))
    @settings(
        max_examples=count,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
        derandomize=count == FAST,
        database=None,
    )
    def sent(case: Case) -> None:
        response = case.call(session=session, timeout=60)
        seen[case.operation.label] += 1
        case.validate_response(response, checks=CHECKS)

    sent()
    return seen


def test_a_sample_of_requests_breaks_nothing(url: str) -> None:
    seen = check(url, FAST)
    assert sum(seen.values()) >= FAST
    assert len(seen) >= 10


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_two_thousand_requests_break_nothing(url: str) -> None:
    seen = check(url, ALL)
    assert sum(seen.values()) >= ALL
    assert len(seen) >= 12

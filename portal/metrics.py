"""What is counted for whoever operates the server: numbers, and not a word of what was asked."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from qa import Answer

CONTENT_TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60)


class Metrics:
    """The numbers of one server, in a registry of its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._questions = Counter(
            "sourceline_questions",
            "Questions by what became of them: the four outcomes, failed, stopped, refused.",
            ["outcome"],
            registry=self._registry,
        )
        self._withheld = Counter(
            "sourceline_withheld_statements",
            "Drafts that did not pass the verification.",
            registry=self._registry,
        )
        self._seconds = Histogram(
            "sourceline_answer_seconds",
            "Seconds that an answer took: to search, to read, in all.",
            ["part"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._in_work = Gauge(
            "sourceline_answers_in_work", "Answers being made now.", registry=self._registry
        )

    def answered(self, answer: Answer) -> None:
        """Count an answer."""
        self._questions.labels(answer.status.value).inc()
        self._withheld.inc(len(answer.withheld))
        timings = answer.timings
        for part, milliseconds in (
            ("search", timings.search),
            ("read", timings.read),
            ("total", timings.total),
        ):
            self._seconds.labels(part).observe(milliseconds / 1000)

    def unanswered(self, outcome: str) -> None:
        """Count a question without an answer: ``failed``, ``stopped`` or ``refused``."""
        self._questions.labels(outcome).inc()

    def exposed(self, in_work: int) -> bytes:
        """Everything in Prometheus' text format."""
        self._in_work.set(in_work)
        return generate_latest(self._registry)

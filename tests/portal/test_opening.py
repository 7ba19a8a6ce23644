import threading
import time

import pytest

from portal.opening import Opening


def test_what_many_wait_for_is_opened_once() -> None:
    opened: list[object] = []

    def slowly() -> object:
        time.sleep(0.05)
        opened.append(object())
        return opened[-1]

    opening = Opening(slowly)
    assert opening.opened is None
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(opening.wait())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 1
    assert set(found) == {opening.opened}


def test_what_failed_is_tried_again() -> None:
    tries = iter([OSError("not yet"), OSError("not yet"), "here"])

    def fussy() -> str:
        told = next(tries)
        if isinstance(told, OSError):
            raise told
        return told

    opening = Opening(fussy)
    for _ in range(2):
        with pytest.raises(OSError, match="not yet"):
            opening.wait()
    assert opening.wait() == opening.wait() == "here"

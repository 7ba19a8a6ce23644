"""Word that the server is about to stop, so that open streams can end in order."""

import asyncio
import threading


class Closing:
    """Told once, from any thread or a signal handler; whoever waits in an event loop is woken."""

    def __init__(self) -> None:
        self._turn = threading.RLock()  # a signal may come while its own thread has the turn
        self._told = False
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()

    def tell(self) -> None:
        """The server is about to stop."""
        with self._turn:
            self._told = True
            for loop, event in tuple(self._waiting):
                loop.call_soon_threadsafe(event.set)

    async def wait(self) -> None:
        """Return once it is about to stop."""
        one = (asyncio.get_running_loop(), asyncio.Event())
        with self._turn:
            if self._told:
                return
            self._waiting.add(one)
        try:
            await one[1].wait()
        finally:
            with self._turn:
                self._waiting.discard(one)

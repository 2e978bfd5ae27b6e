"""What browsers are shown of a preview, passed from the thread that makes editions to the one that serves them."""

import asyncio
import json
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress

_HEARTBEAT = 15.0  # seconds; a line that shows that a connection still is one

State = Mapping[str, object]  # JSON-ready


class PreviewBoard:
    """The latest state of each edition, and who follows it."""

    def __init__(self, on_follow: Callable[[str], None]) -> None:
        """`on_follow` is called with the edition that a browser begins to follow, in the thread that serves."""
        self._on_follow = on_follow
        self._states: dict[str, str] = {}
        self._followers: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: set[asyncio.Event] = set()
        self.editions: list[State] = []  # what there is to choose from

    def followed(self) -> list[str]:
        """The editions that a browser shows, the one followed first at the beginning."""
        with self._lock:
            return list(+self._followers)

    def publish(self, edition: str, state: State) -> None:
        """Show a state to all who follow the edition. Called in any thread."""
        with self._lock:
            self._states[edition] = json.dumps(state, ensure_ascii=False)
        if self._loop is not None:
            with suppress(RuntimeError):  # the server has ended
                self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        for event in self._waiting:
            event.set()

    async def follow(self, edition: str) -> AsyncIterator[str]:
        """The state of an edition as JSON each time that it is another one; "" now and then if it is not."""
        self._loop = asyncio.get_running_loop()
        event, last = asyncio.Event(), ""
        self._waiting.add(event)
        with self._lock:
            self._followers[edition] += 1
        self._on_follow(edition)
        try:
            while True:
                with self._lock:
                    state = self._states.get(edition, "")
                if state != last:
                    last = state
                    yield state
                event.clear()
                try:
                    await asyncio.wait_for(event.wait(), _HEARTBEAT)
                except TimeoutError:
                    yield ""
        finally:
            self._waiting.discard(event)
            with self._lock:
                self._followers[edition] -= 1

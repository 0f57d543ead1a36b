"""A headless Chromium that opens one page after the other and answers questions about each.

It is spoken to over a pair of pipes, in the DevTools protocol: no port is opened, no driver is needed.
"""

from __future__ import annotations

import base64
import itertools
import json
import os
import select
import subprocess
import tempfile
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from .chromium import FLAGS, NAMES
from .tools import needs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 60.0
"""Seconds that an answer may take on a busy machine."""


class Browser:
    """A running browser with one tab; see `browser`."""

    def __init__(self, into: int, out: int) -> None:
        self._into, self._out, self._rest = into, out, b""
        self._numbers = itertools.count(1)
        self._session = ""
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.requests: list[str] = []
        """The addresses that were asked for since the last page was opened, that of the page first."""
        self.dialogs: list[str] = []
        """What scripts of the page have asked the reader."""
        self.errors: list[str] = []
        """What the browser had to complain of: errors of scripts, what the security policy stopped."""
        for domain in ("Page", "Network", "Runtime", "Log"):
            self._ask(f"{domain}.enable")

    def open(
        self, address: str, *, width: int = 1280, height: int = 900, dark: bool = False, printed: bool = False
    ) -> None:
        """Open a page and wait until it is loaded, in a window of a size, by day or night, or as it is printed."""
        self._ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 700
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._ask("Emulation.setEmulatedMedia", media="print" if printed else "screen", features=[scheme])
        self.requests.clear()
        self.dialogs.clear()
        self.errors.clear()
        self._loaded = False
        self._ask("Page.navigate", url=address)
        self._until(lambda: self._loaded)

    def run(self, script: str) -> Any:
        """What an expression gives in the page, as JSON has it; a promise is waited for."""
        answer = self._ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise AssertionError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def fonts(self, selector: str) -> set[str]:
        """The fonts that the letters of the elements are shown in."""
        for domain in ("DOM", "CSS"):
            self._ask(f"{domain}.enable")
        root = self._ask("DOM.getDocument")["root"]["nodeId"]
        found = self._ask("DOM.querySelectorAll", nodeId=root, selector=selector)["nodeIds"]
        shown = (self._ask("CSS.getPlatformFontsForNode", nodeId=one)["fonts"] for one in found)
        return {font["familyName"] for fonts in shown for font in fonts}

    def picture(self, path: Path, *, whole: bool = False) -> None:
        """Save what the window shows, or the `whole` page, as PNG."""
        data = self._ask("Page.captureScreenshot", captureBeyondViewport=whole)["data"]
        path.write_bytes(base64.b64decode(data))

    def without_policy(self) -> None:
        """From the next page on, run what is asked of a page even if its policy forbids all scripts."""
        self._ask("Page.setBypassCSP", enabled=True)

    def _ask(self, method: str, **params: object) -> dict[str, Any]:
        number = next(self._numbers)
        message: dict[str, object] = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._into, json.dumps(message).encode() + b"\0")
        answer: dict[str, Any] = {}
        while answer.get("id") != number:
            answer = self._hear()
        if "error" in answer:
            raise AssertionError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def _until(self, done: Any) -> None:
        while not done():
            self._hear()

    def _hear(self) -> dict[str, Any]:
        """The next message; what happens in the page is noted."""
        end = time.monotonic() + PATIENCE
        while b"\0" not in self._rest:
            if not select.select([self._out], [], [], max(0.0, end - time.monotonic()))[0]:
                raise TimeoutError("the browser does not answer")
            data = os.read(self._out, 1 << 20)
            if not data:
                raise ConnectionError("the browser has ended")
            self._rest += data
        line, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        self._note(message.get("method", ""), message.get("params", {}))
        return message

    def _note(self, event: str, params: dict[str, Any]) -> None:
        if event == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif event == "Page.javascriptDialogOpening":
            self.dialogs.append(params["message"])
            number = next(self._numbers)  # nobody waits for the answer to this
            close = {"id": number, "sessionId": self._session, "method": "Page.handleJavaScriptDialog"}
            os.write(self._into, json.dumps(close | {"params": {"accept": True}}).encode() + b"\0")
        elif event == "Page.loadEventFired":
            self._loaded = True
        elif event == "Log.entryAdded" and params["entry"]["level"] in {"error", "warning"}:
            self.errors.append(params["entry"]["text"])
        elif event == "Runtime.exceptionThrown":
            self.errors.append(params["exceptionDetails"]["text"])


@contextmanager
def browser(*flags: str) -> Iterator[Browser]:
    """A browser for a `with` block."""
    program = needs(*NAMES)
    read, into = os.pipe()
    out, write = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = [*FLAGS, *flags, "--remote-debugging-pipe", f"--user-data-dir={profile}", "about:blank"]
        # The browser reads from the descriptor 3 and writes to 4, whatever these are here.
        command = [needs("bash"), "-c", f'exec "$0" "$@" 3<&{read} 4>&{write}', program, *options]
        process = subprocess.Popen(
            command, pass_fds=(read, write), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, close_fds=True
        )
        try:
            os.close(read)
            os.close(write)
            yield Browser(into, out)
        finally:
            process.terminate()
            process.wait()
            os.close(into)
            os.close(out)

"""How much quicker pre-translation is with requests side by side, on a server that takes its time.

    python -m benchmarks.pretranslate [--units 200] [--latency 0.05] [--concurrency 10]

A LibreTranslate server of our own answers on loopback, each request after `latency` seconds. A newsroom of as many
units is pre-translated twice from nothing, in processes of its own: one request at a time, then several at once.
Prints the seconds from the first request to the last answer of each, and the whole time of the command.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PARAGRAPH = "On day {0} of story {1} the *mayor* opened [bridge {0}](https://example.org/{1}/{0}) over the river."
A_STORY = 40


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    latency = 0.0

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.times: list[float] = []


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, Server)
        server.times.append(time.monotonic())
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        time.sleep(server.latency)
        self._answer({"translatedText": said["q"].upper()})
        server.times.append(time.monotonic())

    def do_GET(self) -> None:
        self._answer([{"code": one, "targets": ["en", "ru"]} for one in ("en", "ru")])

    def _answer(self, what: object) -> None:
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  http.server's word
        pass


def newsroom(root: Path, url: str, units: int, concurrency: int) -> None:
    (root / "source_articles").mkdir()
    for story in range(max(1, units // A_STORY)):
        paragraphs = "\n\n".join(PARAGRAPH.format(n, story) for n in range(A_STORY - 1))
        text = f"---\ntitle: Story {story}\nsensitivity: public\n---\n{paragraphs}\n"
        (root / f"source_articles/story-{story}.md").write_text(text, "utf-8")
    (root / "l10n-flow.toml").write_text(
        f'languages = ["en", "ru"]\n[machine]\nengine = "libre"\nrate = 0\nconcurrency = {concurrency}\n'
        f'[machine.engines.libre]\nurl = "{url}"\n',
        "utf-8",
    )


def flow(root: Path, *words: str) -> None:
    command = [sys.executable, "-m", "l10n_flow", *words]
    subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL, env=os.environ)


def measured(units: int, latency: float, concurrency: int) -> tuple[int, float, float]:
    """How many requests there were; seconds between the first and the last answer; seconds of the whole command."""
    server = Server()
    server.latency = latency
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        newsroom(root, f"http://127.0.0.1:{server.server_address[1]}/", units, concurrency)
        flow(root, "sync")
        begin = time.monotonic()
        flow(root, "pretranslate", "--lang", "ru", "--yes")
        whole = time.monotonic() - begin
    server.shutdown()
    server.server_close()
    return len(server.times) // 2, max(server.times) - min(server.times), whole


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--units", type=int, default=200)
    parser.add_argument("--latency", type=float, default=0.05)
    parser.add_argument("--concurrency", type=int, default=10)
    asked = parser.parse_args()
    seconds = {}
    for concurrency in (1, asked.concurrency):
        requests, seconds[concurrency], whole = measured(asked.units, asked.latency, concurrency)
        print(
            f"{concurrency:3} at once: {requests} requests in {seconds[concurrency]:.2f} s, "
            f"{requests / seconds[concurrency]:.0f} a second; the whole command {whole:.2f} s"
        )
    print(f"{seconds[1] / seconds[asked.concurrency]:.1f} times as fast")


if __name__ == "__main__":
    main()

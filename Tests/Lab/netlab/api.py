"""A small client of the JSON API; standard library only."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

TIMEOUT = 60.0
POLL = 0.2


class Refused(Exception):
    """What the API answered instead, as a sentence; ``code`` is the problem's word for scripts, if it had one."""

    def __init__(self, sentence: str, code: str = "") -> None:
        super().__init__(sentence)
        self.code = code


class Client:
    """Speaks to one address with one token."""

    def __init__(self, address: str, token: str) -> None:
        self.address, self.token = address, token

    def get(self, path: str) -> dict[str, Any]:
        return self.ask("GET", path, None)

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        return self.ask("POST", path, body)

    def ask(self, method: str, path: str, body: dict[str, Any] | None) -> dict[str, Any]:
        """One request; a problem document becomes `Refused`."""
        request = urllib.request.Request(
            self.address + path,
            data=None if body is None else json.dumps(body).encode(),
            method=method,
            headers={
                "Authorization": f"Bearer {self.token}",
                "Accept": "application/json",
                "Content-Type": "application/json",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
                content = answer.read()
        except urllib.error.HTTPError as refusal:
            sentence, code = read_problem(refusal.code, refusal.read())
            raise Refused(f"{method} {path}: {sentence}", code) from refusal
        result: dict[str, Any] = json.loads(content) if content else {}
        return result

    def wait(self, path: str, until: Callable[[dict[str, Any]], bool], limit: float) -> dict[str, Any]:
        """Reads a resource again and again until it fits; gives up after ``limit`` seconds."""
        deadline = time.monotonic() + limit
        while True:
            found = self.get(path)
            if until(found):
                return found
            if time.monotonic() > deadline:
                raise Refused(f"{path} is still {found.get('state')} after {limit:g} seconds")
            time.sleep(POLL)


def read_problem(status: int, body: bytes) -> tuple[str, str]:
    """The sentence and the code of a problem document (RFC 9457)."""
    try:
        problem = json.loads(body)
        fields = "".join(f" {field['name']}: {field['sentence']}" for field in problem["fields"])
        return f"{status} {problem['code']}: {problem['detail']}{fields}", problem["code"]
    except (ValueError, KeyError, TypeError):
        return f"{status} {body[:200]!r}", ""

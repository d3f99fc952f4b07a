"""The JSON API as a script would use it; every answer is remembered, so that a test can look for secrets in all."""

import http.client
import json
from typing import Any

JSON = dict[str, Any]
TIMEOUT = 60.0


class Refused(Exception):
    """An answer that is no success."""

    def __init__(self, status: int, problem: JSON) -> None:
        super().__init__(f"{status} {problem.get('code')}: {problem.get('detail')} {problem.get('fields') or ''}")
        self.status, self.problem = status, problem
        self.code: str = problem.get("code", "")


class API:
    """One caller with one token."""

    seen: set[str] = set()

    def __init__(self, port: int, token: str) -> None:
        self.port, self.token = port, token

    def get(self, path: str) -> JSON:
        return self.ask("GET", path)

    def post(self, path: str, body: JSON | None = None) -> JSON:
        return self.ask("POST", path, body)

    def ask(self, method: str, path: str, body: JSON | None = None) -> JSON:
        status, text = exchange(
            self.port, method, "/api/v1" + path, None if body is None else json.dumps(body),
            {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
        )[:2]  # fmt: skip
        self.seen.add(text)
        answer: JSON = json.loads(text) if text else {}
        if status >= 300:
            raise Refused(status, answer)
        return answer


def exchange(
    port: int, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
) -> tuple[int, str, list[tuple[str, str]]]:
    """One request over a connection of its own: status, text and headers of the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), answer.getheaders()
    finally:
        connection.close()

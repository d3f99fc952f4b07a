"""The pages, as a browser without JavaScript gets them."""

import re
import time
from urllib.parse import urlencode

from api import exchange


class Visitor:
    """Somebody who has signed in through the form."""

    def __init__(self, port: int, username: str, password: str) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        form = self.get("/sign-in")
        token = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', form)[0]
        fields = {"csrf_token": token, "username": username, "password": password, "return_to": "/"}
        status, text = self.ask("POST", "/sign-in", urlencode(fields))
        assert status == 303, text

    def get(self, path: str) -> str:
        status, text = self.ask("GET", path)
        assert status == 200, f"{path}: {status} {text[:500]}"
        return text

    def milliseconds(self, path: str, times: int = 5) -> float:
        """The time of the middle one of some visits."""
        taken = []
        for _ in range(times):
            began = time.perf_counter()
            self.get(path)
            taken.append((time.perf_counter() - began) * 1000)
        return sorted(taken)[len(taken) // 2]

    def ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        status, text, answered = exchange(self.port, method, path, body, headers)
        for name, value in answered:
            if name.lower() == "set-cookie":
                cookie, content = value.split(";")[0].split("=", 1)
                self.cookies[cookie] = content
        return status, text

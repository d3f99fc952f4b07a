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
        token = self.field(form, "csrf_token")
        fields = {"csrf_token": token, "username": username, "password": password, "return_to": "/"}
        status, text = self.ask("POST", "/sign-in", urlencode(fields))
        assert status == 303, text
        self.token = self.field(self.get("/"), "csrf_token")

    @staticmethod
    def field(page: str, name: str) -> str:
        """What a hidden field of a page says."""
        found: str = re.findall(rf'name="{name}"[^>]*value="([^"]+)"', page)[0]
        return found

    def get(self, path: str) -> str:
        status, text = self.ask("GET", path)
        assert status == 200, f"{path}: {status} {text[:500]}"
        return text

    def send(self, path: str, **fields: str) -> tuple[int, str]:
        """Sends a form that the page beside it shows."""
        return self.ask("POST", path, urlencode({"csrf_token": self.token, **fields}))

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

"""Every page a person can open, and how one of its kind is found."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page

ID = r"[0-9a-fA-F-]{36}"


@dataclass(frozen=True)
class Place:
    """A page: its name in screenshots, its path, and the page whose first fitting link tells the id in it."""

    name: str
    path: str
    found_on: "str | Place | None" = None
    signed: bool = True

    def open(self, page: Page) -> None:
        """Goes there; an answer other than 200 fails the test."""
        answer = page.goto(self.resolve(page))
        assert answer is not None
        assert answer.status == 200, f"{page.url} answered {answer.status}"

    def resolve(self, page: Page) -> str:
        if self.found_on is None:
            return self.path
        page.goto(self.found_on if isinstance(self.found_on, str) else self.found_on.resolve(page))
        start = self.path.split("{id}")[0]
        for link in page.locator(f'a[href^="{start}"]').all():
            match = re.match(f"{start}({ID})(?:[/?#].*)?$", link.get_attribute("href") or "")
            if match is not None:
                return self.path.replace("{id}", match[1])
        raise AssertionError(f"{page.url} has no link to a page like {self.path}")


# Pages as they are before anything has been done. A new page is one more line here.
PLACES = [
    Place("sign-in", "/sign-in", signed=False),
    Place("overview", "/"),
    Place("devices", "/devices"),
    Place("device-new", "/devices/new"),
    Place("device", "/devices/{id}", found_on="/devices"),
    Place("device-edit", "/devices/{id}/edit", found_on="/devices"),
    Place("device-configuration", "/devices/{id}/configuration", found_on="/devices"),
    Place("device-facts", "/devices/{id}/facts", found_on="/devices"),
    Place("device-backups", "/devices/{id}/backups", found_on="/devices"),
    Place("device-changes", "/devices/{id}/changes", found_on="/devices"),
    Place("search", "/search"),
    Place("search-nothing", "/search?q=nothing-has-this"),
    Place("snapshots", "/snapshots"),
    Place("snapshot-new", "/snapshots/new"),
    Place("archive", "/archive"),
    Place("credentials", "/credentials"),
    Place("credential-new", "/credentials/new"),
    Place("credential", "/credentials/{id}", found_on="/credentials"),
    Place("credential-edit", "/credentials/{id}/edit", found_on="/credentials"),
    Place("breakers", "/breakers"),
    Place("lockouts", "/breakers/lockouts"),
    Place("platforms", "/platforms"),
    Place("platform", "/platforms/cisco_ios"),
    Place("platform-new", "/platforms/new"),
    Place("platform-edit", "/platforms/cisco_ios/edit"),
    Place("templates", "/templates"),
    Place("template-new", "/templates/new"),
    Place("template", "/templates/{id}", found_on="/templates"),
    Place("template-edit", "/templates/{id}/edit", found_on="/templates"),
    Place("template-preview", "/templates/{id}/preview", found_on="/templates"),
    Place("template-deploy", "/templates/{id}/deploy", found_on="/templates"),
    Place("stacks", "/stacks"),
    Place("stack-new", "/stacks/new"),
    Place("stack", "/stacks/{id}", found_on="/stacks"),
    Place("stack-edit", "/stacks/{id}/edit", found_on="/stacks"),
    Place("stack-deploy", "/stacks/{id}/deploy", found_on="/stacks"),
    Place("changes", "/changes"),
    Place("change-new", "/changes/new"),
    Place("jobs", "/jobs"),
    Place("jobs-given-up", "/jobs?state=given-up"),
    Place("jobs-waiting", "/jobs?state=waiting"),
    Place("job", "/jobs/{id}", found_on="/jobs"),
    Place("workers", "/workers"),
    Place("worker", "/workers/{id}", found_on="/workers"),
    Place("queues", "/queues"),
    Place("queue-class-limit", "/queues/classes/device/edit"),
    Place("queue-key-limit", "/queues/keys/edit"),
    Place("schedules", "/schedules"),
    Place("schedule-new", "/schedules/new"),
    Place("schedule", "/schedules/{id}", found_on="/schedules"),
    Place("schedule-edit", "/schedules/{id}/edit", found_on="/schedules"),
    Place("users", "/users"),
    Place("user-new", "/users/new"),
    Place("user-edit", "/users/{id}/edit", found_on="/users"),
    Place("account", "/account"),
    Place("audit", "/audit"),
    Place("api-docs", "/docs/api"),
]

SWITCH = Place("device-with-a-past", "/devices/{id}", found_on="/devices?q=sw1")
SWITCH_BACKUPS = Place("device-backups-of-changes", "/devices/{id}/backups", found_on="/devices?q=sw1")

# Pages that show the traces of changes. They are opened when some have ended.
TRACES = [
    Place("overview-after-changes", "/"),
    SWITCH,
    SWITCH_BACKUPS,
    Place("device-changes-of-a-past", "/devices/{id}/changes", found_on="/devices?q=sw1"),
    Place("backup", "/backups/{id}", found_on=SWITCH_BACKUPS),
    Place("backup-difference", "/backups/{id}/diff", found_on=SWITCH_BACKUPS),
    Place("backup-blame", "/backups/{id}/blame", found_on=SWITCH_BACKUPS),
    Place("changes-of-all-states", "/changes"),
    Place("changes-that-need-attention", "/changes?state=attention"),
    Place("jobs-of-changes", "/jobs"),
    Place("job", "/jobs/{id}", found_on="/jobs"),
    Place("audit-of-changes", "/audit"),
]

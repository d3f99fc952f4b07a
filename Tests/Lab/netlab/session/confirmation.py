"""A change that the device takes back by itself unless somebody confirms it in time."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .device import Device


class Confirmation:
    """The device's own timer; it runs on when the session that started it is gone."""

    def __init__(self, device: "Device") -> None:
        self.device = device
        self.timer: asyncio.TimerHandle | None = None
        self.revert: Callable[[], None] | None = None

    @property
    def is_pending(self) -> bool:
        return self.timer is not None

    def begin(self, seconds: float, revert: Callable[[], None]) -> None:
        """Starts the timer; a timer that runs already starts again and keeps what it would go back to."""
        if self.timer is not None:
            self.timer.cancel()
            revert = self.revert or revert
        self.revert = revert
        delay = seconds * self.device.time_scale
        self.timer = asyncio.get_running_loop().call_later(delay, self.expire)
        self.device.journal.record("confirm-awaited", seconds=seconds)

    def confirm(self) -> bool:
        """Keeps the change; false when none waits."""
        if not self.forget():
            return False
        self.device.journal.record("confirmed")
        return True

    def expire(self) -> None:
        """Takes the change back: the time is up, or somebody asked for it."""
        revert = self.revert
        if self.forget() and revert is not None:
            revert()
            self.device.journal.record("reverted")
            self.device.broadcast(self.device.revert_notice)

    def forget(self) -> bool:
        """Stops the timer and leaves everything as it is; false when there was none."""
        if self.timer is None:
            return False
        self.timer.cancel()
        self.timer = self.revert = None
        return True

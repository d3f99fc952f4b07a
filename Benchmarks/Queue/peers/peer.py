"""What the measurement asks of a peer."""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Configuration:
    """One way to run a peer: the commands of its worker processes and the words that describe them."""

    name: str
    commands: list[list[str]]
    environment: dict[str, str] = field(default_factory=dict)


class Peer(Protocol):
    """A job queue with its store; its workers are processes that the measurement starts and stops."""

    name: str
    configurations: list[Configuration]

    def clear(self) -> None:
        """Makes the store as good as new; called while no worker runs."""

    def enqueue_many(self, count: int) -> None:
        """Enqueues jobs that do nothing by the fastest way that the peer documents."""

    def enqueue_each(self, count: int) -> None:
        """Enqueues jobs that do nothing with one call of the peer for each."""

    def enqueue_timed(self, path: str) -> None:
        """Enqueues one job that notes in the file ``path`` how long it waited for its start."""

    def unfinished(self) -> int:
        """How many jobs are not yet finished with their result or history kept."""

    def store_process(self) -> int:
        """The process id of the store's server, whose processor time counts as well."""

    def close(self) -> None:
        """Closes the connections to the store."""

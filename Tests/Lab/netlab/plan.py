"""What a lab is to consist of, as asked for on the command line."""

from dataclasses import dataclass, field

from .devices import catalog


@dataclass(frozen=True)
class Plan:
    """``devices`` counts simulated devices by platform."""

    routers: int = 0
    devices: dict[str, int] = field(default_factory=dict)
    telnet: bool = False
    fleet: int = 0
    platform: str = "cisco_ios"
    workers: int = 1

    def names(self) -> list[tuple[str, str]]:
        """Name and platform of each simulated device that is not of the fleet: sw1, sw2, nx1."""
        return [
            (f"{catalog.device_class(platform).prefix}{number}", platform)
            for platform, count in self.devices.items()
            for number in range(1, count + 1)
        ]


def parse_devices(text: str) -> dict[str, int]:
    """Reads ``cisco_nxos=1,juniper_junos=2``, a bare platform (one of it) or ``all`` (one of each)."""
    if text == "all":
        return dict.fromkeys(catalog.platforms(), 1)
    counts: dict[str, int] = {}
    for part in text.split(","):
        platform, _, number = part.strip().partition("=")
        if platform not in catalog.platforms():
            raise ValueError(f"there is no platform {platform!r}; there are {', '.join(catalog.platforms())}")
        if number and not number.isdecimal():
            raise ValueError(f"{number!r} is not a number of devices")
        counts[platform] = counts.get(platform, 0) + int(number or 1)
    return counts

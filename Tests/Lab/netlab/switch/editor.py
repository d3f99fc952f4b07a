"""Configuration mode: reads lines and changes the configuration."""

from dataclasses import dataclass

from . import normal
from .configuration import Configuration, Section
from .grammar import Match, Mismatch
from .statements import Enter, Negation, Special, Statement, Target, grammars

GRAMMARS = grammars()


@dataclass(frozen=True)
class Refusal:
    """Why a line was not taken: a kind of mismatch with its column, or a message."""

    kind: str
    column: int = 0
    message: str = ""


class Editor:
    """One person's way through the configuration modes."""

    def __init__(self, configuration: Configuration) -> None:
        self.configuration = configuration
        self.mode = "config"
        self.headers: list[str] = []
        self.banner: tuple[str, list[str]] | None = None

    def leave(self) -> bool:
        """One level up; false when configuration mode itself ends."""
        inside = self.mode != "config"
        self.mode, self.headers = "config", []
        return inside

    def apply(self, line: str) -> Refusal | None:
        """Takes one line, or says why not."""
        if self.banner is not None:
            self.continue_banner(line)
            return None
        if not line.strip() or line.lstrip().startswith("!"):
            return None
        result = GRAMMARS[self.mode].read(line)
        scope = self.headers
        if isinstance(result, Mismatch) and self.mode != "config":
            outer = GRAMMARS["config"].read(line)
            if isinstance(outer, Match) or outer.column > result.column:
                result, scope = outer, []
        if isinstance(result, Mismatch):
            return Refusal(result.kind, result.column)
        refusal = self.carry_out(result, scope)
        if refusal is not None and refusal.kind == "invalid":
            return Refusal("invalid", line.rstrip().rfind(" ") + 1)
        return refusal

    def carry_out(self, match: Match[Target], scope: list[str]) -> Refusal | None:
        match match.target:
            case Statement() as statement:
                self.state(statement, match.words, scope)
            case Negation(statement):
                self.negate(statement, match.words[1:], scope)
            case Enter() as enter:
                return self.enter(enter, match.words)
            case Special(name):
                refusal: Refusal | None = getattr(self, name)(match.words)
                return refusal
        return None

    def places(self, scope: list[str]) -> list[dict[str, str]]:
        if not scope:
            return [self.configuration.lines]
        return [self.configuration.section(header).lines for header in scope]

    def state(self, statement: Statement, words: tuple[str, ...], scope: list[str]) -> None:
        kept = statement.rewrite(words) if statement.rewrite else words
        key = " ".join(kept[: statement.identity])
        for lines in self.places(scope):
            if statement.is_default:
                lines.pop(key, None)
            else:
                lines[key] = " ".join(kept)

    def negate(self, statement: Statement, words: tuple[str, ...], scope: list[str]) -> None:
        kept = statement.rewrite(words) if statement.rewrite and len(words) > 2 else words
        key = " ".join(kept[: statement.identity])
        for lines in self.places(scope):
            if statement.is_default:
                lines[key] = f"no {key}"
            elif statement.identity is None:
                for found in [line for line in lines if line == key or line.startswith(key + " ")]:
                    del lines[found]
            else:
                lines.pop(key, None)

    def enter(self, enter: Enter, words: tuple[str, ...]) -> Refusal | None:
        words = words[1:] if enter.removes else words
        headers = [" ".join(words)]
        if words[0] == "vlan":
            headers = [f"vlan {number}" for number in normal.vlan_numbers(words[1])]
        if words[0] == "line":
            headers = [" ".join(("line", words[1].replace("console", "con"), *words[2:]))]
        if enter.removes:
            return self.remove(headers)
        if headers[0].startswith("interface GigabitEthernet") and headers[0] not in self.configuration.sections:
            return Refusal("invalid")
        for header in headers:
            self.configuration.section(header)
        self.mode, self.headers = enter.mode, headers
        return None

    def remove(self, headers: list[str]) -> Refusal | None:
        if headers == ["vlan 1"]:
            return Refusal("message", message="%Default VLAN 1 may not be deleted.")
        if headers[0].startswith("interface GigabitEthernet"):
            return Refusal("message", message="% Removal of physical interfaces is not permitted")
        for header in headers:
            self.configuration.sections.pop(header, None)
        self.leave()
        return None

    def reset_interface(self, words: tuple[str, ...]) -> None:
        self.configuration.section(" ".join(words[1:])).lines.clear()

    def allow_vlans(self, words: tuple[str, ...]) -> Refusal | None:
        key = "switchport trunk allowed vlan"
        for header in self.headers:
            lines = self.configuration.section(header).lines
            if words[0] == "no" or words[4] == "all":
                lines.pop(key, None)
                continue
            present = lines.get(key, "").removeprefix(key).strip()
            if words[4] == "none":
                lines[key] = f"{key} none"
                continue
            numbers = set(normal.vlan_numbers(present)) if present and present != "none" else set()
            named = set(normal.vlan_numbers(words[-1]))
            match words[4]:
                case "add":
                    numbers |= named
                case "remove":
                    numbers = (numbers if present else set(range(1, 4095))) - named
                case _:
                    numbers = named
            lines[key] = f"{key} {normal.vlan_list(sorted(numbers)) or 'none'}"
        return None

    def begin_banner(self, words: tuple[str, ...]) -> None:
        text = words[-1]
        delimiter = "^C" if text.startswith("^C") else text[0]
        self.banner = (delimiter, [])
        self.continue_banner(text[len(delimiter) :])

    def continue_banner(self, line: str) -> None:
        """Takes a line of the banner's text; the delimiter ends it and what follows is ignored."""
        if self.banner is None:
            return
        delimiter, lines = self.banner
        text, found, _ = line.partition(delimiter)
        lines.append(text)
        if found:
            text = "\n".join(lines)
            self.configuration.lines["banner motd"] = f"banner motd ^C{text}^C"
            self.banner = None

    def remove_banner(self, words: tuple[str, ...]) -> None:
        self.configuration.lines.pop("banner motd", None)

    def number_entry(self, words: tuple[str, ...]) -> None:
        """Puts an access-list entry at its number; entries stand 10 apart."""
        for header in self.headers:
            section = self.configuration.section(header)
            entries = list(section.lines.values())
            entries.insert(min(-(-int(words[0]) // 10) - 1, len(entries)), " ".join(words[1:]))
            section.lines = {entry: entry for entry in entries}

    def remove_entry(self, words: tuple[str, ...]) -> Refusal | None:
        for header in self.headers:
            section: Section = self.configuration.section(header)
            place = int(words[1]) // 10 - 1
            if int(words[1]) % 10 or place >= len(section.lines):
                return Refusal("message", message="%Specified sequence number does not exist")
            del section.lines[list(section.lines)[place]]
        return None

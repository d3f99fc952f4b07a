"""Telnet's options as a server sees them: bytes in, text and replies out."""

IAC, DONT, DO, WONT, WILL, SB, SE = 255, 254, 253, 252, 251, 250, 240
ECHO, SUPPRESS_GO_AHEAD, TERMINAL_TYPE, NAWS = 1, 3, 24, 31
SEND, IS = 1, 0

OURS = (ECHO, SUPPRESS_GO_AHEAD)
THEIRS = (TERMINAL_TYPE, NAWS, SUPPRESS_GO_AHEAD)


class Negotiation:
    """Agrees on ECHO and SUPPRESS-GO-AHEAD here, TERMINAL-TYPE and NAWS there, and refuses everything else."""

    def __init__(self) -> None:
        self.pending = b""
        self.agreed: set[tuple[int, int]] = set()
        self.size = (80, 24)
        self.terminal = ""

    def offer(self) -> bytes:
        """What a server says first."""
        return bytes((IAC, WILL, ECHO, IAC, WILL, SUPPRESS_GO_AHEAD, IAC, DO, TERMINAL_TYPE, IAC, DO, NAWS))

    def receive(self, data: bytes) -> tuple[bytes, bytes]:
        """Splits what arrived into text and our reply; half a command waits for its other half."""
        data, self.pending = self.pending + data, b""
        text, reply, place = bytearray(), bytearray(), 0
        while place < len(data):
            if data[place] != IAC:
                end = data.find(IAC, place)
                end = len(data) if end < 0 else end
                text += data[place:end].replace(b"\r\0", b"\r")
                place = end
                continue
            length = command_length(data, place)
            if length == 0:
                self.pending = data[place:]
                break
            command = data[place : place + length]
            place += length
            if command == bytes((IAC, IAC)):
                text.append(IAC)
            elif length == 3:
                reply += self.answer(command[1], command[2])
            elif command[1] == SB:
                self.learn(command[2:-2].replace(bytes((IAC, IAC)), bytes((IAC,))))
        return bytes(text), bytes(reply)

    def answer(self, verb: int, option: int) -> bytes:
        """The reply to WILL, WONT, DO or DONT; what was offered by ourselves needs none."""
        first = (verb, option) not in self.agreed
        self.agreed.add((verb, option))
        match verb:
            case 253 if option not in OURS:
                return bytes((IAC, WONT, option))
            case 251 if option == TERMINAL_TYPE and first:
                return bytes((IAC, SB, TERMINAL_TYPE, SEND, IAC, SE))
            case 251 if option == SUPPRESS_GO_AHEAD and first:
                return bytes((IAC, DO, option))
            case 251 if option not in THEIRS:
                return bytes((IAC, DONT, option))
            case _:
                return b""

    def learn(self, body: bytes) -> None:
        """A subnegotiation: the window's size or the terminal's type."""
        if body[:1] == bytes((NAWS,)) and len(body) == 5:
            width, height = int.from_bytes(body[1:3], "big"), int.from_bytes(body[3:5], "big")
            self.size = (width or 80, height or 24)
        if body[:2] == bytes((TERMINAL_TYPE, IS)):
            self.terminal = body[2:].decode("latin-1")


def command_length(data: bytes, place: int) -> int:
    """The bytes of the command at this place; 0 when it has not arrived whole."""
    if place + 1 >= len(data):
        return 0
    if data[place + 1] in (WILL, WONT, DO, DONT):
        return 3 if place + 2 < len(data) else 0
    if data[place + 1] != SB:
        return 2
    end = place + 2
    while end + 1 < len(data):
        if data[end] != IAC:
            end += 1
        elif data[end + 1] == SE:
            return end + 2 - place
        else:
            end += 2
    return 0

"""A device with NETCONF over SSH on a loopback port; the user's name says what it is like, the password is `secret`.

Prints port and host key and ends when its standard input does. The commands `state` and `journal` print JSON,
`reverted` waits for a confirmed commit to run out.
"""

import asyncio
import json
import sys
import xml.etree.ElementTree as ET

import asyncssh
from datastores import BASE, Datastores, Rejected, canonical, local
from profiles import PROFILES, hello

END = b"]]>]]>"
JOURNAL = []
SESSIONS = {}


class Session:
    """One NETCONF session over one channel."""

    last = 0

    def __init__(self, process, name, device):
        Session.last += 1
        self.id, self.process, self.name, self.device = Session.last, process, name, device
        self.profile = PROFILES.get(name, {})
        self.is_chunked, self.held = False, []

    async def read(self):
        """The next message of the client; a broken one ends the session."""
        if not self.is_chunked:
            message = await self.process.stdin.readuntil(END)
            return message.removesuffix(END)
        message = b""
        while True:
            head = await self.process.stdin.readuntil(b"\n") + await self.process.stdin.readuntil(b"\n")
            if not head.startswith(b"\n#"):
                raise ValueError("bad chunk")
            if head == b"\n##\n":
                if not message:
                    raise ValueError("no chunk")
                return message
            message += await self.process.stdin.readexactly(int(head[2:-1]))

    def frame(self, message):
        if not self.is_chunked:
            return message + END
        half = max(len(message) // 2, 1)
        chunks = [part for part in (message[:half], message[half:]) if part]
        return b"".join(b"\n#%d\n%s" % (len(part), part) for part in chunks) + b"\n##\n"

    async def send(self, data):
        for start in range(0, len(data), 1 if self.name == "bytewise" else 1 << 20):
            self.process.stdout.write(data[start : start + (1 if self.name == "bytewise" else 1 << 20)])
            await self.process.stdout.drain()
            if self.name == "bytewise":
                await asyncio.sleep(0)

    async def run(self):
        SESSIONS[self.id] = self
        try:
            if self.name == "mute":
                return await self.process.stdin.read()
            await self.send(hello(self.name, self.id) + END)
            theirs = ET.fromstring(await self.read())
            if theirs.tag != BASE + "hello" or theirs.find(BASE + "session-id") is not None:
                return
            versions = [(found.text or "").strip() for found in theirs.iter(BASE + "capability")]
            self.is_chunked = "urn:ietf:params:netconf:base:1.1" in versions and "1.1" in self.profile.get(
                "base", ["1.0", "1.1"]
            )
            while await self.answer():
                pass
        except (asyncio.IncompleteReadError, ValueError, ConnectionError, ET.ParseError):
            pass
        finally:
            SESSIONS.pop(self.id, None)
            self.device.end(self)

    async def answer(self):
        text = await self.read()
        root = ET.fromstring(text)
        if root.tag != BASE + "rpc" or len(root) != 1:
            return False
        JOURNAL.append(canonical(text))
        number, operation = root.get("message-id"), root[0]
        if await self.misbehave(number, operation):
            return True
        try:
            body = self.operate(operation)
        except Rejected as rejected:
            body = self.error(rejected)
        reply = f'<rpc-reply xmlns="{BASE[1:-1]}" message-id="{number}" xmlns:x="urn:x" x:more="1">{body}</rpc-reply>'
        for held in self.held:
            await self.send(held)
        self.held = []
        await self.send(self.frame(reply.encode()))
        return operation.tag != BASE + "close-session"

    async def misbehave(self, number, operation):
        """The faults; they are those of the answer to `get`."""
        if operation.tag != BASE + "get":
            return False
        base = f'xmlns="{BASE[1:-1]}"'
        good = self.frame(f'<rpc-reply {base} message-id="{number}"><data/></rpc-reply>'.encode())
        deep = "<a>" * 5000 + "</a>" * 5000
        bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        texts = {
            "wrong-id": f'<rpc-reply {base} message-id="999"><data/></rpc-reply>',
            "no-id": f"<rpc-reply {base}><data/></rpc-reply>",
            "no-data": f'<rpc-reply {base} message-id="{number}"/>',
            "no-reply": f"<hello {base}/>",
            "bomb": f'{bomb}<rpc-reply {base} message-id="{number}"><data>&b;</data></rpc-reply>',
            "outside": f'{outside}<rpc-reply {base} message-id="{number}"><data>&a;</data></rpc-reply>',
            "deep": f'<rpc-reply {base} message-id="{number}"><data>{deep}</data></rpc-reply>',
            "many": f'<rpc-reply {base} message-id="{number}"><data>{"<a/>" * 1_000_001}</data></rpc-reply>',
            "garbage": "login: ",
        }
        chunks = {
            "chunk-zero": b"\n#0\n\n##\n",
            "chunk-sign": b"\n#-1\n\n##\n",
            "chunk-plus": b"\n#+5\nabcde\n##\n",
            "chunk-huge": b"\n#99999999999\n",
            "chunk-large": b"\n#4294967295\n",
            "chunk-none": b"\n##\n",
            "chunk-text": b"<rpc-reply/>",
        }
        if self.name in texts:
            await self.send(self.frame(texts[self.name].encode()))
        elif self.name in chunks:
            await self.send(chunks[self.name])
        elif self.name == "silent":
            await self.process.stdin.read()
        elif self.name == "late":
            self.held.append(good)
        elif self.name == "cut":
            await self.send(good[: len(good) // 2])
            self.process.channel.get_connection().abort()
        elif self.name == "ended":
            await self.send(good[: len(good) // 2])
            self.process.exit(0)
        elif self.name == "endless":
            while True:
                await self.send(b"\n#65536\n" + b"x" * 65536)
        else:
            return False
        return True

    def error(self, rejected):
        text = f"<error-type>{rejected.kind}</error-type><error-tag>{rejected.tag}</error-tag>"
        text += "<error-severity>error</error-severity>"
        if rejected.path:
            text += f'<error-path xmlns:t="urn:netstacks:test">{rejected.path}</error-path>'
        text += f'<error-message xml:lang="en">{rejected.message}</error-message>'
        if rejected.info:
            text += f"<error-info>{rejected.info}</error-info>"
        return f"<rpc-error>{text}</rpc-error>"

    def operate(self, operation):
        name = local(operation)
        if name in self.profile.get("replies", {}):
            return self.profile["replies"][name]
        if not operation.tag.startswith(BASE):
            raise Rejected("operation-not-supported", "unknown operation", "protocol")
        method = getattr(self, "on_" + name.replace("-", "_"), None)
        if method is None:
            raise Rejected("operation-not-supported", "unknown operation", "protocol")
        return method(operation) or "<ok/>"

    @staticmethod
    def store(operation, role):
        return local(operation.find(BASE + role)[0])

    def on_get(self, operation):
        known = self.profile.get("data")
        if known is None:
            return f"<data>{self.device.data('running')}</data>"
        wanted = operation.find(BASE + "filter")
        return "<data>" + "".join(known.get(element.tag, "") for element in wanted) + "</data>"

    def on_get_config(self, operation):
        filtered = operation.find(BASE + "filter")
        if filtered is not None and filtered.get("type") == "xpath" and not filtered.get("select"):
            raise Rejected("missing-attribute", "select", "protocol")
        return f"<data>{self.device.data(self.store(operation, 'source'))}</data>"

    def on_edit_config(self, operation):
        get = lambda name, default: operation.findtext(BASE + name, default)
        config = operation.find(BASE + "config")
        self.device.edit(
            self.store(operation, "target"), config, get("default-operation", "merge"), get("test-option", "set"),
            get("error-option", "stop-on-error"), self,
        )  # fmt: skip
        if self.name == "warns":
            return "<rpc-error><error-type>application</error-type><error-tag>operation-failed</error-tag><error-severity>warning</error-severity><error-message>statement not found</error-message></rpc-error><ok/>"

    def on_copy_config(self, operation):
        source, target = self.store(operation, "source"), self.store(operation, "target")
        self.device.check_lock(target, self)
        self.device.stores[target] = dict(self.device.stores[source])

    def on_lock(self, operation):
        self.device.lock(self.store(operation, "target"), self)

    def on_unlock(self, operation):
        self.device.unlock(self.store(operation, "target"), self)

    def on_validate(self, operation):
        self.store(operation, "source")

    def on_commit(self, operation):
        text = lambda name: operation.findtext(BASE + name)
        confirmed = operation.find(BASE + "confirmed") is not None
        self.device.commit(self, confirmed, int(text("confirm-timeout") or 600), text("persist"), text("persist-id"))

    def on_cancel_commit(self, operation):
        self.device.cancel(self, operation.findtext(BASE + "persist-id"))

    def on_discard_changes(self, operation):
        self.device.check_lock("candidate", self)
        self.device.discard()

    def on_kill_session(self, operation):
        number = int(operation.findtext(BASE + "session-id"))
        if number == self.id or number not in SESSIONS:
            raise Rejected("invalid-value", "no such session", "protocol")
        SESSIONS[number].process.channel.get_connection().abort()
        self.device.end(SESSIONS[number])

    def on_close_session(self, operation):
        return None


class Server(asyncssh.SSHServer):
    def password_auth_supported(self):
        return True

    def validate_password(self, username, password):
        return password == "secret"


async def main():
    device = Datastores()

    async def handle(process):
        name = process.get_extra_info("username")
        if process.subsystem == "netconf" and name != "none":
            await Session(process, name, device).run()
            process.exit(0)
        elif process.command == "state":
            pending = device.pending and device.pending["persist"]
            value = {"stores": device.stores, "locks": device.locks, "pending": pending, "history": device.history}
            process.stdout.write(json.dumps(value).encode())
            process.exit(0)
        elif process.command == "journal":
            process.stdout.write(json.dumps(JOURNAL).encode())
            process.exit(0)
        elif process.command == "reverted":
            await device.reverted.wait()
            process.exit(0)
        else:
            process.exit(1)

    key = asyncssh.generate_private_key("ssh-ed25519")
    server = await asyncssh.create_server(
        Server, "127.0.0.1", 0, server_host_keys=[key], process_factory=handle, encoding=None, line_editor=False
    )
    public = key.export_public_key("openssh").decode().split()[1]
    print(server.sockets[0].getsockname()[1], public, flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


try:
    asyncio.run(main())
except KeyboardInterrupt:
    pass

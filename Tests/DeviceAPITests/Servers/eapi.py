"""Arista's Command API as its documentation on the switch describes it; a malformed call is refused, never guessed at."""

import re

VERSION = {
    "mfgName": "Arista",
    "modelName": "DCS-7050SX3-48YC8-F",
    "serialNumber": "JPE12345678",
    "version": "4.31.2F",
    "uptime": 93784.21,
    "bootupTimestamp": 1700000000.0,
}
INTERFACES = {
    "interfaces": {
        name: {
            "name": name,
            "interfaceStatus": status,
            "lineProtocolStatus": "up" if status == "connected" else "down",
            "description": description,
            "interfaceAddress": [{"primaryIp": {"address": address, "maskLen": length}}] if address else [],
        }
        for name, status, description, address, length in [
            ("Ethernet10", "notconnect", "", None, 0),
            ("Ethernet2", "connected", "uplink\u0007 to core", None, 0),
            ("Management1", "connected", "", "10.0.0.7", 24),
            ("Loopback0", "connected", "", "0.0.0.0", 0),
        ]
    }
}
RUNNING = "! device: sw1 (DCS-7050SX3-48YC8-F, EOS-4.31.2F)\n!\nhostname sw1\n!\nend\n"


class EAPI:
    def __init__(self):
        self.sessions, self.running, self.saved, self.pending = {}, ["hostname sw1"], False, None
        self.before = self.running

    def call(self, request):
        if not isinstance(request, dict) or request.get("jsonrpc") != "2.0" or "id" not in request:
            return {"jsonrpc": "2.0", "id": None, "error": {"code": -32600, "message": "Invalid Request"}}
        answer = {"jsonrpc": "2.0", "id": request["id"]}
        if request.get("method") != "runCmds":
            return answer | {"error": {"code": -32601, "message": "Method not found"}}
        params = request.get("params")
        known = {"version", "cmds", "format", "timestamps", "autoComplete", "expandAliases", "includeErrorDetail"}
        if (
            not isinstance(params, dict)
            or set(params) - known
            or params.get("version") not in (1, "latest")
            or params.get("format", "json") not in ("json", "text")
            or not isinstance(params.get("cmds"), list)
            or not params["cmds"]
        ):
            return answer | {"error": {"code": -32602, "message": "Invalid params"}}
        results, self.mode, self.session = [], "user", None
        for index, command in enumerate(params["cmds"]):
            if isinstance(command, str):
                command = {"cmd": command}
            if set(command) - {"cmd", "input", "revision"} or "\n" in command["cmd"]:
                return answer | {"error": {"code": -32602, "message": "Invalid params"}}
            try:
                results.append(self.run(command["cmd"], command.get("input"), params.get("format", "json")))
            except Rejected as rejected:
                said = f"CLI command {index + 1} of {len(params['cmds'])} '{command['cmd']}' failed: {rejected.kind}"
                data = results + [{"errors": [rejected.words]}]
                return answer | {"error": {"code": rejected.code, "message": said, "data": data}}
        return answer | {"result": results}

    def run(self, command, answer, format):
        if command == "enable":
            if answer not in (None, "", "ena"):
                raise Rejected(1002, "invalid command", "% Bad secret")
            self.mode = "enabled"
            return {} if format == "json" else {"output": ""}
        text = {
            "show version": "Arista DCS-7050SX3-48YC8-F\nSoftware image version: 4.31.2F\n",
            "show running-config": RUNNING,
            "show tech-support": "a lot\x1b[0m\x07\n",
        }
        structured = {
            "show version": VERSION,
            "show hostname": {"hostname": "sw1", "fqdn": "sw1.example.net"},
            "show interfaces": INTERFACES,
            "show configuration sessions": {
                "maxSavedSessions": 1,
                "sessions": {
                    name: {"state": "pendingCommitTimer" if name == self.pending else "pending", "instances": {}}
                    for name in [*self.sessions, *([self.pending] if self.pending else [])]
                },
            },
        }
        if command == "show running-config" and self.mode != "enabled":
            raise Rejected(1002, "invalid command", "Invalid input (privileged mode required)")
        if self.mode == "configuring":
            if command == "banner motd" and answer is not None:
                self.sessions[self.session].append(f"banner motd {answer!r}")
                return {}
            return self.configure(command)
        if command == "show secrets":
            raise Rejected(1005, "permission to run command denied", "")
        if found := re.fullmatch(r"show session-config named (\S+) diffs", command):
            return {"output": "".join(f"+{line}\n" for line in self.sessions[found[1]])}
        if format == "text" and command in text:
            return {"output": text[command]}
        if format == "json" and command in structured:
            return structured[command]
        if command in text:
            raise Rejected(1003, "unconverted command", "Command cannot be used over the API at this time.")
        if command == "copy running-config startup-config":
            self.saved = True
            return {}
        if found := re.fullmatch(r"configure session (\S+)( commit| abort)?", command):
            name, end = found[1], found[2]
            if end == " commit":
                if self.pending != name:
                    raise Rejected(1000, "could not run command", "Session is not pending")
                self.pending = None
            elif end == " abort":
                if name == self.pending:
                    self.running, self.pending = self.before, None
                elif name not in self.sessions:
                    raise Rejected(1000, "could not run command", "No such session")
                self.sessions.pop(name, None)
            else:
                self.sessions.setdefault(name, [])
                self.mode, self.session = "configuring", name
            return {}
        raise Rejected(1002, "invalid command", f"Invalid input (at token 0: '{command.split()[0]}')")

    def configure(self, line):
        if line in ("end", "abort"):
            self.mode = "enabled"
        elif line == "commit" or re.fullmatch(r"commit timer \d\d:\d\d:\d\d", line):
            self.before = list(self.running)
            self.running += self.sessions.pop(self.session)
            self.pending = self.session if "timer" in line else None
            self.mode = "enabled"
        elif line.split()[0] == "secret":
            raise Rejected(1005, "permission to run command denied", "")
        elif line.split()[0] in ("hostname", "interface", "description", "mtu"):
            self.sessions[self.session].append(line)
        else:
            raise Rejected(1002, "invalid command", f"Invalid input (at token 0: '{line.split()[0]}')")
        return {}


class Rejected(Exception):
    def __init__(self, code, kind, words):
        self.code, self.kind, self.words = code, kind, words

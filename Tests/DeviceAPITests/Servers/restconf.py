"""RESTCONF (RFC 8040) over a small datastore of interfaces; media types, entity tags and error tags as the RFC wants them."""

import json
import re
import urllib.parse

TYPE = "application/yang-data+json"
LIST = "ietf-interfaces:interfaces/interface"


IETF = {
    "ietf-system:system": {"hostname": "rc1\n"},
    "ietf-system:system-state": {
        "platform": {"os-name": "Linux", "os-release": "6.1", "machine": "x86_64"},
        "clock": {"current-datetime": "2026-01-02T00:00:30Z", "boot-datetime": "2026-01-01T00:00:00Z"},
    },
    "ietf-interfaces:interfaces-state": {
        "interface": [
            {"name": "eth0", "oper-status": "up", "ietf-ip:ipv4": {"address": [{"ip": "10.0.0.5", "prefix-length": 24}]}},
            {"name": "lo", "oper-status": "unknown", "ietf-ip:ipv4": {"address": [{"ip": "10.9.9.9", "netmask": "255.0.0.0"}]}},
        ]
    },
}
HARDWARE = "Cisco-IOS-XE-device-hardware-oper:device-hardware"
CISCO = {
    "Cisco-IOS-XE-native:native/hostname": "xe1",
    "Cisco-IOS-XE-native:native/version": "17.3",
    HARDWARE + "-data/device-hardware": {
        "device-inventory": [
            {"hw-type": "hw-type-slot", "part-number": "X", "serial-number": "Y"},
            {"hw-type": "hw-type-chassis", "part-number": "C9300-24T", "serial-number": "FCW1"},
        ],
        "device-system-data": {"current-time": "2026-01-01T01:00:00+00:00", "boot-time": "2026-01-01T00:00:00+00:00"},
    },
}


class RESTCONF:
    def __init__(self):
        self.is_cisco = False
        self.interfaces = {"eth0": {"name": "eth0", "type": "iana-if-type:ethernetCsmacd", "mtu": 1500}}
        self.revision = 1

    def call(self, method, target, headers, body):
        """Status, fields and body."""
        path, _, query = target.partition("?")
        if not path.startswith("/api/rc/data"):
            return self.error(404, "invalid-value", "no such resource")
        if method == "GET" and TYPE not in headers.get("Accept", ""):
            return self.error(406, "invalid-value", "wrong Accept")
        if method in ("PUT", "POST", "PATCH") and headers.get("Content-Type") != TYPE:
            return self.error(415, "malformed-message", "wrong Content-Type")
        path = path.removeprefix("/api/rc/data").removeprefix("/")
        known = {"content", "depth", "fields"} if method == "GET" else set()
        if set(urllib.parse.parse_qs(query)) - known:
            return self.error(400, "invalid-value", "unknown query parameter")
        if "If-Match" in headers and headers["If-Match"] != self.tag:
            return self.error(412, "operation-failed", "changed")
        if path == "ietf-restconf-monitoring:restconf-state/capabilities" and method == "GET":
            names = ["depth", "fields"]
            capabilities = [f"urn:ietf:params:restconf:capability:{name}:1.0" for name in names]
            return self.good(200, {"ietf-restconf-monitoring:capabilities": {"capability": capabilities}})
        if path == "secret:vault":
            return self.error(409, "access-denied", "not you")
        if path == "ietf-interfaces:interfaces":
            return self.container(method, body)
        known = CISCO if self.is_cisco else IETF
        if path in known and method == "GET":
            module, name = path.split(":")[0], path.split("/")[-1].split(":")[-1]
            return self.good(200, {f"{module}:{name}": known[path]})
        found = re.fullmatch(re.escape(LIST) + "=([^/,]+)(/mtu)?", path)
        if not found:
            return self.error(404, "invalid-value", "unknown path")
        name = urllib.parse.unquote(found[1])
        if found[2]:
            return self.good(200, {"ietf-interfaces:mtu": self.interfaces[name]["mtu"]})
        return self.entry(method, name, body)

    def container(self, method, body):
        if method == "GET":
            return self.good(200, {"ietf-interfaces:interfaces": {"interface": list(self.interfaces.values())}})
        if method != "POST":
            return self.error(405, "operation-not-supported", "")
        entry = self.read(body)
        if isinstance(entry, tuple):
            return entry
        if entry["name"] in self.interfaces:
            return self.error(409, "data-exists", "it is there")
        self.interfaces[entry["name"]] = entry
        self.revision += 1
        place = f"/api/rc/data/{LIST}={urllib.parse.quote(entry['name'], safe='')}"
        return 201, {"Location": place, "ETag": self.tag}, b""

    def entry(self, method, name, body):
        exists = name in self.interfaces
        if method == "GET":
            if not exists:
                return self.error(404, "invalid-value", "no entry")
            return self.good(200, {"ietf-interfaces:interface": [self.interfaces[name]]})
        if method == "DELETE":
            if not exists:
                return self.error(409, "data-missing", "no entry")
            del self.interfaces[name]
        else:
            entry = self.read(body)
            if isinstance(entry, tuple):
                return entry
            if entry["name"] != name:
                return self.error(400, "invalid-value", "the key differs from the path")
            if method == "PATCH" and not exists:
                return self.error(404, "invalid-value", "no entry")
            self.interfaces[name] = (self.interfaces[name] | entry) if method == "PATCH" else entry
        self.revision += 1
        return (201 if method == "PUT" and not exists else 204), {"ETag": self.tag}, b""

    def read(self, body):
        try:
            entry = json.loads(body)["ietf-interfaces:interface"][0]
            assert isinstance(entry["name"], str)
        except (ValueError, KeyError, AssertionError):
            return self.error(400, "malformed-message", "no interface")
        if not 68 <= entry.get("mtu", 1500) <= 9216:
            return self.error(400, "invalid-value", "mtu out of\nrange")
        return entry

    @property
    def tag(self):
        return f'"r{self.revision}"'

    def good(self, status, value):
        return status, {"Content-Type": TYPE, "ETag": self.tag}, json.dumps(value).encode()

    def error(self, status, tag, message):
        error = {"error-type": "application", "error-tag": tag, "error-message": message}
        body = {"ietf-restconf:errors": {"error": [error]}}
        return status, {"Content-Type": TYPE}, json.dumps(body).encode()

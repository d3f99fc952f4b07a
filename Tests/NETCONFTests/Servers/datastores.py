"""A device's configurations: candidate, running and startup, locks, and a confirmed commit that really runs out (RFC 6241)."""

import asyncio
import copy
import re
import xml.etree.ElementTree as ET

BASE = "{urn:ietf:params:xml:ns:netconf:base:1.0}"
TEST = "{urn:netstacks:test}"


class Rejected(Exception):
    def __init__(self, tag, message="", kind="application", path=None, info=None):
        self.tag, self.message, self.kind, self.path, self.info = tag, message, kind, path, info


class Datastores:
    """What all sessions share; a configuration is a list of interfaces by name."""

    def __init__(self):
        self.stores = {"running": {"eth0": {"mtu": "1500"}}, "startup": {"eth0": {"mtu": "1500"}}}
        self.stores["candidate"] = copy.deepcopy(self.stores["running"])
        self.locks = {}
        self.pending = None
        self.reverted = asyncio.Event()
        self.history = []

    def check_lock(self, store, session):
        holder = self.locks.get(store)
        if holder is not None and holder != session.id:
            raise Rejected("in-use", f"the {store} configuration is locked", "protocol")

    def lock(self, store, session):
        if store in self.locks:
            info = f"<session-id>{self.locks[store]}</session-id>"
            raise Rejected("lock-denied", "Lock failed, lock is already held", "protocol", info=info)
        if store == "candidate" and self.stores["candidate"] != self.stores["running"]:
            raise Rejected("lock-denied", "the candidate has changes", "protocol", info="<session-id>0</session-id>")
        self.locks[store] = session.id

    def unlock(self, store, session):
        if self.locks.get(store) != session.id:
            raise Rejected("operation-failed", "not locked by this session", "protocol")
        del self.locks[store]
        if store == "candidate":
            self.discard()

    def discard(self):
        self.stores["candidate"] = copy.deepcopy(self.stores["running"])

    def edit(self, store, config, default, test, on_error, session):
        self.check_lock(store, session)
        edited = copy.deepcopy(self.stores[store])
        if default == "replace":
            edited = {}
        for top in config:
            if top.tag != TEST + "top":
                raise Rejected("unknown-element", "no such module", "protocol", info=f"<bad-element>{local(top)}</bad-element>")
            for entry in top:
                self.edit_entry(edited, entry, default)
        for name, values in edited.items():
            if not 68 <= int(values.get("mtu", "1500")) <= 9216:
                path = f"/t:top/t:interface[t:name='{name}']/t:mtu"
                raise Rejected("invalid-value", "mtu out of\n range", path=path)
        if test != "test-only":
            self.stores[store] = edited

    def edit_entry(self, store, entry, default):
        name = entry.findtext(TEST + "name")
        operation = entry.get(BASE + "operation", "merge" if default != "none" else "none")
        exists = name in store
        if operation == "create" and exists:
            raise Rejected("data-exists", "it is there", path=f"/t:top/t:interface[t:name='{name}']")
        if operation == "delete" and not exists:
            raise Rejected("data-missing", "it is not there", path=f"/t:top/t:interface[t:name='{name}']")
        if operation in ("delete", "remove"):
            store.pop(name, None)
        elif operation in ("merge", "create", "replace"):
            values = {} if operation == "replace" else dict(store.get(name, {}))
            values |= {local(leaf): leaf.text or "" for leaf in entry if local(leaf) != "name"}
            store[name] = values

    def commit(self, session, confirmed, seconds, persist, persist_id):
        self.check_lock("running", session)
        self.check_lock("candidate", session)
        pending = self.pending
        if persist_id is not None and (pending is None or pending["persist"] != persist_id):
            raise Rejected("invalid-value", "no confirmed commit of this persist-id", "protocol")
        if pending and pending["persist"] is not None and persist_id is None:
            raise Rejected("operation-failed", "a confirmed commit with a persist-id is pending")
        before = pending["before"] if pending else self.stores["running"]
        if pending:
            pending["timer"].cancel()
            self.pending = None
        self.stores["running"] = copy.deepcopy(self.stores["candidate"])
        self.history.append(sorted(self.stores["running"]))
        if confirmed:
            timer = asyncio.get_running_loop().call_later(seconds, self.revert)
            self.pending = {"persist": persist, "session": session.id, "timer": timer, "before": before}
            self.reverted.clear()

    def revert(self):
        self.pending["timer"].cancel()
        self.stores["running"], self.pending = self.pending["before"], None
        self.history.append(sorted(self.stores["running"]))
        self.reverted.set()

    def cancel(self, session, persist_id):
        if not self.pending or self.pending["persist"] != persist_id:
            raise Rejected("invalid-value", "no such confirmed commit", "protocol")
        self.revert()

    def end(self, session):
        for store in [store for store, holder in self.locks.items() if holder == session.id]:
            self.unlock(store, session)
        if self.pending and self.pending["persist"] is None and self.pending["session"] == session.id:
            self.revert()

    def data(self, store):
        interfaces = "".join(
            f"<interface><name>{name}</name>"
            + "".join(f"<{key}>{value}</{key}>" for key, value in values.items())
            + "</interface>"
            for name, values in self.stores[store].items()
        )
        return f'<top xmlns="urn:netstacks:test">{interfaces}</top>'


def local(element):
    return re.sub(r"^\{.*\}", "", element.tag)


def canonical(text):
    """The same text for what means the same: prefixes, quotes, white space and the message's number do not count."""
    root = ET.fromstring(text)
    root.attrib.pop("message-id", None)
    return ET.canonicalize(ET.tostring(root, encoding="unicode"), strip_text=True, rewrite_prefixes=True)

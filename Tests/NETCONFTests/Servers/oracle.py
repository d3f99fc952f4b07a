"""Does with ncclient what a test does, and prints what it got: port, user, scenario."""

import json
import sys

from ncclient import manager
from ncclient.operations import RPCError

port, user, scenario = sys.argv[1:]
CONFIG = '<config xmlns="urn:ietf:params:xml:ns:netconf:base:1.0"><top xmlns="urn:netstacks:test">%s</top></config>'
ENTRY = "<interface><name>eth1</name><mtu>9000</mtu></interface>"


def everything(m):
    m.get_config("running")
    m.get_config("running", filter=("subtree", '<top xmlns="urn:netstacks:test"/>'))
    m.get_config("running", filter=("xpath", ({"t": "urn:netstacks:test"}, "/t:top/t:interface[t:name='eth0']")))
    m.get()
    m.lock("candidate")
    m.edit_config(
        target="candidate", config=CONFIG % ENTRY, default_operation="merge", test_option="test-then-set",
        error_option="rollback-on-error",
    )  # fmt: skip
    m.validate("candidate")
    m.commit(confirmed=True, timeout="600", persist="word")
    m.commit(persist_id="word")
    m.commit(confirmed=True, timeout="600", persist="other")
    m.cancel_commit(persist_id="other")
    m.discard_changes()
    m.unlock("candidate")
    m.copy_config(source="running", target="startup")
    return m.get_config("running").data_xml


def rejected(m):
    m.lock("candidate")
    try:
        m.edit_config(target="candidate", config=CONFIG % ENTRY.replace("9000", "1"))
    except RPCError as error:
        return [error.type, error.tag, error.severity, error.path]


with manager.connect(
    host="127.0.0.1", port=int(port), username=user, password="secret", hostkey_verify=False, look_for_keys=False,
    allow_agent=False, timeout=60,
) as m:  # fmt: skip
    print(json.dumps({"session": m.session_id, "result": {"everything": everything, "rejected": rejected}[scenario](m)}))

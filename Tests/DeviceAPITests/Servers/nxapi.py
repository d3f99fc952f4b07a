"""Cisco's NX-API CLI in JSON-RPC form (Nexus 9000 NX-OS Programmability Guide, «NX-API CLI»)."""

VERSION = {
    "host_name": "nx1",
    "chassis_id": "Nexus9000 C93180YC-EX chassis",
    "proc_board_id": "FDO12345678",
    "nxos_ver_str": "10.2(5)",
    "kern_uptm_days": "1",
    "kern_uptm_hrs": 2,
    "kern_uptm_mins": 3,
    "kern_uptm_secs": 4,
    "manufacturer": "Cisco Systems, Inc.",
}
ROW = {
    "interface": "mgmt0",
    "state": "up",
    "eth_ip_addr": "10.0.0.9",
    "eth_ip_mask": 24,
    "eth_ip_prefix": "10.0.0.0",
}


class NXAPI:
    def __init__(self):
        self.running, self.checkpoints, self.saved = ["hostname nx1"], {}, False
        self.hasOneInterface = False

    def call(self, content_type, batch):
        """Status and answer."""
        if content_type != "application/json-rpc":
            return 400, {"ins_api": {"outputs": {"output": {"code": "400", "msg": "Request is malformed"}}}}
        calls = batch if isinstance(batch, list) else [batch]
        for call in calls:
            known = {"jsonrpc", "method", "params", "id", "rollback"}
            if set(call) - known or call.get("jsonrpc") != "2.0" or not isinstance(call.get("id"), int):
                return 400, {"jsonrpc": "2.0", "error": {"code": -32600, "message": "Invalid request"}, "id": None}
            if call["method"] not in ("cli", "cli_ascii") or set(call["params"]) != {"cmd", "version"}:
                return 400, {"jsonrpc": "2.0", "error": {"code": -32602, "message": "Invalid params"}, "id": call["id"]}
        before, answers, failed, self.is_configuring = list(self.running), [], False, False
        for call in calls:
            answer = {"jsonrpc": "2.0", "id": call["id"]}
            if failed:
                answer["error"] = {"code": -32603, "message": "Internal error", "data": {"msg": "not run"}}
            else:
                try:
                    answer["result"] = self.run(call["params"]["cmd"], call["method"], call.get("rollback"))
                except Rejected as rejected:
                    answer["error"] = {"code": -32602, "message": "Invalid params", "data": {"msg": str(rejected)}}
                    failed = True
                    if call.get("rollback") == "rollback-on-error":
                        self.running = before
            answers.append(answer)
        return (500 if failed else 200), answers if len(answers) > 1 else answers[0]

    def run(self, command, method, rollback):
        if command == "configure terminal":
            self.is_configuring = True
            return None
        if self.is_configuring:
            if rollback not in ("stop-on-error", "rollback-on-error", "continue-on-error"):
                raise Rejected("% Rollback missing\n")
            if command.split()[0] not in ("hostname", "interface", "description", "mtu"):
                raise Rejected("% Invalid command\n")
            self.running.append(command)
            return None
        rows = ROW if self.hasOneInterface else [ROW, {"interface": "Ethernet1/1", "state": "down", "desc": "spare"}]
        structured = {"show version": VERSION, "show interface": {"TABLE_interface": {"ROW_interface": rows}}}
        texts = {"show version": "Cisco Nexus\n", "show running-config": "!\x07\nhostname nx1\n"}
        if command == "show secrets":
            raise Rejected("% Permission denied for the role\n")
        if method == "cli" and command in structured:
            return {"body": structured[command]}
        if method == "cli_ascii" and command in texts:
            return {"msg": texts[command]}
        if command in texts:
            raise Rejected("Structured output unsupported\n")
        if method == "cli_ascii" and command.startswith("checkpoint "):
            self.checkpoints[command.split()[1]] = list(self.running)
            return {"msg": "Done\n"}
        if method == "cli_ascii" and command.startswith("rollback running-config checkpoint "):
            if command.split()[3] not in self.checkpoints:
                return {"msg": "ERROR: Checkpoint doesn't exist\n"}
            self.running = list(self.checkpoints[command.split()[3]])
            return {"msg": "Rollback completed successfully.\n"}
        if method == "cli_ascii" and command == "copy running-config startup-config":
            if "hostname full" in self.running:
                return {"msg": "Configuration update aborted: request was aborted\n"}
            self.saved = True
            return {"msg": "Copy complete.\n"}
        raise Rejected("% Invalid command\n")


class Rejected(Exception):
    pass

"""A device of each kind on one loopback port: Arista at /command-api, Nexus at /ins, RESTCONF at /api/rc.

Prints its port and ends when its standard input does. The login is admin/secret; nobody/secret may sign in and do nothing.
"""

import base64
import json
import ssl
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from eapi import EAPI
from nxapi import NXAPI
from restconf import RESTCONF

LOCK = threading.Lock()
DEVICES = {"eapi": EAPI(), "nxapi": NXAPI(), "restconf": RESTCONF()}
JOURNAL = []


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def reply(self, status, body=b"", headers=None):
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def json(self, status, value):
        self.reply(status, json.dumps(value).encode(), {"Content-Type": "application/json"})

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/state":
            return self.json(200, {"eapi": vars(DEVICES["eapi"]), "nxapi": vars(DEVICES["nxapi"]), "journal": JOURNAL})
        if self.path == "/one-interface":
            DEVICES["nxapi"].hasOneInterface = True
            return self.json(200, {})
        if self.path == "/cisco":
            DEVICES["restconf"].is_cisco = True
            return self.json(200, {})
        JOURNAL.append([self.command, self.path, body.decode()])
        login = base64.b64decode(self.headers.get("Authorization", "").removeprefix("Basic ")).decode()
        if login not in ("admin:secret", "nobody:secret", "cut:secret"):
            return self.reply(401, b"Unable to authenticate user: Bad username/password combination")
        if login.startswith("nobody"):
            return self.reply(403, b"Forbidden")
        if login.startswith("cut"):
            # The request has arrived; the answer never will.
            self.close_connection = True
            return self.connection.close()
        if self.path == "/command-api" and self.command == "POST":
            try:
                return self.json(200, DEVICES["eapi"].call(json.loads(body)))
            except ValueError:
                return self.json(200, {"jsonrpc": "2.0", "id": None, "error": {"code": -32700, "message": "Parse error"}})
        if self.path == "/ins" and self.command == "POST":
            return self.json(*DEVICES["nxapi"].call(self.headers.get("Content-Type"), json.loads(body)))
        if self.path == "/.well-known/host-meta":
            text = "<XRD xmlns='http://docs.oasis-open.org/ns/xri/xrd-1.0'>\n  <Link rel='restconf' href='/api/rc/'/>\n</XRD>"
            return self.reply(200, text.encode(), {"Content-Type": "application/xrd+xml"})
        if self.path.startswith("/api/rc"):
            status, headers, data = DEVICES["restconf"].call(self.command, self.path, self.headers, body)
            return self.reply(status, data, headers)
        return self.reply(404, b"Not found")

    def handle_one(self):
        with LOCK:
            self.answer()

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_one


server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[2]) if len(sys.argv) > 2 else 0), Handler)
server.daemon_threads = True
if len(sys.argv) > 1:
    # A PEM file with a key and a certificate: then everything goes over TLS. A port may follow it.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1])
    server.socket = context.wrap_socket(server.socket, server_side=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()

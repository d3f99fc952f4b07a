"""Asks the scripted switch through pyeapi, Arista's own client, and prints what it gets: port, format, commands."""

import json
import sys

from pyeapi.client import connect
from pyeapi.eapilib import CommandError

port, encoding, *commands = sys.argv[1:]
switch = connect(transport="http", host="127.0.0.1", username="admin", password="secret", port=int(port), return_node=True)
try:
    results = [entry["result"] for entry in switch.enable(commands, encoding=encoding)]
    print(json.dumps({"results": results}))
except CommandError as error:
    print(json.dumps({"code": error.error_code}))

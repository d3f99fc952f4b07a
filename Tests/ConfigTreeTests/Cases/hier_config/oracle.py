"""What hier_config would type: reads {"platform", "running", "desired"} by the line, and answers each by a line.

That is a list of commands, null for a platform that it does not know, or a text where it refuses the configurations.
"""

import json
import sys

from hier_config import Platform, WorkflowRemediation, get_hconfig

# The platforms whose commands it knows; its configurations of braces are taken apart into `set` lines by ours.
PLATFORMS = {
    "cisco_ios": Platform.CISCO_IOS,
    "arista_eos": Platform.ARISTA_EOS,
    "cisco_nxos": Platform.CISCO_NXOS,
    "cisco_xr": Platform.CISCO_XR,
    "hp_comware": Platform.HP_COMWARE5,
    "huawei_vrp": Platform.HUAWEI_VRP,
    "juniper_junos": Platform.JUNIPER_JUNOS,
    "vyos": Platform.VYOS,
}


def commands(platform: Platform, running: str, desired: str) -> list[str]:
    remediation = WorkflowRemediation(get_hconfig(platform, running), get_hconfig(platform, desired))
    return [child.cisco_style_text() for child in remediation.remediation_config.all_children_sorted()]


def main() -> None:
    for line in sys.stdin:
        case = json.loads(line)
        platform = PLATFORMS.get(case["platform"])
        try:
            answer = None if platform is None else commands(platform, case["running"], case["desired"])
        except Exception as error:  # whatever it raises is its answer
            answer = f"{type(error).__name__}: {error}"
        print(json.dumps(answer))


main()

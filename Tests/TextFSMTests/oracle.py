"""Python's textfsm and ntc_templates, asked for the rows of many outputs at once.

usage: oracle.py rows < CASES       a line for each line of CASES, {"template", "text"} or {"platform", "command", "text"}
       oracle.py random SEED COUNT  random templates with outputs, as such lines
       oracle.py outputs FOLDER     every recorded output below a folder, PLATFORM/COMMAND_WITH_UNDERSCORES/NAME.raw
"""

import io
import json
import random
import sys
import warnings
from pathlib import Path
from typing import Any

import textfsm
from ntc_templates.parse import parse_output

ATOMS = (
    r"a b \d \w \s . [ab] [^a] [a-c] []a] [^]a] [\]\-x] [\w.] \. \- - x 1 { } ] \b \B ^ $$ \Z \A \t \x41 \u0041 \07 \101 "
    r"\1 \2 (?P=N) (?:a|b) (a) (?P<N>b) (?=a) (?!b) (?<=a) (?<!b) (?i:A) (?>a+) (?(1)a|b) \q \h \v \Q é [é] [[:alpha:]] "
    r"[a\d-z] [z-a] / # \ % (?#c) (?i) (?s:.) (?-i:a) | \\ [\b] [\B] ~ && [a&&b] \$$ @ ! < > \< \_ _ \N \8 \0 [\1] [\8] "
    r"(?P<M>\d) () ( [ (? *"
).split(" ")
REPEATS = "* + ? {2} {,2} {1,} {1,2} {,} {} {a} *? +? ?? *+ ++ {2}+ {2}? ** {3,1} {1,2}{2}".split(" ") + [""] * 5
CHARACTERS = 'abAx12.-_ é\t{}]/#"$Acz\\'
OPTIONS = ["", "Required ", "List ", "Filldown ", "List,Required ", "Fillup ", "Filldown,List ", "Key,Filldown,Required "]
ACTIONS = ["Record", "Continue.Record", "Next", "Continue", "Clear", "Clearall", "Error", "Other", "End", "EOF"]


def rows(case: dict[str, Any]) -> dict[str, Any]:
    """What Python makes of a case; an error of any kind is one."""
    try:
        if "template" in case:
            return {"rows": textfsm.TextFSM(io.StringIO(case["template"])).ParseTextToDicts(case["text"])}
        return {"rows": parse_output(case["platform"], case["command"], case["text"])}
    except Exception as error:  # noqa: BLE001: what it refuses counts, not how
        return {"error": f"{type(error).__name__}: {error}"}


def random_case(chance: random.Random) -> dict[str, str]:
    """A template of two values and two states, most of them odd, and some lines."""
    expression = "".join(chance.choice(ATOMS) + chance.choice(REPEATS) for _ in range(chance.randint(1, 4)))
    begin, end = chance.choice(["", "", r"\s*", "a", "x?"]), chance.choice(["", "$$", ".*", "b", r"\s+${B}", "|b"])
    template = (
        f"Value {chance.choice(OPTIONS)}A ({expression})\nValue {chance.choice(OPTIONS)}B (\\S+)\n\n"
        f"Start\n  ^{begin}${{A}}{end} -> {chance.choice(ACTIONS)}\n  ^(.)\\1 -> {chance.choice(ACTIONS)}\n\n"
        f"Other\n  ^${{B}} -> {chance.choice(['Record Start', 'Start', 'Continue', 'Record'])}\n"
        + chance.choice(["", "", "", "\nEOF\n", "\nEnd\n"])
    )
    lines = ("".join(chance.choice(CHARACTERS) for _ in range(chance.randint(0, 6))) for _ in range(8))
    return {"template": template, "text": "\n".join(lines)}


def main() -> None:
    warnings.simplefilter("ignore")
    match sys.argv[1:]:
        case ["rows"]:
            answers = (rows(json.loads(line)) for line in sys.stdin)
        case ["random", seed, count]:
            chance = random.Random(int(seed))
            answers = (random_case(chance) for _ in range(int(count)))
        case ["outputs", folder]:
            paths = sorted(Path(folder).glob("*/*/*.raw"))
            answers = (
                {
                    "platform": path.parts[-3],
                    "command": path.parts[-2].replace("_", " "),
                    "text": path.read_text("utf-8", "replace"),
                }
                for path in paths
            )
        case _:
            sys.exit(__doc__)
    for answer in answers:
        print(json.dumps(answer))


main()

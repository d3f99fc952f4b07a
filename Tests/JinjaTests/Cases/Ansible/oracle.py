"""Renders JSON lines of template cases with Python's jinja2 and Ansible's filters and tests, one JSON line of result each.

The first argument is the folder that holds `ansible_collections`.
"""

import importlib
import json
import os
import pathlib
import sys

os.environ.setdefault("ANSIBLE_LOCALHOST_WARNING", "False")
os.environ.setdefault("ANSIBLE_DEPRECATION_WARNINGS", "False")
collections = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(collections))
try:
    import ansible.plugins.filter.core
    import jinja2
    import netaddr  # noqa: F401
except ImportError as error:
    sys.exit(f"{error} for {sys.executable}")
if not (collections / "ansible_collections/ansible/utils").is_dir():
    sys.exit(f"{collections} does not hold the Ansible collections")

FILTERS = {}
TESTS = {}


def add(module, prefix):
    module = importlib.import_module(module)
    for kind, name, all_of_kind in (("FilterModule", "filters", FILTERS), ("TestModule", "tests", TESTS)):
        if hasattr(module, kind):
            for key, value in getattr(getattr(module, kind)(), name)().items():
                all_of_kind[f"{prefix}.{key}"] = value
                all_of_kind[key] = value


for name in ("utils", "netcommon"):
    for kind in ("filter", "test"):
        folder = collections / "ansible_collections/ansible" / name / "plugins" / kind
        for file in sorted(folder.glob("*.py")):
            if file.stem != "__init__":
                add(f"ansible_collections.ansible.{name}.plugins.{kind}.{file.stem}", f"ansible.{name}")
for module in ("filter.core", "filter.mathstuff", "filter.urls", "filter.urlsplit", "test.core", "test.mathstuff"):
    add("ansible.plugins." + module, "ansible.builtin")
# The language's own filter is lazy; Ansible's is reached by its full name.
JINJA = jinja2.Environment()
for name in ("unique", "random", "default", "d", "groupby", "map", "select", "selectattr", "reject", "rejectattr"):
    FILTERS[name] = JINJA.filters[name]


def render(case):
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, extensions=["jinja2.ext.do"])
    environment.filters.update(FILTERS)
    environment.tests.update({name: test for name, test in TESTS.items() if name not in ("defined", "undefined")})
    try:
        return {"output": environment.from_string(case["template"]).render(case.get("context", {}))}
    except jinja2.TemplateSyntaxError as error:
        return {"error": "syntax", "message": str(error)}
    except jinja2.UndefinedError as error:
        return {"error": "undefined", "message": str(error)}
    except Exception as error:
        return {"error": "other", "message": f"{type(error).__name__}: {error}"}


for line in sys.stdin:
    print(json.dumps(render(json.loads(line))))

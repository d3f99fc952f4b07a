"""Renders JSON lines of template cases with Python's jinja2 and writes one JSON line of result for each."""

import json
import sys

try:
    import jinja2
except ImportError:
    sys.exit("jinja2 is not installed for " + sys.executable)

OWN = {"autoescape", "strict"}


def render(case):
    options = case.get("options", {})
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(case.get("templates", {})),
        undefined=jinja2.StrictUndefined if options.get("strict", True) else jinja2.Undefined,
        autoescape=options.get("autoescape", False),
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
        **{name: value for name, value in options.items() if name not in OWN},
    )
    environment.globals.update(case.get("globals", {}))
    try:
        template = environment.from_string(case["template"])
        return {"output": template.render(case.get("context", {}))}
    except jinja2.TemplateNotFound as error:
        return {"error": "templateNotFound", "message": str(error)}
    except jinja2.TemplateSyntaxError as error:
        return {"error": "syntax", "message": str(error), "line": error.lineno}
    except jinja2.UndefinedError as error:
        return {"error": "undefined", "message": str(error)}
    except Exception as error:
        return {"error": "other", "message": f"{type(error).__name__}: {error}"}


for line in sys.stdin:
    print(json.dumps(render(json.loads(line))))

"""Renders JSON lines of template cases with Python's jinja2 and writes one JSON line of result for each."""

import json
import sys

try:
    import jinja2
    import jinja2.sandbox
except ImportError:
    sys.exit("jinja2 is not installed for " + sys.executable)

OWN = {"autoescape", "strict", "undefined", "do", "loopcontrols"}


def render(case):
    options = case.get("options", {})
    undefined = "StrictUndefined" if options.get("strict", True) else "Undefined"
    # We have no attribute that begins with an underscore, as Python's sandbox, so that refuses in Python's place.
    hidden = any("__" in text for text in [case["template"], *case.get("templates", {}).values()])
    environment = (jinja2.sandbox.SandboxedEnvironment if hidden else jinja2.Environment)(
        loader=jinja2.DictLoader(case.get("templates", {})),
        undefined=getattr(jinja2, options.get("undefined") or undefined),
        autoescape=options.get("autoescape", False),
        extensions=[f"jinja2.ext.{name}" for name in ("do", "loopcontrols") if options.get(name, True)],
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

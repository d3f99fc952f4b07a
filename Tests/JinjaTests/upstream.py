"""Records the templates that Jinja2's own test suite renders, as JSON lines of cases for the differential tests.

usage: upstream.py FOLDER

Downloads the source distribution of the installed version from PyPI into FOLDER, runs its tests with a plugin that
notes every rendering, and prints the path of the file of cases. A second run only prints the path.

A case is kept when data says all of it: source, context, options and a dictionary of templates; not when it needs
Python's own filters, tests, globals, extensions, loaders or classes.
"""

import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import jinja2
import jinja2.environment

EXTENSIONS = {"jinja2.ext.ExprStmtExtension": "do", "jinja2.ext.LoopControlExtension": "loopcontrols"}
UNDEFINED = {"Undefined", "StrictUndefined", "ChainableUndefined", "DebugUndefined"}
PLAIN = (
    "block_start_string block_end_string variable_start_string variable_end_string comment_start_string "
    "comment_end_string line_statement_prefix line_comment_prefix trim_blocks lstrip_blocks newline_sequence "
    "keep_trailing_newline"
).split()


def record(folder: Path) -> Path:
    """The file of cases, made unless it is there."""
    cases = folder / f"jinja2-{jinja2.__version__}.jsonl"
    if cases.exists():
        return cases
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / f"jinja2-{jinja2.__version__}"
    if not source.exists():
        pip = [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps"]
        run([*pip, "--no-binary", "jinja2", f"jinja2=={jinja2.__version__}"], folder)
        with tarfile.open(source.with_suffix(source.suffix + ".tar.gz")) as archive:
            archive.extractall(folder, filter="data")
    pytest = [sys.executable, "-m", "pytest", "-q", "-p", "upstream", "-p", "no:cacheprovider", "-W", "ignore", "tests"]
    # These need an event loop of a package that is not installed, and nothing of theirs is portable.
    skipped = ["--ignore=tests/test_async.py", "--ignore=tests/test_async_filters.py"]
    partial = cases.with_suffix(f".{os.getpid()}")
    path = {"PYTHONPATH": str(Path(__file__).resolve().parent), "JINJA_CASES": str(partial)}
    # Some of its tests look into the installation; whether they pass does not matter for what they render.
    run([*pytest, *skipped], source, path, allowed=(0, 1))
    partial.rename(cases)
    return cases


def run(command: list[str], folder: Path, extra: dict[str, str] | None = None, allowed: tuple[int, ...] = (0,)) -> None:
    """Runs a command, and shows what it said only when it failed."""
    done = subprocess.run(command, cwd=folder, env={**os.environ, **(extra or {})}, capture_output=True, text=True)
    if done.returncode not in allowed:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-4000:]}{done.stderr[-4000:]}")


def plain(value: Any) -> bool:
    """Whether JSON can carry a value."""
    try:
        json.dumps(value)
    except (TypeError, ValueError):
        return False
    return True


def options_of(environment: jinja2.Environment) -> dict[str, Any] | None:
    """The options of an environment, or nothing when data cannot say them."""
    base = jinja2.Environment()
    extensions = {f"{type(one).__module__}.{type(one).__name__}" for one in environment.extensions.values()}
    if (
        type(environment) is not jinja2.Environment
        or environment.is_async
        or environment.finalize is not None
        or environment.policies != base.policies
        or set(environment.filters) != set(base.filters)
        or set(environment.tests) != set(base.tests)
        or not plain(globals_of(environment, environment.globals))
        or not isinstance(environment.autoescape, bool)
        or not isinstance(environment.loader, jinja2.DictLoader | None)
        or environment.undefined.__name__ not in UNDEFINED
        or not extensions <= set(EXTENSIONS)
    ):
        return None
    options = {name: getattr(environment, name) for name in PLAIN if getattr(environment, name) != getattr(base, name)}
    options |= {"undefined": environment.undefined.__name__, "autoescape": environment.autoescape}
    return options | {short: name in extensions for name, short in EXTENSIONS.items()}


def globals_of(environment: jinja2.Environment, names: Any) -> dict[str, Any]:
    """The globals that are not Jinja2's own."""
    own = jinja2.Environment().globals
    return {name: names[name] for name in sorted(names) if name not in own or names[name] is not own[name]}


class Recorder:
    """Stands between the suite and jinja2."""

    def __init__(self) -> None:
        self.cases: list[dict[str, Any]] = []
        self.seen: set[str] = set()
        self.test = ""

    def note(self, template: Any, source: str | None, context: Any) -> None:
        environment = template.environment
        options = options_of(environment)
        # What `random` gives is different each time.
        if options is None or source is None or "random" in source or not plain(context):
            return
        extra = globals_of(environment, template.globals)
        if not plain(extra):
            return
        templates = dict(environment.loader.mapping) if environment.loader else {}
        case: dict[str, Any] = {"template": source, "options": options}
        if templates:
            case["templates"] = templates
        if context:
            case["context"] = context
        if extra:
            case["globals"] = extra
        line = json.dumps(case)
        if line not in self.seen:
            self.seen.add(line)
            self.cases.append({**case, "test": self.test})

    def install(self) -> None:
        environment_class, template_class = jinja2.environment.Environment, jinja2.environment.Template
        from_string, load, render = environment_class.from_string, environment_class._load_template, template_class.render
        recorder = self

        def recorded_from_string(self: Any, source: Any, *arguments: Any, **named: Any) -> Any:
            template = from_string(self, source, *arguments, **named)
            template._source = source if isinstance(source, str) else None
            return template

        def recorded_load(self: Any, name: Any, globals: Any) -> Any:
            template = load(self, name, globals)
            if isinstance(self.loader, jinja2.DictLoader):
                template._source = self.loader.mapping.get(name)
            return template

        def recorded_render(self: Any, *arguments: Any, **named: Any) -> Any:
            try:
                context = dict(*arguments, **named)
            except (TypeError, ValueError):
                context = {"": object()}
            recorder.note(self, getattr(self, "_source", None), context)
            return render(self, *arguments, **named)

        environment_class.from_string = recorded_from_string  # type: ignore[method-assign]
        environment_class._load_template = recorded_load  # type: ignore[method-assign]
        template_class.render = recorded_render  # type: ignore[method-assign]


if "JINJA_CASES" in os.environ:
    recorder = Recorder()
    recorder.install()

    def pytest_runtest_setup(item: Any) -> None:
        """Remembers which test is running."""
        recorder.test = item.nodeid

    def pytest_sessionfinish() -> None:
        """Writes what was recorded."""
        lines = [json.dumps(case) + "\n" for case in recorder.cases]
        Path(os.environ["JINJA_CASES"]).write_text("".join(lines))


if __name__ == "__main__":
    print(record(Path(sys.argv[1]).resolve()))

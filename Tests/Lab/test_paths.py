"""Configurations of paths: what is understood, kept, printed and compared."""

import pytest
from netlab.devices.paths.braces import read_braces
from netlab.devices.paths.schema import Problem, Schema, compiled, resolve, split
from netlab.devices.paths.style import Style, edits, nested
from netlab.devices.paths.tree import Tree, cut, flat, parse


@pytest.fixture
def schema() -> Schema:
    return compiled("""
system host-name =
system name-server *
interfaces <name> description =
interfaces <name> disable
interfaces <name> unit <number> family+ inet address <prefix>
""")


def paths(schema: Schema, line: str) -> list[str]:
    found = resolve(schema, [], split(line))
    assert not isinstance(found, Problem)
    return [" ".join(path) for path in found]


def test_keywords_may_be_short_and_leaves_share_a_line(schema: Schema) -> None:
    assert paths(schema, "sys host a") == ["system host-name a"]
    assert paths(schema, 'interfaces x description "a b" disable') == [
        "interfaces x description a b",
        "interfaces x disable",
    ]
    assert paths(schema, "system name-server [ 1.1.1.1 2.2.2.2 ]") == [
        "system name-server 1.1.1.1",
        "system name-server 2.2.2.2",
    ]


@pytest.mark.parametrize(
    ("line", "kind", "column"),
    [("system frob x", "unknown", 7), ("system", "incomplete", 6), ("system host-name", "incomplete", 16)],
)
def test_a_path_that_does_not_fit_says_where(schema: Schema, line: str, kind: str, column: int) -> None:
    problem = resolve(schema, [], split(line))
    assert isinstance(problem, Problem)
    assert (problem.kind, problem.column) == (kind, column)


def test_a_leaf_has_one_value_and_deleting_leaves_no_empty_container(schema: Schema) -> None:
    tree = parse(schema, "system host-name a\nsystem host-name b\ninterfaces x disable\n")
    assert list(flat(tree)) == [("system", "host-name", "b"), ("interfaces", "x", "disable")]
    assert cut(tree, schema, ["system", "host-name"])
    assert not cut(tree, schema, ["system", "host-name"])
    assert cut(tree, schema, ["interfaces", "x", "disable"])
    assert tree == {"interfaces": {"x": {}}}


def test_braces_are_printed_and_read_again(schema: Schema) -> None:
    text = "system host-name a\nsystem name-server [ b c ]\ninterfaces x unit 0 family inet address 10.0.0.1/8\n"
    tree = parse(schema, text)
    lines = Style(end=";", joins=1).render(tree, schema)
    assert "        unit 0 {" in lines
    assert "            family inet {" in lines
    assert "    name-server [ b c ];" in lines
    found = read_braces(schema, "\n".join(lines))
    assert sorted(map(tuple, found)) == sorted(flat(tree))
    assert read_braces(schema, "frob { x; }") == "syntax error: frob"


def test_differences_stand_at_their_place(schema: Schema) -> None:
    before: Tree = parse(schema, "system host-name a\ninterfaces x disable")
    after: Tree = parse(schema, "system host-name b\ninterfaces x disable\ninterfaces y disable")
    assert list(edits(before, after, schema, Style(end=";", joins=1))) == [
        (("system",), ["-host-name a;", "+host-name b;"]),
        (("interfaces",), ["+y {", "+    disable;", "+}"]),
    ]
    assert nested(before, after, schema, Style()) == [
        " system {",
        "-    host-name a",
        "+    host-name b",
        " }",
        "+interfaces y {",
        "+    disable",
        "+}",
    ]

"""On which line of a JSON text a member is, for messages. JSON is YAML, whose parser knows lines."""

from collections.abc import Iterator, Sequence

Key = str | int  # of a member, of an item of an array


def line_of(text: str, where: Sequence[Key]) -> int:
    """The line of a member, from 1, or of the nearest one around it; 0 if the text cannot be parsed."""
    import yaml  # noqa: PLC0415  # only a message needs it

    node, line = _root(text), 0
    for key in where:
        found = next((each for each in _children(node) if each[0] == key), None)
        if found is None:
            break
        _, line, node = found
    if line:
        return line
    return node.start_mark.line + 1 if isinstance(node, yaml.Node) else 0


def second_line_of(text: str, name: str) -> int:
    """The line of the first member that has the name of an earlier one of its object; 0 if there is none."""
    return _repeated(_root(text), name)


def _root(text: str) -> object:
    import yaml  # noqa: PLC0415

    loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.compose(text, Loader=loader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None


def _children(node: object) -> Iterator[tuple[Key, int, object]]:
    """Name or index, line and node of each member."""
    import yaml  # noqa: PLC0415

    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield name.value, name.start_mark.line + 1, value
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield index, value.start_mark.line + 1, value


def _repeated(node: object, name: str) -> int:
    seen = False
    for key, line, value in _children(node):
        if key == name and seen:
            return line
        seen = seen or key == name
        found = _repeated(value, name)
        if found:
            return found
    return 0

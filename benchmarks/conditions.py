"""The conditions of a program, and each turned round: what `flip_conditions.py` draws from.

A condition is the test of an `if`, a `while`, a conditional expression, a filter of a comprehension or a guard of a
`case`; an `and` or `or`; a comparison. A test that is one comparison is one condition, not two.
"""

import ast
import hashlib
import io
import tokenize
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

# Each operator of a comparison as it is written, and the one that says the contrary.
_OPERATORS: Mapping[type[ast.cmpop], tuple[str, str]] = {
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Lt: ("<", ">="),
    ast.GtE: (">=", "<"),
    ast.Gt: (">", "<="),
    ast.LtE: ("<=", ">"),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
}
_NOT_DRAWN = ("TYPE_CHECKING", "__name__ == '__main__'")


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition and how it is turned round."""

    path: str  # relative to the folder of the program, with slashes
    function: str  # its qualified name; "" at the level of the module
    line: int  # of its beginning, from 1
    last_line: int
    text: str  # as written, on one line
    turned: str  # likewise
    mutant: bytes  # the whole file with this condition turned
    occurrence: int  # among those of the same function and text, from 0

    def rank(self, seed: int) -> str:
        """Where it comes in the draw. It depends on nothing else in the program, so other changes keep the draw."""
        name = f"{seed}\0{self.path}\0{self.function}\0{self.text}\0{self.occurrence}"
        return hashlib.sha256(name.encode()).hexdigest()

    @property
    def folder(self) -> str:
        """The folder it counts for: the package; "" for modules beside the packages."""
        parts = self.path.split("/")
        return "/".join(parts[: 2 if parts[0] == "readers" and len(parts) > 2 else 1]) if len(parts) > 1 else ""


def conditions(root: Path) -> list[Condition]:
    """Every condition of the Python files below a folder."""
    return [found for file in sorted(root.rglob("*.py")) for found in _Source(file, root).conditions()]


def drawn(found: Sequence[Condition], count: int, seed: int) -> list[Condition]:
    """So many of them, from each folder as many as its share (by largest remainders)."""
    sizes = Counter(each.folder for each in found)
    shares = {folder: count * size / len(found) for folder, size in sizes.items()}
    quota = {folder: int(share) for folder, share in shares.items()}
    for folder in sorted(shares, key=lambda each: (quota[each] - shares[each], each))[: count - sum(quota.values())]:
        quota[folder] += 1
    ranked = sorted(found, key=lambda each: each.rank(seed))
    return [each for folder in sorted(quota) for each in [e for e in ranked if e.folder == folder][: quota[folder]]]


class _Source:
    """A file, and where its expressions are."""

    def __init__(self, file: Path, root: Path) -> None:
        self._path = file.relative_to(root).as_posix()
        self._bytes = file.read_bytes()
        self._lines = self._bytes.splitlines(keepends=True)
        self._tree = ast.parse(self._bytes)

    def conditions(self) -> Iterator[Condition]:
        """Its conditions in order."""
        counted: Counter[tuple[str, str]] = Counter()
        for node, function in _walk(self._tree, ""):
            for start, end, new in self._changes(node):
                mutant = self._bytes[:start] + new + self._bytes[end:]
                first, last = self._span(node)
                text = _one_line(self._bytes[first:last])
                turned = _one_line(mutant[first : last + len(mutant) - len(self._bytes)])
                yield Condition(
                    self._path, function, node.lineno, node.end_lineno or node.lineno, text, turned, mutant,
                    counted[function, text],
                )  # fmt: skip
                counted[function, text] += 1

    def _changes(self, node: ast.expr) -> Iterator[tuple[int, int, bytes]]:
        """What is written over which bytes to turn an expression round."""
        start, end = self._span(node)
        if isinstance(node, ast.BoolOp):
            old, new = (b"and", b"or") if isinstance(node.op, ast.And) else (b"or", b"and")
            text = self._bytes[start:end]
            for left, right in reversed(list(zip(node.values, node.values[1:], strict=False))):
                gap = self._span(left)[1], self._span(right)[0]
                at = self._operator(*gap, old.decode())
                text = text[: at - start] + new + text[at - start + len(old) :]
            yield start, end, text
        elif isinstance(node, ast.Compare) and len(node.ops) == 1:
            gap = self._span(node.left)[1], self._span(node.comparators[0])[0]
            old, new_operator = _OPERATORS[type(node.ops[0])]
            at = self._operator(*gap, old.split()[0])
            last = self._operator(at + 1, gap[1], old.split()[1]) if " " in old else at
            yield at, last + len(old.split()[-1]), new_operator.encode()
        else:
            yield start, end, b"(not (" + self._bytes[start:end] + b"))"

    def _operator(self, start: int, end: int, word: str) -> int:
        """Where an operator is between two expressions; comments may be there, too."""
        readline = io.BytesIO(b"(" + self._bytes[start:end] + b"\n").readline
        lines = (b"(" + self._bytes[start:end]).splitlines(keepends=True)
        try:
            for token in tokenize.tokenize(readline):
                if token.string == word and token.type in (tokenize.NAME, tokenize.OP):
                    row, column = token.start
                    before = len(lines[row - 1].decode()[:column].encode())
                    return start + sum(map(len, lines[: row - 1])) + before - 1
        except tokenize.TokenError:  # the brackets do not close; the operator comes before that
            pass
        raise ValueError(f"{self._path}: no {word} in {self._bytes[start:end]!r}")

    def _span(self, node: ast.expr) -> tuple[int, int]:
        assert node.end_lineno is not None and node.end_col_offset is not None
        return (
            self._starts[node.lineno - 1] + node.col_offset,
            self._starts[node.end_lineno - 1] + node.end_col_offset,
        )

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self._lines:
            starts.append(starts[-1] + len(line))
        return starts


def _walk(node: ast.AST, function: str) -> Iterator[tuple[ast.expr, str]]:
    """The conditions below a node, each once, with the function they are in."""
    own = [test for test in _tests(node) if not _is_operation(test) and not isinstance(test, ast.Constant)]
    if isinstance(node, ast.expr) and _is_operation(node):
        own.append(node)
    yield from ((test, function) for test in own if ast.unparse(test) not in _NOT_DRAWN)
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.Assert):
            name = child.name if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) else ""
            yield from _walk(child, ".".join(filter(None, (function, name))))


def _is_operation(node: ast.expr) -> bool:
    """Whether it is found by itself: as `and`, `or` or a comparison, whether it is a test or not."""
    return isinstance(node, ast.BoolOp) or (isinstance(node, ast.Compare) and len(node.ops) == 1)


def _tests(node: ast.AST) -> Sequence[ast.expr]:
    if isinstance(node, ast.If | ast.While | ast.IfExp):
        return [node.test]
    if isinstance(node, ast.comprehension):
        return node.ifs
    return [node.guard] if isinstance(node, ast.match_case) and node.guard else []


def _one_line(text: bytes) -> str:
    return " ".join(text.decode().split())

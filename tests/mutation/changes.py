"""Every small change that can be made to a module, by its syntax tree, one at a time."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from itertools import pairwise

from tests.mutation.queries import IS_QUERY, query_changes

COMPARED = {
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.Is: "is not",
    ast.IsNot: "is",
    ast.In: "not in",
    ast.NotIn: "in",
}
REACHES = {ast.Lt: ">", ast.LtE: ">=", ast.Gt: "<", ast.GtE: "<="}
"""The other way round, beside the bound moved by one."""

COMPUTED = {
    ast.Add: "-",
    ast.Sub: "+",
    ast.Mult: "//",
    ast.Div: "*",
    ast.FloorDiv: "*",
    ast.Mod: "*",
    ast.BitOr: "&",
    ast.BitAnd: "|",
}
DROPPED_CALLS = {"where", "order_by", "desc", "distinct", "limit", "group_by", "having"}
"""Calls of a query that can be left out: what stands before the dot goes on without them."""

OF_TYPES = {"TypeVar", "ParamSpec"}
"""Calls that only the check of types hears."""

FOLLOWING = "touches"
"""The call that says which tables a page follows."""


@dataclass(frozen=True, slots=True)
class Change:
    """One small change: bytes of a source, and what stands there instead."""

    kind: str
    line: int
    start: int
    end: int
    old: str
    new: str
    text: str

    @property
    def said(self) -> str:
        """Return the change as people read it, on one line."""
        old, new = (" ".join(part.split()) for part in (self.old, self.new))
        return f"{old} -> {new or 'nothing'}"

    def of(self, source: str) -> str:
        """Return the source with this change made."""
        raw = source.encode()
        return (raw[: self.start] + self.new.encode() + raw[self.end :]).decode()


def changes_of(source: str) -> list[Change]:
    """Return all small changes of a source, in its order; what cannot be compiled is left out."""
    finder = _Finder(source)
    finder.visit(ast.parse(source))
    kept = {(one.start, one.end, one.new): one for one in finder.found}
    sound = (
        one
        for one in kept.values()
        if one.kind not in {"query", "followed"} or _compiles(one.of(source))
    )
    return sorted(sound, key=_place)


def _place(one: Change) -> tuple[int, int, str]:
    return one.start, one.end, one.new


def _compiles(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


class _Finder(ast.NodeVisitor):
    """Walks a tree and notes what can be changed. Annotations and docstrings cannot."""

    def __init__(self, source: str) -> None:
        self.found: list[Change] = []
        self._raw = source.encode()
        self._starts = [0]
        for line in self._raw.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self._lines = source.splitlines()

    # What is noted, and where

    def _at(self, line: int, column: int) -> int:
        return self._starts[line - 1] + column

    def _span(self, node: ast.AST) -> tuple[int, int]:
        start = self._at(getattr(node, "lineno"), getattr(node, "col_offset"))  # noqa: B009
        end = self._at(getattr(node, "end_lineno"), getattr(node, "end_col_offset"))  # noqa: B009
        return start, end

    def _note(self, kind: str, start: int, end: int, new: str) -> None:
        line = self._raw.count(b"\n", 0, start) + 1
        old = self._raw[start:end].decode()
        text = self._lines[line - 1].strip()
        self.found.append(Change(kind, line, start, end, old, new, text))

    def _between(self, kind: str, left: ast.AST, right: ast.AST, old: str, new: str) -> None:
        """Note an operator that stands between two operands, brackets and all."""
        begin, end = self._span(left)[1], self._span(right)[0]
        gap = self._raw[begin:end]
        words = old.split()
        at = gap.find(words[0].encode())
        until = gap.find(words[-1].encode(), at) + len(words[-1])
        if at >= 0:
            self._note(kind, begin + at, begin + until, new)

    # Expressions

    def visit_Compare(self, node: ast.Compare) -> None:
        for operator, (left, right) in zip(
            node.ops, pairwise([node.left, *node.comparators]), strict=True
        ):
            old = ast.unparse(ast.Compare(ast.Name("a"), [operator], [ast.Name("b")]))[2:-2]
            self._between("comparison", left, right, old, COMPARED[type(operator)])
            if other := REACHES.get(type(operator)):
                self._between("comparison", left, right, old, other)
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        for left, right in pairwise(node.values):
            self._between("operator", left, right, old, new)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        new = COMPUTED.get(type(node.op))
        if new and not (_is_text(node.left) or _is_text(node.right)):
            old = ast.unparse(ast.BinOp(ast.Name("a"), node.op, ast.Name("b")))[2:-2]
            self._between("operator", node.left, node.right, old, new)
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not | ast.USub):
            start = self._span(node)[0]
            self._note("operator", start, start + (3 if isinstance(node.op, ast.Not) else 1), "")
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._condition(node.test)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        start, end = self._span(node)
        value = node.value
        if isinstance(value, bool):
            self._note("constant", start, end, str(not value))
        elif isinstance(value, int):
            self._note("bound", start, end, str(value + 1))
        elif isinstance(value, str):
            self._text(start, end, empty=not value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        start, end = self._span(node)
        self._text(start, end, empty=True)
        # Python 3.11 does not know where the parts of such a text stand: they stay.

    def _text(self, start: int, end: int, *, empty: bool) -> None:
        text = self._raw[start:end].decode()
        if IS_QUERY.search(text):
            for begin, until, new in query_changes(text):
                left, right = (len(text[:at].encode()) for at in (begin, until))
                self._note("query", start + left, start + right, new)
        else:
            self._note("constant", start, end, '"x"' if empty else '""')

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Name) and node.func.id in OF_TYPES:
            return
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if isinstance(node.func, ast.Attribute) and name in DROPPED_CALLS:
            self._note("query", self._span(node.func.value)[1], self._span(node)[1], "")
        if name in {"where", FOLLOWING} and len(node.args) > 1:
            kind = "query" if name == "where" else "followed"
            for one, after in pairwise(node.args):
                self._note(kind, self._span(one)[0], self._span(after)[0], "")
            last = node.args[-1]
            self._note(kind, self._span(node.args[-2])[1], self._span(last)[1], "")
        self.generic_visit(node)

    # Statements

    def visit_If(self, node: ast.If) -> None:
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            return
        self._condition(node.test)
        self.generic_visit(node)

    def visit_While(self, node: ast.While) -> None:
        self._condition(node.test)
        self.generic_visit(node)

    def _condition(self, test: ast.expr) -> None:
        """Turn a condition round that has no operator of its own."""
        if isinstance(test, ast.Name | ast.Attribute | ast.Call | ast.Subscript):
            start, end = self._span(test)
            self._note("condition", start, end, f"(not {self._raw[start:end].decode()})")

    def visit_Raise(self, node: ast.Raise) -> None:
        self._note("raise", *self._span(node), "pass")
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Constant):
            return  # a docstring
        if isinstance(node.value, ast.Call):
            self._note("statement", *self._span(node), "pass")
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self._note("statement", *self._span(node), "pass")
        self.generic_visit(node)

    def visit_Continue(self, node: ast.Continue) -> None:
        self._note("statement", *self._span(node), "pass")

    def visit_Break(self, node: ast.Break) -> None:
        self._note("statement", *self._span(node), "pass")

    # What is passed over

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        is_alias = isinstance(node.annotation, ast.Name) and node.annotation.id == "TypeAlias"
        if node.value is not None and not is_alias:
            self.visit(node.value)

    def visit_keyword(self, node: ast.keyword) -> None:
        """Pass over what only saves memory: `slots=True`."""
        if node.arg != "slots":
            self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> None:
        """An argument is a name and an annotation."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for part in (*node.decorator_list, node.args, *node.body):
            self.visit(part)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def lines_of(change: Change, source: str) -> set[int]:
    """Return the lines of the statement that a change is in; none if it runs at import."""
    tree = ast.parse(source)
    best: ast.stmt | None = None
    runs_later = False
    for node in ast.walk(tree):
        if not isinstance(node, ast.stmt):
            continue
        last = node.end_lineno or node.lineno
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            runs_later |= node.body[0].lineno <= change.line <= last
        if node.lineno <= change.line <= last and (best is None or node.lineno >= best.lineno):
            best = node
    if best is None or not runs_later:
        return set()
    body = getattr(best, "body", None)
    last = body[0].lineno - 1 if body else (best.end_lineno or best.lineno)
    return set(range(best.lineno, max(last, best.lineno) + 1))

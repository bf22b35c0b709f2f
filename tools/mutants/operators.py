"""The errors that are planted: those of cosmic-ray that change a meaning, and four that matter in a checker.

    drop-statement   a raise, or a call for its effect, is left out: a check that nobody would miss?
    drop-operand     one operand of an "and" or "or" is left out: a condition that nobody would miss?
    membership       in becomes not in, and the reverse
    word             a text constant is another one; messages and docstrings are left alone

Of cosmic-ray's replacements of one arithmetical operator by each of eleven others most end in a TypeError at once, and
would only flatter the score: one or two per operator are taken. == against "is" is no error in mathematics and is left
out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import parso
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator

COMPARED = ("Eq", "NotEq", "Lt", "LtE", "Gt", "GtE")
CHOSEN = (
    *(f"ReplaceComparisonOperator_{a}_{b}" for a in COMPARED for b in COMPARED if a != b),
    "ReplaceComparisonOperator_Is_IsNot", "ReplaceComparisonOperator_IsNot_Is",
    "ReplaceBinaryOperator_Add_Sub", "ReplaceBinaryOperator_Sub_Add", "ReplaceBinaryOperator_Mul_Add",
    "ReplaceBinaryOperator_Mul_Div", "ReplaceBinaryOperator_Div_Mul", "ReplaceBinaryOperator_FloorDiv_Mul",
    "ReplaceBinaryOperator_Mod_FloorDiv", "ReplaceBinaryOperator_Pow_Mul", "ReplaceBinaryOperator_LShift_RShift",
    "ReplaceBinaryOperator_RShift_LShift", "ReplaceBinaryOperator_BitOr_BitAnd", "ReplaceBinaryOperator_BitAnd_BitOr",
    "ReplaceBinaryOperator_BitXor_BitOr", "ReplaceUnaryOperator_USub_UAdd", "ReplaceUnaryOperator_Delete_Not",
    "AddNot", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "ReplaceAndWithOr", "ReplaceOrWithAnd",
    "ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "ExceptionReplacer", "NumberReplacer", "RemoveDecorator",
    "ZeroIterationForLoop",
)  # fmt: skip


def written(code: str, node: Any, prefix: str) -> Any:
    """A leaf of a tree with any code as its text."""
    return parso.python.tree.Name(code, node.start_pos, prefix)


class Own(Operator):  # type: ignore[misc]
    """An operator of this project: ``mutation_positions`` and ``mutate`` by the changes of a node."""

    def changes(self, node: Any) -> list[int]:
        """A number for each way to change a node."""
        raise NotImplementedError

    def mutation_positions(self, node: Any) -> Iterator[tuple[Any, Any]]:
        """A position for each of them."""
        for _ in self.changes(node):
            yield node.start_pos, node.end_pos

    @classmethod
    def examples(cls) -> Iterable[Any]:
        """None."""
        return ()


class DropStatement(Own):
    """A raise, or a call for its effect, becomes pass."""

    def changes(self, node: Any) -> list[int]:
        """One, for a statement that does something and binds nothing."""
        effect = node.type == "raise_stmt" or (node.type == "atom_expr" and _is_call(node))
        return [0] if effect and getattr(node.parent, "type", "") in ("simple_stmt", "suite") else []

    def mutate(self, node: Any, index: int) -> Any:
        """pass."""
        return written("pass", node, node.get_first_leaf().prefix)


def _is_call(node: Any) -> bool:
    last = node.children[-1]
    return getattr(last, "type", "") == "trailer" and last.children[0].value == "("


class DropOperand(Own):
    """One operand of "and" or "or" is left out."""

    def changes(self, node: Any) -> list[int]:
        """One for each operand."""
        return list(range(0, len(node.children), 2)) if node.type in ("and_test", "or_test") else []

    def mutate(self, node: Any, index: int) -> Any:
        """The others, with the words between them."""
        first = max(0, 2 * index - 1)
        left = node.children[:first] + node.children[first + 2 :]
        code = "".join(child.get_code() for child in left).strip()
        return written(f"({code})", node, node.get_first_leaf().prefix or " ")


class Membership(Own):
    """in against not in."""

    def changes(self, node: Any) -> list[int]:
        """One for each of them in a comparison."""
        return list(range(len(_members(node)))) if node.type == "comparison" else []

    def mutate(self, node: Any, index: int) -> Any:
        """The other word."""
        at = _members(node)[index]
        code = node.children[at].get_code()
        node.children[at] = written("in" if "not" in code else "not in", node.children[at], " ")
        return node


def _members(node: Any) -> list[int]:
    found = ("in", "not in")
    return [n for n, c in enumerate(node.children) if n % 2 and " ".join(c.get_code().split()) in found]


class Word(Own):
    """A text constant becomes another one."""

    def changes(self, node: Any) -> list[int]:
        """One, outside messages and docstrings."""
        plain = node.type == "string" and re.match(r"[\"'][^\"']", node.value)
        return [0] if plain and not _is_message(node) else []

    def mutate(self, node: Any, index: int) -> Any:
        """With a letter more."""
        return written(node.value[:1] + "~" + node.value[1:], node, node.prefix or " ")


def _is_message(node: Any) -> bool:
    while node is not None:
        if node.type in ("raise_stmt", "fstring") or (node.type == "atom_expr" and _is_need(node)):
            return True
        if node.type == "expr_stmt":
            return node.children[0].get_code().strip() in ("shape", "answer.why", "place")
        node = node.parent
    return False


def _is_need(node: Any) -> bool:
    return node.children[0].get_code().strip() in ("need", "print", "_at")


OWN = {"drop-statement": DropStatement, "drop-operand": DropOperand, "membership": Membership, "word": Word}


def operators() -> dict[str, Operator]:
    """All operators, by name."""
    found = {name: get_operator(f"core/{name}")() for name in CHOSEN}
    return {**{name: made() for name, made in OWN.items()}, **found}

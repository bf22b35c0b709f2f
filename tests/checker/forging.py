"""Certificates as a forger writes them: whatever the content, the digests are made anew and fit."""

from __future__ import annotations

from toy_trees import certificate, said

from symflow.checker.certificate import BOUND, canonical, digest
from symflow.checker.judge import answers


def resealed(data, **fields):
    """The certificate with other fields; its digests fit."""
    data = {**data, **fields}
    data["digest"] = digest(data["statement"])
    return {**data, "certificate": digest({key: data[key] for key in ("schema", *BOUND)})}


def made(where, part, steps, **fields):
    """A certificate with one part p, that the last step is said to establish."""
    fields.setdefault("facts", ["characters"] if where[2] == "abelian" else [])
    return certificate(where, {"p": part}, steps, [steps[-1][1]] if steps else [], **fields)


def point(K=2, values=(), sizes=(1, 1), indices=(), scheme="none"):
    """The JSON tree of an instance."""
    entries = [["", name, ["", *(["q", str(x)] for x in xs)]] for name, xs in dict(values).items()]
    return ["Instance", scheme, K, ["", *entries], *sizes, ["", *(["", *i] for i in dict(indices).items())]]


def refuted(where, part, at, difference, **fields):
    """A certificate that says its one part p to fail at a point, by left - right = difference."""
    relation = said(part)
    while relation[0] != "Rel":
        relation = relation[-1]
    witness = {"part": "p", "instance": at, "relation": relation[1], "difference": [str(difference)] * 2}
    return certificate(where, {"p": part}, witness=witness, verdict="REFUTED", **fields)


def judged(*data):
    """The answer for each, in order."""
    raws = [one if isinstance(one, bytes) else canonical(one).encode() for one in data]
    found = answers([(str(n), raw) for n, raw in enumerate(raws)])
    return [found[str(n)] for n in range(len(data))]


def accepted(*data):
    """Whether the last of them is accepted, among the others; these must be."""
    *others, last = judged(*data)
    if any(other.state != "accepted" for other in others):
        raise ValueError([other.why for other in others])
    return last.state == "accepted"


def reason(*data):
    """Why the last of them is rejected."""
    answer = judged(*data)[-1]
    return f"{answer.state}: {answer.why}"

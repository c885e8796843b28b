"""A backtracking matcher over Python's own parse tree of a pattern, which counts its steps: no clock decides.

It tries what `re` tries, in the same order, without the shortcuts that change a constant.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import islice
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Node = tuple[Any, Any]


class TooMany(Exception):
    """More steps than were allowed."""


class Matcher:
    """One pattern, read once."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.tree = parser.parse(pattern, flags)
        self.flags = int(self.tree.state.flags)
        self.steps = 0
        self.most = 0
        self.text = ""
        self.groups: dict[int, tuple[int, int]] = {}
        self._taken: dict[tuple[int, int, str], bool] = {}

    def count(self, text: str, *, anchored: bool = False, full: bool = False, most: int = 1_000_000) -> int:
        """The steps of finding all matches in the text, or of the one at its start. Raises `TooMany`."""
        self.steps, self.most, self.text = 0, most, text
        nodes = self.tree.data
        at = 0
        while at <= len(text):
            self.groups.clear()
            end = next((e for e in self._seq(nodes, 0, at) if not full or e == len(text)), None)
            if anchored or full:
                break
            at = at + 1 if end is None or end == at else end
        return self.steps

    def _step(self) -> None:
        self.steps += 1
        if self.steps > self.most:
            raise TooMany

    def _seq(self, nodes: list[Node], index: int, at: int) -> Iterator[int]:
        # Single characters in a row need no generator each.
        count, size = len(nodes), len(self.text)
        while index < count and nodes[index][0] in SINGLE:
            self._step()
            if at >= size or not self.takes(nodes[index], self.text[at]):
                return
            index, at = index + 1, at + 1
        if index == count:
            yield at
        elif index == count - 1:
            yield from self._node(nodes[index], at)
        else:
            for end in self._node(nodes[index], at):
                yield from self._seq(nodes, index + 1, end)

    def _node(self, node: Node, at: int) -> Iterator[int]:
        op, arg = node
        self._step()
        if op is c.AT:
            if self._at(arg, at):
                yield at
        elif op is c.SUBPATTERN:
            group, on, off, body = arg
            before = self.groups.get(group) if group is not None else None
            flags, self.flags = self.flags, (self.flags | on) & ~off
            for end in self._seq(body.data, 0, at):
                if group is not None:
                    self.groups[group] = (at, end)
                inner, self.flags = self.flags, flags
                yield end
                self.flags = inner
            self.flags = flags
            if group is not None:
                if before is None:
                    self.groups.pop(group, None)
                else:
                    self.groups[group] = before
        elif op is c.BRANCH:
            for body in arg[1]:
                self._step()
                nodes = body.data
                if (
                    not nodes
                    or nodes[0][0] not in SINGLE
                    or at < len(self.text)
                    and self.takes(nodes[0], self.text[at])
                ):
                    yield from self._seq(nodes, 0, at)
        elif op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
            least, most, body = arg
            yield from self._repeat(op, least, most, body.data, at)
        elif op is c.ATOMIC_GROUP:
            yield from islice(self._seq(arg.data, 0, at), 1)
        elif op in (c.ASSERT, c.ASSERT_NOT):
            direction, body = arg
            if direction > 0:
                found = next(self._seq(body.data, 0, at), None) is not None
            else:
                low, _ = body.getwidth()
                found = at >= low and any(end == at for end in self._seq(body.data, 0, at - low))
            if found == (op is c.ASSERT):
                yield at
        elif op is c.GROUPREF:
            if arg in self.groups:
                start, end = self.groups[arg]
                if self.text.startswith(self.text[start:end], at):
                    self.steps += end - start
                    yield at + end - start
        elif op is c.GROUPREF_EXISTS:
            group, yes, no = arg
            chosen = yes if group in self.groups else no
            if chosen is None:
                yield at
            else:
                yield from self._seq(chosen.data, 0, at)
        else:
            raise NotImplementedError(op)

    def _repeat(self, op: Any, least: int, most: int, body: list[Node], at: int) -> Iterator[int]:
        if len(body) == 1 and body[0][0] in SINGLE:
            yield from self._repeat_one(op, least, most, body[0], at)
        elif op is c.POSSESSIVE_REPEAT:
            done = 0
            while done < most:
                end = next(self._seq(body, 0, at), None)
                if end is None:
                    break
                done += 1
                if end == at:
                    done = max(done, least)
                    break
                at = end
            if done >= least:
                yield at
        elif op is c.MIN_REPEAT:
            yield from self._lazy(least, most, body, at, 0)
        else:
            yield from self._greedy(least, most, body, at, 0)

    def _repeat_one(self, op: Any, least: int, most: int, node: Node, at: int) -> Iterator[int]:
        text, size = self.text, len(self.text)
        if op is c.MIN_REPEAT:
            done = 0
            while True:
                if done >= least:
                    self._step()
                    yield at
                if done == most or at >= size or not self.takes(node, text[at]):
                    return
                self._step()
                at, done = at + 1, done + 1
        end = at
        while end < size and end - at < most and self.takes(node, text[end]):
            self._step()
            end += 1
        if op is c.POSSESSIVE_REPEAT:
            if end - at >= least:
                yield end
            return
        while end - at >= least:
            self._step()
            yield end
            end -= 1

    def _greedy(self, least: int, most: int, body: list[Node], at: int, done: int) -> Iterator[int]:
        self._step()
        if done < most:
            for end in self._seq(body, 0, at):
                if end == at and done >= least:
                    continue
                yield from self._greedy(least, most, body, end, done + 1)
        if done >= least:
            yield at

    def _lazy(self, least: int, most: int, body: list[Node], at: int, done: int) -> Iterator[int]:
        self._step()
        if done >= least:
            yield at
        if done < most:
            for end in self._seq(body, 0, at):
                if end == at and done >= least:
                    continue
                yield from self._lazy(least, most, body, end, done + 1)

    def _at(self, where: Any, at: int) -> bool:
        text = self.text
        if where in (c.AT_BEGINNING, c.AT_BEGINNING_STRING):
            lines = where is c.AT_BEGINNING and self.flags & c.SRE_FLAG_MULTILINE
            return at == 0 or bool(lines) and text[at - 1] == "\n"
        if where in (c.AT_END, c.AT_END_STRING):
            if at == len(text):
                return True
            if where is c.AT_END_STRING:
                return False
            return text[at] == "\n" and (bool(self.flags & c.SRE_FLAG_MULTILINE) or at == len(text) - 1)
        before = at > 0 and _is(c.CATEGORY_WORD, text[at - 1])
        after = at < len(text) and _is(c.CATEGORY_WORD, text[at])
        return (before != after) == (where is c.AT_BOUNDARY)

    def takes(self, node: Node, char: str) -> bool:
        """Whether a node for one character matches it."""
        asked = id(node), self.flags, char
        if (told := self._taken.get(asked)) is None:
            told = self._taken[asked] = self._takes(node, char)
        return told

    def _takes(self, node: Node, char: str) -> bool:
        op, arg = node
        if op is c.ANY:
            return char != "\n" or bool(self.flags & c.SRE_FLAG_DOTALL)
        if self.flags & c.SRE_FLAG_IGNORECASE:
            forms = [form for form in {char, char.lower(), char.upper()} if len(form) == 1]
            negated = op is c.NOT_LITERAL or op is c.IN and arg[0][0] is c.NEGATE
            return (all if negated else any)(_one(op, arg, form) for form in forms)
        return _one(op, arg, char)


SINGLE = frozenset((c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN))


def _one(op: Any, arg: Any, char: str) -> bool:
    if op is c.LITERAL:
        return bool(ord(char) == arg)
    if op is c.NOT_LITERAL:
        return bool(ord(char) != arg)
    negated = arg[0][0] is c.NEGATE
    for kind, what in arg[1:] if negated else arg:
        if (
            kind is c.LITERAL
            and ord(char) == what
            or kind is c.RANGE
            and what[0] <= ord(char) <= what[1]
            or kind is c.CATEGORY
            and _is(what, char)
        ):
            return not negated
    return bool(negated)


def _is(category: Any, char: str) -> bool:
    name = str(category)
    if name.endswith("DIGIT"):
        found = unicodedata.category(char) == "Nd"
    elif name.endswith("SPACE"):
        found = char.isspace()
    else:
        found = char.isalnum() or char == "_"
    return found != ("NOT" in name)


# Attacks

CHARS = "a1 \n-_.,:;!*#>|`~=+/\\()[]{}<>$%&@'\"一，（\t\x00"


def attacks(matcher: Matcher) -> Iterator[tuple[str, str]]:
    """What stands before and what is repeated: for every repetition of the pattern, what it repeats."""
    seen: set[tuple[str, str]] = set()
    for before, body in _repeats(list(matcher.tree), ""):
        pumps = {sample(body, pick) for pick in range(4)}
        node = body[0] if len(body) == 1 and body[0][0] in SINGLE else None
        if node is not None:
            pumps |= set([char for char in CHARS if matcher.takes(node, char)][:8])
        for pump in sorted(pumps - {""}):
            if (before, pump) not in seen:
                seen.add((before, pump))
                yield before, pump
    whole = {sample(list(matcher.tree), pick) for pick in range(3)}
    for pump in whole - {""}:
        yield "", pump
        for cut in {1, len(pump) // 2, len(pump) - 1}:
            if 0 < cut < len(pump):
                yield "", pump[:cut]


def _repeats(nodes: list[Node], before: str) -> Iterator[tuple[str, list[Node]]]:
    for node in nodes:
        op, arg = node
        if op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
            if arg[1] > 12:
                yield before, list(arg[2])
            yield from _repeats(list(arg[2]), before)
        elif op is c.SUBPATTERN:
            yield from _repeats(list(arg[3]), before)
        elif op is c.ATOMIC_GROUP:
            yield from _repeats(list(arg), before)
        elif op is c.BRANCH:
            for body in arg[1]:
                yield from _repeats(list(body), before)
        elif op in (c.ASSERT, c.ASSERT_NOT):
            yield from _repeats(list(arg[1]), before)
        before += sample([node], 0)


def sample(nodes: list[Node], pick: int) -> str:
    """A short text that the nodes match, unless what they look at says otherwise."""
    out = []
    for op, arg in nodes:
        if op is c.LITERAL:
            out.append(chr(arg))
        elif op in (c.NOT_LITERAL, c.ANY, c.IN):
            fits = [char for char in CHARS if (op is c.ANY and char != "\n") or op is not c.ANY and _one(op, arg, char)]
            if fits:
                out.append(fits[pick % len(fits)])
            elif op is c.IN and arg[0][0] is not c.NEGATE:
                kind, what = arg[pick % len(arg)]
                out.append(chr(what[0] if kind is c.RANGE else what) if kind is not c.CATEGORY else "a")
        elif op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
            out.append(sample(list(arg[2]), pick) * max(arg[0], 1 if pick % 2 else arg[0]))
        elif op is c.SUBPATTERN:
            out.append(sample(list(arg[3]), pick))
        elif op is c.ATOMIC_GROUP:
            out.append(sample(list(arg), pick))
        elif op is c.BRANCH:
            out.append(sample(list(arg[1][pick % len(arg[1])]), pick))
    return "".join(out)

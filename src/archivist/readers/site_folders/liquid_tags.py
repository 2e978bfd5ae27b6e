"""Jekyll's own tags within loops, conditions and includes, for python-liquid."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from liquid.ast import Node
from liquid.context import RenderContext
from liquid.exceptions import LiquidSyntaxError
from liquid.tag import Tag
from liquid.token import TOKEN_CONTENT, TOKEN_EXPRESSION, TOKEN_TAG, Token

if TYPE_CHECKING:
    from liquid.environment import Environment
    from liquid.stream import TokenStream

Render = Callable[[str, RenderContext], str]  # what follows the name of a tag -> what it stands for


class _ToldNode(Node):
    """A tag whose meaning is given by a function."""

    def __init__(self, token: Token, words: str, render: Render) -> None:
        super().__init__(token)
        self.words, self.render_words = words, render
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Write what the tag stands for."""
        return buffer.write(self.render_words(self.words, context))


def _words(stream: "TokenStream") -> tuple[Token, str]:
    """The tag the stream is at, and what follows its name, which the stream is at afterwards."""
    token = stream.current
    if stream.peek.kind != TOKEN_EXPRESSION:
        return token, ""
    next(stream)
    return token, stream.current.value


def tag_of(name_of_tag: str, render: Render, env: "Environment") -> Tag:
    """A tag without an end."""

    class Told(Tag):
        block = False
        name = name_of_tag

        def parse(self, stream: "TokenStream") -> Node:
            token, words = _words(stream)
            return _ToldNode(token, words, render)

    return Told(env)


def block_of(name_of_tag: str, render: Callable[[str, str], str], env: "Environment") -> Tag:
    """A tag that contains a text that is not Liquid: `render` is given the words after its name, and the text."""

    class Held(Tag):
        name = name_of_tag
        end = f"end{name_of_tag}"

        def parse(self, stream: "TokenStream") -> Node:
            token, words = _words(stream)
            parts: list[str] = []
            while not (stream.peek.kind == TOKEN_TAG and stream.peek.value == self.end):
                if stream.peek.kind != TOKEN_CONTENT:
                    raise LiquidSyntaxError("tags within a code block, or a code block without an end", token=token)
                parts.append(stream.peek.value)
                next(stream)
            next(stream)
            text = "".join(parts)
            return _ToldNode(token, words, lambda given, _: render(given, text))

    return Held(env)

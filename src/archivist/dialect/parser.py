"""The dialect: CommonMark with tables, strikethrough, task lists, notes, definition lists, attributes, sections
between `:::`, callouts, sub- and superscripts, marked words, wikilinks and formulas.

No substitutions and no automatic links: words stay as written.
"""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from types import SimpleNamespace
from typing import Any, TypeVar

from markdown_it import MarkdownIt, helpers
from markdown_it.ruler import RuleOptionsType, Ruler
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from archivist.dialect.attribute_rules import (
    attributes_above,
    attributes_behind_marks,
    attributes_of_headings,
    guarded_attributes_inline,
    kramdown_attributes,
    set_kramdown_attributes,
)
from archivist.dialect.attribute_syntax import ATTRIBUTES
from archivist.dialect.blocks_without_end import html_with_its_end, note_code_without_end
from archivist.dialect.callouts import admonitions, alerts, guarded_admonition
from archivist.dialect.cjk_emphasis import emphasis_beside_cjk
from archivist.dialect.drawn_tables import drawn_table
from archivist.dialect.effective_attributes import move_attributes
from archivist.dialect.fenced_sections import fenced_section
from archivist.dialect.first_letters import sort_by_first_letter
from archivist.dialect.formula_rules import formula_block, formula_inline, render_formula
from archivist.dialect.inline_marks import (
    foreign_tag,
    guarded_script,
    mark,
    picture_with_spaces,
    render_wikilink,
    set_marks,
    sizes_in_labels,
    wikilink,
)
from archivist.dialect.link_definitions import LinkDefinitions
from archivist.dialect.parser_rules import (
    MAX_MARKS,
    count_marks,
    inline_within_limits,
    keep_extra_cells,
    limit_depth,
    link_label,
    markdown_in_html,
    quick_reference,
    template_tag,
)
from archivist.dialect.render_rules import render_call, render_image, render_text
from archivist.dialect.site_references import link_destination
from archivist.dialect.task_lists import task_items
from archivist.dialect.windows_characters import link_title, windows_characters

__all__ = ["Env", "Token", "make_parser", "parse", "parse_line", "parser", "render", "rule_named"]

_Function = TypeVar("_Function")  # the functions of a kind of rule
Env = dict[str, Any]  # what markdown-it and its rules note of a text

_ADDRESSES_KEPT = 4096
_MAX_NESTING = 80  # of inline marks; blocks end at markdown_rules.MAX_DEPTH


@cache
def parser() -> MarkdownIt:
    """The parser, made once per process. It holds no state between calls; use `parse`."""
    return make_parser()


def make_parser(adapt: Callable[[MarkdownIt], None] = lambda md: None) -> MarkdownIt:
    """A parser of the dialect; `adapt` may replace rules by rules of the same names."""
    md = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING, "tasklists": True})
    md.enable(["table", "strikethrough"])
    md.use(footnote_plugin, inline=True, move_to_end=False, always_match_refs=True)
    md.use(deflist_plugin)
    md.use(admon_plugin)
    md.use(sub_plugin).use(superscript_plugin)
    md.use(attrs_plugin, spans=True, allowed=ATTRIBUTES)
    md.use(attrs_block_plugin, allowed=ATTRIBUTES)
    md.helpers = _own_helpers()
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # links.py judges them
    # A bulletin names the same addresses in each language and month, and encoding one takes longer than reading it.
    md.normalizeLink = lru_cache(_ADDRESSES_KEPT)(md.normalizeLink)  # type: ignore[method-assign]
    md.normalizeLinkText = lambda link: link  # type: ignore[method-assign]  # printed as written
    _add_own_rules(md)
    _add_dialects(md)
    adapt(md)
    sort_by_first_letter(md)
    return md


def parse(text: str, *, plain: bool = False) -> tuple[list[Token], Env]:
    """The tokens of a text, and markdown-it's notes on it. With `plain`, marks within lines are letters.

    In the second, "limits" lists the lines (from 0) where text was too intricate and is as written.
    """
    env: Env = {"limits": [], "plain": plain, "references": LinkDefinitions()}
    return parser().parse(text, env), env


def parse_line(text: str, env: Env) -> list[Token]:
    """The tokens of a line that is not a paragraph of its own, such as a caption. `env` is that of its article."""
    tokens: list[Token] = []
    if env.get("plain") or count_marks(text) > MAX_MARKS:
        return [Token("text", "", 0, content=text)]
    parser().inline.parse(text, parser(), env, tokens)
    for token in tokens:
        if token.type == "text_special":  # what a backslash or an entity stands for
            token.type = "text"
    return tokens


def render(tokens: Sequence[Token], env: Env) -> str:
    """The tokens as HTML, not yet cleaned. `env` is that of their article."""
    return str(parser().renderer.render(tokens, parser().options, env))


def _own_helpers() -> Any:
    """markdown-it's helpers, but a link may have calls of notes in its text, and a reference as its address.

    Its title may have references to bytes of Windows-1252.
    """
    known = {name: value for name, value in vars(helpers).items() if not name.startswith("__")}
    return SimpleNamespace(
        **{
            **known,
            "parseLinkLabel": link_label,
            "parseLinkDestination": link_destination,
            "parseLinkTitle": link_title,
        }
    )


def _add_own_rules(md: MarkdownIt) -> None:
    block, inline = md.block.ruler, md.inline.ruler
    block.at("table", keep_extra_cells(rule_named(block, "table")), {"alt": ["paragraph", "reference"]})
    block.at("reference", quick_reference(rule_named(block, "reference")))
    block.at("attr", attributes_above)
    inline.at("entity", windows_characters(rule_named(inline, "entity")))
    inline.at("attr", guarded_attributes_inline(rule_named(inline, "attr")))
    inline.at("span", guarded_attributes_inline(rule_named(inline, "span"), after_label=True))
    block.before("table", "limit_depth", limit_depth)
    alternatives: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}
    block.before("html_block", "markdown_in_html", markdown_in_html, alternatives)
    block.at("html_block", html_with_its_end(rule_named(block, "html_block")), alternatives)
    md.core.ruler.after("block", "note_code_without_end", note_code_without_end)
    block.before("attr", "kramdown_attributes", kramdown_attributes, alternatives)
    block.before("fence", "formula", formula_block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    inline.before("escape", "template_tag", template_tag)
    inline.before("escape", "formula", formula_inline)
    md.inline.ruler2.push("attributes_behind_marks", attributes_behind_marks)
    md.inline.ruler2.push("sizes_in_labels", sizes_in_labels)
    md.core.ruler.after("block", "attributes_of_headings", attributes_of_headings)
    md.core.ruler.after("block", "set_kramdown_attributes", set_kramdown_attributes)
    md.core.ruler.at("inline", inline_within_limits)
    md.core.ruler.push("move_attributes", move_attributes)
    md.add_render_rule("footnote_ref", render_call)
    md.add_render_rule("image", render_image)
    md.add_render_rule("text", render_text)
    md.add_render_rule("formula", render_formula)


def _add_dialects(md: MarkdownIt) -> None:
    """What other programs write: set where the meaning is sure, else reported by `rendering.py`."""
    block, inline = md.block.ruler, md.inline.ruler
    alternatives: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    block.at("admonition", guarded_admonition(rule_named(block, "admonition")), alternatives)
    block.before("fence", "fenced_section", fenced_section, alternatives)
    block.before("table", "drawn_table", drawn_table, {"alt": ["reference"]})
    for name in ("sub", "sup"):
        inline.at(name, guarded_script(rule_named(inline, name)))
    inline.at("emphasis", emphasis_beside_cjk(rule_named(inline, "emphasis")))
    inline.before("link", "wikilink", wikilink)
    inline.before("autolink", "foreign_tag", foreign_tag)
    inline.after("image", "picture_with_spaces", picture_with_spaces)
    inline.after("strikethrough", "mark", mark)
    md.inline.ruler2.before("fragments_join", "mark", set_marks)
    md.add_render_rule("wikilink", render_wikilink)
    md.core.ruler.after("block", "task_items", task_items)
    md.core.ruler.after("block", "admonitions", admonitions)
    md.core.ruler.after("block", "alerts", alerts)


def rule_named(ruler: Ruler[_Function], name: str) -> _Function:
    """The function of a rule of a parser."""
    return next(rule.fn for rule in ruler.__rules__ if rule.name == name)

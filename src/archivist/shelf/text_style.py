"""The style of the texts: that of the EPUBs, made to apply within the pages of the shelf and nowhere else."""

from importlib import resources

import tinycss2

WITHIN = ".text"  # the class of the element that contains a document
_ROOTS = ("body", "html")


def text_style() -> bytes:
    """The style sheet."""
    source = resources.files("archivist").joinpath("styles", "epub.css").read_text("utf-8")
    rules = tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True)
    return "".join(_scoped(rule) for rule in rules if rule.type == "qualified-rule").encode()


def _scoped(rule: tinycss2.ast.QualifiedRule) -> str:
    selectors: list[list[tinycss2.ast.Node]] = [[]]
    for token in rule.prelude:
        if token == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    within = (_within(tinycss2.serialize(each).strip()) for each in selectors)
    return f"{', '.join(within)} {{{tinycss2.serialize(rule.content)}}}\n"


def _within(selector: str) -> str:
    """The selector below the element of a document; that element itself for its root."""
    for root in _ROOTS:
        if selector == root or (selector.startswith(root) and not selector[len(root)].isalnum()):
            return WITHIN + selector[len(root) :]
    return f"{WITHIN} {selector}"

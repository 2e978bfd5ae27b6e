"""Ghost's Markdown cards as HTML: CommonMark with tables, deleted text and notes, as Ghost itself renders them."""


def html_of_markdown(source: str) -> str:
    """The HTML of a card."""
    from markdown_it import MarkdownIt  # noqa: PLC0415
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415

    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin)
    return str(parser.render(source))

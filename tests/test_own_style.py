"""A user's own style sheet: what it may load, however it is written."""

import base64
import io
from pathlib import Path

import pytest
from PIL import Image

from archivist.errors import ConfigurationError
from archivist.style_sheets.user_stylesheet import first_fetch, read

WEB = "http://127.0.0.1:9/x"


def dot() -> str:
    target = io.BytesIO()
    Image.new("RGB", (1, 1)).save(target, "PNG")
    return "data:image/png;base64," + base64.b64encode(target.getvalue()).decode()


@pytest.mark.parametrize(
    "style",
    [
        f'@import "{WEB}";',
        f'@\\69mport "{WEB}";',
        f"@import url({WEB});",
        "@import url(data:text/css,p{});",
        f"p {{ background: url({WEB}) }}",
        f"p {{ background: \\75rl({WEB}) }}",
        f"p {{ background: URL( '{WEB}' ) }}",
        f'p {{ content: "/*"; background: url({WEB}); quotes: "*/" }}',
        f'p {{ background: image-set("{WEB}" 1x) }}',
        f'p {{ background: -webkit-image-set("{WEB}" 1x) }}',
        f'p {{ background: src("{WEB}") }}',
        f'p {{ --x: "{WEB}"; background: image-set(var(--x) 1x) }}',
        f"@font-face {{ font-family: x; src: url({WEB}) }}",
        f"@media print {{ @supports (a: b) {{ p {{ background: url({WEB}) }} }} }}",
        "p { background: url(logo.png) }",
        "p { background: url(un(closed) }",
        'p { background: url("data:text/html,<script>") }',
        "p { background: url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>\") }",
    ],
)
def test_what_loads_from_elsewhere_is_refused_with_its_line(tmp_path: Path, style: str) -> None:
    path = tmp_path / "own.css"
    path.write_text(f"/* url({WEB}) */\n{style}\n", "utf-8")
    with pytest.raises(ConfigurationError, match=r"own\.css:2: the style sheet refers to something outside itself"):
        read(path)


@pytest.mark.parametrize(
    "style",
    [
        f'p {{ background: url("{dot()}") }}',
        f"p {{ background: url('{dot()}') }}",
        f"p {{ background: url({dot()}) }}",
        f"p {{ background: url( {dot()} ) }}",
        f'p {{ background: url( "{dot()}" ) no-repeat }}',
        "p { background: url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>\") }",
        "p { mask: url(#place) }",
        'p::before { content: "see url(x) and @import" }',
        '@namespace svg "http://www.w3.org/2000/svg";',
        "@font-face { font-family: x; src: url(data:font/woff2;base64,AA) }",
    ],
)
def test_what_holds_itself_is_taken(tmp_path: Path, style: str) -> None:
    path = tmp_path / "own.css"
    path.write_text(style, "utf-8")
    assert read(path) == style
    assert first_fetch(style) is None

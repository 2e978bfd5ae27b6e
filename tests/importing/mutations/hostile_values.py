"""Values that break programs: what changes put into sources."""

# Names that are paths, names no file may have, addresses that are none.
PATHS = (
    "../../etc/passwd", "../" * 12 + "etc/passwd", "/etc/passwd", "..", ".", "/", "//", "~root/.ssh/id", "C:\\x.md",
    "..\\..\\x", "file:///etc/passwd", "../../outside/secret.png", "../outside/secret.png", "con", "NUL.md", "-rf",
    "a" * 300, "a/" * 200, "%2e%2e%2f%2e%2e%2fx", "%E1%83%AE%E1%83%98%E1%83%93%E1%83%98", "a\0b", "ხიდი", "\u202ex",
    "e\u0301\u0301", "2022-03-30", "index", "_index", ".hidden", "README", "x.en.md", "x\ny", "https://[::1",
    "http://", "javascript:alert(1)", "data:image/png;base64,AAAA", "https://a.example/" + "%" * 900, "//host/../..",
    "\ud800",
)  # fmt: skip

# What means something in one of the forms that are read.
TOKENS = (
    "<", ">", "&", "&amp;", "&#0;", "&#xD800;", "&#99999999;", "&e9;", "]]>", "<![CDATA[", "<!--", "-->", "</", "<p",
    "\"", "'", "\0", "\x1b[2J", "\x85", "\u2028", "\u202e", "\u2066", "\u200b", "\ufeff", "\ufffe", "\ufffd",
    "\u0301" * 40, "\u00a0", "\r", "\r\n", "\n\n", "\n---\n", "\n+++\n", "{{", "}}", "{%", "{% raw %}", "{{<", ">}}",
    "{{% x", "[", "](", "![](", "[^1]", "[^1]:", "\n[^n]: x\n", "^[", "[gallery", "[/caption]", "[caption]", "[:en]",
    "[:]", "<!-- wp:x {", "/-->", "<!--nextpage-->", "`", "```\n", "~~~\n", "\n    ", "\t", "***", "___", "::: x\n",
    "{: .x }", "\n|-|-|\n", "\n# ", "\n> ", "\n- ", "\n1. ", "\\", "\\u0000", "\\ud800", "1e999", "NaN", "null", "-1",
    "99999999999999999999", "0000-00-00", "9999-12-31", "0001-01-01", "2022-02-30", "10000-01-01", "-0001-01-01",
    "true", "[]", "{}", "!!python/object:os.system x", "&a [*a]", "*a", ": ", "? ", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<iframe src=javascript:1>", "<style>*{}</style>",
    "<base href='file:///'>", "<template><p>x</template>", "<plaintext>", "<math><mi>x", "<table><td>",
    "<select><option>", "<noscript>x", "<ruby>a<rt>b", "<details>", "<pre>\n", "<br>", "<ol start=99999999999>",
    "<td colspan=99999999>", "<li value=-1>", "<a href='javascript:x'>y</a>", "<a name=x>",
    "<sup><a href=#x>1</a></sup>", '<meta charset="utf-16">', '<meta charset="windows-1251">',
    '<?xml version="1.0" encoding="utf-7"?>', 'encoding="EBCDIC-CP-US"', '<!DOCTYPE x [<!ENTITY e9 "lol">]>',
    '<!DOCTYPE x [<!ENTITY e9 SYSTEM "file:///etc/passwd">]>', '<!ENTITY % p SYSTEM "http://x/">',
    "Content-Length: 99999999999\r\n", "Transfer-Encoding: chunked\r\n", "WARC/1.0\r\n", "Content-Encoding: br\r\n",
    'a:999999999:{s:2:"en";', 's:-1:"x";', "i:9" + "9" * 30 + ";", "O:8:\"stdClass\":0:{}", "a:1:{" * 60,
)  # fmt: skip

# What is no UTF-8, and how files of other forms begin.
BYTES = (
    b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x80", b"\xe1\x83",
    b"\xef\xbb\xbf", b"\x1f\x8b\x08", b"PK\x03\x04", b"PK\x05\x06", b"\x00" * 64, b"\xcc\xee\xf1\xf2",
    b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff", b"\x7f\xff\xff\xff",
)  # fmt: skip

# What can be nested: what opens, what closes.
NESTED = (
    ("<div>", "</div>"), ("<blockquote>", ""), ("<b><i>", ""), ("<ul><li>", ""), ("<table><tr><td>", ""), ("[", "]"),
    ("{", "}"), ('{"a":', "}"), ("> ", ""), ("- ", ""), ("*", "*"), ("![", "](x)"), ("[x", "](y)"), ("{{", "}}"),
    ("{% if x %}", "{% endif %}"), ("[vc_row]", "[/vc_row]"), ("<!-- wp:group -->", "<!-- /wp:group -->"),
    ("((", "))"), ("<span>", "</span>"), ("<sup>", "</sup>"), ("&amp;", ""), ("a: ", ""), ("  -\n", ""),
    ("[efn_note]", "[/efn_note]"), ("{{< a >}}", "{{< /a >}}"), ("<g>", "</g>"), ("<a href=x>", "</a>"),
    ("::: a\n", ":::\n"), ("^[", "]"), ("<svg>", ""), ("<math>", ""), ("<font>", ""), ("<template>", ""),
    ("<!--", ""), ("<![CDATA[", "]]>"), ("\\", ""), ("`", "`"), ("~", ""),
)  # fmt: skip

# Numbers where another number is expected.
NUMBERS = (
    b"0", b"-1", b"4294967296", b"99999999999999999999", b"1e308", b"0x7f", b"9" * 5000, "٣".encode(), "²".encode(),
)  # fmt: skip

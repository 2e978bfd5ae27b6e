"""Ace found, run and understood; and never taken for a pass when it is not there."""

import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from archivist.findings import Severity
from archivist.verdict import Message
from archivist.verify import ace
from archivist.verify.ace import AceModules, AceProgram
from tests.epub.making import book, bound, document
from tests.verify.faulty_documents import FAULTY, with_faults

pytestmark = pytest.mark.slow  # starts a browser

TOOL = ace.find()
needs_ace = pytest.mark.skipif(TOOL is None, reason=f"Ace cannot run here, missing: {ace.lacking()}")


def damaged(source: Path, target: Path) -> None:
    """The same book with a picture that has no alternative text."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.infolist():
            data = old.read(member)
            if member.filename == "EPUB/cover.xhtml":
                assert b" alt=" in data
                data = data.replace(b" alt=", b" data-alt=")
            new.writestr(member, data)


@needs_ace
@pytest.mark.slow
def test_a_book_passes_and_a_broken_one_does_not(tmp_path: Path) -> None:
    good, bad = tmp_path / "good book.epub", tmp_path / "bad.epub"
    article = document("river", "<article><h1>The river</h1><p>It rises in the snow.</p></article>")
    good.write_bytes(bound(book(tmp_path, documents=(article,))))
    damaged(good, bad)
    # They share the pages of the browser, in which nothing of the broken one may be left.
    first, second, again, third = ace.check([good, bad, good, tmp_path / "absent.epub"])

    assert again == first
    assert (first.tool, first.file, first.passed, first.messages) == ("ace", good, True, ())
    assert first.version[0].isdigit()

    assert second.passed is False
    (message,) = (message for message in second.messages if message.code == "image-alt")
    assert message.text.startswith("Element does not have an alt attribute")
    assert message.text.endswith("(critical)")
    assert message.place.startswith("cover.xhtml")

    assert third.passed is None


@needs_ace
@pytest.mark.slow
def test_what_is_not_a_epub_is_not_verified(tmp_path: Path) -> None:
    file = tmp_path / "x.epub"
    file.write_bytes(b"not a ZIP file")
    (verdict,) = ace.check([file])
    assert verdict.passed is None
    assert "no report that can be read" in verdict.messages[0].text


@needs_ace
@pytest.mark.slow
def test_it_says_of_every_fault_what_ace_says_by_itself(tmp_path: Path) -> None:
    assert isinstance(TOOL, AceModules)
    (tmp_path / "plain.epub").write_bytes(bound(book(tmp_path, documents=tuple(document(name, "") for name in FAULTY))))
    file = tmp_path / "faulty.epub"
    with_faults(tmp_path / "plain.epub", file)
    (ours,) = TOOL.check([file])
    (by_itself,) = AceProgram((TOOL.node, TOOL.cli), shutil.which("chromium") or TOOL.browser).check([file])
    assert ours == by_itself
    rules = {message.code for message in ours.messages}
    assert len(rules) >= 40
    assert {"color-contrast", "image-alt", "frame-title", "list", "td-headers-attr", "html-has-lang"} <= rules


_COUNT = """
const fs = require('node:fs');
const { giveScripts } = require(process.argv[1]);
let read = 0;
const { readFileSync } = fs;
fs.readFileSync = (...given) => { read += 1; return readFileSync(...given); };
let parsed = 0;
class Color {
  parseString(text) {
    parsed += 1;
    if (text === 'none') throw new Error(text);
    [this.r, this.g, this.b, this.alpha] = [0.1, 0.2, 0.3, text.length];
    return this;
  }
}
let sent = 0;
global.document = { getAnimations: () => [], querySelectorAll: () => [], querySelector: () => null };
const made = () => ({ axe: { run: (options) => { global.asked = options; }, commons: { color: { Color } } } });
const page = {
  evaluateOnNewDocument: async (source) => { sent += source.length; page.onNewDocument = source; },
  evaluate: async (source) => { sent += source.length; new Function('return ' + source)(); },
};
(async () => {
  const give = giveScripts();
  for (let document = 0; document < 5; document += 1) {
    global.window = made();
    global.marks = [];
    if (page.onNewDocument) new Function(page.onNewDocument)();
    await give(process.argv.slice(2), page);
  }
  window.axe.run({ rules: { bypass: { enabled: false } } }, () => {});
  const colours = ['red', 'blue', 'red', 'red'].map((text) => new Color().parseString(text));
  let refused = 0;
  for (let again = 0; again < 2; again += 1) try { new Color().parseString('none'); } catch { refused += 1; }
  console.log(JSON.stringify({ read, sent, marks, asked, colours, parsed, refused }));
})();
"""


@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")
def test_the_scripts_of_ace_are_read_once_and_sent_once_to_a_page(tmp_path: Path) -> None:
    scripts = [tmp_path / "first.js", tmp_path / "second.js"]
    scripts[0].write_text("'use strict'; globalThis.marks = ['first'] // without an end")
    scripts[1].write_text("globalThis.marks.push('second')")
    pages = Path(ace.__file__).with_name("ace_pages.js")
    command = ("node", "-e", _COUNT, str(pages), *map(str, scripts))
    counted = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert counted["read"] == 2
    assert counted["marks"] == ["first", "second"]
    # The first document brings them, and those after it only ask for them.
    assert counted["sent"] < 2 * 3000
    # A colour is read once; one that cannot be read is refused each time, as axe does.
    assert [colour["alpha"] for colour in counted["colours"]] == [3, 4, 3, 3]
    assert (counted["parsed"], counted["refused"]) == (2 + 2, 2)
    # Of what is right only a number is needed: to find a selector for each element takes longest.
    rules = {"bypass": {"enabled": False}, "color-contrast": {"enabled": False}}
    assert counted["asked"] == {"rules": rules, "resultTypes": ["violations"], "preload": False}


_ASK = """
const { isContrastSure, isSilent } = require(process.argv[1]);
const given = JSON.parse(process.argv[2]);
class Color {
  parseString(text) {
    const [r, g, b] = text.match(/[0-9]+/g).map((part) => (part / 255) ** 2.2);
    this.light = 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    return this;
  }
}
const getContrast = (one, other) => Math.max(one.light, other.light) / Math.min(one.light, other.light);
const plain = {
  color: 'rgb(0, 0, 0)', webkitTextFillColor: 'rgb(0, 0, 0)', backgroundColor: 'rgba(0, 0, 0, 0)', opacity: '1',
  mixBlendMode: 'normal', textShadow: 'none', webkitTextStrokeWidth: '0px',
};
const elements = [{}, { color: 'rgb(90, 90, 90)' }, given.style].map((style) => ({ ...plain, ...style }));
elements[0].shadowRoot = given.shadowRoot;
global.document = {
  getAnimations: () => given.animations ?? [],
  querySelectorAll: () => elements,
  querySelector: (selector) => (selector === '[autoplay], script' ? given.found ?? null : undefined),
};
const contrastRatio = { normal: { expected: 4.5 }, large: { expected: 3 } };
const _audit = given.other ? {} : { checks: { 'color-contrast': { options: { contrastRatio } } } };
global.window = { getComputedStyle: (element) => element, axe: { commons: { color: { Color, getContrast } }, _audit } };
console.log(JSON.stringify([isContrastSure(), isSilent()]));
"""


def asked(**given: object) -> tuple[bool, bool]:
    script = Path(ace.__file__).with_name("ace_sparing.js")
    command = ("node", "-e", _ASK, str(script), json.dumps({"style": {}, **given}))
    sure, silent = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return sure, silent


@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")
@pytest.mark.parametrize(
    ("given", "is_sure"),
    [
        ({}, True),
        ({"style": {"backgroundColor": "rgb(250, 250, 250)"}}, True),
        ({"style": {"color": "rgb(150, 150, 150)"}}, False),
        ({"style": {"webkitTextFillColor": "rgb(150, 150, 150)"}}, False),
        ({"style": {"backgroundColor": "rgb(128, 128, 128)"}}, False),  # some text may be in front of it
        ({"style": {"backgroundColor": "rgba(0, 0, 0, 0.5)"}}, False),
        ({"style": {"color": "color(srgb 0 0 0)"}}, False),
        ({"style": {"opacity": "0.5"}}, False),
        ({"style": {"mixBlendMode": "screen"}}, False),
        ({"style": {"textShadow": "rgb(255, 255, 255) 0px 0px 1px"}}, False),
        ({"style": {"webkitTextStrokeWidth": "1px"}}, False),
        ({"shadowRoot": {}}, False),
        ({"animations": [{}]}, False),
        ({"other": True}, False),  # an axe with other settings
    ],
)
def test_contrast_is_looked_at_unless_none_could_be_too_low(given: dict[str, object], is_sure: bool) -> None:
    assert asked(**given) == (is_sure, True)


@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")
def test_what_could_play_is_loaded() -> None:
    assert asked(found={}) == (True, False)


# ---------------------------------------------------------------- finding it


def program(folder: Path, name: str, text: str = "exit 3") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine on which there is neither Ace nor a browser; its folder of programs."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("PUPPETEER_EXECUTABLE_PATH", raising=False)
    monkeypatch.delenv("PUPPETEER_CACHE_DIR", raising=False)
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "venv"))
    return folder


def test_a_missing_tool_is_not_a_pass(nothing: Path) -> None:
    assert ace.lacking() == "ace-cli, chromium"
    (verdict,) = ace.check([nothing / "x.epub"])
    assert verdict.passed is None
    assert "missing: ace-cli, chromium. Install ace-cli with: npm install" in verdict.messages[0].text


def test_both_programs_are_looked_for(nothing: Path) -> None:
    own = program(nothing, "ace-cli")
    assert (ace.find(), ace.lacking()) == (None, "chromium")
    browser = program(nothing, "chromium")
    assert ace.find() == AceProgram((str(own),), str(browser))
    assert ace.lacking() == ""


def test_a_browser_without_a_window_is_preferred(nothing: Path) -> None:
    own, _ = program(nothing, "ace-cli"), program(nothing, "chromium")
    windowless = program(nothing, "chromium-headless-shell")
    assert ace.find() == AceProgram((str(own),), str(windowless))


def test_what_make_installs_is_found_beside_python(nothing: Path, tmp_path: Path) -> None:
    program(nothing, "chromium")
    own = program(tmp_path, "venv/ace/node_modules/.bin/ace-cli")
    found = ace.find()
    assert isinstance(found, AceProgram)
    assert found.command == (str(own),)


def test_the_browser_that_is_named_comes_first_and_puppeteers_own_last(
    nothing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = program(nothing, "ace-cli")
    (tmp_path / ".cache" / "puppeteer" / "chrome").mkdir(parents=True)
    assert ace.find() == AceProgram((str(own),), "")
    program(nothing, "chromium")
    monkeypatch.setenv("PUPPETEER_EXECUTABLE_PATH", "/opt/browser")
    assert ace.find() == AceProgram((str(own),), "/opt/browser")


def test_where_npm_installs_it_one_node_takes_all_files(nothing: Path, tmp_path: Path) -> None:
    browser, node = program(nothing, "chromium"), program(nothing, "node")
    script = program(tmp_path, "modules/@daisy/ace-cli/bin/ace.js")
    (nothing / "ace-cli").symlink_to(script)
    found = ace.find()
    assert found == AceModules(str(node), str(script), str(browser))
    before = found.identity
    assert before == found.identity
    manifest = tmp_path / "modules" / "axe" / "package.json"
    manifest.parent.mkdir()
    manifest.write_text('{"version": "2"}')
    other_rules = found.identity
    browser.write_text("another")
    other_browser = found.identity
    assert len({before, other_rules, other_browser}) == 3
    # The script that starts a browser may be the same in two packages, also in its date.
    facts, updated = browser.stat(), tmp_path / "updated"
    shutil.copy2(browser, updated)
    updated.replace(browser)
    assert browser.stat().st_mtime_ns == facts.st_mtime_ns
    assert found.identity != other_browser


# ---------------------------------------------------------------- running it


def test_a_node_that_fails_gives_no_verdict_and_the_next_file_is_asked(tmp_path: Path) -> None:
    files = [tmp_path / "x.epub", tmp_path / "y.epub"]
    for file in files:
        file.write_bytes(b"")
    node = program(tmp_path, "node", "echo broken >&2; exit 3")
    said = list(AceModules(str(node), str(tmp_path / "a" / "b" / "c" / "ace.js"), "").check(files))
    assert [(verdict.file, verdict.passed) for verdict in said] == [(file, None) for file in files]
    assert all("broken" in verdict.messages[0].text for verdict in said)


@pytest.mark.parametrize("command", [("/bin/sh", "-c", "echo broken; exit 3"), ("/does/not/exist",)])
def test_a_tool_that_fails_gives_no_verdict(command: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "x.epub"
    file.write_bytes(b"")
    (verdict,) = AceProgram(command, "").check([file])
    assert verdict.passed is None
    assert verdict.count(Severity.INFO) == 1
    assert "broken" in verdict.messages[0].text or "did not run" in verdict.messages[0].text


def test_a_tool_that_does_not_end_is_ended_with_all_it_started(tmp_path: Path) -> None:
    file, number = tmp_path / "x.epub", tmp_path / "number"
    file.write_bytes(b"")
    started = program(tmp_path, "slow", f"sleep 60 & echo $! > {number}; wait")
    (verdict,) = AceProgram((str(started),), "", time_limit=1).check([file])
    assert verdict.passed is None
    assert "timed out" in verdict.messages[0].text
    assert not _runs(int(number.read_text()))


def _runs(process: int) -> bool:
    """Whether a process is there after a moment; one that has ended and waits for its parent is not."""
    for _ in range(50):
        try:
            os.kill(process, 0)
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except (ProcessLookupError, FileNotFoundError):
            return False
        if state == "Z":
            return False
        time.sleep(0.1)
    return True


# ---------------------------------------------------------------- its report


def failure(rule: str, impact: str, *, outcome: str = "fail") -> dict[str, Any]:
    return {
        "earl:test": {"dct:title": rule, "earl:impact": impact, "dct:description": "of the rule"},
        "earl:result": {
            "earl:outcome": outcome,
            "dct:description": "Say one:\n  this\n  that",
            "earl:pointer": {"css": ["p > img"]},
        },
    }


def report(*failures: dict[str, Any], outcome: str = "pass") -> dict[str, Any]:
    return {
        "earl:assertedBy": {"doap:release": {"doap:revision": "1.4.6"}},
        "earl:result": {"earl:outcome": outcome},
        "assertions": [{"earl:testSubject": {"url": "a.xhtml"}, "assertions": list(failures)}],
    }


def test_a_report_is_read_with_the_worst_first(tmp_path: Path) -> None:
    found = (failure("minor-rule", "minor"), failure("image-alt", "critical"), failure("held", "", outcome="pass"))
    verdict = ace.read_report(json.loads(json.dumps(report(*found, outcome="fail"))), tmp_path / "x")
    assert (verdict.passed, verdict.version) == (False, "1.4.6")
    assert verdict.messages == (
        Message(Severity.ERROR, "image-alt", "Say one:; this; that (critical)", "a.xhtml p > img"),
        Message(Severity.ERROR, "minor-rule", "Say one:; this; that (minor)", "a.xhtml p > img"),
    )


def test_whatever_rule_is_broken_fails_the_file(tmp_path: Path) -> None:
    assert ace.read_report(report(), tmp_path / "x").passed is True
    assert ace.read_report(report(outcome="fail"), tmp_path / "x").passed is False
    assert ace.read_report(report(failure("x", "minor")), tmp_path / "x").passed is False

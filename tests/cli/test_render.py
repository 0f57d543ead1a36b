"""How things look."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

import pytest
from click import unstyle
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.cli import render
from l10n_flow.disk.files import Change
from l10n_flow.errors import FlowError
from tests.tools import needs

LINES = st.lists(
    st.sampled_from([b"one", b"two", b"", b"\xff\r", "ў\u2028".encode(), b"+ three", b"-- four"]), max_size=6
)
FILES = st.builds(lambda lines, end: b"\n".join(lines) + end, LINES, st.sampled_from([b"", b"\n"]))


def test_a_text_cannot_steer_the_terminal() -> None:
    assert render.safe("a\x1b[31m\r\u202eb\tc\nd") == "a\\u001b[31m\\u000d\\u202eb\tc\nd"


def test_every_sign_of_a_text_can_be_seen_on_one_line() -> None:
    assert render.visible("a\n::error::b\tc\u200b\u2028d é") == "a\\n::error::b\\tc\\u200b\\u2028d é"
    assert render.error(FlowError("wrong\n::error::b", path="x\ny")).count("\n") == 0


def test_an_excerpt_ends_at_a_word() -> None:
    assert render.excerpt("Under the expulsion\n  regime") == "“Under the expulsion regime”"
    assert render.excerpt("Under the expulsion regime", 21) == "“Under the expulsion…”"
    assert render.excerpt("Unterdessen", 5) == "“Unter…”"


def test_an_error_has_its_place_first_and_what_to_do_last() -> None:
    error = FlowError("it is \x1bwrong", path="a.md", line=3, hint="mend it")
    assert unstyle(render.error(error)) == "a.md:3: it is \\u001bwrong\n  mend it"


def test_a_table_has_names_to_the_left_and_numbers_to_the_right() -> None:
    assert [*render.table([("article", "units"), ("x", "7"), ("a/long-one", "12")])] == [
        "article     units",
        "x               7",
        "a/long-one     12",
    ]


def test_json_is_json_whatever_it_holds() -> None:
    assert "".join(render.as_json({"path": "\udcff"}, None, [])) == '{\n  "path": "?",\n  "errors": []\n}\n'


@pytest.mark.parametrize("number", [0, 1, 3])
def test_items_that_come_one_at_a_time_are_a_list_like_others(number: int) -> None:
    items: list[dict[str, object]] = [{"units": each, "open": []} for each in range(number)]
    said = "".join(
        render.as_json({"items": render.Many(iter(items)), "of": {"more": render.Many(iter(items))}}, None, [])
    )
    assert said == json.dumps({"items": items, "of": {"more": items}, "errors": []}, indent=2) + "\n"


def test_no_change_has_no_diff(tmp_path: Path) -> None:
    assert render.diff([Change(tmp_path / "a", b"same", b"same")], tmp_path) == ""


def test_one_file_is_shown_once_and_other_than_text_is_named(tmp_path: Path) -> None:
    picture = Change(tmp_path / "media/a.png", None, b"\x89PNG\0")
    assert render.diff([picture, picture], tmp_path).splitlines() == [
        "diff --git a/media/a.png b/media/a.png",
        "new file mode 100644",
        "Binary files /dev/null and b/media/a.png differ",
    ]


@pytest.mark.parametrize("tool", [("git", "apply"), ("patch", "-p1", "--quiet")])
@settings(max_examples=40)
@given(before=st.none() | FILES, after=FILES)
def test_a_diff_makes_of_the_old_file_the_new_one(tool: tuple[str, ...], before: bytes | None, after: bytes) -> None:
    program = needs(tool[0])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "locales/a.po"
        diff = render.diff([Change(path, before, after)], folder)
        if not diff:
            return
        path.parent.mkdir()
        if before is not None:
            path.write_bytes(before)
        text = diff.encode("utf-8", "surrogateescape")
        subprocess.run([program, *tool[1:]], cwd=folder, input=text, check=True, capture_output=True)
        assert path.read_bytes() == after

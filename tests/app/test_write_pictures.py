"""A picture is written whole, where the user says, and over nothing but a picture of ours."""

from pathlib import Path

import pytest

from homeward.app.write_pictures import write_picture
from homeward.basics.errors import PictureRefused
from homeward.exchanges.svg import page

PICTURE = page("test", "A title", "A description", (10, 10), [])


def test_a_picture_is_written_and_written_anew(tmp_path: Path) -> None:
    """A picture of ours may be drawn again; nothing unfinished is left beside it."""
    file = tmp_path / "answer.svg"
    write_picture(file, PICTURE)
    assert file.read_text(encoding="utf-8") == PICTURE
    again = page("test", "Another title", "A description", (10, 10), [])
    write_picture(file, again)
    assert file.read_text(encoding="utf-8") == again
    assert [one.name for one in tmp_path.iterdir()] == ["answer.svg"]


@pytest.mark.parametrize("kept", [b"<svg>somebody's own</svg>", b"", b"\xff\xfe\x00notes"])
def test_what_is_not_ours_stays(tmp_path: Path, kept: bytes) -> None:
    """A file of somebody else's is never written over, whatever it is called."""
    file = tmp_path / "mine.svg"
    file.write_bytes(kept)
    with pytest.raises(PictureRefused, match="so it stays"):
        write_picture(file, PICTURE)
    assert file.read_bytes() == kept


def test_a_place_that_is_none_for_a_picture_is_refused(tmp_path: Path) -> None:
    """Another ending, a folder, a link and a folder that is not there each get a sentence, and nothing is written."""
    (tmp_path / "folder.svg").mkdir()
    write_picture(tmp_path / "ours.svg", PICTURE)
    (tmp_path / "link.svg").symlink_to(tmp_path / "ours.svg")
    before = sorted(tmp_path.rglob("*"))
    for name, why in (
        ("positions.yaml", "does not end in .svg"),
        ("folder.svg", "no plain file"),
        ("link.svg", "no plain file"),
        ("missing/answer.svg", "There is no folder"),
    ):
        with pytest.raises(PictureRefused, match=why):
            write_picture(tmp_path / name, PICTURE)
    assert sorted(tmp_path.rglob("*")) == before

"""Files, folders and archives become documents; whatever cannot is refused with a sentence, and stops nothing."""

import hashlib
import os
import pickle
import socket
import sys
import zipfile
from pathlib import Path

import pytest
from made_files import HUSH, pdf, zipped

from homeward.documents.file_list import contents, list_files
from homeward.documents.from_files import read_files, read_one
from homeward.documents.limits import Limits
from homeward.documents.model import FileToRead, KeptFile, Refusal

MANY_ZEROS = b"0" * 20_000_000


def read(*paths: Path, limits: Limits = Limits()) -> dict[str, str]:  # noqa: B008
    """Names in the order read, with the text of each or why it was refused."""
    return {
        kept.name if isinstance(kept, Refusal) else kept.document.name: kept.why
        if isinstance(kept, Refusal)
        else kept.document.text
        for kept in read_files(paths, limits)
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with texts at two depths, hidden files, an empty file, a PDF with a password and a picture."""
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / "b" / "two.txt").write_text("Two.")
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "c.md").write_text("Three.")
    (tmp_path / ".hidden.txt").write_text("Hidden.")
    (tmp_path / ".git" / "config.txt").write_text("Hidden.")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "locked.pdf").write_bytes(pdf([[(14, "Secret.")]], password=HUSH))
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    return tmp_path


def test_a_folder_is_read_in_order_and_bad_files_stop_nothing(folder: Path) -> None:
    """Files come sorted, called by their path below the folder; hidden ones are left out; bad ones refused."""
    assert list(read(folder).items()) == [
        ("a.txt", "One."),
        ("b/two.txt", "Two."),
        ("c.md", "Three."),
        ("empty.txt", "is empty"),
        ("locked.pdf", "needs a password"),
        ("picture.png", "is in a format we do not read"),
    ]


def test_a_file_is_called_by_its_path_as_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The path that the user gave is the name, a hidden file's too."""
    monkeypatch.chdir(folder)
    given = [Path("b/two.txt"), folder / "a.txt", Path(".hidden.txt"), Path("b")]
    assert list(read(*given)) == ["b/two.txt", str(folder / "a.txt"), ".hidden.txt", "two.txt"]


def test_the_document_is_bound_to_its_bytes(folder: Path) -> None:
    """Original bytes come with the document, and both hashes are those of bytes and text."""
    data = b"---\ntitle: T\n---\nBut\xc5 s\xc3\xad\r\n"
    (folder / "x.txt").write_bytes(data)
    [kept] = read_files([folder / "x.txt"])
    assert isinstance(kept, KeptFile)
    assert kept.original == data
    document = kept.document
    assert document.bytes_sha256 == hashlib.sha256(data).hexdigest()
    assert document.text_sha256 == hashlib.sha256(document.text.encode()).hexdigest()
    assert document.quote(document.span(0, 3)) == "But"


def test_a_listed_file_can_be_read_in_another_process(folder: Path) -> None:
    """What is listed, limits and what comes of reading can all be sent between processes."""
    (folder / "z.zip").write_bytes(zipped({"in.txt": "Inside."}))
    for item in list_files([folder]):
        assert isinstance(item, FileToRead)
        there = pickle.loads(pickle.dumps((item, Limits())))  # noqa: S301  our own
        assert pickle.loads(pickle.dumps(read_one(*there))) == read_one(item)  # noqa: S301


def test_archives_are_read_to_their_depth(tmp_path: Path) -> None:
    """An archive in an archive is read; one deeper is refused; hidden entries and folders are left out."""
    third = zipped({"deep.txt": "Deep."})
    second = zipped({"inner.txt": "Inner.", "third.zip": third})
    entries = {"b.txt": "B.", "a/": b"", "a/a.txt": "A.", ".x": "x", "__MACOSX/b.txt": "x", "second.zip": second}
    (tmp_path / "all.zip").write_bytes(zipped(entries))
    assert read(tmp_path) == {
        "all.zip/a/a.txt": "A.",
        "all.zip/b.txt": "B.",
        "all.zip/second.zip/inner.txt": "Inner.",
        "all.zip/second.zip/third.zip": "is an archive inside 2 others",
    }
    assert read(tmp_path, limits=Limits(archive_depth=3))["all.zip/second.zip/third.zip/deep.txt"] == "Deep."


def test_entries_of_one_name_are_both_read(tmp_path: Path) -> None:
    """A name that stands twice in an archive hides nothing."""
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", "First.")
        archive.writestr("a.txt", "Second.")
    assert [kept.document.text for kept in read_files([tmp_path]) if isinstance(kept, KeptFile)] == [
        "First.",
        "Second.",
    ]


def test_names_in_archives_are_only_names(tmp_path: Path) -> None:
    """Absolute names and names that climb are read like others; nothing is ever unpacked to disk."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.zip").write_bytes(zipped({"../../up.txt": "Up.", "/etc/passwd.txt": "Down."}))
    assert read(tmp_path / "in") == {"a.zip/../../up.txt": "Up.", "a.zip//etc/passwd.txt": "Down."}
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a.zip"]


def test_zip_bombs_are_never_unpacked(tmp_path: Path) -> None:
    """By ratio, by size of one entry, by all entries together, by their number, each is refused with its reason."""
    (tmp_path / "a.zip").write_bytes(zipped({"zeros.txt": MANY_ZEROS, "good.txt": "Good."}))
    assert read(tmp_path) == {
        "a.zip/good.txt": "Good.",
        "a.zip/zeros.txt": "unpacks to more than 100 times its packed size, as no report does",
    }
    assert (
        read(tmp_path, limits=Limits(file_bytes=1_000_000))["a.zip/zeros.txt"]
        == "is 20 MB large, and 1 MB is the most we read"
    )
    assert read(tmp_path, limits=Limits(archive_bytes=10_000_000)) == {
        "a.zip": "unpacks to 20 MB, and 10 MB is the most we unpack"
    }
    assert read(tmp_path, limits=Limits(archive_entries=1)) == {"a.zip": "holds more than 1 files"}


def test_an_archive_in_an_archive_counts_with_it(tmp_path: Path) -> None:
    """Limits on an archive hold for it and all archives inside together."""
    inner = zipped({f"{number}.txt": "x" for number in range(5)})
    (tmp_path / "a.zip").write_bytes(zipped({f"{number}.zip": inner for number in range(3)}))
    found = read(tmp_path, limits=Limits(archive_entries=10))
    assert [name for name, why in found.items() if why == "x"] == [f"a.zip/0.zip/{number}.txt" for number in range(5)]
    assert found["a.zip/1.zip"] == found["a.zip/2.zip"] == "holds more than 2 files"


def test_an_entry_that_lies_about_its_size_is_damaged(tmp_path: Path) -> None:
    """An entry never gives more bytes than its archive declares; one that would is refused."""
    data = bytearray(zipped({"a.txt": b"0" * 5000}))
    size = (5000).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(bytes(data).replace(size, (10).to_bytes(4, "little")))
    assert read(tmp_path) == {"a.zip/a.txt": "is damaged inside its zip archive"}


def test_encrypted_entries_say_so(tmp_path: Path) -> None:
    """An entry under a password is refused by itself; the others are read."""
    data = bytearray(zipped({"a.txt": "A.", "b.txt": "B."}))
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    assert read(tmp_path) == {"a.zip/a.txt": "A.", "a.zip/b.txt": "needs a password"}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (zipped({}), "is a zip archive without files"),
        (zipped({"a.txt": "A."})[:40], "is a damaged zip archive"),
        (b"PK\x03\x04" + b"x" * 100, "is a damaged zip archive"),
    ],
)
def test_broken_archives_are_refused(tmp_path: Path, data: bytes, why: str) -> None:
    """An archive without files, or cut off, is one refusal."""
    (tmp_path / "a.zip").write_bytes(data)
    assert read(tmp_path) == {"a.zip": why}


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    """Three hundred megabytes are refused by their size alone."""
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(300_000_000)
    assert read(tmp_path) == {"large.txt": "is 300 MB large, and 50 MB is the most we read"}


def test_a_long_text_is_refused(tmp_path: Path) -> None:
    """The limit on characters of text holds whatever the file's size."""
    (tmp_path / "a.txt").write_text("word " * 100)
    assert read(tmp_path, limits=Limits(text_characters=499)) == {
        "a.txt": "has 500 characters of text, and 499 is the most we read"
    }


def test_an_endless_title_is_cut_with_a_mark(tmp_path: Path) -> None:
    """What a file says of itself stays a line of a list; its text is kept whole."""
    (tmp_path / "a.txt").write_text(f"---\ntitle: {'T' * 9_000}\npublisher: {'P' * 500}\n---\n{'x' * 3_000_000}")
    (kept,) = read_files([tmp_path])
    assert isinstance(kept, KeptFile)
    assert kept.document.title == "T" * 499 + "…"
    assert kept.document.publisher == "P" * 500
    assert kept.document.text == "x" * 3_000_000


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    """A missing path, a dead link and a link to itself are each one sentence that names them."""
    (tmp_path / "dead.txt").symlink_to("nowhere.txt")
    (tmp_path / "self.txt").symlink_to("self.txt")
    assert read(tmp_path) == {"dead.txt": "is not there", "self.txt": "is a link that leads back to itself"}
    [refusal] = read_files([Path("no/file.txt")])
    assert str(refusal) == (
        "no/file.txt: is not there. Check the path: the file was moved or deleted, or is a link that leads nowhere."
    )
    [refusal] = read_files([Path("nul\0name")])
    assert "cannot be read" in str(refusal)


def test_folders_that_hold_themselves_are_read_once(tmp_path: Path) -> None:
    """Links that lead back end the walk there, and it never hangs."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.txt").write_text("One.")
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    again = "leads to a folder that is read already"
    assert read(tmp_path) == {"a/back": again, "a/one.txt": "One.", "b": again}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_pipes_and_devices_are_never_waited_for(tmp_path: Path) -> None:
    """A pipe that nobody writes to, a socket and a device are refused at once."""
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        why = "is not a file but a pipe, socket or device"
        assert read(tmp_path, Path("/dev/zero")) == {"pipe.txt": why, "s": why, "/dev/zero": why}


def test_a_file_that_vanishes_or_changes_while_being_read(tmp_path: Path) -> None:
    """What was listed and is gone, or became a pipe, or an archive that shrank, is refused."""
    for name in ("gone.txt", "pipe.txt"):
        (tmp_path / name).write_text("Text.")
    (tmp_path / "a.zip").write_bytes(zipped({"1.txt": "1", "2.txt": "2"}))
    (tmp_path / "b.zip").write_bytes(zipped({"1.txt": "1"}))
    items = [item for item in list_files([tmp_path]) if isinstance(item, FileToRead)]
    for name in ("gone.txt", "pipe.txt", "b.zip"):
        (tmp_path / name).unlink()
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.zip").write_bytes(zipped({"1.txt": "one"}))
    assert [result.why if isinstance(result, Refusal) else result.document.text for result in map(read_one, items)] == [
        "one", "is not in its archive any more", "is not there", "is not there", "is not a file any more",
    ]  # fmt: skip


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_says_so(tmp_path: Path) -> None:
    """A file and a folder without permission are each one refusal."""
    (tmp_path / "a.txt").write_text("Text.")
    (tmp_path / "b").mkdir()
    for name in ("a.txt", "b"):
        (tmp_path / name).chmod(0)
    assert read(tmp_path) == {"a.txt": "may not be read by you", "b": "may not be read by you"}
    (tmp_path / "b").chmod(0o700)


def test_names_that_are_no_utf8(tmp_path: Path) -> None:
    """A file name of any bytes gives a name that can be written anywhere."""
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("Text.")
    except OSError:
        pytest.skip("this file system takes no such name")
    [name] = read(tmp_path)
    assert name == "caf\ufffd.txt"
    name.encode("utf-8")


def test_a_large_archive_is_opened_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading entry after entry does not read the archive's directory anew for each."""
    (tmp_path / "a.zip").write_bytes(zipped({f"{number}.txt": "x" for number in range(50)}))
    items = [item for item in list_files([tmp_path]) if isinstance(item, FileToRead)]
    opened: list[object] = []
    real = zipfile.ZipFile._RealGetContents  # type: ignore[attr-defined]
    monkeypatch.setattr(zipfile.ZipFile, "_RealGetContents", lambda archive: (opened.append(archive), real(archive)))
    assert [contents(item, Limits()) for item in items] == [b"x"] * 50
    assert len(opened) == 1


def test_real_documents_keep_their_text(shared_reading: Path) -> None:
    """On every real document the text is that which the contract's own scorer counts offsets in."""
    sys.path.insert(0, str(shared_reading))
    try:
        from score import body  # noqa: PLC0415  lies beside the data
    finally:
        sys.path.remove(str(shared_reading))
    folder = shared_reading / "docs"
    documents = [kept.document for kept in read_files([folder]) if isinstance(kept, KeptFile)]
    assert {document.name for document in documents} == {
        str(path.relative_to(folder)) for path in folder.rglob("*.txt")
    }
    assert [document.name for document in documents if document.text != body(folder / document.name)] == []

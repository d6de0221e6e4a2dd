"""The compiled form of the knowledge: equal to the YAML, never trusted when damaged, never a reason to fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from milkpath.knowledge import compiled, reader
from milkpath.knowledge.reader import Knowledge, checksum_of, read_knowledge, shipped_files


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give an empty cache folder to this test alone, and no knowledge in memory."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    reader.knowledge.cache_clear()
    yield tmp_path / "milkpath"
    reader.knowledge.cache_clear()


def _again() -> Knowledge:
    reader.knowledge.cache_clear()
    return reader.knowledge()


def _files(cache: Path) -> list[Path]:
    return sorted(cache.glob("knowledge-*"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with two knowledge files that were changed long ago, as far as anybody can tell."""
    folder = tmp_path / "files"
    (folder / "sites").mkdir(parents=True)
    (folder / "sites" / "face.yaml").write_text("area: 500", encoding="utf-8")
    (folder / "model.py").write_text("x = 1", encoding="utf-8")
    return folder


def _state(folder: Path) -> compiled.State:
    return compiled.state_of(str(folder), ("model.py",))


def _settled(state: compiled.State) -> compiled.State:
    return msgspec.structs.replace(state, changed=time.time() - 60)


def test_a_hit_equals_the_files(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes out of the cache is what the YAML files say, and the YAML is not read for it."""
    first = reader.knowledge()
    assert first == read_knowledge(shipped_files())
    assert [path.suffix for path in _files(cache)] == [".msgpack"]
    monkeypatch.setattr(reader, "read_knowledge", lambda _: pytest.fail("the YAML was read"))
    assert _again() == first


def test_a_known_state_is_not_read_again(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the folder is in a state that was seen, no YAML file is opened at all, and the answer is the same."""
    state = _settled(compiled.state_of(reader._FOLDER, reader._CODE))
    monkeypatch.setattr(compiled, "state_of", lambda *_: state)
    first = reader.knowledge()
    monkeypatch.setattr(reader, "shipped_files", lambda: pytest.fail("the files were read"))
    assert _again() == first


def test_a_state_just_made_is_not_remembered(cache: Path, folder: Path) -> None:
    """A file changed this second may change again on the same tick, so its state is not trusted yet."""
    cache.mkdir()
    compiled.remember(_state(folder), "abc")
    assert compiled.key_of(_state(folder)) is None
    compiled.remember(_settled(_state(folder)), "abc")
    assert compiled.key_of(_state(folder)) == "abc"


def _longer(folder: Path) -> None:
    (folder / "sites" / "face.yaml").write_text("area: 5000", encoding="utf-8")


def _same_size_and_time(folder: Path) -> None:
    file = folder / "sites" / "face.yaml"
    before = file.stat()
    file.write_text("area: 700", encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def _replaced_keeping_times(folder: Path) -> None:
    file = folder / "sites" / "face.yaml"
    other = folder / "new"
    other.write_text("area: 700", encoding="utf-8")
    shutil.copystat(file, other)
    other.replace(file)


def _one_more(folder: Path) -> None:
    (folder / "sites" / "neck.yaml").write_text("area: 1", encoding="utf-8")


def _renamed(folder: Path) -> None:
    (folder / "sites" / "face.yaml").rename(folder / "sites" / "faces.yaml")


def _other_code(folder: Path) -> None:
    (folder / "model.py").write_text("x = 2", encoding="utf-8")


@pytest.mark.parametrize(
    "edit", [_longer, _same_size_and_time, _replaced_keeping_times, _one_more, _renamed, _other_code]
)
def test_no_edit_is_missed(folder: Path, edit: Callable[[Path], None]) -> None:
    """Whatever changes in the folder, even with size and time put back, its state becomes another."""
    before = _state(folder)
    time.sleep(0.02)  # longer than a tick of the clock that stamps files
    edit(folder)
    assert _state(folder).digest != before.digest


def test_a_state_that_leads_nowhere_is_no_failure(cache: Path) -> None:
    """A remembered key without its compiled form, or with letters no key has, is as good as none."""
    known = reader.knowledge()
    state = compiled.state_of(reader._FOLDER, reader._CODE)
    for wrong in ("0" * 64, "../../etc/passwd", ""):
        compiled.remember(_settled(state), wrong)
        assert _again() == known


def test_a_shipped_form_is_used_only_for_its_own_content(cache: Path, folder: Path) -> None:
    """What came with a wheel is read if it was made from these very files, and is otherwise as good as none."""
    known = reader.knowledge()
    (folder / compiled.SHIPPED).write_bytes(compiled.pack("abc", known))
    assert compiled.load_shipped(str(folder), "abc", Knowledge) == known
    assert compiled.load_shipped(str(folder), "abd", Knowledge) is None
    assert compiled.load_shipped(str(folder / "sites"), "abc", Knowledge) is None


def test_a_first_start_of_an_installed_package_parses_nothing(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a shipped form and an empty cache no YAML is parsed, and the next start finds it in the cache."""
    known = read_knowledge(shipped_files())
    monkeypatch.setattr(compiled, "load_shipped", lambda *_: known)
    monkeypatch.setattr(reader, "read_knowledge", lambda _: pytest.fail("the YAML was parsed"))
    assert reader.knowledge() == known
    assert len(_files(cache)) == 1


def test_another_content_has_another_key() -> None:
    """One changed byte, or one renamed file, gives another checksum and another key."""
    content = dict(shipped_files())
    path = "substances/lidocaine.yaml"
    longer = {**content, path: content[path] + b"\n"}
    renamed = {("substances/x.yaml" if name == path else name): data for name, data in content.items()}
    keys = {reader.key_of_content(files) for files in (content, longer, renamed)}
    assert len(keys) == 3
    assert checksum_of(content) == checksum_of(dict(reversed(content.items())))


@pytest.mark.parametrize("damage", [b"", b"short", b"\x00" * 5000])
def test_a_damaged_file_is_ignored_and_written_again(cache: Path, damage: bytes) -> None:
    """An empty, short or foreign file in the cache is as good as none, and is replaced."""
    known = reader.knowledge()
    [file] = _files(cache)
    whole = file.read_bytes()
    file.write_bytes(damage)
    assert _again() == known
    assert file.read_bytes() == whole


def test_one_flipped_bit_is_noticed(cache: Path) -> None:
    """A figure that changed in the cache is never used, even where the file can still be read."""
    known = reader.knowledge()
    [file] = _files(cache)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))
    assert _again() == known


def test_a_form_of_another_schema_is_ignored(cache: Path) -> None:
    """A whole file that holds something else is as good as none."""
    reader.knowledge()
    [file] = _files(cache)
    key = file.stem.removeprefix("knowledge-")
    compiled.store(key, {"version": "1", "figure": 7})
    assert compiled.load(key, Knowledge) is None
    assert compiled.load("no such key", Knowledge) is None


def test_a_folder_that_cannot_be_written_is_no_failure(cache: Path) -> None:
    """Where the cache folder cannot be made, the files are read, and nothing is said."""
    cache.parent.joinpath("milkpath").write_text("a file stands where the folder should be")
    assert reader.knowledge().substances


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_no_failure(cache: Path) -> None:
    """Where the cache folder is read-only, the files are read, and nothing is left behind."""
    cache.mkdir()
    cache.chmod(0o500)
    assert reader.knowledge().substances
    assert list(cache.glob("*")) == []
    cache.chmod(0o700)


def test_a_disk_that_fails_leaves_no_half_file(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the finished file cannot be put in its place, the unfinished one is taken away."""

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", fail)
    assert reader.knowledge().substances
    assert list(cache.glob("*")) == []


def test_old_forms_are_dropped(cache: Path) -> None:
    """Only a few compiled forms stay, the newest ones, and no other file is touched."""
    cache.mkdir()
    cache.joinpath("notes.txt").write_text("mine")
    for number in range(12):
        compiled.store(str(number), number)
        os.utime(cache / f"knowledge-{number}.msgpack", (number, number))
    compiled.store("new", 12)
    kept = {f"knowledge-{number}.msgpack" for number in (*range(5, 12), "new")}
    assert {path.name for path in cache.glob("*")} == {"notes.txt", *kept}


def test_a_relative_cache_folder_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative XDG_CACHE_HOME is ignored, as its standard asks."""
    monkeypatch.setenv("XDG_CACHE_HOME", "somewhere")
    monkeypatch.setenv("HOME", "/home/somebody")
    assert compiled.cache_folder() == "/home/somebody/.cache/milkpath"


def test_a_warm_start_does_not_import_yaml(cache: Path) -> None:
    """A fresh process with a warm cache never imports YAML."""
    reader.knowledge()
    code = "import sys; from milkpath.knowledge.reader import knowledge; knowledge(); print('yaml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "False"

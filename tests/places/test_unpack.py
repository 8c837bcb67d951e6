"""The gazetteer gets unpacked once, whole, whoever asks and whatever is in the way."""

import lzma
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.places import unpack
from bot.places.gazetteer import Gazetteer
from bot.places.unpack import PACKED, unpacked

ROOT = Path(__file__).parents[2]


def test_the_second_time_nothing_is_written(tmp_path: Path) -> None:
    first = unpacked(folder=tmp_path)
    stamp = first.stat().st_mtime_ns
    assert unpacked(folder=tmp_path) == first
    assert first.stat().st_mtime_ns == stamp
    assert [each.name for each in tmp_path.iterdir()] == [first.name]


def test_a_file_cut_short_is_replaced(tmp_path: Path) -> None:
    path = unpacked(folder=tmp_path)
    whole = path.stat().st_size
    os.truncate(path, whole // 2)
    assert unpacked(folder=tmp_path) == path
    assert path.stat().st_size == whole


@pytest.mark.parametrize("damage", [b"", b"not a database at all"])
def test_a_file_of_something_else_is_replaced(tmp_path: Path, damage: bytes) -> None:
    path = unpacked(folder=tmp_path)
    path.write_bytes(damage)
    assert unpacked(folder=tmp_path) == path
    assert Gazetteer.open(path).get("PK") is not None


def test_an_older_build_is_cleared_away(tmp_path: Path) -> None:
    old = tmp_path / "gazetteer-1-0123456789abcdef.sqlite"
    old.write_bytes(b"old")
    unpacked(folder=tmp_path)
    assert not old.exists()


def test_a_folder_that_cannot_be_written_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spare = tmp_path / "spare"
    spare.mkdir()
    monkeypatch.setattr(unpack.tempfile, "gettempdir", lambda: str(spare))
    # A file where the folder should be: refused even to root.
    blocked = tmp_path / "blocked"
    blocked.write_text("")
    path = unpacked(folder=blocked)
    assert path.is_relative_to(spare)
    assert Gazetteer.open(path).get("PK") is not None
    assert unpacked(folder=blocked) == path


def test_a_damaged_package_is_told_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpack.tempfile, "gettempdir", lambda: str(tmp_path / "spare"))
    packed = tmp_path / "gazetteer.sqlite.xz"
    packed.write_bytes(lzma.compress(os.urandom(100_000))[:50_000])
    with pytest.raises(OSError):
        unpacked(packed, tmp_path / "cache")
    left = [
        each for folder in ("cache", "spare") for each in (tmp_path / folder).rglob("*") if each.is_file()
    ]
    assert left == []


def test_a_missing_package_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        unpacked(tmp_path / "nowhere.xz", tmp_path)


def test_two_processes_at_once_both_get_it_whole(tmp_path: Path) -> None:
    code = "from bot.places.gazetteer import Gazetteer; print(Gazetteer.open().get('PK').name)"
    environment = {**os.environ, unpack.FOLDER_VARIABLE: str(tmp_path)}
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code], env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    answers = [each.communicate(timeout=120)[0].strip() for each in running]
    assert answers == ["Pakistan", "Pakistan"]
    assert [each.suffix for each in tmp_path.iterdir()] == [".sqlite"]


def test_set_up_unpacks(tmp_path: Path) -> None:
    environment = {**os.environ, unpack.FOLDER_VARIABLE: str(tmp_path)}
    subprocess.run([sys.executable, "-m", "bot.places"], env=environment, cwd=ROOT, check=True, timeout=120)
    assert [each.suffix for each in tmp_path.iterdir()] == [".sqlite"]
    assert PACKED.exists()

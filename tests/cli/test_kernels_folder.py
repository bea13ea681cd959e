"""Where compiled kernels are kept, and what is done where nothing can be kept."""

import tempfile
from pathlib import Path

import pytest

from encours.cli.reading import cache_folder


@pytest.fixture
def barred(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place told by the environment where no folder can be made, whoever asks."""
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("ENCOURS_CACHE", str(tmp_path / "file" / "kernels"))
    return tmp_path


def test_the_folder_told_is_made_and_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ENCOURS_CACHE", str(tmp_path / "deep" / "kernels"))
    with cache_folder("en") as folder:
        assert folder == tmp_path / "deep" / "kernels"
        assert folder.is_dir()
        assert list(folder.iterdir()) == []
    assert capsys.readouterr().err == ""


def test_a_folder_that_cannot_be_written_gives_way_to_one_of_a_moment(
    barred: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(barred))
    with cache_folder("fr") as folder:
        assert folder is not None
        assert folder.parent == barred
    assert not folder.exists()
    told = capsys.readouterr().err
    assert told.startswith(str(barred / "file" / "kernels"))
    assert "Rien ne peut y être écrit" in told


def test_where_nothing_can_be_written_the_plain_walk_is_asked_for(
    barred: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(barred / "file"))
    with cache_folder("en") as folder:
        assert folder is None
    assert "nothing is compiled this time" in capsys.readouterr().err

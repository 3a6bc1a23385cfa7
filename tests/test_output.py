"""Output folders: replaced whole, or not at all."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from plan_graph.errors import OutputError
from plan_graph.output import MARKER, check_replaceable, new_folder, replacing, write_file

OLD = {"plan.ttl": "old", "store/data": "old", "sums": "old"}
NEW = {"plan.ttl": "new", "store/data": "new", "sums": "new"}

WRITER = """
import os, signal, sys
from pathlib import Path
from plan_graph.output import replacing

folder, words, kill_at, two_renames = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
seen = 0

def hook(event, args):
    global seen
    if event == "ctypes.dlopen" and two_renames == "yes":
        raise OSError("this system cannot exchange names")
    if event.startswith(("os.", "shutil.", "ctypes.", "open", "fcntl.")) and event != "os.kill":
        seen += 1
        if seen == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(hook)
while True:
    with replacing(Path(folder)) as fresh:
        (fresh / "store").mkdir()
        for name in ("plan.ttl", "store/data", "sums"):
            (fresh / name).write_text(words)
    if words != "loop":
        break
    print("written", flush=True)
"""


def write(folder: Path, content: dict[str, str]) -> None:
    with replacing(folder) as fresh:
        for name, text in content.items():
            (fresh / name).parent.mkdir(exist_ok=True)
            (fresh / name).write_text(text)


def content(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARKER
    }


def start_writer(
    folder: Path, words: str, kill_at: int = 0, two_renames: str = "no"
) -> subprocess.Popen[bytes]:
    arguments = [str(folder), words, str(kill_at), two_renames]
    return subprocess.Popen([sys.executable, "-c", WRITER, *arguments], stdout=subprocess.PIPE)


def test_the_new_folder_takes_the_place_of_the_old_one_and_nothing_else_stays(
    tmp_path: Path,
) -> None:
    write(tmp_path / "build", {**OLD, "gone.txt": "old"})

    write(tmp_path / "build", NEW)

    assert content(tmp_path / "build") == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["build"]


def test_missing_folders_above_the_output_are_made(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b" / "build", NEW)

    assert content(tmp_path / "a" / "b" / "build") == NEW


@pytest.mark.parametrize("problem", [ValueError("no"), KeyboardInterrupt()])
def test_a_run_that_fails_leaves_the_earlier_folder_untouched(
    tmp_path: Path, problem: BaseException
) -> None:
    write(tmp_path / "build", OLD)

    with pytest.raises(type(problem)), replacing(tmp_path / "build") as fresh:
        (fresh / "plan.ttl").write_text("new")
        raise problem

    assert content(tmp_path / "build") == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["build"]


def test_a_first_run_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no"), replacing(tmp_path / "a" / "build") as fresh:
        (fresh / "plan.ttl").write_text("new")
        raise ValueError("no")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("two_renames", ["no", "yes"])
def test_a_kill_at_any_step_leaves_old_or_new_and_the_next_run_converges(
    tmp_path: Path, two_renames: str
) -> None:
    build = tmp_path / "build"
    seen = set()
    for kill_at in range(1, 200):
        write(build, OLD)
        with start_writer(build, "new", kill_at, two_renames) as writer:
            ended = writer.wait()
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
        if two_renames == "yes":  # Between two renames; any next run, even a failing one, mends it.
            with pytest.raises(ValueError, match="stop"), replacing(build):
                raise ValueError("stop")
        assert content(build) in (OLD, NEW)
        seen.add(content(build)["sums"])

        write(build, NEW)

        assert content(build) == NEW
        assert [path.name for path in tmp_path.iterdir()] == ["build"]
    assert ended == 0
    assert seen == {"old", "new"}
    assert kill_at > 20


def test_a_kill_at_any_time_of_many_runs_leaves_a_whole_folder(tmp_path: Path) -> None:
    build = tmp_path / "build"
    write(build, OLD)
    moments = random.Random(7)
    for _ in range(15):
        with start_writer(build, "loop") as writer:
            assert writer.stdout
            for _ in range(moments.randrange(1, 20)):
                assert writer.stdout.readline()
            # It is somewhere in its next run, at work beside us.
            writer.kill()

        assert len(set(content(build).values())) == 1
        assert set(content(build)) == set(OLD)
    write(build, NEW)

    assert [path.name for path in tmp_path.iterdir()] == ["build"]


def test_readers_never_miss_the_folder_while_it_is_replaced(tmp_path: Path) -> None:
    build = tmp_path / "build"
    write(build, OLD)
    with start_writer(build, "loop") as writer:
        missing, folders = 0, [0]
        while len(folders) < 30:
            missing += not (build / "sums").exists()
            folder = build.stat().st_ino
            folders += [folder] * (folder != folders[-1])
        writer.kill()

    assert missing == 0


def test_a_second_run_at_the_same_time_is_refused(tmp_path: Path) -> None:
    refused: list[str] = []

    def second() -> None:
        try:
            write(tmp_path / "build", OLD)
        except OutputError as error:
            refused.append(str(error))

    with replacing(tmp_path / "build") as fresh:
        (fresh / "plan.ttl").write_text("new")
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()

    assert refused == [
        f"{tmp_path}/build: another run of plan-graph is writing it; wait until it has ended"
    ]
    assert content(tmp_path / "build") == {"plan.ttl": "new"}


def test_all_that_is_written_is_on_the_disk_before_the_run_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    sync = os.fsync

    def noted(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    with replacing(tmp_path / "build") as fresh:
        (fresh / "plan").mkdir()
        (fresh / "plan" / "plan.nt").write_text("words")
        (fresh / "void.ttl").write_text("words")

    written = {path.name for path in (tmp_path / "build").rglob("*")}
    assert written <= {*synced}
    assert synced[-1] == tmp_path.name  # The swap of the names comes last.


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()

    write(tmp_path / "build", NEW)

    assert content(tmp_path / "build") == NEW


def test_a_folder_behind_a_link_is_replaced_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "build").symlink_to("real")

    write(tmp_path / "build", NEW)

    assert (tmp_path / "build").is_symlink()
    assert content(tmp_path / "real") == NEW


def test_the_rights_of_the_earlier_folder_are_kept(tmp_path: Path) -> None:
    write(tmp_path / "build", OLD)
    (tmp_path / "build").chmod(0o750)

    write(tmp_path / "build", NEW)

    assert (tmp_path / "build").stat().st_mode & 0o777 == 0o750


def test_a_folder_that_plan_graph_did_not_make_is_refused_and_untouched(tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("years of work")

    with pytest.raises(OutputError, match=r"thesis: holds files that plan-graph did not make; "):
        write(tmp_path / "thesis", NEW)

    assert content(tmp_path / "thesis") == {"chapter.txt": "years of work"}


def test_files_that_somebody_puts_there_during_the_run_are_kept(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="did not make"), replacing(tmp_path / "build"):
        (tmp_path / "build").mkdir()
        (tmp_path / "build" / "chapter.txt").write_text("years of work")

    assert content(tmp_path / "build") == {"chapter.txt": "years of work"}


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("a file")

    with pytest.raises(OutputError, match=r"build: is a file; give a folder for the output$"):
        write(tmp_path / "build", NEW)


def test_a_folder_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file")

    with pytest.raises(OutputError, match=r"file: cannot be made: "):
        write(tmp_path / "file" / "build", NEW)


def test_the_current_folder_and_those_above_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for folder in (Path(), Path(".."), tmp_path, Path("/")):
        with pytest.raises(OutputError, match="is or holds the current folder"):
            check_replaceable(folder)


def test_the_home_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()

    with pytest.raises(OutputError, match="is or holds the home folder"):
        write(tmp_path / "home", NEW)


def test_a_parent_that_cannot_be_written_is_one_clear_line() -> None:
    # Not even root can make folders in /proc.
    with pytest.raises(OutputError, match=r"^/proc/build: cannot be written: [^\n]+$"):
        write(Path("/proc/build"), NEW)


def test_a_disk_error_while_writing_is_one_clear_line(tmp_path: Path) -> None:
    write(tmp_path / "build", OLD)

    with (
        pytest.raises(OutputError, match="cannot be written: No space left on device"),
        replacing(tmp_path / "build"),
        Path("/dev/full").open("wb", buffering=0) as full,
    ):
        full.write(b"x")

    assert content(tmp_path / "build") == OLD


def test_an_error_in_reading_something_else_keeps_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), replacing(tmp_path / "build"):
        Path("/nowhere/at/all").stat()


def test_a_pipe_or_a_device_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "answers")

    with pytest.raises(OutputError, match="is no file that could be replaced"):
        write_file(tmp_path / "answers", b"words")

    assert (tmp_path / "answers").is_fifo()


def test_a_name_that_the_system_cannot_have_is_one_refusal(tmp_path: Path) -> None:
    name = tmp_path / ("n" * 300)

    with pytest.raises(OutputError, match="cannot be written"):
        write_file(name, b"words")
    with pytest.raises(OutputError, match="cannot be made"), new_folder(name):
        pass
    with pytest.raises(OutputError), replacing(name):
        pass


@pytest.mark.parametrize("length", [245, 300])
def test_a_name_that_the_system_cannot_have_is_one_line(tmp_path: Path, length: int) -> None:
    with pytest.raises(OutputError, match="cannot be made: File name too long"):
        check_replaceable(tmp_path / ("a" * length))

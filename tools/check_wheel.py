"""Build the wheel that users would get, and see that it holds every file of the package and can be imported."""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NEEDED = ("pyproject.toml", "README.md", "LICENSE", "src/homeward")


def copy_of_what_is_kept(folder: Path) -> set[str]:
    """Copy what git keeps of the package, so that nothing left from an older build gets in; return its files' names."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *NEEDED],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    names = [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    return {name.removeprefix("src/") for name in names if name.startswith("src/")}


def built(folder: Path) -> Path:
    """Build the wheel of the project in `folder` and return it; raise CalledProcessError where it cannot be built."""
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", "dist"]
    done = subprocess.run(build, cwd=folder, check=False, capture_output=True, text=True)
    if done.returncode:
        print(done.stdout, done.stderr)
        done.check_returncode()
    (wheel,) = (folder / "dist").glob("*.whl")
    return wheel


def imports_from(wheel: Path) -> bool:
    """Return whether the command line can be imported out of the wheel and nothing else."""
    look = "import homeward.cli.main, homeward; print(homeward.__file__)"
    environment = {"PYTHONPATH": str(wheel), "PYTHONSAFEPATH": "1"}
    found = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=False, env=environment)
    return found.stdout.startswith(str(wheel))


def main() -> int:
    """Return 0 where the wheel is whole, 1 with a sentence where it is not."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = copy_of_what_is_kept(Path(folder))
        wheel = built(Path(folder))
        with zipfile.ZipFile(wheel) as archive:
            missing = wanted - set(archive.namelist())
        if missing:
            print(f"The wheel lacks {', '.join(sorted(missing))}. Add them to package-data in pyproject.toml.")
            return 1
        if not imports_from(wheel):
            print("The wheel cannot be imported.")
            return 1
        print(f"The wheel holds every file of the package and imports ({wheel.stat().st_size / 1e6:.1f} MB).")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Build the wheel that users would get, and see that it holds every file of the package and can be imported."""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "homeward"


def files_of_package() -> set[str]:
    """Return every file that git keeps in the package, as a wheel names it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "src/homeward"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return {path.relative_to(ROOT / "src").as_posix() for path in paths if path.is_file()}


def main() -> int:
    """Return 0 where the wheel is whole, 1 with a sentence where it is not."""
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder]
        subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            missing = files_of_package() - set(archive.namelist())
        if missing:
            print(f"The wheel lacks {', '.join(sorted(missing))}. Add them to package-data in pyproject.toml.")
            return 1
        size = wheel.stat().st_size
        see = "import homeward.__main__, homeward; print(homeward.__file__)"
        found = subprocess.run(
            [sys.executable, "-c", see],
            check=True,
            capture_output=True,
            text=True,
            cwd=folder,
            env={"PYTHONPATH": str(wheel), "PYTHONSAFEPATH": "1"},
        )
        if not found.stdout.startswith(str(wheel)):
            print(f"The wheel was not what got imported, but {found.stdout.strip()}.")
            return 1
    print(f"The wheel holds every file of the package and imports ({size / 1e6:.1f} MB).")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

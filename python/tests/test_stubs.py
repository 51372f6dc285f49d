"""The stubs are those of the module, and the Python code keeps to its types."""

import pathlib
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parents[1]


def run(*arguments):
    done = subprocess.run([sys.executable, "-m", *arguments], cwd=FOLDER / "tests", capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_stubs_and_module_agree():
    run("mypy.stubtest", "bodycopy._bodycopy")


def test_the_code_keeps_to_its_types():
    run("mypy", "--config-file", str(FOLDER / "pyproject.toml"), str(FOLDER / "bodycopy"))

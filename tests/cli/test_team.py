"""The team on the command line: the first administrator, links to choose a password, how long the record is kept."""

import re
from pathlib import Path

from homeward_command import Command


def test_the_first_account_is_an_administrator(run: Command, tmp_path: Path) -> None:
    """Nobody but an administrator can be the first; a link that lets them choose a password is all that is printed."""
    at = ("--workspace", tmp_path / "workspace")
    assert "nobody to sign in" in " ".join(run("team", "members", *at).stdout.split())
    refused = run("team", "add", "Ben", *at)
    assert refused.returncode == 1
    assert "The first account must be an administrator's" in " ".join(refused.stderr.split())
    done = run("team", "add", "Ana Lind", "--administrator", "--address", "https://homeward.example.org/", *at)
    assert done.returncode == 0
    link = r"^https://homeward\.example\.org/sign-in/link/[0-9a-z]+-[0-9a-z]+-[0-9a-f]+/$"
    assert re.search(link, done.stdout, re.MULTILINE)
    assert run("team", "add", "Ben", "--role", "caseworker", *at).returncode == 0
    assert "already" in run("team", "add", "ben", *at).stderr
    listed = run("team", "members", *at, COLUMNS="200").stdout
    assert re.search(r"Ana Lind +administrator +no password yet", listed)
    assert re.search(r"Ben +caseworker", listed)


def test_a_new_link_needs_an_account(run: Command, tmp_path: Path) -> None:
    """A link is printed for whoever has an account, and said to be for nobody else."""
    at = ("--workspace", tmp_path / "workspace")
    run("team", "add", "Ana", "--administrator", *at)
    assert "/sign-in/link/" in run("team", "link", "ana", *at).stdout
    refused = run("team", "link", "Eve", *at)
    assert refused.returncode == 1
    assert "Nobody called 'Eve' has an account" in " ".join(refused.stderr.split())


def test_the_owner_sets_how_long_the_record_is_kept(run: Command, tmp_path: Path) -> None:
    """The number of days is in the record itself, which still stands; one below zero is refused."""
    at = ("--workspace", tmp_path / "workspace")
    kept = run("audit", "--keep-days", "365", *at, COLUMNS="200")
    assert kept.returncode == 0
    assert "audit: kept for days" in kept.stdout
    assert "stands as it was written" in kept.stdout
    assert run("audit", "--keep-days", "-1", *at).returncode != 0


def test_pages_are_not_served_to_others_unprotected(run: Command, tmp_path: Path) -> None:
    """Without accounts, or without a proxy's address, the pages are for this machine alone."""
    at = ("--workspace", tmp_path / "workspace")
    assert "homeward team add NAME --administrator" in " ".join(run("serve", "--host", "0.0.0.0", *at).stderr.split())  # noqa: S104
    run("team", "add", "Ana", "--administrator", *at)
    assert "--address https://homeward.example.org" in " ".join(run("serve", "--host", "0.0.0.0", *at).stderr.split())  # noqa: S104
    assert "is not the address of a site" in " ".join(run("serve", "--address", "homeward", *at).stderr.split())

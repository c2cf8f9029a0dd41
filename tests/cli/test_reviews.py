"""Reviewing claims on the command line: what counts, what is listed, what is taken back."""

import json
import re
from pathlib import Path

from homeward_command import Command


def test_a_claim_is_rejected_and_taken_back(run: Command, examples: Path) -> None:
    """Rejected, a claim is in no case file; `show` says so; taken back, the case file is what it was, byte for byte."""
    at = ("--workspace", examples)
    before = run("case", "Viktor Bout", "--json", *at).stdout
    claim = re.findall(r'"claim_id": "([0-9a-f]{16})"', before)[0]
    assert "not reviewed" in run("show", claim, *at).stdout
    done = run("review", "reject", claim, "--note", "another man", *at)
    assert done.returncode == 0
    assert f"claim {claim}: rejected by" in " ".join(done.stdout.split())
    assert claim not in run("case", "Viktor Bout", "--json", *at).stdout
    assert "another man" in run("show", claim, *at).stdout
    listed = run("reviews", *at, COLUMNS="200").stdout
    assert "1 review." in listed
    assert "another man" in listed
    assert "not reviewed" in " ".join(run("review", "undo", claim, *at).stdout.split())
    assert run("case", "Viktor Bout", "--json", *at).stdout == before
    assert "taken back" in " ".join(run("reviews", *at, COLUMNS="200").stdout.split())
    assert json.loads(before)


def test_a_claim_says_in_the_case_file_that_it_was_accepted(run: Command, examples: Path) -> None:
    """Each claim in a case's JSON has its review; an accepted one says so there and on the page of text."""
    at = ("--workspace", examples)
    before = run("case", "Viktor Bout", "--json", *at).stdout
    claim = re.findall(r'"claim_id": "([0-9a-f]{16})"', before)[0]
    assert before.count('"review": "not reviewed"') == before.count('"claim_id"')
    run("review", "accept", claim, *at)
    after = run("case", "Viktor Bout", "--json", *at).stdout
    found = set(re.findall(rf'"claim_id": "{claim}".*?"review": "([^"]+)"', after, re.DOTALL))
    assert found == {"accepted"}
    assert after.count('"review": "not reviewed"') < before.count('"review": "not reviewed"')
    assert re.search(r"reviewed +1 of \d+ claims", run("case", "Viktor Bout", *at, COLUMNS="200").stdout)
    run("review", "undo", claim, *at)


def test_what_is_left_to_review_is_listed(run: Command, examples: Path) -> None:
    """Every document with claims waits, until its claims are looked at."""
    at = ("--workspace", examples)
    listed = run("reviews", "--to-do", *at, COLUMNS="200").stdout
    assert re.search(r"\d+ of \d+", listed)
    number = int(re.findall(r"(\d+) documents to review", listed)[0])
    assert 1 < number <= 17


def test_wrong_claims_and_acts_are_sentences(run: Command, examples: Path) -> None:
    """A claim that is not there, a review that was never made and an act that is none each end in words."""
    at = ("--workspace", examples)
    done = run("review", "accept", "nothere", *at)
    assert done.returncode == 1
    assert "There is no claim" in done.stderr
    claim = re.findall(r'"claim_id": "([0-9a-f]{16})"', run("case", "Viktor Bout", "--json", *at).stdout)[0]
    done = run("review", "undo", claim, *at)
    assert done.returncode == 1
    assert "nothing to take back" in done.stderr
    assert run("review", "praise", claim, *at).returncode == 2

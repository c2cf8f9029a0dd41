"""A team over a copy of the demo's workspace, with something of every kind that pages show."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from homeward.app.access import seen_by
from homeward.app.export_lists import ask_to_export
from homeward.app.export_rows import List
from homeward.app.family_page import clear_lines, clearing_desk, family_lines, give_leave
from homeward.app.job_kinds import LANES
from homeward.app.job_worker import work_off
from homeward.app.keep_variants import save_variant
from homeward.app.plan_exchange import Asked
from homeward.app.read_in_job import ask_to_read, uploaded
from homeward.app.review_claims import review_claim
from homeward.app.review_conflicts import rule_conflict
from homeward.app.solve_exchange import ask_to_solve, asked_as_values
from homeward.app.team import add_group, add_member, put_in_group, restrict_document, restrict_person, set_password
from homeward.app.tokens import make_token
from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace, open_workspace
from homeward.claims.model import ReviewAct
from homeward.storage.accounts.model import Role
from homeward.storage.tokens.model import Scope
from homeward.storage.variants.model import Opened

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "positions"
MEMBERS = {"boss": Role.ADMINISTRATOR, "Ada": Role.CASEWORKER, "Otto": Role.REVIEWER, "Family Bout": Role.FAMILY}
TWO_PORTS = """title: Two ports
participants: {N: {name: Northland}, S: {name: Southland}}
people:
  ana: {name: Ana Quillfeather, held_by: S, home: N}
  bo: {name: Bo Marsh, held_by: N, home: S}
  cleo: {name: Cleo Vance, held_by: S, home: N}
positions:
  - {id: n-wants, of: N, wants: {ana: 3, cleo: 2}}
  - {id: n-gives, of: N, gives: {bo: 1}}
  - {id: s-wants, of: S, wants: {bo: 2}}
  - {id: s-gives, of: S, gives: {ana: 1, cleo: 1}}
"""
REFUSED = TWO_PORTS.replace("ana: 3", "ana: 5") + "  - {id: s-not, of: S, refuses: [ana, cleo], yields: 1}\n"
REPORT = """---
title: Talks in a third port
publisher: The Northgate Gazette
date: 2024-08-05
lang: en
---
Viktor Bout was released on 8 December 2022, an official said.
"""


def make_team(folder: Path, password: str, ids: Mapping[str, str]) -> dict[str, str]:
    """Fill the workspace in `folder`, and return what addresses call all that was made, beside the `ids` known before.

    Every member signs in with `password`. Otto is in no group, so that something is kept from him.
    """
    with open_workspace(folder) as opened:
        _make_members(opened, password)
        boss = seen_by(opened, "boss", _today())
        _rule(boss, ids)
        restrict_document(boss, ids["document"], 1, "the source asked for it", _today())
        restrict_person(boss, ids["bout"], 1, "the family asked for it", _today())
        for scope, name in ((Scope.READ, "the weekly table"), (Scope.WRITE, "the mailbox")):
            make_token(boss, name, scope, _today() + timedelta(days=20), _today())
        made = _ask(boss)
        for lane in LANES:
            work_off(opened, lane)
    return {**ids, **made}


def _make_members(opened: Workspace, password: str) -> None:
    for name, role in MEMBERS.items():
        add_member(opened, name, role)
        set_password(opened, name, password)
    add_member(opened, "Who has not come yet", Role.READER)
    group, _ = add_group(opened, "Families desk"), add_group(opened, "Nobody yet")
    members = {one.name: one.id for one in opened.team.members()}
    put_in_group(opened, group.id, members["boss"], None)
    put_in_group(opened, group.id, members["Ada"], _today() + timedelta(days=90))


def _rule(boss: Workspace, ids: Mapping[str, str]) -> None:
    """Review the claim, rule on a conflict of the case and clear lines of it for the family."""
    review_claim(boss, ids["claim"], ReviewAct.ACCEPT, "as the court's own words say")
    case = next(one for one in case_book(boss, _today()).cases if one.id == ids["bout"])
    rule_conflict(boss, case.conflicts[0].id, case.conflicts[0].sides[0].value, "The report nearest to it says so.")
    keys = [line.key for section in family_lines(case) for line in section.lines][:6]
    clear_lines(boss, case.id, _today(), keys, clearing_desk(boss, case.id, _today()).seen)
    give_leave(boss, case.id, _today(), "Family Bout")


def _ask(boss: Workspace) -> dict[str, str]:
    """Keep variants, ask for exchanges, a list and a reading, and return what they are called by."""
    before = save_variant(boss, "Before the talks", TWO_PORTS, asked_as_values(Asked()), note="as the mediator told")
    seen = Opened(before.id, before.version)
    more = TWO_PORTS.replace("wants: {bo: 2}", "wants: {bo: 4}")
    before = save_variant(boss, before.name, more, asked_as_values(Asked()), opened=seen)
    after = save_variant(boss, "After the talks", REFUSED, asked_as_values(Asked()))
    for one in (before, after):
        ask_to_solve(boss, one.text, Asked(), _today(), Opened(one.id, one.version))
    ankara = (EXAMPLES / "ankara-2024.yaml").read_text(encoding="utf-8")
    jobs = {
        "frontier": ask_to_solve(boss, more, Asked(frontier=True), _today()),
        "rounds": ask_to_solve(boss, ankara, Asked(rounds=2), _today()),
        "clash": ask_to_solve(boss, REFUSED.replace("Two ports", "Two ports, refused"), Asked(), _today()),
        "export": ask_to_export(boss, List.CASES_CSV, _today()),
    }
    with uploaded(boss) as upload:
        upload.keep("talks.txt", [REPORT.encode()])
        upload.keep("empty.txt", [b""])
        upload.keep("picture.png", [b"\x89PNG\r\n\x1a\n"])
    jobs["reading"] = ask_to_read(boss, upload)
    return {"before": str(before.id), "after": str(after.id), **{name: job.id for name, job in jobs.items()}}


def _today() -> date:
    return datetime.now(UTC).date()

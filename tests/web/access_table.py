"""Every address with what it answers: a page that has no row here fails the build.

`{document}`, `{claim}` and `{person}` stand for ids of the test's workspace; `missing` is the answer for an id that is
not there. `forms` are addresses that only take forms (POST).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Access:
    """One address: how it is asked for, its status, and the status for something that is not there."""

    name: str
    path: str
    status: int = 200
    missing: str | None = None
    form: bool = False


TABLE = (
    Access("start", "/"),
    Access("add_reports", "/reports/", form=True),
    Access("documents", "/documents/"),
    Access("reader", "/documents/{document}/", missing="/documents/0000000000000000/"),
    Access("original", "/documents/{document}/original/", missing="/documents/0000000000000000/original/"),
    Access("search", "/search/?words=Quillfeather"),
    Access("claim", "/claims/{claim}/", missing="/claims/0000000000000000/"),
    Access("cases", "/cases/"),
    Access("case", "/cases/{person}/", missing="/cases/0000000000000000/"),
    Access("timeline", "/cases/{person}/timeline.svg", missing="/cases/0000000000000000/timeline.svg"),
    Access("routes", "/cases/{person}/routes/?on=2022-10-01", missing="/cases/0000000000000000/routes/"),
    Access("rule", "/conflicts/{conflict}/", form=True),
    Access("people", "/people/"),
    Access("person", "/people/{person}/", missing="/people/0000000000000000/"),
    Access("statements", "/statements/"),
    Access("treaties", "/treaties/"),
    Access("matrix", "/treaties/matrix/?on=2020-01-01"),
    Access("treaty", "/treaties/coe-ets-112/", missing="/treaties/no-such-treaty/"),
    Access("exchanges", "/exchanges/"),
    Access("solve", "/exchanges/solve/", form=True),
)

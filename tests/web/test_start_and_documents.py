"""Adding reports in the browser, and reading them there."""

import io
import re
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from homeward.app.job_kinds import WORKS
from homeward.app.job_worker import work_off
from homeward.app.wiring import Workspace
from homeward.web.asking import whole_workspace

HOSTILE = '<script>alert("x")</script> \u202eAna\u202c ' + "L" * 200 + " was arrested in Russia on 5 March 2021."


def test_empty_workspace_says_what_to_do(empty: Client) -> None:
    """The first page of a new workspace says where to begin."""
    assert "Nothing is kept yet" in empty.get("/").content.decode()
    assert "Add a report" in empty.get("/documents/").content.decode()


def test_pasted_report_becomes_a_document(empty: Client) -> None:
    """Text pasted into the form is read, kept and shown with its claims."""
    text = "Tom Vale, a British nurse, was arrested in Iran on 3 May 2021. He was sentenced to five years in prison."
    answer = empty.post("/reports/", {"text": text})
    assert answer.status_code == 200
    assert "1 new document" in answer.content.decode()
    found = re.search(r'href="(/documents/[0-9a-f]{16}/)"', answer.content.decode())
    assert found is not None
    page = empty.get(found[1]).content.decode()
    assert "<h1><bdi>Tom Vale, a British nurse, was arrested in Iran on 3 May.txt</bdi></h1>" in page
    assert "was arrested in Iran" in page
    assert 'class="claim' in page


def test_start_names_what_is_to_be_reviewed(empty: Client) -> None:
    """The first page names the newest documents with claims that nobody reviewed, and how many of each."""
    waits = empty.get("/").content.decode().partition("Claims that nobody reviewed yet")[2]
    assert "None." in waits.partition("<h3>")[0]
    empty.post(
        "/reports/", {"text": "Tom Vale, a British nurse, was arrested in Iran on 3 May 2021.", "title": "Nurse held"}
    )
    waits = empty.get("/").content.decode().partition("Claims that nobody reviewed yet")[2].partition("<h3>")[0]
    assert re.search(r'href="/documents/[0-9a-f]{16}/"><bdi>Nurse held</bdi></a> <span class="dim">(\d) of \1<', waits)


def test_pasted_report_has_what_the_form_says_of_it(empty: Client) -> None:
    """Title, publisher and day typed beside a pasted text are the document's; a day that is none is refused."""
    said = {"title": "Nurse: held “again”", "publisher": "East Post", "issued": "2021-06-01"}
    answer = empty.post("/reports/", {"text": "Tom Vale was moved to another prison in Iran on Monday.", **said})
    found = re.search(r'href="(/documents/[0-9a-f]{16}/)"[^>]*><bdi>Nurse: held', answer.content.decode())
    assert found is not None
    page = empty.get(found[1]).content.decode()
    assert "<h1><bdi>Nurse: held “again”</bdi></h1>" in page
    assert "<bdi>East Post</bdi> · 2021-06-01" in page
    refused = empty.post("/reports/", {"text": "Nothing new.", "issued": "June"})
    assert refused.status_code == 400
    assert "Write it as 2012-06-30" in refused.content.decode()


def test_nothing_given_is_said_in_a_sentence(empty: Client) -> None:
    """An empty form is refused with what to do."""
    answer = empty.post("/reports/", {"text": "  "})
    assert answer.status_code == 400
    assert "Choose files, or paste" in answer.content.decode()


def test_hostile_text_is_shown_as_text(empty: Client) -> None:
    """Scripts, marks that turn text round and endless names are shown and do nothing."""
    empty.post("/reports/", {"text": HOSTILE})
    found = re.search(r'href="(/documents/[0-9a-f]{16}/)"', empty.get("/documents/").content.decode())
    assert found is not None
    for path in ("/", "/documents/", found[1], "/search/?words=%3Cscript%3E"):
        page = empty.get(path).content.decode()
        assert "<script>alert" not in page
    assert "&lt;script&gt;" in empty.get(found[1]).content.decode()


def test_claim_leads_to_the_words_that_say_it(browser: Client, reported: Workspace) -> None:
    """A claim's page, whole or as a part for the reader, shows its quote within the sentence."""
    document = reported.store.kept_documents()[0].id
    claim = next(claim for _, claim in reported.store.claims(document_id=document) if claim.kind == "sentence")
    whole = browser.get(f"/claims/{claim.id}/").content.decode()
    part = browser.get(f"/claims/{claim.id}/", headers={"hx-request": "true"}).content.decode()
    quote = reported.store.document(document).quote(claim.span)
    assert f"<mark>{quote}</mark>" in whole
    assert f"<mark>{quote}</mark>" in part
    assert "<html" not in part


def test_original_is_a_download(browser: Client, reported: Workspace) -> None:
    """The file as it came is given as bytes that no browser runs."""
    document = reported.store.kept_documents()[0].id
    answer = browser.get(f"/documents/{document}/original/")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert b"Quillfeather" in answer.content


def test_several_files_and_a_zip_are_read_under_their_own_names(empty: Client) -> None:
    """Files of one name, of a name without end, and those in a zip are each kept; no name reaches another place."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inside.txt", "Mara Lind, a Danish cook, was arrested in Norway on 1 May 2020.")
    names = ["report.txt", "report.txt", "2", "../../" + "ä" * 300 + ".txt", "all.zip"]
    texts = [f"Report {number} says nothing of anybody." for number in range(4)]
    files = [SimpleUploadedFile("x", content) for content in [*(text.encode() for text in texts), packed.getvalue()]]
    for name, file in zip(names, files, strict=True):
        file._name = name
    sent = empty.post("/reports/", {"files": files})
    page = empty.get(sent.headers["Location"]).content.decode()
    assert "Waiting: 5 files." in page
    assert 'hx-get="' in page
    assert "HX-Refresh" not in empty.get(f"{sent.headers['Location']}progress/").headers
    work_off(whole_workspace(), WORKS)
    assert empty.get(f"{sent.headers['Location']}progress/").headers["HX-Refresh"] == "true"
    assert "5 new documents" in empty.get(sent.headers["Location"]).content.decode()
    listed = empty.get("/documents/").content.decode()
    assert "all.zip/inside.txt" in listed


def test_start_says_what_changed_and_what_is_coming(empty: Client) -> None:
    """A report added today, the case it makes and then changes, the end of a term, and a ruling stand on the page."""
    first = "Tom Vale, a British nurse, was arrested in Iran on 3 May 2021. He was sentenced to 50 years in prison."
    empty.post("/reports/", {"text": f"---\ndate: 2021-06-01\nlang: en\n---\n{first}"})
    page = empty.get("/").content.decode()
    assert "1 document added" in page
    assert ">Tom Vale</bdi></a>: a new case" in page
    assert "Deadlines" in page
    assert "0 documents added" in empty.get("/?since=2999-01-01").content.decode()
    assert empty.get("/?since=June").status_code == 400


def test_deadlines_are_worked_out_from_the_sentence(empty: Client) -> None:
    """The end of a term is a coming day with a link to its working, until it has passed; consular duties have none."""
    text = (
        "Tom Vale, a British nurse, was arrested in Iran on 3 May 2021."
        " Vale was sentenced to ten years in prison on 4 August 2021."
    )
    empty.post("/reports/", {"text": f"---\ndate: 2021-09-01\nlang: en\n---\n{text}"})
    page = empty.get("/deadlines/?as_of=2022-01-01").content.decode()
    assert "2031-05-02" in page
    assert re.search(r'href="/cases/[0-9a-f]{16}/routes/\?on=2022-01-01&amp;as_of=2022-01-01#sentence"', page)
    assert "whether the person was told of the right to consular help is not recorded" in page
    assert "2031-05-02" not in empty.get("/deadlines/?as_of=2040-01-01").content.decode()

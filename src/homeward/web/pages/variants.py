"""Variants of exchanges: kept, listed, opened at any version, compared two by two, taken out, deleted."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from homeward.app.compare_variants import Solved, differing_answers, differing_positions, same_in_both
from homeward.app.keep_variants import (
    delete_variant,
    export_positions,
    list_variants,
    open_variant,
    save_variant,
    versions_of,
)
from homeward.app.plan_exchange import positions_in_text, title_in
from homeward.app.solve_exchange import (
    KIND,
    ask_to_solve,
    asked_as_values,
    asked_from_values,
    key_of_exchange,
    last_answer,
)
from homeward.basics.errors import StaleEdit
from homeward.exchanges.model import Answer, Positions
from homeward.storage.jobs.model import Job
from homeward.storage.variants.model import Opened, Variant
from homeward.web.asking import AddressRefused, today, workspace
from homeward.web.pages.answer_shown import answer_shown
from homeward.web.pages.desk import REFUSALS, refused_desk, show_desk, text_sent
from homeward.web.pages.desk_form import DeskForm, form_sent, options_of, whole

SOLVED_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Compared:
    """One of two variants that are compared, with its answer, or the job that is to find it."""

    variant: Variant
    positions: Positions
    answer: Answer | None
    job: Job | None

    @property
    def address(self) -> str:
        """What stands for it in the address of a comparison."""
        return f"{self.variant.id}.{self.variant.version}"


@require_safe
def exchanges(request: HttpRequest) -> HttpResponse:
    """List the variants that are kept, the last questions, and where to begin."""
    opened = workspace(request)
    kept = list_variants(opened)
    names = {one.id: one.name for one in kept}
    asked = [
        (job, names.get(job.input["variant"] or 0) or title_in(job.input["text"]))
        for job in opened.jobs.jobs(KIND, SOLVED_SHOWN)
    ]
    return render(request, "homeward/exchanges.html", {"variants": kept, "asked": asked})


@require_safe
def variant(request: HttpRequest, variant_id: int) -> HttpResponse:
    """Show a variant at the desk, at the version that the address asks for, with the last answer on it."""
    kept = open_variant(workspace(request), variant_id, whole(request.GET.get("version", "")))
    form = DeskForm(kept.text, options_of(kept.asked), Opened(kept.id, kept.version), kept.name)
    said: dict[str, Any] = {"variant": kept, "versions": versions_of(workspace(request), kept.id)}
    said["others"] = [one for one in list_variants(workspace(request)) if one.id != kept.id]
    if found := last_answer(workspace(request), kept.text, kept.asked):
        said["job"], answer = found
        said["answer"] = answer_shown(answer, positions_in_text(kept.text), asked_from_values(kept.asked))
    return show_desk(request, form, said)


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep what was sent from the desk under its name; a version kept by another meanwhile is shown beside it."""
    form = DeskForm(request.POST.get("positions", ""))
    try:
        form = form_sent(request)
        text = text_sent(form)
        asked = asked_as_values(form.options.asked(positions_in_text(text)))
        kept = save_variant(workspace(request), form.name, text, asked, note=form.note, opened=form.opened)
    except StaleEdit as stale:
        return _overtaken(request, replace(form, text=text, typed={}), stale)
    except REFUSALS as refused:
        return refused_desk(request, form, refused)
    return HttpResponseRedirect(reverse("variant", args=[kept.id]))


def _overtaken(request: HttpRequest, form: DeskForm, stale: StaleEdit) -> HttpResponse:
    """Show both versions, what differs between them, and let the user keep theirs all the same, or under a name."""
    name = " ".join(form.name.split()).casefold()
    standing = next(one for one in list_variants(workspace(request)) if one.name.casefold() == name)
    said = {
        "stale": stale,
        "standing": standing,
        "form": form,
        "differences": differing_positions(positions_in_text(standing.text), positions_in_text(form.text)),
    }
    return render(request, "homeward/variant_overtaken.html", said, status=409)


@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Give the positions that were sent as a YAML file; the audit says so."""
    form = DeskForm(request.POST.get("positions", ""))
    try:
        form = form_sent(request)
        text = export_positions(workspace(request), text_sent(form), form.opened)
    except REFUSALS as refused:
        return refused_desk(request, form, refused)
    answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="positions.yaml"'
    return answer


@require_POST
def delete(request: HttpRequest, variant_id: int) -> HttpResponse:
    """Delete a variant, where no version was kept since the one that was seen."""
    delete_variant(workspace(request), variant_id, whole(request.POST.get("seen", "")) or 0)
    return HttpResponseRedirect(reverse("exchanges"))


@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest) -> HttpResponse:
    """Show two variants side by side: lines that differ, answers that differ; a form asks for answers not yet found."""
    pair = [_compared(request, name) for name in ("one", "other")]
    if request.method == "POST":
        for side in pair:
            if side.answer is None and (side.job is None or side.job.has_ended):
                opened = Opened(side.variant.id, side.variant.version)
                asked = asked_from_values(side.variant.asked)
                ask_to_solve(workspace(request), side.variant.text, asked, today(), opened)
        return HttpResponseRedirect(f"{reverse('compare')}?one={pair[0].address}&other={pair[1].address}")
    one, other = pair
    said: dict[str, Any] = {"one": one, "other": other, "pair": pair, "variants": list_variants(workspace(request))}
    said["lines"] = differing_positions(one.positions, other.positions)
    if one.answer and other.answer:
        solved = [Solved(side.positions, side.answer) for side in pair if side.answer]
        said["answers"], said["alike"] = differing_answers(*solved), same_in_both(*solved)
    return render(request, "homeward/compare.html", said)


def _compared(request: HttpRequest, name: str) -> Compared:
    said = request.GET.get(name, "") or request.POST.get(name, "")
    number, _, version = said.partition(".")
    variant_id = whole(number)
    if variant_id is None:
        refusal = gettext("Which variants to compare is not told (%(name)s is %(said)s). Choose two from the list.")
        raise AddressRefused(refusal % {"name": name, "said": repr(said)})
    opened = workspace(request)
    kept = open_variant(opened, variant_id, whole(version))
    found = last_answer(opened, kept.text, kept.asked)
    job = found[0] if found else opened.jobs.last(KIND, key_of_exchange(kept.text, kept.asked))
    return Compared(kept, positions_in_text(kept.text), found[1] if found else None, job)

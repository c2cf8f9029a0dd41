"""Reviewers' rulings on names and on conflicts: rows are only added, and taking one back adds a row too."""

from django.db.models import QuerySet

from homeward.basics.errors import UnknownName
from homeward.cases.model import ConflictRuling, MatchDecision, PersonInDocument, Ruling
from homeward.storage.models import ConflictRulingRow, MatchDecisionRow


def add_match_decision(decision: MatchDecision) -> None:
    """Keep a decision."""
    MatchDecisionRow.objects.create(**_match_columns(decision))


def match_decisions(among: QuerySet[MatchDecisionRow]) -> tuple[MatchDecision, ...]:
    """Return the decisions among those rows in the order made, those taken back with `undone_at` set."""
    rows = among.filter(undoes=None).select_related("undone").order_by("number")
    return tuple(
        MatchDecision(
            left=PersonInDocument(row.left_document, row.left_name),
            right=PersonInDocument(row.right_document, row.right_name),
            ruling=Ruling(row.ruling),
            by=row.by,
            at=row.at,
            note=row.note,
            undone_at=row.undone.at if hasattr(row, "undone") else None,
        )
        for row in rows
    )


def take_back_match_decision(decision: MatchDecision, by: str, at: str) -> None:
    """Record that `decision` was taken back; raise UnknownName where it does not stand."""
    columns = _match_columns(decision)
    row = MatchDecisionRow.objects.filter(undoes=None, undone=None, **columns).order_by("number").last()
    if row is None:
        raise UnknownName("That decision does not stand.", "`homeward matches` lists those that do.")
    MatchDecisionRow.objects.create(**{**columns, "by": by, "at": at, "note": "", "undoes": row})


def _match_columns(decision: MatchDecision) -> dict[str, str]:
    return {
        "left_document": decision.left.document_id,
        "left_name": decision.left.name,
        "right_document": decision.right.document_id,
        "right_name": decision.right.name,
        "ruling": decision.ruling.value,
        "by": decision.by,
        "at": decision.at,
        "note": decision.note,
    }


def add_conflict_ruling(ruling: ConflictRuling) -> None:
    """Keep a ruling."""
    ConflictRulingRow.objects.create(**_ruling_columns(ruling))


def conflict_rulings() -> tuple[ConflictRuling, ...]:
    """Return every ruling in the order made, those taken back with `undone_at` set."""
    rows = ConflictRulingRow.objects.filter(undoes=None).select_related("undone").order_by("number")
    return tuple(
        ConflictRuling(
            conflict_id=row.conflict_id,
            value=row.value,
            by=row.by,
            at=row.at,
            note=row.note,
            undone_at=row.undone.at if hasattr(row, "undone") else None,
        )
        for row in rows
    )


def take_back_conflict_ruling(ruling: ConflictRuling, by: str, at: str) -> None:
    """Record that `ruling` was taken back; raise UnknownName where it does not stand."""
    columns = _ruling_columns(ruling)
    row = ConflictRulingRow.objects.filter(undoes=None, undone=None, **columns).order_by("number").last()
    if row is None:
        raise UnknownName("That ruling does not stand.")
    ConflictRulingRow.objects.create(**{**columns, "by": by, "at": at, "note": "", "undoes": row})


def _ruling_columns(ruling: ConflictRuling) -> dict[str, str | None]:
    return {
        "conflict_id": ruling.conflict_id,
        "value": ruling.value,
        "by": ruling.by,
        "at": ruling.at,
        "note": ruling.note,
    }


def forget_rulings_on_document(document_id: str) -> None:
    """Delete the decisions that name someone as the document names them."""
    MatchDecisionRow.objects.filter(left_document=document_id).delete()
    MatchDecisionRow.objects.filter(right_document=document_id).delete()


def forget_rulings_except(conflict_ids: set[str]) -> None:
    """Delete the rulings on all conflicts but these."""
    for conflict_id in set(ConflictRulingRow.objects.values_list("conflict_id", flat=True)) - conflict_ids:
        ConflictRulingRow.objects.filter(conflict_id=conflict_id).delete()

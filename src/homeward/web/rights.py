"""Who may open which address: each stands here with the role it needs, and one without a row stops the program."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, reverse
from django.utils.translation import gettext

from homeward.app.family_page import page_of_family
from homeward.storage.accounts.model import Role
from homeward.web.asking import NotSignedIn, whole_workspace, workspace

SAFE = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Right:
    """What an address needs: the role `look` to be seen, `change` to send a form to; None is open to all.

    `account` is true where it is about an account, so that there is nothing in a workspace without them; a form to a
    `fresh` address needs a sign-in, or a password given again, within the last minutes, and with `fresh_look` a look
    does too. Where it is done `by_team`, no token does it but one with the scope for the team.
    """

    look: Role | None
    change: Role | None
    account: bool = False
    fresh: bool = False
    fresh_look: bool = False
    by_team: bool = False

    def wants_fresh(self, request: HttpRequest) -> bool:
        """Return whether somebody signed in must have shown just now who they are, to ask this."""
        return self.fresh_look if request.method in SAFE else self.fresh


def needs(look: Role, change: Role | None = None) -> Right:
    """Return the right to an address whose forms need `change`, or no more than looking does."""
    return Right(look, change or look)


def fresh(change: Role) -> Right:
    """Return the right to an address whose forms are taken only from members who have just shown who they are."""
    return Right(change, change, fresh=True)


def sensitive(change: Role) -> Right:
    """Return the right to an address about accounts, fresh, and so kept from all tokens but those for the team."""
    return Right(change, change, account=True, fresh=True, by_team=True)


OPEN = Right(None, None, account=True)
OWN = Right(Role.FAMILY, Role.FAMILY, account=True)

RIGHTS: Mapping[str, Right] = {
    "start": needs(Role.READER),
    "add_reports": needs(Role.CASEWORKER),
    "reading": needs(Role.CASEWORKER),
    "reading_progress": needs(Role.CASEWORKER),
    "stop_reading": needs(Role.CASEWORKER),
    "deadlines": needs(Role.READER),
    "documents": needs(Role.READER),
    "reader": needs(Role.READER),
    "original": needs(Role.READER),
    "original_page": needs(Role.READER),
    "add_claim": needs(Role.REVIEWER),
    "search": needs(Role.READER),
    "claim": needs(Role.READER),
    "review_claim": needs(Role.REVIEWER),
    "correct_claim": needs(Role.REVIEWER),
    "to_review": needs(Role.READER),
    "cases": needs(Role.READER),
    "case": needs(Role.READER),
    "timeline": needs(Role.READER),
    "routes": needs(Role.READER),
    "family": needs(Role.FAMILY),
    "clearing": fresh(Role.CASEWORKER),
    "rule": needs(Role.REVIEWER),
    "people": needs(Role.READER),
    "person": needs(Role.READER, change=Role.REVIEWER),
    "statements": needs(Role.READER),
    "treaties": needs(Role.READER),
    "matrix": needs(Role.READER),
    "treaty": needs(Role.READER),
    "exchanges": needs(Role.READER),
    "desk": needs(Role.READER),
    "solve": needs(Role.READER),
    "solved": needs(Role.READER),
    "stop": needs(Role.READER),
    "save": needs(Role.CASEWORKER),
    "export": needs(Role.CASEWORKER),
    "compare": needs(Role.READER),
    "variant": needs(Role.READER),
    "delete_variant": fresh(Role.CASEWORKER),
    "history": needs(Role.READER),
    "past": needs(Role.READER),
    "exports": fresh(Role.CASEWORKER),
    "export_list": needs(Role.CASEWORKER),
    "export_list_progress": needs(Role.CASEWORKER),
    "stop_export_list": needs(Role.CASEWORKER),
    "export_list_file": Right(Role.CASEWORKER, Role.CASEWORKER, fresh=True, fresh_look=True),
    "team": needs(Role.ADMINISTRATOR),
    "add_member": sensitive(Role.ADMINISTRATOR),
    "change_member": sensitive(Role.ADMINISTRATOR),
    "add_group": sensitive(Role.ADMINISTRATOR),
    "change_group": sensitive(Role.ADMINISTRATOR),
    "person_access": sensitive(Role.CASEWORKER),
    "document_access": sensitive(Role.CASEWORKER),
    "access_log": needs(Role.ADMINISTRATOR),
    "tokens": Right(Role.READER, Role.READER, account=True, fresh=True),
    "revoke_token": Right(Role.READER, Role.READER, account=True),
    "api": needs(Role.READER),
    "api_openapi": needs(Role.READER),
    "api_documents": needs(Role.READER, change=Role.CASEWORKER),
    "api_document": needs(Role.READER),
    "api_document_text": needs(Role.READER),
    "api_original": needs(Role.READER),
    "api_search": needs(Role.READER),
    "api_claims": needs(Role.READER, change=Role.REVIEWER),
    "api_claim": needs(Role.READER),
    "api_review": needs(Role.REVIEWER),
    "api_reviews": needs(Role.READER),
    "api_to_review": needs(Role.READER),
    "api_people": needs(Role.READER),
    "api_named": needs(Role.READER),
    "api_person": needs(Role.READER),
    "api_matches": needs(Role.READER, change=Role.REVIEWER),
    "api_cases": needs(Role.READER),
    "api_case": needs(Role.READER),
    "api_timeline": needs(Role.READER),
    "api_routes": needs(Role.READER),
    "api_conflicts": needs(Role.READER),
    "api_conflict": needs(Role.READER),
    "api_ruling": needs(Role.REVIEWER),
    "api_statements": needs(Role.READER),
    "api_treaties": needs(Role.READER),
    "api_treaty": needs(Role.READER),
    "api_between": needs(Role.READER),
    "api_matrix": needs(Role.READER),
    "api_positions": needs(Role.READER),
    "api_exchanges": needs(Role.READER),
    "api_variants": needs(Role.READER, change=Role.CASEWORKER),
    "api_variant": Right(Role.READER, Role.CASEWORKER, fresh=True),
    "api_versions": needs(Role.READER),
    "api_exports": fresh(Role.CASEWORKER),
    "api_export": Right(Role.CASEWORKER, Role.CASEWORKER, fresh=True, fresh_look=True),
    "api_jobs": needs(Role.READER),
    "api_job": needs(Role.READER),
    "api_audit": needs(Role.ADMINISTRATOR),
    "api_audit_verify": needs(Role.ADMINISTRATOR),
    "api_deadlines": needs(Role.READER),
    "api_overdue": needs(Role.READER),
    "api_changes": needs(Role.READER),
    "api_refusals": needs(Role.READER),
    "api_history": needs(Role.READER),
    "api_past": needs(Role.READER),
    "api_compare": needs(Role.READER),
    "api_family": needs(Role.READER),
    "api_clearing": fresh(Role.CASEWORKER),
    "api_leaves": fresh(Role.CASEWORKER),
    "api_person_restrictions": sensitive(Role.CASEWORKER),
    "api_person_restriction": sensitive(Role.CASEWORKER),
    "api_document_restrictions": sensitive(Role.CASEWORKER),
    "api_document_restriction": sensitive(Role.CASEWORKER),
    "api_members": sensitive(Role.ADMINISTRATOR),
    "api_member": sensitive(Role.ADMINISTRATOR),
    "api_member_link": sensitive(Role.ADMINISTRATOR),
    "api_groups": sensitive(Role.ADMINISTRATOR),
    "api_group": sensitive(Role.ADMINISTRATOR),
    "api_group_member": sensitive(Role.ADMINISTRATOR),
    "api_tokens": Right(Role.READER, Role.READER, account=True),
    "api_token": Right(Role.READER, Role.READER, account=True),
    "api_nowhere": needs(Role.READER),
    "language": Right(None, None),
    "account_login": OPEN,
    "account_logout": OPEN,
    "account_inactive": OPEN,
    "account_reset_password_from_key": OPEN,
    "account_reset_password_from_key_done": OPEN,
    "mfa_authenticate": OPEN,
    "mfa_login_webauthn": OPEN,
    "account_reauthenticate": OWN,
    "mfa_reauthenticate": OWN,
    "mfa_reauthenticate_webauthn": OWN,
    "account_change_password": OWN,
    "mfa_index": OWN,
    "mfa_activate_totp": OWN,
    "mfa_deactivate_totp": OWN,
    "mfa_view_recovery_codes": OWN,
    "mfa_generate_recovery_codes": OWN,
    "mfa_list_webauthn": OWN,
    "mfa_add_webauthn": OWN,
    "mfa_edit_webauthn": OWN,
    "mfa_remove_webauthn": OWN,
    "usersessions_list": OWN,
}
"""By the name of the address; the access table of the tests says what each role then gets."""


def guarded(patterns: Iterable[URLPattern]) -> list[URLPattern]:
    """Return addresses that answer only to those who have the right to them; raise KeyError for one without a row."""
    return [
        URLPattern(one.pattern, _guarded(one.callback, RIGHTS[str(one.name)]), one.default_args, one.name)
        for one in patterns
    ]


def _guarded(view: Callable[..., HttpResponseBase], right: Right) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        if right.account and whole_workspace().team.is_empty():
            raise Http404
        role = right.look if request.method in SAFE else right.change
        if role is not None:
            try:
                viewer = workspace(request).viewer
            except NotSignedIn:
                return ask_to_sign_in(request)
            if not viewer.may(role):
                return refuse(request)
            if right.wants_fresh(request) and request.user.is_authenticated and not is_fresh(request):
                raise ReauthenticationRequired
        return view(request, *args, **named)

    return asked


def is_fresh(request: HttpRequest) -> bool:
    """Return whether whoever asks gave a password, code or passkey within the last minutes."""
    last = max((one["at"] for one in get_authentication_records(request, request.user)), default=0.0)
    return time.time() - last < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send whoever is not signed in to the page where one does, and from there back to the page they asked for."""
    return redirect_to_login(request.get_full_path() if request.method in SAFE else "/", reverse("account_login"))


def refuse(request: HttpRequest) -> HttpResponse:
    """Say that the viewer's role does not allow this; somebody of a family is sent to their page from the first one."""
    of_family = page_of_family(workspace(request)) if request.path == reverse("start") else None
    if of_family:
        return redirect("family", of_family)
    said = {"sentence": gettext("Your role does not allow this. Ask an administrator of your team."), "status": 403}
    return render(request, "homeward/trouble.html", said, status=403)

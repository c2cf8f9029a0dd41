"""Keeps accounts, groups and restrictions, and gives them back as the nouns they are."""

from collections.abc import Sequence
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.utils.http import int_to_base36

from homeward.basics.errors import UnknownName
from homeward.basics.said import say
from homeward.cases.model import PersonInDocument
from homeward.storage.accounts.model import GroupMember, Restriction, Role, TeamGroup, TeamMember
from homeward.storage.accounts.models import Account, GroupRow, MembershipRow, RestrictedNameRow, RestrictionRow


class Team:
    """The accounts of the workspace that is open. A method that writes is called in a transaction of the store."""

    def is_empty(self) -> bool:
        """Return whether nobody has an account, so that the workspace is its owner's alone."""
        return not Account.objects.exists()

    def members(self) -> tuple[TeamMember, ...]:
        """Return everybody who has an account, by name."""
        return tuple(_member(row) for row in Account.objects.order_by("username"))

    def member(self, name: str) -> TeamMember:
        """Return who has the account of that name, in any capitals; raise UnknownName where nobody has."""
        return _member(self._account(name))

    def member_with_id(self, member_id: int) -> TeamMember:
        """Return who has the account with that id; raise UnknownName where nobody has."""
        row = Account.objects.filter(id=member_id).first()
        if row is None:
            raise UnknownName("There is no such member.")
        return _member(row)

    def add_member(self, name: str, role: Role) -> TeamMember:
        """Make an account that nobody can sign in to until a password is set."""
        account = Account(username=name, role=role)
        account.set_unusable_password()
        account.save(force_insert=True)
        return _member(account)

    def change_member(self, name: str, *, role: Role | None = None, active: bool | None = None) -> TeamMember:
        """Change what somebody may do, or whether they may sign in; what is None stays."""
        account = self._account(name)
        if role is not None:
            account.role = role
        if active is not None:
            account.is_active = active
        account.save(update_fields=["role", "is_active"])
        return _member(account)

    def set_password(self, name: str, password: str) -> None:
        """Let somebody sign in with that password from now on; whoever is signed in as them no longer is."""
        account = self._account(name)
        account.set_password(password)
        account.save(update_fields=["password"])

    def weaknesses(self, name: str, password: str) -> tuple[str, ...]:
        """Return a sentence for each thing that makes that password easy to guess, none where it will do."""
        try:
            validate_password(password, self._account(name))
        except ValidationError as refused:
            return tuple(refused.messages)
        return ()

    def link_key(self, name: str) -> str:
        """Return what stands in the address of a page on which that member can choose a password, once."""
        account = self._account(name)
        return f"{int_to_base36(account.pk)}-{default_token_generator.make_token(account)}"

    def groups(self) -> tuple[TeamGroup, ...]:
        """Return every group with its members, also those whose membership has ended, by name."""
        rows = GroupRow.objects.order_by("name").prefetch_related("memberships__account")
        return tuple(_group(row) for row in rows)

    def group(self, group_id: int) -> TeamGroup:
        """Return the group with that id; raise UnknownName where there is none."""
        return _group(self._group_row(group_id))

    def add_group(self, name: str) -> TeamGroup:
        """Make a group that nobody is in yet."""
        return _group(GroupRow.objects.create(name=name))

    def delete_group(self, group_id: int) -> None:
        """Delete a group that nothing is restricted to."""
        self._group_row(group_id).delete()

    def put_in_group(self, group_id: int, name: str, until: date | None) -> None:
        """Put somebody in a group until the end of a day (None: for good), or change until when."""
        MembershipRow.objects.update_or_create(
            group=self._group_row(group_id), account=self._account(name), defaults={"until": until}
        )

    def take_from_group(self, group_id: int, name: str) -> None:
        """Take somebody out of a group."""
        MembershipRow.objects.filter(group_id=group_id, account=self._account(name)).delete()

    def groups_of(self, name: str, on: date) -> frozenset[int]:
        """Return the ids of the groups that somebody is in on that day."""
        rows = MembershipRow.objects.filter(account__username=name).values_list("group_id", "until")
        return frozenset(group for group, until in rows if until is None or on <= until)

    def restrictions(self) -> tuple[Restriction, ...]:
        """Return every restriction that stands, in the order made."""
        return tuple(_restriction(row) for row in RestrictionRow.objects.order_by("id").prefetch_related("names"))

    def restrict(
        self, group_id: int, document_id: str | None, names: Sequence[PersonInDocument], by: str, at: str, why: str
    ) -> Restriction:
        """Keep a document, or the person of `names` where it is None, for one group alone."""
        row = RestrictionRow.objects.create(
            group=self._group_row(group_id), document_id=document_id, by=by, at=at, why=why
        )
        RestrictedNameRow.objects.bulk_create(
            RestrictedNameRow(restriction=row, document_id=one.document_id, name=one.name) for one in names
        )
        return _restriction(row)

    def lift(self, restriction_id: int) -> None:
        """End a restriction."""
        RestrictionRow.objects.filter(id=restriction_id).delete()

    def forget_document(self, document_id: str) -> None:
        """Delete what restrictions keep of a document that is forgotten, and those that nothing is left of."""
        RestrictionRow.objects.filter(document_id=document_id).delete()
        RestrictedNameRow.objects.filter(document_id=document_id).delete()
        RestrictionRow.objects.filter(document_id=None, names=None).delete()

    def lift_all(self) -> None:
        """End every restriction: nothing is kept that one could be on."""
        RestrictionRow.objects.all().delete()

    def _account(self, name: str) -> Account:
        account = Account.objects.filter(username__iexact=name).first()
        if account is None:
            nobody = say("Nobody called %(name)s has an account.", name=repr(name))
            raise UnknownName(nobody, "`homeward team members` lists those who have.")
        return account

    def _group_row(self, group_id: int) -> GroupRow:
        row = GroupRow.objects.filter(id=group_id).first()
        if row is None:
            raise UnknownName("There is no such group.")
        return row


def _member(row: Account) -> TeamMember:
    return TeamMember(row.pk, row.username, Role(row.role), row.is_active, row.has_usable_password())


def _group(row: GroupRow) -> TeamGroup:
    members = [GroupMember(_member(one.account), one.until) for one in row.memberships.all()]
    return TeamGroup(row.pk, row.name, tuple(sorted(members, key=lambda one: one.member.name)))


def _restriction(row: RestrictionRow) -> Restriction:
    names = tuple(PersonInDocument(one.document_id, one.name) for one in row.names.all())
    return Restriction(row.pk, row.group_id, row.document_id, names, row.by, row.at, row.why)

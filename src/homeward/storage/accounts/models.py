"""The tables of a team. A row is not a noun: team.py turns one into the other; only Django's sign-in sees Account."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from homeward.storage.fields import ExactTextField

LONGEST_NAME = 60


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by the name typed at sign-in."""


class Account(AbstractBaseUser):
    """Somebody who may sign in; the name is the only thing known of them."""

    username = models.CharField(max_length=LONGEST_NAME, unique=True)
    role = models.CharField(max_length=16)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[AccountManager] = AccountManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """Its name in the database; two names that differ in capitals alone are one."""

        db_table = "account"
        constraints = (models.UniqueConstraint(Lower("username"), name="one_account_a_name"),)


class GroupRow(models.Model):
    """A named set of accounts."""

    name = models.CharField(max_length=LONGEST_NAME, unique=True)

    class Meta:
        """Its name in the database."""

        db_table = "team_group"


class MembershipRow(models.Model):
    """One account's place in a group, and the last day of it."""

    group = models.ForeignKey(GroupRow, models.CASCADE, related_name="memberships")
    account = models.ForeignKey(Account, models.CASCADE, related_name="memberships")
    until = models.DateField(null=True)

    class Meta:
        """Its name in the database."""

        db_table = "team_membership"
        constraints = (models.UniqueConstraint(fields=("group", "account"), name="once_in_a_group"),)


class RestrictionRow(models.Model):
    """A document, or (where it is null) the person of `names`, that is for one group alone."""

    group = models.ForeignKey(GroupRow, models.PROTECT, related_name="restrictions")
    document_id = models.CharField(max_length=16, null=True)
    by = ExactTextField()
    at = models.CharField(max_length=40)
    why = ExactTextField()

    class Meta:
        """Its name in the database."""

        db_table = "restriction"


class RestrictedNameRow(models.Model):
    """The restricted person as one document named them when the restriction was made."""

    restriction = models.ForeignKey(RestrictionRow, models.CASCADE, related_name="names")
    document_id = models.CharField(max_length=16)
    name = ExactTextField()

    class Meta:
        """Its name in the database."""

        db_table = "restricted_name"

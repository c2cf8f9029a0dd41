"""The table of access tokens; nothing outside this room sees a row."""

from django.db import models

from homeward.storage.accounts.models import Account
from homeward.storage.fields import ExactTextField


class TokenRow(models.Model):
    """One token, with the SHA-256 of its secret part: 256 random bits need no slow hash."""

    token_id = models.CharField(max_length=16, unique=True)
    name = ExactTextField()
    account = models.ForeignKey(Account, models.CASCADE, related_name="tokens")
    scope = models.CharField(max_length=16)
    secret_sha256 = models.CharField(max_length=64)
    made_at = models.CharField(max_length=40)
    until = models.DateField()
    used_on = models.DateField(null=True)
    revoked_at = models.CharField(max_length=40, null=True)

    class Meta:
        """Its name in the database."""

        db_table = "access_token"

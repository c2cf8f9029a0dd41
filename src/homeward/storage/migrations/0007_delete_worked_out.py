"""Origins, all that was ever kept there, stand in a table of their own, a row a document."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("storage", "0006_audit_changes")]
    operations = [migrations.DeleteModel(name="WorkedOutRow")]

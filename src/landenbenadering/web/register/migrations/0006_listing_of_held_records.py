"""Fill the columns by which lists are narrowed for the records that are held."""

from django.db import migrations

from landenbenadering.policy.codec import record_from_plain
from landenbenadering.policy.listing import listing_of
from landenbenadering.web.register.models import PROTECTION


def fill(apps, schema_editor):
    """Work the columns out from the facts; no fact itself is touched."""
    rows = apps.get_model("register", "RecordVersion").objects
    PROTECTION.remove(schema_editor.connection)
    for row in rows.iterator(chunk_size=500):
        plain = {
            "id": row.record_id,
            "kind": row.kind,
            "known_from": row.known_from,
            "citations": row.citations,
            "fact": row.content,
        }
        listing = listing_of(record_from_plain(plain).fact)
        rows.filter(pk=row.pk).update(
            state=listing.state,
            due_on=listing.due_on,
            department=listing.department or "",
            about=listing.about,
        )
    PROTECTION.install(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [("register", "0005_listing")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

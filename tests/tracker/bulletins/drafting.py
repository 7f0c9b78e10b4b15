"""Documents for tests."""

from django.utils import timezone

from tracker.bulletins.composing import first_words
from tracker.bulletins.models import Document

FACTS = {
    "region": "青溪区", "year": 2024, "month": 6, "period": "上半年", "basis": "", "summary": "共确定目标任务1项。",
    "headlines": [], "good": [], "lagging": [], "silent": [], "headline_rows": [], "lagging_rows": [], "rows": [],
}  # fmt: skip


def issued_document(region, user, **fields):
    """Put down a bulletin that was issued, without drafting it."""
    now = timezone.now()
    terms = {
        "kind": "bulletin", "region": region, "year": 2024, "month": 6, "number": 1, "facts": FACTS, "state": "issued",
        "drafted_by": user, "drafted_at": now, "issued_by": user, "issued_at": now, "file": b"PK",
    }  # fmt: skip
    return Document.objects.create(**first_words("bulletin", region, 2024, 6) | terms | fields)

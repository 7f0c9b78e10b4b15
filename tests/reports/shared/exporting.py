"""Long files for tests."""

import datetime as dt

from django.utils import timezone

from reports.shared.models import Export


def long_export(user, path="/reports/", query="export=csv", **values) -> Export:
    """Return a file that somebody waits for, the list of reports unless another one is named."""
    asked = {"asked_by": user, "asked_at": timezone.now() - dt.timedelta(minutes=1), "kind": "csv"}
    words = {"language": "zh-hans", "title": "工作报告", "row_count": 1}
    return Export.objects.create(**asked, **words, path=path, query=query, **values)

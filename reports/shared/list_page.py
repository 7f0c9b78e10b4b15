"""The one kind of list page: a declaration of queryset, filters and table; sorting, paging and export come with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters.views import FilterView
from django_tables2 import RequestConfig, SingleTableMixin
from django_tables2.data import TableQuerysetData

from reports.shared import long_exports
from reports.shared.exports import export_asked, exported
from reports.shared.file_rows import FileRows

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.utils.functional import Promise

LONGEST_PAGE = 100
NO_MATCH = _("Nothing matches. Loosen a filter above.")
NO_PART = _("Your account has no role in any region yet. Ask the administrator for one.")


class BoundedPaginator(Paginator):
    """Pages of at least one row and at most LONGEST_PAGE, whatever the address asks for."""

    def __init__(self, object_list: Any, per_page: int, **kwargs: Any) -> None:
        super().__init__(object_list, min(max(per_page, 1), LONGEST_PAGE), **kwargs)

    def validate_number(self, number: Any) -> int:
        """Count all rows for a page that lies beyond those that are counted."""
        rows: LateRows = cast("Any", self.object_list).data
        if rows.are_more and number * self.per_page >= self.count:
            rows.count_all()
            del self.count
        return super().validate_number(number)


class LateRows(TableQuerysetData):
    """Rows of which the database finds and orders the keys alone; what is joined to them it fetches for one page.

    More than COUNTED are not counted unless somebody leafs that far: a database counts by reading them all.
    """

    COUNTED = 10_000
    _length: int | None = None

    def __len__(self) -> int:
        """Return how many rows there are, or COUNTED and one where there are more."""
        if self._length is None:
            self._length = self.data.order_by().values("pk")[: self.COUNTED + 1].count()
        return self._length

    @property
    def are_more(self) -> bool:
        """Whether there are more rows than were counted."""
        return len(self) == self.COUNTED + 1

    def count_all(self) -> None:
        """Count all rows, however many."""
        self._length = self.data.count()

    def __getitem__(self, key: Any) -> Any:
        """Return the rows of a slice, or one row."""
        found = super().__getitem__(key)
        return self.data.filter(pk__in=found.values("pk")) if isinstance(key, slice) else found


def _rows_in_words(rows: LateRows) -> str:
    if rows.are_more:
        return gettext("more than {count} rows").format(count=rows.COUNTED)
    return gettext("{count} rows").format(count=len(rows))


def _has_a_part(user: User) -> bool:
    return user.is_superuser or user.memberships.holding(timezone.localdate()).exists()


class ListPage(SingleTableMixin, FilterView):
    """A filtered, sorted, paged table that exports exactly what is filtered.

    Subclasses name `model`, `table_class`, `filterset_class`, `title`, and in `empty_text` how rows come there;
    the rows are `model.objects.for_user(user)`, narrowed and joined in `rows`.
    """

    template_name = "shared/list_page.html"
    table_pagination: ClassVar[dict[str, Any]] = {"per_page": 25, "paginator_class": BoundedPaginator}
    title: str | Promise = ""
    intro: str | Promise = ""
    empty_text: str | Promise = _("There is nothing here yet.")

    def get_queryset(self) -> QuerySet[Any]:
        """Return the rows that the user may read."""
        return self.rows(self.model.objects.for_user(self.request.user))

    def rows(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Join what the table shows; override where it shows related rows."""
        return queryset

    def file_rows(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Fetch the same for a file; override where many rows share what is joined, which then comes once for all."""
        return self.rows(queryset)

    def get_table_data(self) -> TableQuerysetData:
        """Return the filtered rows as the table pages through them."""
        return LateRows(super().get_table_data())

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer with the page, or with the file that `?export=csv|xlsx` asks for, or the way to it where it is long.

        A filter that says nothing sensible keeps no rows; the page, never a file, tells what is wrong with it.
        """
        kind = export_asked(request)
        if not kind:
            return super().get(request, *args, **kwargs)
        rows = self.rows_for_file()
        if rows is None:
            return super().get(request, *args, **kwargs)
        title = str(self.title)
        if len(rows) <= long_exports.LONGEST_AT_ONCE:
            return exported(rows, kind, title=title)
        now = timezone.now()
        export = long_exports.await_export(request, request.user, kind=kind, title=title, rows=len(rows), now=now)
        return redirect("export", export.pk)

    def rows_for_file(self) -> FileRows | None:
        """Return exactly what is filtered, in the order of the page; None where a filter says nothing sensible."""
        self.filterset = self.get_filterset(self.get_filterset_class())
        if not self.filterset.is_valid():
            return None
        table = self.table_class(self.filterset.qs, **self.get_table_kwargs())
        RequestConfig(self.request, paginate=False).configure(table)
        return FileRows(table, self._fetched)

    def _fetched(self, keys: Sequence[int]) -> QuerySet[Any]:
        return self.file_rows(self.model.objects.filter(pk__in=keys)).order_by()

    def _why_empty(self) -> str | Promise:
        if not _has_a_part(self.request.user):
            return NO_PART
        is_narrowed = any(self.request.GET.get(name) for name in self.filterset.filters)
        return NO_MATCH if is_narrowed else self.empty_text

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page's words and how many rows there are."""
        context = super().get_context_data(**kwargs)
        table = context["table"]
        table.empty_text = self._why_empty() if not table.paginator.count else ""
        context |= {
            "title": self.title,
            "intro": self.intro,
            "count_text": _rows_in_words(table.data),
        }
        return context

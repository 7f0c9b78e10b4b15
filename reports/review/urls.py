"""Addresses of the review page and its steps."""

from django.urls import path, register_converter

from reports.review.views import decisions, editing, page


class OneOf:
    """A path converter for a few words."""

    @staticmethod
    def to_python(value: str) -> str:
        """Return the word."""
        return value

    to_url = to_python


class VerbConverter(OneOf):
    """The decisions."""

    regex = "accept|reject|reopen"


class AnswerConverter(OneOf):
    """The answers to a suggestion."""

    regex = "take|keep"


register_converter(VerbConverter, "verb")
register_converter(AnswerConverter, "answer")

urlpatterns = [
    path("<int:pk>/", page.review, name="review"),
    path("<int:pk>/read/", page.read_again, name="read-again"),
    path("<int:pk>/sections/<int:section>/role/", page.set_section_role, name="section-role"),
    path("<int:pk>/undo/", decisions.undo_step, name="undo"),
    path("<int:pk>/accept-all/", decisions.accept_all, name="accept-all"),
    path("<int:pk>/<verb:verb>/", decisions.decide_statements, name="decide"),
    path("<int:pk>/add/", editing.add_statement, name="add"),
    path("<int:pk>/merge/", editing.merge_statements, name="merge"),
    path("<int:pk>/statements/<int:statement>/", page.card, name="card"),
    path("<int:pk>/statements/<int:statement>/edit/", editing.edit_statement, name="edit"),
    path("<int:pk>/statements/<int:statement>/split/", editing.split_statement, name="split"),
    path("<int:pk>/statements/<int:statement>/<answer:answer>/", decisions.decide_suggestion, name="suggestion"),
]

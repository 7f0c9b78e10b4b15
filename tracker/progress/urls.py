"""Addresses: filing, approving, and the list of all entries."""

from django.urls import path

from tracker.progress.views import approvals, burden, corrections, evidence, filing, grid, periods, stand_ins, workbook

urlpatterns = [
    path("owed/", filing.owed, name="owed"),
    path("targets/<int:pk>/months/<int:month>/", filing.file_entry, name="entry"),
    path("grid/", grid.grid, name="grid"),
    path("targets/<int:pk>/months/<int:month>/row/", grid.grid_row, name="grid-row"),
    path("targets/<int:pk>/months/<int:month>/warnings/", grid.figure_warnings, name="figure-warnings"),
    path("grid/workbook/", workbook.download, name="grid-workbook"),
    path("grid/upload/", workbook.upload, name="grid-upload"),
    path("grid/apply/", workbook.apply, name="grid-apply"),
    path("grid/comments/", workbook.commented_file, name="grid-comments"),
    path("burden/", burden.burden, name="burden"),
    path("periods/", periods.periods, name="periods"),
    path("stand-ins/", stand_ins.stand_ins, name="stand-ins"),
    path("stand-ins/<int:pk>/end/", stand_ins.end_stand_in, name="end-stand-in"),
    path("approvals/", approvals.approvals, name="approvals"),
    path("entries/", approvals.EntryList.as_view(), name="entries"),
    path("entries/<int:pk>/approval/", approvals.approval_page, name="approval"),
    path("entries/<int:pk>/correction/", corrections.correction_page, name="correction"),
    path("evidence/<int:pk>/", evidence.evidence_file, name="evidence"),
    path("corrections/<int:pk>/", corrections.decide_correction, name="decide-correction"),
]

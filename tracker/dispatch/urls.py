"""Addresses: problems, urging, meetings."""

from django.urls import path

from tracker.dispatch.views import discipline, levels, meetings, problems, urging

urlpatterns = [
    path("problems/", problems.ProblemList.as_view(), name="problems"),
    path("problems/new/", problems.new_problem, name="new-problem"),
    path("problems/<int:pk>/", problems.problem_page, name="problem"),
    path("problems/<int:pk>/<slug:code>/", problems.move_problem, name="move-problem"),
    path("targets/<int:pk>/months/<int:month>/urge/", urging.urge_department, name="urge"),
    path("levels/", levels.levels, name="levels"),
    path("discipline/", discipline.discipline, name="discipline"),
    path("discipline/months/", discipline.filings, name="filings"),
    path("meetings/", meetings.MeetingList.as_view(), name="meetings"),
    path("meetings/new/", meetings.new_meeting, name="new-meeting"),
    path("meetings/<int:pk>/", meetings.meeting_page, name="meeting"),
    path("meetings/<int:pk>/walk/", meetings.walk, name="meeting-walk"),
    path("meetings/<int:pk>/decide/", meetings.decide_in_meeting, name="decide-in-meeting"),
    path("meetings/<int:pk>/step/<slug:code>/", meetings.step_meeting, name="step-meeting"),
]

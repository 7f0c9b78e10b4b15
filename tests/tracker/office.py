"""An office at work, step by step in any order: what tests of random histories drive."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from hypothesis import strategies as st

from tracker.evaluation import Status
from tracker.progress.corrections import Correcting, approve_correction, ask_correction, correct
from tracker.progress.models import ProgressEntry
from tracker.progress.services import Filing, approve, approve_many, return_, save_draft, submit, withdraw_to_draft
from tracker.standings.reading import standings_of
from tracker.targets.change_requests import Wish, approve_request, ask, refuse_request
from tracker.targets.models import ChangeRequest, Target
from tracker.targets.services import PlannedStage, change_terms, give_verdict, plan_stages, set_withdrawn
from tracker.verdicts.basis import basis_on
from tracker.verdicts.labels import VERDICT_CHOICES
from tracker.verdicts.models import RuleSet

YEAR = 2024
KINDS = (
    {},
    {"measure": "growth", "value": 7, "unit": "%", "frequency": "monthly_from_february"},
    {"measure": "level", "comparator": "ge", "value": 230, "unit": "家", "accumulates": False, "baseline": 205},
    {"measure": "level", "comparator": "le", "value": 5, "unit": "%", "accumulates": False, "direction": "lower"},
    {"measure": "", "comparator": "", "value": None, "unit": "", "target_class": "project"},
    {"measure": "level", "comparator": "qualitative", "value": None, "unit": "", "standard": "全覆盖"},
    {"deadline": dt.date(YEAR + 1, 3, 31)},
)
months, figures = st.integers(1, 12), st.decimals(-5, 300, places=1)
days = st.dates(dt.date(YEAR, 1, 1), dt.date(YEAR + 1, 4, 30))
TERMS = st.one_of(
    st.fixed_dictionaries({"deadline": st.dates(dt.date(YEAR, 2, 1), dt.date(YEAR + 1, 6, 30))}),
    st.fixed_dictionaries({"frequency": st.sampled_from(["monthly", "quarterly", "annual"])}),
    st.fixed_dictionaries({"baseline": st.one_of(st.none(), figures), "accumulates": st.booleans()}),
    st.fixed_dictionaries({"direction": st.sampled_from(["higher", "lower"])}),
    st.fixed_dictionaries({"target_class": st.sampled_from(["project", "qualitative", "livelihood"])}),
    st.fixed_dictionaries({"schedule": st.sampled_from([[], [*[0] * 11, 100], [50] * 6 + [100] * 6])}),
)
PLANS = st.lists(st.tuples(days, st.one_of(st.none(), days)), max_size=3)
STEPS = st.one_of(
    st.tuples(st.just("file"), months, figures),
    st.tuples(st.just("draft"), months, figures),
    st.tuples(st.just("decide"), st.sampled_from([approve, return_, withdraw_to_draft])),
    st.tuples(st.just("approve_all")),
    st.tuples(st.just("correct"), figures, st.booleans()),
    st.tuples(st.just("terms"), TERMS),
    st.tuples(st.just("stages"), PLANS),
    st.tuples(st.just("ask_value"), figures),
    st.tuples(st.just("ask_deadline"), st.dates(dt.date(YEAR, 2, 1), dt.date(YEAR + 1, 6, 30))),
    st.tuples(st.just("decide_request"), st.booleans()),
    st.tuples(st.just("verdict"), st.sampled_from([Status(value) for value, _label in VERDICT_CHOICES])),
    st.tuples(st.just("withdraw"), st.booleans()),
    st.tuples(st.just("rules"), st.integers(-40, 0), st.integers(0, 20)),
    st.tuples(st.just("wait"), st.integers(1, 120)),
    st.tuples(st.just("look")),
)


@dataclass
class Office:
    """One target and the people about it; each method is a step that may be refused."""

    pk: int
    reporter: object
    reviewer: object
    clock: object

    @property
    def target(self):
        return Target.objects.get(pk=self.pk)

    def file(self, month, value, how=submit):
        entry = ProgressEntry.objects.filter(target=self.pk, month=month).first()
        filing = Filing(value=value, narrative="有进展", reason="天气")
        version = entry.version if entry else 0
        how(target=self.target, month=month, filing=filing, by=self.reporter, version=version)

    def draft(self, month, value):
        self.file(month, value, how=save_draft)

    def decide(self, verb):
        entry = ProgressEntry.objects.waiting().first()
        if entry:
            by = self.reporter if verb is withdraw_to_draft else self.reviewer
            verb(entry=entry, by=by, version=entry.version, **({"note": "再核"} if verb is return_ else {}))

    def approve_all(self):
        waiting = dict(ProgressEntry.objects.waiting().values_list("pk", "version"))
        approve_many(entries=waiting, by=self.reviewer)

    def correct(self, value, is_office):
        entry = ProgressEntry.objects.approved().order_by("month").first()
        if entry is None:
            return
        what = {"entry": entry, "version": entry.version, "correcting": Correcting(value, "slip", "笔误", "天气")}
        if is_office:
            correct(by=self.reviewer, **what)
        else:
            asked = ask_correction(by=self.reporter, **what)
            approve_correction(correction=asked, by=self.reviewer, version=entry.version)
        assert ProgressEntry.objects.get(pk=entry.pk).value == value

    def terms(self, changes):
        self._set(change_terms, reason="调整", changes=changes)

    def ask_value(self, value):
        ask(target=self.target, wish=Wish("value", "调整", value=value), by=self.reporter)

    def ask_deadline(self, deadline):
        ask(target=self.target, wish=Wish("deadline", "顺延", deadline=deadline), by=self.reporter)

    def decide_request(self, is_approved):
        request = ChangeRequest.objects.waiting().first()
        if request and is_approved:
            approve_request(request=request, by=self.reviewer, decision="会议")
        elif request:
            refuse_request(request=request, by=self.reviewer, note="不准")

    def stages(self, plans):
        named = [PlannedStage(f"第{n}步", planned, done) for n, (planned, done) in enumerate(plans)]
        self._set(plan_stages, stages=named)

    def verdict(self, status):
        self._set(give_verdict, verdict=status.value, reason="核查", today=timezone.localdate())

    def withdraw(self, is_withdrawn):
        self._set(set_withdrawn, is_withdrawn=is_withdrawn, reason="政策")

    def rules(self, behind_from, reporting_days):
        version = RuleSet.objects.count() + 1
        day = timezone.localdate() + dt.timedelta(days=version % 3 * 20)
        terms = {"behind_from": behind_from, "reporting_days": reporting_days}
        RuleSet.objects.create(name="新规则", version=version, effective_from=day, **terms)

    def wait(self, n_days):
        self.clock.shift(dt.timedelta(days=n_days))

    def look(self):
        """Somebody opens a page."""
        today = timezone.localdate()
        list(standings_of(Target.objects.all(), basis_on(today, month=1)))

    def _set(self, service, **what):
        service(target=self.target, by=self.reviewer, version=self.target.version, **what)

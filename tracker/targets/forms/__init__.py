"""What a reviewer sets on targets, and what a department asks for."""

from tracker.targets.forms.judging import BaseStageFormSet, StageForm, VerdictForm, WithdrawForm, stage_forms
from tracker.targets.forms.requests import DecideRequestForm, RequestForm
from tracker.targets.forms.terms import Choices, ReasonForm, TermsForm, check_deadline

__all__ = [
    "BaseStageFormSet",
    "Choices",
    "DecideRequestForm",
    "ReasonForm",
    "RequestForm",
    "StageForm",
    "TermsForm",
    "VerdictForm",
    "WithdrawForm",
    "check_deadline",
    "stage_forms",
]

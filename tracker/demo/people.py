"""The people of the demonstration: one account for each role, and the departments' own filers, who never log in."""

from __future__ import annotations

import secrets
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User

from reports.organisation.models import Department, Membership, Region, Role

DEMO = Path(__file__).resolve().parent
ADMIN = "admin"
OTHERS = "departments-of-"


@dataclass(frozen=True, slots=True)
class Account:
    """An account to log in with."""

    username: str
    name: str
    role: str
    region: str = ""
    department: str = ""


def read_toml(name: str) -> dict[str, Any]:
    """Return a file of the demonstration."""
    return tomllib.loads((DEMO / name).read_text(encoding="utf-8"))


def accounts() -> list[Account]:
    """Return the accounts, one for each role."""
    return [Account(**entry) for entry in read_toml("demo.toml")["account"]]


def password() -> str:
    """Return this installation's password of the demo accounts, made once and kept beside its data."""
    path = settings.DATA_DIR / "demo-password"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_hex(5), encoding="utf-8")
        path.chmod(0o600)
    return path.read_text(encoding="utf-8")


def create_departments(region: Region) -> list[Department]:
    """Create the departments of a district, in the order of the file, and somebody who files for all of them."""
    entries = read_toml("departments.toml")["department"]
    departments = [
        Department.objects.create(region=region, order=order, **entry) for order, entry in enumerate(entries, start=1)
    ]
    filer = User.objects.create_user(f"{OTHERS}{region.code}", first_name=f"{region.short_name}各部门")
    for department in departments:
        Membership.objects.create(user=filer, region=region, department=department, role=Role.REPORTER)
    return departments


def create_accounts() -> None:
    """Create the accounts to log in with; regions and departments must exist."""
    for account in accounts():
        if account.role == ADMIN:
            User.objects.create_superuser(account.username, password=password(), first_name=account.name)
        else:
            user = User.objects.create_user(account.username, password=password(), first_name=account.name)
            Membership.objects.create(user=user, role=account.role, **_place(account))


def _place(account: Account) -> dict[str, Any]:
    region = Region.objects.get(code=account.region, valid_to=None)
    if not account.department:
        return {"region": region}
    return {"region": region, "department": Department.objects.get(region=region, short_name=account.department)}


def officer_of(region: Region) -> User:
    """Return who reviews a district's reports and figures: its reviewer, or where it has none the administrator."""
    reviewers = User.objects.filter(memberships__region=region, memberships__role=Role.REVIEWER)
    return reviewers.first() or User.objects.get(username=ADMIN)


def filers_of(region: Region) -> dict[int, User]:
    """Return who files for each department (by its id): its reporter, or else the one who files for all."""
    memberships = Membership.objects.filter(region=region, role=Role.REPORTER).select_related("user")
    ranked = sorted(memberships, key=lambda each: not each.user.username.startswith(OTHERS))
    return {each.department_id: each.user for each in ranked if each.department_id}

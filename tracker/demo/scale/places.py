"""The made-up city: its districts, their departments, and an account for everybody who works there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User

from reports.organisation.models import Department, Membership, Region, Role
from tracker.demo.people import ADMIN, password, read_toml
from tracker.demo.scale.rows import create

CITY = "示例市"
PREFIX = "scale-"


@dataclass(frozen=True)
class District:
    """A district with who works there; `reporters` stand beside their departments."""

    number: int
    region: Region
    departments: Sequence[Department]
    reporters: Sequence[User]
    reviewer: User
    leader: User


def create_city(n_districts: int) -> list[District]:
    """Create the city with its districts, departments and accounts, all with the demonstration's password."""
    city = Region.objects.create(name=CITY, short_name="示例", name_en="Sample City", level=Region.Level.CITY)
    names = [f"{number:02}" for number in range(1, n_districts + 1)]
    regions = [_region(city, name) for name in names]
    create(regions)
    departments = [_departments(region) for region in regions]
    create(list(chain.from_iterable(departments)))
    districts = [
        _district(number, region, own)
        for number, (region, own) in enumerate(zip(regions, departments, strict=True), start=1)
    ]
    _open_accounts(city, districts)
    return districts


def usernames() -> dict[str, str]:
    """Return one account of each role, by role."""
    first = f"{PREFIX}01-"
    leader = f"{PREFIX}{Role.LEADER}"
    return {
        Role.REPORTER: f"{first}reporter-02",
        Role.REVIEWER: f"{first}reviewer",
        Role.LEADER: leader,
        ADMIN: PREFIX + ADMIN,
    }


def _region(city: Region, name: str) -> Region:
    level = Region.Level.DISTRICT
    region = Region(name=f"示例{name}区", short_name=f"示例{name}", name_en=f"Sample District {name}", level=level)
    region.parent = city
    region.clean()
    return region


def _departments(region: Region) -> list[Department]:
    entries = read_toml("departments.toml")["department"]
    return [Department(region=region, order=order, **entry) for order, entry in enumerate(entries, start=1)]


def _district(number: int, region: Region, departments: Sequence[Department]) -> District:
    place = f"{PREFIX}{number:02}-"
    reporters = [
        User(username=f"{place}reporter-{order:02}", first_name=f"{each.short_name}填报人")
        for order, each in enumerate(departments, start=1)
    ]
    reviewer = User(username=f"{place}reviewer", first_name=f"{region.short_name}督查室")
    leader = User(username=f"{place}leader", first_name=f"{region.short_name}领导")
    return District(number, region, departments, reporters, reviewer, leader)


def _open_accounts(city: Region, districts: Sequence[District]) -> None:
    leader = User(username=usernames()[Role.LEADER], first_name="市领导")
    admin = User(username=usernames()[ADMIN], first_name="管理员", is_staff=True, is_superuser=True)
    people = [leader, admin, *chain.from_iterable((*each.reporters, each.reviewer, each.leader) for each in districts)]
    hashed = make_password(password())  # once for all: hashing is slow on purpose
    for person in people:
        person.password = hashed
    User.objects.bulk_create(people)
    of_districts = chain.from_iterable(_memberships(each) for each in districts)
    create([Membership(user=leader, region=city, role=Role.LEADER), *of_districts])


def _memberships(district: District) -> list[Membership]:
    region = district.region
    of_departments = zip(district.departments, district.reporters, strict=True)
    return [
        *(Membership(user=user, region=region, department=each, role=Role.REPORTER) for each, user in of_departments),
        Membership(user=district.reviewer, region=region, role=Role.REVIEWER),
        Membership(user=district.leader, region=region, role=Role.LEADER),
    ]

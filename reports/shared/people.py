"""People as code and pages name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AbstractUser, AnonymousUser

    User: TypeAlias = AbstractBaseUser | AnonymousUser


def name_of(user: AbstractUser) -> str:
    """Return a person's full name, or the account's where none is entered."""
    return user.get_full_name() or user.get_username()

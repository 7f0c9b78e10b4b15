"""People as code and pages name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from django.contrib.auth import get_user_model

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AbstractUser, AnonymousUser

    User: TypeAlias = AbstractBaseUser | AnonymousUser


def name_of(user: AbstractUser) -> str:
    """Return a person's full name, or the account's where none is entered."""
    return user.get_full_name() or user.get_username()


def apart_from_request(user: User) -> User:
    """Return the same account to be kept longer than a request: what comes with one holds on to all of it."""
    is_superuser = bool(getattr(user, "is_superuser", False))
    alone: User = get_user_model()(pk=user.pk, username=user.get_username(), is_superuser=is_superuser)
    return alone

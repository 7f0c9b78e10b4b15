"""Serving: a taken port says so before anything is done."""

import socket

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError


def test_a_taken_port_says_so_and_offers_another():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"PORT={port + 1}"):
            call_command("serve", port=port, check=True)


def test_a_free_port_is_no_trouble():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    call_command("serve", port=port, check=True)

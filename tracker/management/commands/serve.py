"""Serve the site on this machine for a demonstration or a small office."""

import os
import socket
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

HOST = "127.0.0.1"


class Command(BaseCommand):
    """Check that the port is free, say where the site is, and hand over to gunicorn."""

    help = "Serve the site on 127.0.0.1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --port and --check."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--check", action="store_true", help="only say whether the port is free")

    def handle(self, *_args: Any, port: int, check: bool, **_options: Any) -> None:
        """Replace this process by the server; Ctrl-C ends it."""
        refuse_taken_port(port)
        if check:
            return
        self.stdout.write(f"\nhttp://{HOST}:{port}/   (Ctrl-C ends it)\n")
        self.stdout.flush()
        # Large exports may take a while: two minutes, where gunicorn would cut them off after half of one.
        options = f"--bind {HOST}:{port} --preload --workers 2 --threads 4 --timeout 120 --log-level warning"
        server = [sys.executable, "-m", "gunicorn", *options.split(), "tracker.wsgi"]
        # Else the C library sets memory apart for each thread, a tenth of a worker's, though Python runs one at a time.
        os.environ.setdefault("MALLOC_ARENA_MAX", "1")
        os.execv(sys.executable, server)  # noqa: S606 - our own interpreter, no shell


def refuse_taken_port(port: int) -> None:
    """Raise CommandError if something listens on the port already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CommandError(f"Port {port} is taken. Choose another one: make demo PORT={port + 1}") from error

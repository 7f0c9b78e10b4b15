"""The engine's version: raise it whenever a rule changes what is read."""

ENGINE_VERSION = "1.13.0"

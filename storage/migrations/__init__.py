"""Alembic's environment and one file a version of the tables."""

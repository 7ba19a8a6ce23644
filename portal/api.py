"""Add the HTTP API: REST and SSE."""

from fastapi import FastAPI

from portal.house import House


def add_api(application: FastAPI, house: House) -> None:
    """Add the HTTP API: REST and SSE to the application."""

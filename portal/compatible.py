"""Add the OpenAI-compatible endpoint."""

from fastapi import FastAPI

from portal.house import House


def add_compatible(application: FastAPI, house: House) -> None:
    """Add the OpenAI-compatible endpoint to the application."""

"""Add the article page."""

from fastapi import FastAPI

from portal.house import House


def add_article_page(application: FastAPI, house: House) -> None:
    """Add the article page to the application."""

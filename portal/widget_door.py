"""Add the widget, its panel and their files."""

from fastapi import FastAPI

from portal.house import House


def add_widget_door(application: FastAPI, house: House) -> None:
    """Add the widget, its panel and their files to the application."""

"""Add the MCP server over streamable HTTP."""

from fastapi import FastAPI

from portal.house import House


def add_mcp_door(application: FastAPI, house: House) -> None:
    """Add the MCP server over streamable HTTP to the application."""

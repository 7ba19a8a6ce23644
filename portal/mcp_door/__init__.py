"""The door for other programs' agents: search, ask and read over MCP."""

"""Who may embed, ask and read: addresses, tokens, people, limits, and the one doorkeeper."""

"""The embedded reader: what it is given to read, what it proposes, and how sure it is of that."""

"""An answer as people see it: as HTML, as text with its sources, and copied."""

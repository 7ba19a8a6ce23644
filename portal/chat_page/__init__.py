"""The Gradio page without Gradio: what stands on it, and what each act of a visitor changes."""

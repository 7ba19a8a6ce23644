// Runs before anything is drawn: the theme that the URL asks for (?__theme=dark), as Gradio reads it.
// Without one the system's preference holds, which tokens.css follows by itself.
{
  const theme = new URLSearchParams(location.search).get("__theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
}

import type { SourcelineApi, SourcelineOptions } from "./sourceline.js";

export * from "./sourceline.js";

/** Resolves to `window.Sourceline`; rejects where the loader cannot be fetched. */
export function mount(
  options: SourcelineOptions & {
    /** The loader on your Sourceline server: `https://news.example/widget.js`. */
    src: string;
    /** `sha384-…`, with a loader of one version, as the server's Embed tab shows it. */
    integrity?: string;
  },
): Promise<SourcelineApi>;

/** Takes the widget away, if there is one. */
export function unmount(): void;

/** Sourceline's widget, as a portal sees it. Types of `window.Sourceline` and of its DOM events. */

export interface Citation {
  number: number;
  article_id: string;
  version: string;
  title: string;
  publisher: string | null;
  published: string | null;
  url: string | null;
  language: string | null;
  /** Counted from 0. */
  sentence: number;
  /** Code points, half-open, into the article's text. */
  start: number;
  end: number;
  quote: string;
}

export interface SourcelineEvents {
  /** The panel is there and can be asked. */
  ready: Record<string, never>;
  open: Record<string, never>;
  close: Record<string, never>;
  question: { text: string };
  answer: {
    id: string;
    status: "answered" | "partial" | "not_in_articles" | "unverified";
    text: string;
    citations: Citation[];
  };
  /** Cancelable: `event.preventDefault()` leaves the citation to the portal. */
  "citation-click": Citation;
  feedback: { answer_id: string; vote: "up" | "down"; reason: string };
  error: { reason: string; status?: number };
}

export type SourcelineEvent = keyof SourcelineEvents;
export type Handler<E extends SourcelineEvent> = (
  detail: SourcelineEvents[E],
  event: CustomEvent<SourcelineEvents[E]>,
) => void;

/** A token as the portal's backend signs it, or a function that fetches one whenever one is due. */
export type TokenSource = string | (() => string | { token: string } | Promise<string | { token: string }>);

export interface SourcelineApi {
  open(): void;
  close(): void;
  toggle(): void;
  /** Open, and ask. */
  ask(text: string): void;
  newConversation(): void;
  setToken(token: TokenSource): void;
  setTheme(theme: "auto" | "light" | "dark"): void;
  on<E extends SourcelineEvent>(name: E, handler: Handler<E>): void;
  off<E extends SourcelineEvent>(name: E, handler: Handler<E>): void;
  /** Take everything away: nodes, listeners, timers, and this object. */
  destroy(): void;
  /** Calls, made before or after the loader has come: `["ask", "When will it open?"]`. */
  q: { push(...calls: [string, ...unknown[]][]): void };
}

/** What `data-` attributes of the script say. */
export interface SourcelineOptions {
  mode?: "launcher" | "inline" | "sidebar";
  /** CSS selector of the element that the panel fills, with `mode: "inline"`. */
  target?: string;
  theme?: "auto" | "light" | "dark";
  /** `#rrggbb`; made readable where it is not. */
  accent?: string;
  position?: "bottom-right" | "bottom-left" | "top-right" | "top-left";
  /** CSS length, or pixels. */
  width?: string | number;
  height?: string | number;
  title?: string;
  greeting?: string;
  suggestions?: string[];
  /** Language of the panel's own words; the page's where it is left out. */
  locale?: string;
  /** How long a conversation is come back to. */
  persist?: "session" | "local" | "none";
  open?: boolean;
  /** Where a citation opens: in the panel, or on a page of its own. */
  citations?: "drawer" | "page";
  /** Path on the portal that gives `{"token": "…"}`, or the token as text. */
  tokenEndpoint?: string;
}

declare global {
  interface Window {
    Sourceline?: SourcelineApi;
  }
  interface DocumentEventMap {
    "sourceline:ready": CustomEvent<SourcelineEvents["ready"]>;
    "sourceline:open": CustomEvent<SourcelineEvents["open"]>;
    "sourceline:close": CustomEvent<SourcelineEvents["close"]>;
    "sourceline:question": CustomEvent<SourcelineEvents["question"]>;
    "sourceline:answer": CustomEvent<SourcelineEvents["answer"]>;
    "sourceline:citation-click": CustomEvent<SourcelineEvents["citation-click"]>;
    "sourceline:feedback": CustomEvent<SourcelineEvents["feedback"]>;
    "sourceline:error": CustomEvent<SourcelineEvents["error"]>;
  }
}

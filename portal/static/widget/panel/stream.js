// Server-sent events out of a response: `fetch` can be stopped and say who asks, EventSource cannot.

export async function* happenings(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest = (rest + value).replace(/\r\n?/g, "\n");
      const blocks = rest.split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        const event = parsed(block);
        if (event) yield event;
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

// A comment keeps the line open and says nothing.
function parsed(block) {
  const fields = block.split("\n").map((line) => /^(event|data): ?(.*)$/.exec(line)).filter(Boolean);
  const data = fields.filter(([, name]) => name === "data").map(([, , value]) => value);
  const name = fields.findLast(([, field]) => field === "event")?.[2];
  return data.length ? { name, detail: JSON.parse(data.join("\n")) } : null;
}

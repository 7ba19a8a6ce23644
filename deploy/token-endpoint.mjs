// A portal's token endpoint in Node, with nothing but its standard library.
//
//   SOURCELINE_TOKEN_SECRET=… PORTAL_ORIGIN=https://portal.example node token-endpoint.mjs
//
// Put it where only people who have signed in to the portal get to, behind the same proxy: that proxy
// says who they are in X-Forwarded-User (and their groups in X-Forwarded-Groups), and takes these
// headers away from whatever comes from outside. In a portal with sessions of its own, call pageToken
// with the session's user instead.
import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import { env } from "node:process";

const SECONDS = 600; // a token's life; the widget fetches the next one before it ends

const encoded = (told) => Buffer.from(JSON.stringify(told)).toString("base64url");

// A token (JWT, HS256) with which this person's page asks, and no other site's.
export function pageToken(secret, origin, sub, name = "", groups = []) {
  const exp = Math.floor(Date.now() / 1000) + SECONDS;
  const claims = { sub, aud: "sourceline", origin, exp, name, groups };
  const told = `${encoded({ alg: "HS256", typ: "JWT" })}.${encoded(claims)}`;
  return `${told}.${createHmac("sha256", secret).update(told).digest("base64url")}`;
}

// Headers are read as Latin-1, and proxies send UTF-8.
const told = (request, header) => Buffer.from(request.headers[header] ?? "", "latin1").toString("utf8");

// Gives {"token": "…"} to whoever the portal knows, and 401 to everybody else.
createServer((request, response) => {
  const user = told(request, "x-forwarded-user");
  const groups = told(request, "x-forwarded-groups").split(",").map((one) => one.trim()).filter(Boolean);
  const given = user ? { token: pageToken(env.SOURCELINE_TOKEN_SECRET, env.PORTAL_ORIGIN, user, "", groups) } : {};
  response.writeHead(user ? 200 : 401, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  response.end(JSON.stringify(given));
}).listen(Number(env.PORT ?? 8081), "127.0.0.1");

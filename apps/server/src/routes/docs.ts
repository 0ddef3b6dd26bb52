import { endpoints } from '@plimsoll/contract';
import type { FastifyInstance } from 'fastify';

/** The OpenAPI document, and a page of it for people that needs no script. */
export function registerDocs(app: FastifyInstance): void {
  app.get('/api/openapi.json', { config: { role: 'public' }, schema: { hide: true } }, () => app.swagger());
  app.get('/api/docs', { config: { role: 'public' }, schema: { hide: true } }, (_, reply) =>
    reply.type('text/html; charset=utf-8').send(docsPage()),
  );
}

function docsPage(): string {
  const groups = Map.groupBy(Object.entries(endpoints), ([, { group }]) => group);
  const sections = [...groups].map(([group, list]) => {
    const rows = list.map(
      ([name, { method, path, summary, role }]) =>
        `<tr><td><code>${method}</code></td><td><code>${escape(path)}</code></td><td>${escape(summary)}</td><td>${role}</td><td><code>${name}</code></td></tr>`,
    );
    return `<h2>${escape(group)}</h2><table><tr><th>Method</th><th>Path</th><th>What it does</th><th>Role</th><th>Name</th></tr>${rows.join('')}</table>`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Plimsoll API</title>
<style>:root{color-scheme:light dark}body{font:14px/20px system-ui,sans-serif;margin:32px auto;max-width:1100px;padding:0 16px}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:6px 10px;border-bottom:1px solid color-mix(in srgb,currentColor 20%,transparent);vertical-align:top}h2{margin-top:32px}</style>
<h1>Plimsoll API</h1>
<p>The whole description, with every schema: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).
Sign in with <code>POST /api/auth/sign-in/email</code> <code>{"email","password"}</code>; the answer sets the session cookie.
What changes is told by <code>GET /api/events</code> (server-sent events).</p>
${sections.join('\n')}</html>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

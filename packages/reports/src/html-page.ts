import { HTML_STYLE } from './html-style.ts';
import { escapeMarkup } from './markup.ts';
import { TOOL } from './tool.ts';

/**
 * A page that needs nothing else: no script, no font, no picture, and a content security policy that allows none.
 *
 * @param facts under the title; text, as the title
 * @param parts HTML; empty ones are left out
 */
export function htmlPage(title: string, facts: readonly string[], parts: readonly string[], now: Date): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${escapeMarkup(title)} - Plimsoll</title>
<style>${HTML_STYLE}</style>
</head>
<body>
<main>
<h1>${escapeMarkup(title)}</h1>
<p class="facts">${facts
    .filter((text) => text !== '')
    .map((text) => `<span>${escapeMarkup(text)}</span>`)
    .join('')}</p>
${parts.filter((part) => part !== '').join('\n')}
<footer>${TOOL.name} ${TOOL.version}, ${now.toISOString().slice(0, 16).replace('T', ' ')} UTC</footer>
</main>
</body>
</html>
`;
}

/** A table under its title, if it has one; empty without rows. Rows are the cells, as HTML. */
export function htmlTable(title: string, header: readonly string[], rows: readonly string[]): string {
  if (rows.length === 0) return '';
  const heading = title === '' ? '' : `<h2>${title} <span class="muted">${rows.length}</span></h2>\n`;
  const head = header.map((name) => `<th scope="col">${name}</th>`).join('');
  return `${heading}<div class="card"><table><thead><tr>${head}</tr></thead><tbody>\n${rows.map((row) => `<tr>${row}</tr>`).join('\n')}\n</tbody></table></div>`;
}

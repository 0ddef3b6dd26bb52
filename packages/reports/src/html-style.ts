/** The style of the HTML report: colours and measures of the product's pages, light and dark as the reader's system is. */
export const HTML_STYLE = `
:root { color-scheme: light dark;
  --bg: #f6f7f9; --surface: #ffffff; --sunken: #eef1f4; --line: #e0e5ea; --text: #13202c; --muted: #556575;
  --accent: #0a4f96; --warn: #9a6200; --warn-soft: #fdf1dc; --bad: #b3261e; --bad-soft: #fcebea;
  --critical: #7a0f3c; --high: #c7372f; --medium: #e58a2b; --low: #e9c86b; --negligible: #b4bfc9; --unknown: #b4bfc9;
  --font: "Inter", "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
@media (prefers-color-scheme: dark) { :root {
  --bg: #0d141b; --surface: #141d26; --sunken: #0a1016; --line: #243240; --text: #e6edf3; --muted: #9db0c1;
  --accent: #8cc4f7; --warn: #e3b04b; --warn-soft: #2b2210; --bad: #f28b82; --bad-soft: #321615;
  --critical: #d9447f; --high: #ef6b57; --medium: #eea24f; --low: #d9c27a; --negligible: #5b6d7e; --unknown: #5b6d7e; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--text); font: 14px/20px var(--font); font-variant-numeric: tabular-nums; }
main { max-width: 1440px; margin: 0 auto; padding: 24px 24px 48px; }
h1 { font-size: 20px; line-height: 28px; margin: 0 0 4px; font-weight: 650; letter-spacing: -.01em; overflow-wrap: anywhere; }
h2 { font-size: 15px; line-height: 22px; margin: 28px 0 8px; font-weight: 620; }
a { color: var(--accent); text-decoration: none; } a:hover { text-decoration: underline; }
code { font: 12.5px/18px var(--mono); overflow-wrap: anywhere; }
.muted { color: var(--muted); } .facts { overflow-wrap: anywhere; color: var(--muted); display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 0 0 16px; }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 8px; overflow-x: auto; } .pad { padding: 16px; }
.counts { display: flex; flex-wrap: wrap; gap: 8px 24px; margin: 12px 0 0; padding: 0; list-style: none; } .counts b { font-weight: 650; }
.sentence { font-size: 15px; margin: 0 0 12px; }
.bar { display: flex; gap: 1px; height: 8px; border-radius: 4px; overflow: hidden; background: var(--sunken); } .bar i { display: block; }
.severity { display: inline-flex; align-items: center; gap: 7px; white-space: nowrap; } .severity i { width: 10px; height: 10px; border-radius: 3px; }
.critical { background: var(--critical); } .high { background: var(--high); } .medium { background: var(--medium); }
.low { background: var(--low); } .negligible { background: var(--negligible); } .unknown { background: var(--unknown); }
.tag { font-size: 12px; line-height: 18px; padding: 0 7px; border-radius: 4px; background: var(--bad-soft); color: var(--bad); white-space: nowrap; }
.warning { background: var(--warn-soft); border-color: var(--warn); } .warning ul { margin: 8px 0 0; padding-left: 20px; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; font-weight: 540; font-size: 12.5px; color: var(--muted); padding: 7px 10px; border-bottom: 1px solid var(--line); white-space: nowrap; }
td { padding: 7px 10px; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; } tr:last-child td { border-bottom: 0; }
td.id, td.rating { white-space: nowrap; } td.summary { min-width: 220px; } td details { margin-top: 2px; }
summary { cursor: pointer; color: var(--muted); } summary:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
h2 + details > summary { margin-bottom: 8px; }
footer { margin-top: 32px; color: var(--muted); font-size: 12.5px; }
@media (max-width: 600px) { main { padding: 14px 12px 32px; } }
@media print { body { background: none; } .card { overflow: visible; } }
`.trim();

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');
const BUILDER = resolve(ROOT, 'tools/build-web.ts');
const PAGES = resolve(ROOT, 'apps/web/dist/index.html');

/** `built`: they are up to date; `stale`: they could not be built and older ones are there; `missing`: only the API can be used. */
export type WebPages = 'built' | 'stale' | 'missing';

/** Builds the pages if their sources changed. A failure is told by the result: the rest of the demo works without them. */
export async function buildWebPages(signal: AbortSignal, { builder: script = BUILDER, pages = PAGES } = {}): Promise<WebPages> {
  const builder = spawn(process.execPath, [script], { cwd: ROOT, stdio: 'ignore', signal });
  const [code] = await once(builder, 'exit');
  if (code === 0) return 'built';
  return existsSync(pages) ? 'stale' : 'missing';
}

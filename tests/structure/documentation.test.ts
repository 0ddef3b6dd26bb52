import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ERROR_CODES } from '@plimsoll/model';
import { describe, expect, it } from 'vitest';
import { filesBelow, ROOT } from './source-files.ts';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const pages = [...filesBelow('docs'), 'README.md', 'CONTRIBUTING.md', 'SECURITY.md'].filter(
  (file) => file.endsWith('.md') && existsSync(join(ROOT, file)),
);

/** As GitHub makes anchors of headings. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe.each(pages)('%s', (page) => {
  const links = [...read(page).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, target = '']) => target);

  it('has links that lead somewhere', () => {
    const broken = links.filter((link) => {
      const [path = '', anchor] = link.split('#', 2);
      const file = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(ROOT, file))) return true;
      return anchor !== undefined && !anchorsOf(read(file)).includes(anchor);
    });

    expect(broken).toEqual([]);
  });
});

it('explains every code, once', () => {
  const explained = [...read('docs/problems.md').matchAll(/^\| `([A-Z_]+)`/gm)].map(([, code = '']) => code);

  expect(explained.toSorted()).toEqual([...ERROR_CODES].toSorted());
});

it('names every setting that the server reads', () => {
  const settings = [...read('apps/server/src/config.ts').matchAll(/^ {2}((?:PLIMSOLL|DATABASE)_\w+):/gm)].map(([, name = '']) => name);
  const documented = read('docs/configuration.md');

  expect(settings.length).toBeGreaterThan(10);
  expect(settings.filter((name) => !documented.includes(`\`${name}\``))).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { markdown } from './markdown.ts';
import { cleanScan, decidedScan, OPTIONS, sampleInventory, sampleScan } from './testing/sample-documents.ts';

/** What is left if code spans and the links round them are taken away: only this could be formatted. */
function outsideCode(text: string): string {
  return text.replace(/`[^`\n]*`/g, '').replace(/\[\]\(https:[^()\s]*\)/g, '');
}

describe('a scan', () => {
  const text = markdown.render(sampleScan, OPTIONS);

  it('is readable', () => {
    expect(text.split('\n').slice(0, 8)).toEqual([
      '### `123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/web:1.4.0`',
      '',
      `\`sha256:${'a'.repeat(64)}\` · \`linux/amd64\` · \`Debian GNU/Linux 12 (bookworm)\` · coverage partial`,
      '',
      '**3 known vulnerabilities**: 1 critical, 1 high, 1 unknown. 2 with a fix.',
      '',
      '1 more is named by advisories without affecting the image.',
      '',
    ]);
    expect(text).toContain(
      '| critical, exploited, EPSS 94 % | [`CVE-2026-0001`](https://www.cve.org/CVERecord?id=CVE-2026-0001) | `openssl` | `3.0.20-1~deb12u2` | `3.0.22-1~deb12u1` | `FROM debian:12` |',
    );
  });

  it('leaves nothing of the image outside code spans', () => {
    expect(outsideCode(text)).not.toMatch(/[<>@\\[\]]|script|alert/);
  });

  it('has as many cells in each row', () => {
    const rows = text.split('\n').filter((line) => line.startsWith('|'));

    expect(rows.map((row) => row.replaceAll('\\|', '').split('|').length)).toEqual(rows.map(() => 8));
  });
});

it('does not let an id end the link', () => {
  const [finding] = sampleScan.findings;
  const text = markdown.render({ ...sampleScan, findings: [{ ...finding!, id: 'x)](javascript:alert(1))' }] }, OPTIONS);

  expect(outsideCode(text)).not.toContain('javascript');
});

it('fits into a comment, and counts what does not', () => {
  const findings = Array.from({ length: 2000 }, () => sampleScan.findings[0]!);
  const text = markdown.render({ ...sampleScan, findings }, OPTIONS);

  expect(text.length).toBeLessThan(65_536);
  const rows = text.split('\n').filter((line) => line.startsWith('| critical')).length;
  expect(text).toContain(`**${2000 - rows} more** do not fit`);
});

it('claims that there is nothing only if the image was read whole', () => {
  expect(markdown.render(cleanScan, OPTIONS)).toContain('No known vulnerabilities.');
  expect(markdown.render({ ...cleanScan, coverage: 'partial' }, OPTIONS)).toContain(
    'No vulnerabilities found in what could be read (coverage partial).',
  );
});

it('lists the packages of an inventory', () => {
  const text = markdown.render(sampleInventory, OPTIONS);

  expect(text).toContain('3 packages.');
  expect(text).toContain('| `libssl3` | `3.0.20-1~deb12u2` | deb |  | `var/lib/dpkg/status` |');
});

it('says what was decided, and what it is limited to, with nothing of it outside code spans', () => {
  const text = markdown.render({ ...decidedScan, filter: 'text "<b>`*x*"' }, OPTIONS);

  expect(text).toContain('3 of them decided. Limited to `text "<b>\'*x*"`.');
  expect(text).toContain('| critical, exploited, EPSS 94 %, accepted |');
  expect(outsideCode(text)).not.toMatch(/[<>@\\]/);
});

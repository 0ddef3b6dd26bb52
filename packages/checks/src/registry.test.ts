import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checks } from './registry.ts';

describe('registry', () => {
  it('lists every check of the folder, once', () => {
    const files = readdirSync(new URL('checks/', import.meta.url)).filter((file) => !file.endsWith('.test.ts'));

    expect(checks).toHaveLength(files.length);
    expect(new Set(checks).size).toBe(checks.length);
  });

  it('has no id twice; an id of the benchmark begins with its section', () => {
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
    for (const { id, cis } of checks.filter((check) => check.id.startsWith('CIS-'))) expect(id.startsWith(`CIS-${cis}`)).toBe(true);
  });

  it('says of each what to do, and where to read on', () => {
    for (const { title, remedy, urls } of checks) {
      expect(title).not.toBe('');
      expect(remedy).toMatch(/[a-z]/);
      expect(urls[0]).toMatch(/^https:\/\//);
    }
  });
});

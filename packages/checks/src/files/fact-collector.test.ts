import { describe, expect, it } from 'vitest';
import { FactCollector } from './fact-collector.ts';

const file = (mode: number, sizeBytes = 10) => ({ type: 'file' as const, mode, sizeBytes });

describe('FactCollector', () => {
  it('adds up what a package manager left', () => {
    const collector = new FactCollector();
    collector.onMember('var/lib/apt/lists/a', file(0o644, 5000));
    collector.onMember('var/lib/apt/lists/b', file(0o644, 7000));
    collector.onMember('root/.cache/pip/x', file(0o644, 3));

    expect(collector.finish()).toEqual({
      facts: [
        { kind: 'package-cache', path: 'root/.cache/pip/x', manager: 'pip', files: 1, sizeBytes: 3 },
        { kind: 'package-cache', path: 'var/lib/apt/lists/a', manager: 'apt', files: 2, sizeBytes: 12_000 },
      ],
      omitted: 0,
    });
  });

  it('wants the content of the member that came last, if it may hold secrets', () => {
    const collector = new FactCollector();
    collector.onMember('app/.env', file(0o644));

    expect(collector.wants('app/.env')).toBe(true);
    expect(collector.wants('app/.env.local')).toBe(false);

    collector.onMember('app/logo.png', file(0o644));
    expect(collector.wants('app/.env')).toBe(false);
    expect(collector.wants('app/logo.png')).toBe(false);
  });

  it('wants nothing empty and nothing over 1 MiB, but keeps the names', () => {
    const collector = new FactCollector();
    const answers = [0, 1, 1024 * 1024, 1024 * 1024 + 1].map((size) => [
      collector.onMember('app/.env', file(0o644, size)),
      collector.wants('app/.env'),
    ]);

    expect(answers).toEqual([
      [true, false],
      [true, true],
      [true, true],
      [true, false],
    ]);
  });

  it('keeps the names of programs: they replace those of lower layers', () => {
    const collector = new FactCollector();

    expect(collector.onMember('usr/lib/openssh/ssh-keysign', file(0o755))).toBe(true);
    expect(collector.onMember('opt/a/b/c/bin/tool', file(0o755))).toBe(true);
    expect(collector.onMember('opt/a/b/c/bin/readme', file(0o644))).toBe(false);
    expect(collector.onMember('opt/a/b/c/x.so', file(0o755))).toBe(false);
  });

  it('keeps 1,000 facts of a kind, and counts the rest', () => {
    const collector = new FactCollector();
    for (let at = 0; at < 1500; at++) collector.onMember(`app/${at}`, file(0o666));
    collector.onMember('bin/su', file(0o4755));

    const { facts, omitted } = collector.finish();

    expect(facts).toHaveLength(1001);
    expect(omitted).toBe(500);
  });

  it('reads contents', () => {
    const collector = new FactCollector();
    collector.onContent('app/.env', Buffer.from('TOKEN=k9ZpQ2wvLm'));

    expect(collector.finish().facts).toMatchObject([{ kind: 'secret', rule: 'assignment', line: 1 }]);
  });
});

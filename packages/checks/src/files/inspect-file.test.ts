import { describe, expect, it } from 'vitest';
import { secretExamples } from '../testing/secret-examples.ts';
import { inspectContent, inspectHeader } from './inspect-file.ts';

describe('inspectHeader', () => {
  it.each([
    ['file', 0o4755, ['setuid']],
    ['file', 0o6755, ['setuid']],
    ['file', 0o2755, ['setgid']],
    ['file', 0o666, ['world-writable']],
    ['file', 0o4777, ['setuid', 'world-writable']],
    ['file', 0o644, []],
    ['directory', 0o777, ['world-writable']],
    ['directory', 0o1777, []],
    ['directory', 0o2755, []],
    ['symlink', 0o777, []],
    ['hard-link', 0o4755, []],
    ['device', 0o666, []],
  ] as const)('a %s of mode %o', (type, mode, kinds) => {
    expect(inspectHeader('usr/bin/x', { type, mode, sizeBytes: 1 }).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('knows sudo', () => {
    expect(inspectHeader('usr/bin/sudo', { type: 'file', mode: 0o755, sizeBytes: 1 })).toEqual([
      { kind: 'sudo', path: 'usr/bin/sudo', mode: 0o755 },
    ]);
  });
});

describe('inspectContent', () => {
  const inspect = (path: string, text: string): unknown[] =>
    inspectContent(path, Buffer.from(text)).map((fact) => ('rule' in fact ? fact.rule : fact.kind));

  it.each([
    ['root/.ssh/id_rsa', secretExamples['private-key']!.found[0]!, ['private-key']],
    ['app/.env', 'A=b\nDB_PASSWORD=k9ZpQ2wvLm\n', ['assignment']],
    ['app/.env', `GITHUB_TOKEN=${secretExamples['github-token']!.found[0]!}\n`, ['github-token']],
    ['app/config.yml', 'password: k9ZpQ2wvLm\n', ['assignment']],
    ['root/.git-credentials', 'https://bot:k9ZpQ2wvLm@git.internal.net\n', ['url-credentials']],
    ['etc/sudoers', '# x NOPASSWD\n%wheel ALL=(ALL) NOPASSWD: ALL\n', ['passwordless-sudo']],
  ])('%s', (path, text, rules) => {
    expect(inspect(path, text)).toEqual(rules);
  });

  it.each([
    ['app/locale/de.yml', 'password: Kennwort\ntoken: Zugangs-Marke\n'],
    ['app/.env.example', 'DB_PASSWORD=k9ZpQ2wvLm\n'],
    ['app/main.js', 'const password = "k9ZpQ2wvLm";\n'],
    ['app/values.yml', 'password: {{ .Values.x1 }}\n'],
    ['etc/sudoers', 'root ALL=(ALL:ALL) ALL\n'],
    ['app/x.env', 'PASSWORD=k9ZpQ2wvLm\0'],
  ])('nothing in %s', (path, text) => {
    expect(inspect(path, text)).toEqual([]);
  });

  it.each([
    [Buffer.alloc(0), 0],
    [Buffer.alloc(1024 * 1024, 0xff), 0],
    [Buffer.alloc(1024 * 1024, 0x20), 0],
    [Buffer.alloc(1024 * 1024, 'PASSWORD='), 1],
    [Buffer.alloc(1024 * 1024, 'PASSWORD=k9ZpQ2wvLm\n'), 20],
  ])('reads noise in a moment', (bytes, facts) => {
    expect(inspectContent('app/.env', bytes)).toHaveLength(facts);
  });
});

import { describe, expect, it } from 'vitest';
import { secretExamples } from '../testing/secret-examples.ts';
import { findAssignments, findSecrets, redactSecrets } from './find-secrets.ts';

const TOKEN = secretExamples['github-token']!.found[0]!;

describe('findSecrets', () => {
  it('tells the line, and shows six characters at most', () => {
    const [match] = findSecrets(`first\nsecond ${TOKEN}\n`);

    expect(match).toEqual({
      rule: 'github-token',
      title: 'GitHub token',
      severity: 'critical',
      line: 2,
      evidence: `${TOKEN.slice(0, 4)}****${TOKEN.slice(-2)}`,
    });
  });

  it('never shows a secret whole, of no rule', () => {
    for (const [id, { path, found }] of Object.entries(secretExamples)) {
      for (const text of found) {
        for (const { rule, evidence } of findSecrets(text, path)) {
          const shown = evidence.replace('****', '');
          expect({ id, rule, length: shown.length <= 6 }).toEqual({ id, rule, length: true });
        }
      }
    }
  });

  it('gives 20 of a text at most', () => {
    expect(findSecrets(`${TOKEN}\n`.repeat(100))).toHaveLength(20);
  });

  it('holds rules of certain files to these', () => {
    const { path, found } = secretExamples['npmrc-credentials']!;

    expect(findSecrets(found[0]!, path)).toHaveLength(1);
    expect(findSecrets(found[0]!, 'README.md')).toEqual([]);
  });

  it('reads 500,000 blanks, and a million characters of every keyword, in a moment', () => {
    expect(findSecrets(' '.repeat(500_000))).toEqual([]);
    expect(findSecrets(`password=${'a'.repeat(1_000_000)}`)).toEqual([]);
    expect(findSecrets('eyJ-ghp_ sk- postgres:// http:// -----BEGIN PRIVATE KEY-----\n'.repeat(15_000))).toEqual([]);
  });
});

describe('findAssignments', () => {
  const all = (): boolean => true;

  it('reads line by line, without comments and samples', () => {
    const text = '# PASSWORD=k9ZpQ2wv\nA=b\nPASSWORD=k9ZpQ2wv\n  // token=k9ZpQ2wv\nTOKEN=changeme\n';

    expect(findAssignments(text, all)).toEqual([
      { rule: 'assignment', title: 'value of PASSWORD', severity: 'high', line: 3, evidence: 'k9****' },
    ]);
  });

  it('asks whether a value is one', () => {
    expect(findAssignments('password: Kennwort', (value) => value !== 'Kennwort')).toEqual([]);
  });

  it('takes a moment for a million lines, and for one of a million characters', () => {
    expect(findAssignments('\n'.repeat(1_000_000), all)).toEqual([]);
    expect(findAssignments(`PASSWORD=${' '.repeat(1_000_000)}`, all)).toEqual([]);
  });
});

describe('redactSecrets', () => {
  it.each([
    [`RUN git clone https://x:${TOKEN}@github.com/a`, TOKEN],
    ['RUN curl -u bot --password=k9ZpQ2wvLm x', 'k9ZpQ2wvLm'],
    ['RUN TOKEN=k9ZpQ2wvLm make', 'k9ZpQ2wvLm'],
  ])('hides what is secret in %s', (text, secret) => {
    const shown = redactSecrets(text);

    expect(shown).not.toContain(secret);
    expect(shown).toContain('****');
    expect(shown.startsWith('RUN ')).toBe(true);
  });

  it('leaves the rest', () => {
    expect(redactSecrets('RUN apt-get update && apt-get install -y curl')).toBe('RUN apt-get update && apt-get install -y curl');
  });
});

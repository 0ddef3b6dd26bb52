import { describe, expect, it } from 'vitest';
import { secretExamples } from '../testing/secret-examples.ts';
import { findSecrets } from './find-secrets.ts';
import { secretRules } from './secret-rules.ts';

describe('secretRules', () => {
  it('has examples of what each rule finds and of what it leaves, and no id twice', () => {
    const ids = secretRules.map(({ id }) => id);

    expect(ids.toSorted()).toEqual(Object.keys(secretExamples).toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(secretRules.map((rule) => rule.id))('%s', (id) => {
    const { path, found, left } = secretExamples[id]!;
    const rulesOf = (text: string): string[] => findSecrets(text, path).map(({ rule }) => rule);

    for (const text of found) expect({ text, rules: rulesOf(text) }).toEqual({ text, rules: expect.arrayContaining([id]) });
    for (const text of left) expect({ text, rules: rulesOf(text) }).toEqual({ text, rules: expect.not.arrayContaining([id]) });
  });

  it.each(secretRules)('$id takes time that grows with the text', ({ id, keywords, pattern }) => {
    const { found } = secretExamples[id]!;
    const hostile = [
      ' '.repeat(500_000),
      'a'.repeat(1_000_000),
      ...keywords.flatMap((keyword) => [
        `${keyword} `.repeat(500_000 / keyword.length),
        keyword.repeat(500_000 / keyword.length) + ' '.repeat(500_000),
        keyword + 'a'.repeat(1_000_000),
        `-${keyword}`.repeat(500_000 / keyword.length),
      ]),
      ...found.map((text) => text.slice(0, -4).repeat(Math.ceil(500_000 / text.length))),
    ];

    const counts = hostile.map((text) => text.matchAll(pattern).take(200).toArray().length);

    expect(counts.slice(0, 2)).toEqual([0, 0]);
  });

  it.each(secretRules)('$id has keywords in lower case and a global pattern without open repetitions', ({ keywords, pattern }) => {
    const bare = pattern.source.replace(/\\./g, '_').replace(/\[[^\]]*\]/g, '_');

    expect(keywords.map((keyword) => keyword.toLowerCase())).toEqual(keywords);
    expect(pattern.flags).toContain('g');
    expect(bare).not.toMatch(/[+*]|\{\d+,\}/);
  });
});

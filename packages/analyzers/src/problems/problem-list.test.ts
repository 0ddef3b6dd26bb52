import { describe, expect, it } from 'vitest';
import { ProblemList, quote } from './problem-list.ts';

describe('ProblemList', () => {
  it('keeps problems in order', () => {
    const problems = new ProblemList();
    problems.add('MALFORMED_RECORD', 'first');
    problems.add('TRUNCATED', 'second');

    expect(problems.list()).toEqual([
      { code: 'MALFORMED_RECORD', message: 'first' },
      { code: 'TRUNCATED', message: 'second' },
    ]);
  });

  it('counts what it leaves out', () => {
    const problems = new ProblemList();
    for (let i = 0; i < 1000; i++) problems.add('MALFORMED_RECORD', `line ${i}`);

    expect(problems.list()).toHaveLength(51);
    expect(problems.list().at(-1)).toEqual({ code: 'LIMIT_EXCEEDED', message: '950 more problems in this file are not listed' });
  });
});

describe('quote', () => {
  it('escapes and cuts', () => {
    expect(quote('a\n"b"')).toBe(String.raw`"a\n\"b\""`);
    expect(quote('x'.repeat(1000))).toHaveLength(85);
  });
});

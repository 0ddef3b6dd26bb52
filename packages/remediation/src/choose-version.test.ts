import { describe, expect, it } from 'vitest';
import { chooseVersion, comparatorOf, linksOf } from './choose-version.ts';
import { matchBy, npm, npmSet, type Rule } from './testing/inventories.ts';

function choose(version: string, rules: readonly Omit<Rule, 'name'>[]): ReturnType<typeof chooseVersion> {
  const match = matchBy(rules.map((rule) => ({ ...rule, name: 'left' })));
  return chooseVersion(npm('left', version), npmSet(0), match);
}

it('takes the smallest version that ends all ranges', () => {
  expect(
    choose('1.0.0', [
      { id: 'CVE-1', fixed: '1.1.0' },
      { id: 'CVE-2', fixed: '1.0.5' },
      { id: 'CVE-3', fixed: '1.1.0' },
    ]),
  ).toEqual({
    best: '1.1.0',
    sameLine: '1.1.0',
  });
});

it('follows a fixed version that has a flaw of its own', () => {
  expect(
    choose('1.0.0', [
      { id: 'CVE-1', fixed: '1.1.0' },
      { id: 'CVE-2', introduced: '1.1.0', fixed: '1.2.0' },
    ]),
  ).toEqual({ best: '1.2.0', sameLine: '1.2.0' });
});

it('stays in the line where that ends as many', () => {
  const rules = [
    { id: 'CVE-1', fixed: '1.1.0' },
    { id: 'CVE-1', introduced: '2.0.0', fixed: '2.3.0' },
  ];

  expect(choose('1.0.0', rules)).toEqual({ best: '1.1.0', sameLine: '1.1.0' });
});

it('goes to another line where the own one keeps a flaw, and says what the own one has to offer', () => {
  expect(
    choose('1.0.0', [
      { id: 'CVE-1', fixed: '1.1.0' },
      { id: 'CVE-2', fixed: '3.0.0' },
    ]),
  ).toEqual({ best: '3.0.0', sameLine: '1.1.0' });
  expect(choose('0.19.0', [{ id: 'CVE-1', fixed: '0.20.0' }])).toEqual({ best: '0.20.0', sameLine: undefined });
});

it('does not count what no version ends', () => {
  expect(choose('1.0.0', [{ id: 'CVE-1', fixed: '1.1.0' }, { id: 'CVE-2' }])).toEqual({ best: '1.1.0', sameLine: '1.1.0' });
});

it('has nothing to offer without a fix, nor for a fix that is as bad', () => {
  expect(choose('1.0.0', [{ id: 'CVE-1' }])).toEqual({ best: undefined, sameLine: undefined });
  expect(
    choose('1.0.0', [
      { id: 'CVE-1', fixed: '1.1.0' },
      { id: 'CVE-2', introduced: '1.1.0' },
    ]),
  ).toEqual({ best: undefined, sameLine: undefined });
});

it('ends, however many fixed versions lead on', () => {
  const rules = Array.from({ length: 500 }, (_, index) => ({ id: `CVE-${index}`, introduced: `1.${index}.0`, fixed: `1.${index + 1}.0` }));

  expect(choose('1.0.0', rules)).toEqual({ best: undefined, sameLine: undefined });
});

describe('comparatorOf', () => {
  it('answers nothing for a text that is no version, and is none for an unknown ecosystem', () => {
    expect(comparatorOf('npm')?.('1.0.0', 'one')).toBeUndefined();
    expect(comparatorOf('npm')?.('1.0.0', '1.0.1')).toBeLessThan(0);
    expect(comparatorOf('Elsewhere')).toBeUndefined();
  });
});

it('asks about a member alone', () => {
  expect(
    linksOf(
      npm('left', '1.0.0'),
      npmSet(0),
      matchBy([
        { id: 'CVE-1', name: 'left' },
        { id: 'CVE-2', name: 'right' },
      ]),
    ),
  ).toHaveLength(1);
});

import { expect, it } from 'vitest';
import { formatSeverities, On, oneOf, parseSeverities, Share, Text } from './search-params.ts';

it('reads severities worst first and drops words it does not know', () => {
  expect(parseSeverities('high,critical,purple')).toEqual(['critical', 'high']);
  expect(parseSeverities(undefined)).toEqual([]);
});

it('leaves the address clean when nothing is chosen', () => {
  expect(formatSeverities([])).toBeUndefined();
  expect(formatSeverities(['critical', 'high'])).toBe('critical,high');
});

it('treats what does not fit as absent', () => {
  expect(On.parse('maybe')).toBeUndefined();
  expect(On.parse(true)).toBe(true);
  expect(oneOf(['asc', 'desc']).parse('up')).toBeUndefined();
  expect(Text.parse({ a: 1 })).toBeUndefined();
  expect([0.1, 10, -1, 'all'].map((value) => Share.parse(value))).toEqual([0.1, undefined, undefined, undefined]);
});

it('keeps a text that looks like a number: tags may be 1 or 20261120', () => {
  expect(Text.parse(20261120)).toBe('20261120');
});

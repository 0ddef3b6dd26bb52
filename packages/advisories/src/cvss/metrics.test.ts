import { expect, it } from 'vitest';
import { hasAll, hasAny, metricValues, readMetrics, weightOf } from './metrics.ts';

const KNOWN = metricValues('AV N L', 'AC L H', 'E X U');

it('reads metrics in the order of the vector', () => {
  expect(readMetrics('AC:L/AV:N', KNOWN, false)).toEqual(
    new Map([
      ['AC', 'L'],
      ['AV', 'N'],
    ]),
  );
});

it.each(['', 'AV', 'AV:', ':N', 'AV:N/', '/AV:N', 'AV:N//AC:L', 'AV:N/AV:N', 'AV:H', 'XX:N', 'av:n', 'AV:N AC:L'])(
  'refuses "%s"',
  (text) => {
    expect(readMetrics(text, KNOWN, false)).toBeUndefined();
  },
);

it('holds to the order if it must', () => {
  expect(readMetrics('AC:L/AV:N', KNOWN, true)).toBeUndefined();
  expect(readMetrics('AV:N/E:U', KNOWN, true)?.size).toBe(2);
});

it('asks what is there', () => {
  const metrics = readMetrics('AV:N/E:X', KNOWN, true)!;

  expect(hasAll(metrics, ['AV', 'E'])).toBe(true);
  expect(hasAll(metrics, ['AV', 'AC'])).toBe(false);
  expect(hasAny(metrics, ['E', 'AC'])).toBe(false);
  expect(hasAny(metrics, ['AV'])).toBe(true);
  expect(weightOf(metrics, { 'AV:N': 0.85 }, 'AV')).toBe(0.85);
  expect(weightOf(metrics, { 'AV:N': 0.85 }, 'AC')).toBe(1);
});

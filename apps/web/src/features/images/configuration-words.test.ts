import type { ConfigurationResult } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { configurationInWords, groupByCheck } from './configuration-words.ts';

const result = (id: string, status: ConfigurationResult['status'], cis?: string): ConfigurationResult => ({
  id,
  status,
  title: id,
  remedy: '',
  urls: [],
  severity: 'medium',
  message: status,
  evidence: [],
  origin: 'unknown',
  ...(cis === undefined ? {} : { cis }),
});
const RESULTS = [
  result('a', 'pass', '4.1'),
  result('b', 'unknown'),
  result('b', 'fail'),
  result('c', 'fail', '4.6'),
  result('d', 'unknown'),
];

it('puts what one check says together, what fails first', () => {
  expect(groupByCheck(RESULTS).map(({ check, status, results }) => [check.id, status, results.length])).toEqual([
    ['b', 'fail', 2],
    ['c', 'fail', 1],
    ['d', 'unknown', 1],
    ['a', 'pass', 1],
  ]);
});

it('counts checks, and those of the benchmark apart', () => {
  expect(configurationInWords(RESULTS)).toBe('2 of 4 checks fail, 1 is unknown. CIS Docker Benchmark, section 4: 1 of 2 fail.');
});

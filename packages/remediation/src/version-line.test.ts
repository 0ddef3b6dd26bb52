import { expect, it } from 'vitest';
import { lineOf } from './version-line.ts';

it.each`
  version                                 | line
  ${'4.17.21'}                            | ${'4'}
  ${'v1.2.3'}                             | ${'1'}
  ${'0.31.1'}                             | ${'0.31'}
  ${'v0.0.0-20220314234659-1baeb1ce4c0b'} | ${'0.0'}
  ${'0'}                                  | ${'0.0'}
  ${'31.1-jre'}                           | ${'31'}
  ${'Finchley.SR1'}                       | ${'Finchley.SR1'}
  ${''}                                   | ${''}
`('"$version" is of the line "$line"', ({ version, line }) => expect(lineOf(version)).toBe(line));

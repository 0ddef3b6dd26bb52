import { expect, it } from 'vitest';
import { toRecord } from './csv-record.ts';

it.each`
  cells                         | record
  ${['a', '']}                  | ${'"a",""'}
  ${['say "no"', 'two\nlines']} | ${'"say ""no""","two\nlines"'}
  ${['=1+1', ' @x', '-1']}      | ${'"\'=1+1","\' @x","\'-1"'}
  ${['a\0b']}                   | ${'"a\ufffdb"'}
`('$cells is $record', ({ cells, record }) => expect(toRecord(cells)).toBe(`${record}\r\n`));

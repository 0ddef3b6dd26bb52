import { expect, it, vi } from 'vitest';
import { bar, megabytes, note, ProgressLine, renderOptions } from './terminal.ts';

function output(columns?: number) {
  const written: string[] = [];
  return { written, write: (text: string) => written.push(text), ...(columns === undefined ? {} : { isTTY: true, columns }) };
}

it('renders for the terminal that there is', () => {
  expect(renderOptions({ stdout: output(90), stderr: output() }, {})).toMatchObject({ color: true, columns: 90 });
  expect(renderOptions({ stdout: output(90), stderr: output() }, { NO_COLOR: '' })).toMatchObject({ color: true });
  expect(renderOptions({ stdout: output(90), stderr: output() }, { NO_COLOR: '1' })).toMatchObject({ color: false });
  expect(renderOptions({ stdout: output(), stderr: output() }, {})).toMatchObject({ color: false, columns: 200 });
});

it('writes one line over and over, not too often, and cut to the width', () => {
  vi.useFakeTimers({ now: 1000 });
  const stderr = output(10);
  const line = new ProgressLine({ stdout: output(), stderr }, false);

  line.show('0123456789abc');
  line.show('too soon');
  vi.advanceTimersByTime(60);
  line.show('later');
  line.clear();
  line.clear();
  vi.useRealTimers();

  expect(stderr.written).toEqual(['\r\u001b[2K012345678', '\r\u001b[2Klater', '\r\u001b[2K']);
});

it.each([
  ['is told to be quiet', output(80), true],
  ['is no terminal', output(), false],
])('writes no progress where it %s', (_, stderr, quiet) => {
  const line = new ProgressLine({ stdout: output(), stderr }, quiet);

  line.show('x');
  line.clear();

  expect(stderr.written).toEqual([]);
});

it('draws a bar and counts as registries do', () => {
  expect([bar(0, 4), bar(0.5, 4), bar(1, 4), bar(7, 4)]).toEqual(['[----]', '[##--]', '[####]', '[####]']);
  expect(megabytes(12_340_000)).toBe('12.3 MB');
});

it('labels what it notes, in colour on a terminal', () => {
  const [plain, coloured] = [output(), output(80)];

  note({ stdout: output(), stderr: plain }, 'warning', 'x');
  note({ stdout: output(), stderr: coloured }, 'error', 'x');

  expect(plain.written).toEqual(['warning: x\n']);
  expect(coloured.written).toEqual(['\u001b[31merror\u001b[39m: x\n']);
});

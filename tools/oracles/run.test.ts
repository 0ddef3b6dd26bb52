import { expect, it } from 'vitest';
import { linesOf, run } from './run.ts';

it('gives back what the program printed', () => {
  expect(run(process.execPath, ['-e', 'process.stdin.pipe(process.stdout)'], { input: 'a\nb\n' })).toBe('a\nb\n');
});

it('fails with what the program said', () => {
  expect(() => run(process.execPath, ['-e', 'console.error("no"); process.exit(3)'])).toThrow(/ended with 3: no/);
});

it('keeps empty lines but for the last', () => {
  expect(linesOf('a\n\nb\n')).toEqual(['a', '', 'b']);
  expect(linesOf('a')).toEqual(['a']);
});

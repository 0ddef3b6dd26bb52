import { expect, it } from 'vitest';
import { parseDensity, parseHidden, shownColumns } from './table-view.ts';

it.each`
  text         | density
  ${'compact'} | ${'compact'}
  ${'cosy'}    | ${'comfortable'}
  ${undefined} | ${'comfortable'}
`('$text is $density', ({ text, density }) => expect(parseDensity(text)).toBe(density));

it.each`
  text                 | hidden
  ${'["cvss","epss"]'} | ${['cvss', 'epss']}
  ${'[1]'}             | ${[]}
  ${'{"cvss":true}'}   | ${[]}
  ${'["cvss"'}         | ${[]}
  ${undefined}         | ${[]}
`('$text hides $hidden', ({ text, hidden }) => expect(parseHidden(text)).toEqual(hidden));

it('never hides what says which row it is, and keeps the order', () => {
  const columns = [{ id: 'severity' }, { id: 'name', stays: true }, { id: 'cvss' }];

  expect(shownColumns(columns, ['name', 'severity', 'gone']).map(({ id }) => id)).toEqual(['name', 'cvss']);
  expect(shownColumns(columns, [])).toEqual(columns);
});

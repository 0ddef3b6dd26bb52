import { expect, it } from 'vitest';
import { filterWords } from './finding-filter.ts';

it.each`
  choice                                                                | words
  ${{ decided: 'all' }}                                                 | ${undefined}
  ${{ decided: 'all', q: '', severity: [] }}                            | ${undefined}
  ${{ decided: 'open', severity: ['critical', 'high'], fixable: true }} | ${'severity critical, high; with a fix; open'}
  ${{ decided: 'all', q: 'ssl', exploited: false, fixable: false }}     | ${'text "ssl"; without a fix; not known to be exploited'}
  ${{ decided: 'all', epssAtLeast: 0.1 }}                               | ${'EPSS of at least 0.1'}
  ${{ decided: 'decided', ecosystem: 'npm', layer: 0, origin: 'base' }} | ${'ecosystem npm; layer 1; from its base; decided'}
`('$choice is $words', ({ choice, words }) => expect(filterWords(choice)).toBe(words));

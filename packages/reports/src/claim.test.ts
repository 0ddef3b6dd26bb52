import { expect, it } from 'vitest';
import { remarksOn, withoutFindings } from './claim.ts';
import { decidedScan } from './testing/sample-documents.ts';

it.each`
  document                                            | sentence
  ${{ coverage: 'complete' }}                         | ${'No known vulnerabilities.'}
  ${{ coverage: 'partial' }}                          | ${'No vulnerabilities found in what could be read (coverage partial).'}
  ${{ coverage: 'complete', filter: 'severity low' }} | ${'No vulnerabilities among those that were asked for.'}
`('of $document says: $sentence', ({ document, sentence }) => expect(withoutFindings(document)).toBe(sentence));

it('counts what was decided, and says what the list is limited to', () => {
  expect(remarksOn({ ...decidedScan, filter: 'severity low' }, (text) => `"${text}"`)).toBe(
    ' 3 of them decided. Limited to "severity low".',
  );
  expect(remarksOn({ findings: [] }, String)).toBe('');
});

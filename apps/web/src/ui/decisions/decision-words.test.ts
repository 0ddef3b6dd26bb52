import { describe, expect, it } from 'vitest';
import {
  bulkPreviewInWords,
  decisionInWords,
  type DecisionContext,
  draftFrom,
  expiryOf,
  hasReason,
  placesOf,
  previewInWords,
  saidIn,
  scopeOf,
  targetOf,
  whatInWords,
  whereInWords,
} from './decision-words.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const FINDING: DecisionContext = {
  vulnerability: 'CVE-1',
  package: 'nginx',
  image: { connection: 1, connectionName: 'Production', repository: 'shop/web', digest: DIGEST, tag: '1.4.2' },
};
const VULNERABILITY: DecisionContext = { vulnerability: 'CVE-1' };

it('begins narrow, and with what follows to the next tag', () => {
  expect(draftFrom(FINDING)).toMatchObject({
    what: 'both',
    packagePattern: 'nginx',
    place: 'repository',
    tagGlob: '1.4.*',
    repositoryGlob: 'shop/*',
  });
  expect(draftFrom(VULNERABILITY)).toMatchObject({ what: 'vulnerability', place: 'everywhere', repositoryGlob: '' });
  expect(draftFrom({ ...FINDING, image: { ...FINDING.image!, repository: 'web', tag: 'latest' } })).toMatchObject({
    tagGlob: 'latest',
    repositoryGlob: 'web',
  });
});

it('offers the places that it knows', () => {
  expect(placesOf(FINDING).map(({ value }) => value)).toEqual(['image', 'tags', 'repository', 'registry', 'repositories', 'everywhere']);
  expect(placesOf(VULNERABILITY).map(({ value }) => value)).toEqual(['repositories', 'everywhere']);
});

describe('the target of a draft', () => {
  const draft = draftFrom(FINDING);

  it.each([
    { place: 'image', scope: { connection: 1, repositoryGlob: 'shop/web', image: DIGEST } },
    { place: 'tags', scope: { connection: 1, repositoryGlob: 'shop/web', tagGlob: '1.4.*' } },
    { place: 'repository', scope: { connection: 1, repositoryGlob: 'shop/web' } },
    { place: 'registry', scope: { connection: 1 } },
    { place: 'repositories', scope: { repositoryGlob: 'shop/*' } },
    { place: 'everywhere', scope: {} },
  ] as const)('at $place', ({ place, scope }) => {
    expect(targetOf({ ...draft, place }, FINDING)).toEqual({ scope, vulnerability: 'CVE-1', packagePattern: 'nginx' });
  });

  it('names what was chosen', () => {
    expect(targetOf({ ...draft, what: 'vulnerability' }, FINDING)).not.toHaveProperty('packagePattern');
    expect(targetOf({ ...draft, what: 'packages', packagePattern: ' nginx* ' }, FINDING)).toMatchObject({ packagePattern: 'nginx*' });
    expect(targetOf({ ...draft, what: 'packages' }, FINDING)).not.toHaveProperty('vulnerability');
  });

  it('is none while a pattern is missing', () => {
    expect(targetOf({ ...draft, packagePattern: ' ' }, FINDING)).toBeUndefined();
    expect(targetOf({ ...draft, place: 'tags', tagGlob: '' }, FINDING)).toBeUndefined();
    expect(targetOf({ ...draft, place: 'repositories', repositoryGlob: '' }, FINDING)).toBeUndefined();
  });
});

it('expires after so many days, or never', () => {
  expect(expiryOf({ days: '30' }, Date.parse('2026-11-01T00:00:00Z'))).toBe('2026-12-01T00:00:00.000Z');
  expect(expiryOf({ days: 'never' }, 0)).toBeUndefined();
});

it.each([
  { preview: { findings: 214, images: 40, tags: 31, repositories: 9, alreadyDecided: 0 }, words: 'Hides 214 findings in 31 tags.' },
  {
    preview: { findings: 3, images: 1, tags: 1, repositories: 1, alreadyDecided: 2 },
    words: 'Hides 3 findings in 1 tag, 2 of them decided already.',
  },
  {
    preview: { findings: 3, images: 1, tags: 1, repositories: 1, alreadyDecided: 3 },
    words: 'Hides 3 findings in 1 tag, all of them decided already.',
  },
  {
    preview: { findings: 0, images: 0, tags: 0, repositories: 0, alreadyDecided: 0 },
    words: 'Hides nothing now. It would hide what comes.',
  },
])('$words', ({ preview, words }) => {
  expect(previewInWords(preview)).toBe(words);
});

it('says what and where', () => {
  expect(whatInWords({ vulnerability: 'CVE-1' })).toBe('CVE-1');
  expect(whatInWords({ vulnerability: 'CVE-1', packagePattern: 'nginx*' })).toBe('CVE-1 in nginx*');
  expect(whatInWords({ vulnerability: 'CVE-1', packagePattern: 'left', packageBuild: { ecosystem: 'npm', version: '1.0.0' } })).toBe(
    'CVE-1 in left 1.0.0 (npm)',
  );
  const packageBuild = { ecosystem: 'Debian', release: '12', arch: 'source' };
  expect(whatInWords({ vulnerability: 'CVE-1', packagePattern: 'perl', packageBuild })).toBe('CVE-1 in perl (Debian 12, source)');
  expect(whatInWords({ packagePattern: 'nginx*' })).toBe('Every vulnerability of nginx*');
  expect(whereInWords({})).toBe('Everywhere');
  expect(whereInWords({ connectionName: 'Production', repositoryGlob: 'shop/web', tagGlob: '1.*' })).toBe(
    'shop/web, tags 1.*, in Production',
  );
});

it('says who decided, until when and why', () => {
  const decision = { id: 1, kind: 'accepted', reason: 'no input reaches it', author: 'ada', createdAt: '2026-11-01T00:00:00Z' } as const;
  expect(decisionInWords(decision)).toBe('Accepted, by ada: no input reaches it');
  expect(decisionInWords({ ...decision, expiresAt: '2027-01-30T00:00:00Z' })).toMatch(/^Accepted, by ada until .*2027: no input/);
});

it('begins with the registry that a list shows alone', () => {
  const context = { registry: { connection: 2, connectionName: 'Staging' } };

  expect(placesOf(context).map(({ value }) => value)).toEqual(['registry', 'repositories', 'everywhere']);
  expect(scopeOf(draftFrom(context), context)).toEqual({ connection: 2 });
  expect(scopeOf({ ...draftFrom({}), place: 'registry' }, {})).toBeUndefined();
});

it('says what was written and chosen', () => {
  const draft = { ...draftFrom({}), reason: '  because ' };

  expect(saidIn(draft, 0)).toEqual({ kind: 'accepted', reason: 'because', expiresAt: '1970-04-01T00:00:00.000Z' });
  expect(saidIn({ ...draft, kind: 'not-affected', days: 'never' }, 0)).toEqual({
    kind: 'not-affected',
    reason: 'because',
    justification: 'vulnerable_code_not_in_execute_path',
  });
  expect([hasReason(draft), hasReason({ reason: ' no ' })]).toEqual([true, false]);
});

it.each`
  findings | images | decidedAlready | words
  ${0}     | ${0}   | ${0}           | ${'Hides nothing now. It would hide what comes.'}
  ${214}   | ${31}  | ${0}           | ${'Hides 214 findings in 31 images.'}
  ${1}     | ${1}   | ${1}           | ${'Hides 1 finding in 1 image. 1 of the 3 is decided just so already.'}
  ${5}     | ${2}   | ${2}           | ${'Hides 5 findings in 2 images. 2 of the 3 are decided just so already.'}
  ${5}     | ${2}   | ${3}           | ${'Hides 5 findings in 2 images. All are decided just so already.'}
`('"$words"', ({ findings, images, decidedAlready, words }) => {
  expect(bulkPreviewInWords({ hides: { findings, images }, decidedAlready }, 3)).toBe(words);
});

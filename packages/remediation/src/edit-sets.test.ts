import { expect, it } from 'vitest';
import { isSystemPackage, settleInherited, subjectText, withMembers } from './edit-sets.ts';
import { deb, dpkgSet, npm, npmSet } from './testing/inventories.ts';

it('tells subjects apart by every part of them', () => {
  const { subject } = deb('libssl3', '3.0.1-1', 'openssl');

  expect(subjectText(subject!)).toBe(subjectText({ ...subject! }));
  expect(subjectText(subject!)).not.toBe(subjectText({ ...subject!, release: '11' }));
  expect(subjectText(subject!)).not.toBe(subjectText({ ...subject!, module: 'nodejs:18' }));
});

it('knows system packages from others', () => {
  expect(isSystemPackage(deb('a', '1'))).toBe(true);
  expect(isSystemPackage(npm('a', '1.0.0'))).toBe(false);
});

it('gives other members another digest, and an empty set no value', () => {
  const set = npmSet(0, npm('a', '1.0.0'));

  const changed = withMembers(set, [npm('a', '1.0.1')]);

  expect(changed?.set.digest).not.toBe(set.set.digest);
  expect(changed).toMatchObject({ path: set.path, layer: 0, set: { analyzer: 'lang/npm@1' } });
  expect(withMembers(set, [])).toBeUndefined();
});

it('marks what a lower layer of the same database counts already, and nothing else', () => {
  const base = dpkgSet(0, deb('libssl3', '3.0.2-1', 'openssl'));
  const above = dpkgSet(1, deb('openssl', '3.0.2-1'));
  const elsewhere = npmSet(1, npm('openssl', '3.0.2'));

  const [first, second, third] = settleInherited([base, above, elsewhere]);

  expect(first).toBe(base);
  expect(second?.set.members[0]?.inherited).toBe(true);
  expect(third).toBe(elsewhere);
});

it('takes the mark away where the lower layer no longer has the version', () => {
  const settled = settleInherited([
    dpkgSet(0, deb('libssl3', '3.0.2-1', 'openssl')),
    dpkgSet(1, { ...deb('openssl', '3.0.1-1'), inherited: true }),
  ]);

  expect(settled[1]?.set.members[0]).not.toHaveProperty('inherited');
});

it('counts two packages of one source in one set once each, as the set itself does', () => {
  const set = dpkgSet(0, deb('libssl3', '3.0.2-1', 'openssl'), deb('openssl', '3.0.2-1'));

  expect(settleInherited([set])).toEqual([set]);
});

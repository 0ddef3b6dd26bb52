import { expect, it } from 'vitest';
import { feedsOf } from './feeds-of.ts';

it("reads Wolfi's advisories for Chainguard's packages, and its own for any other", () => {
  expect(feedsOf('Chainguard')).toEqual(['Chainguard', 'Wolfi']);
  expect(feedsOf('Debian')).toEqual(['Debian']);
});

import { expect, it } from 'vitest';
import { inputOf } from '../testing/check-input.ts';
import { labels } from './labels.ts';

it('labels', () => {
  expect(labels.run(inputOf())).toEqual([]);
  expect(
    labels.run(inputOf({ set: { labels: { 'org.opencontainers.image.source': 'x', 'org.opencontainers.image.revision': ' ' } } })),
  ).toMatchObject([{ evidence: ['org.opencontainers.image.revision', 'org.opencontainers.image.licenses'], origin: 'application' }]);
});

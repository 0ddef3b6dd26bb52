import { expect, it } from 'vitest';
import { factIn, inputOf } from '../testing/check-input.ts';
import { observeByLayer } from './group-facts.ts';

it('names three and bounds the evidence', () => {
  const facts = Array.from({ length: 30 }, (_, at) => factIn(1, { kind: 'sudo', path: `p${at}`, mode: 0o755 }));

  const [observation] = observeByLayer(inputOf({ facts }), () => true, { one: 'file', many: 'files' });

  expect(observation).toMatchObject({ message: '30 files: p0, p1, p2 and 27 more', layer: 1 });
  expect(observation?.evidence).toHaveLength(20);
});

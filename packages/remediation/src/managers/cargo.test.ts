import { expect, it } from 'vitest';
import { cargo } from './cargo.ts';

const pin = { name: 'time', from: ['0.1.40', '0.1.43'], to: '0.2.23' };

it('moves every version of the lock file, and the requirement of the manifest if it has one', () => {
  const command = 'cargo update -p time@0.1.40 --precise 0.2.23 && cargo update -p time@0.1.43 --precise 0.2.23';

  expect(cargo.edits(pin, undefined, true)).toEqual([
    { kind: 'override', file: 'Cargo.lock', before: 'time 0.1.40, time 0.1.43', after: 'time 0.2.23', command },
  ]);
  expect(cargo.edits(pin, { path: 'app/Cargo.toml', text: 'timeout = "1"\ntime = "0.1"\n' }, true)).toEqual([
    { kind: 'dependency', file: 'app/Cargo.toml', before: 'time = "0.1"', after: 'time = "0.2.23"', command },
  ]);
});

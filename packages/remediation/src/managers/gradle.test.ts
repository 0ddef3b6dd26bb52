import { expect, it } from 'vitest';
import { gradle } from './gradle.ts';

const pin = { name: 'org.x:y', from: ['1.0'], to: '1.2' };

it('changes a dependency, or constrains it', () => {
  const manifest = { path: 'build.gradle.kts', text: 'dependencies {\n  implementation("org.x:y:1.0")\n}' };

  expect(gradle.edits(pin, manifest, true)).toEqual([
    { kind: 'dependency', file: 'build.gradle.kts', before: 'implementation("org.x:y:1.0")', after: 'implementation("org.x:y:1.2")' },
  ]);
  expect(gradle.edits(pin, undefined, true)).toEqual([
    {
      kind: 'override',
      file: 'build.gradle',
      before: '',
      after: 'dependencies { constraints { implementation("org.x:y") { version { strictly("1.2") } } } }',
    },
  ]);
});

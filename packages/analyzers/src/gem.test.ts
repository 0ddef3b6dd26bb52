import { describe, expect, it } from 'vitest';
import { gem } from './gem.ts';
import { describeAnalyzer } from './testing/conformance.ts';

describeAnalyzer(gem);

describe('gem', () => {
  it.each`
    path                                                             | matches  | database
    ${'usr/lib/ruby/gems/3.1.0/specifications/rake-13.0.6.gemspec'}  | ${true}  | ${'usr/lib/ruby/gems/3.1.0/specifications'}
    ${'usr/lib/ruby/gems/specifications/default/json-2.6.1.gemspec'} | ${true}  | ${'usr/lib/ruby/gems/specifications'}
    ${'usr/lib/ruby/gems/3.1.0/gems/rake-13.0.6/rake.gemspec'}       | ${false} | ${'usr/lib/ruby/gems/3.1.0/gems/rake-13.0.6/rake.gemspec'}
  `('$path: matches $matches, database $database', ({ path, matches, database }) => {
    expect(gem.matches(path)).toBe(matches);
    expect(gem.database?.(path)).toBe(database);
  });
});

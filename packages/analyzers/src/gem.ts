import type { Analysis, LayerFile, MemoryAnalyzer } from './analyzer.ts';
import { parseGemspec } from './gem/gemspec.ts';

const SPECIFICATION = /(?:^|\/)specifications\/(?:default\/)?[^/]+\.gemspec$/;
const DATABASE = /(?:^|\/)specifications(?=\/)/;

/**
 * Installed Ruby gems, by the specification that RubyGems generates for each; the default gems of Ruby itself too.
 *
 * @see https://guides.rubygems.org/specification-reference/
 */
export const gem: MemoryAnalyzer = {
  id: 'lang/gem',
  version: 1,
  matches: (path) => SPECIFICATION.test(path),
  database: (path) => {
    const match = DATABASE.exec(path);
    return match === null ? path : path.slice(0, match.index + match[0].length);
  },
  analyze,
};

function analyze({ path, bytes }: LayerFile): Analysis {
  const { name, version, licenses } = parseGemspec(bytes);
  if (name !== undefined && version !== undefined) return { packages: [{ type: 'gem', name, version, licenses }], problems: [] };
  const missing = name === undefined ? 'name' : 'version';
  return { packages: [], problems: [{ code: 'MALFORMED_FILE', message: `${path} assigns no literal ${missing}`, path }] };
}

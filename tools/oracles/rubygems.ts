import { type Oracle, verdictOf } from './oracle.ts';
import { linesOf, run } from './run.ts';

const SCRIPT = `
STDIN.each_line do |line|
  a, b = line.split
  puts(Gem::Version.correct?(a) && Gem::Version.correct?(b) ? Gem::Version.new(a) <=> Gem::Version.new(b) : 'x')
end
`;

/** RubyGems itself. The scheme takes one thing more than it: letters after the digits of the first segment. */
export const rubygems: Oracle = {
  id: 'rubygems',
  needs: 'Ruby (Debian: apt-get install ruby)',
  keepsRefusals: false,
  versions: [
    '7.0.4.2',
    '7.0.4.3',
    '7.1.0.rc1',
    '7.1.0.beta1',
    '7.1.0',
    '1.13.10',
    '1.15.0.rc1',
    '1.15.0',
    '1.15.0.rc1.1',
    '2.2.6.4',
    '2.2.6.2',
    '3.0.0.beta.10',
    '3.0.0.beta.9',
    '0.3.35',
    '0.7.153',
    '1.0.a',
    '1.0.0.a',
    '1.a',
    '1',
    '1.0',
    '1.0.0',
    '1.0.0.0',
    '1.0.b1',
    '1.0.b10',
    '1.0.b.10',
    '5.0.0.racecar1',
    '4.0.0.preview2',
    '4.0.0.pre',
    '2.0.0-1',
    '2.0.0-rc1',
    '2.0.0.pre.1',
    '2.0.0-alpha-1',
    '20230101',
    '20230101.1',
    '0.0.0',
    '0',
    '1.2.3.20240101',
    '1.6.0.1',
    '1.6.0.pre.1',
    '1.6.0.dev',
    '10.4.2',
    '9.10.0',
    '1.8.11.A',
    '1.8.11.a',
    '3.13.0.pre.alpha.1',
    '6.1.7.10',
    '6.1.7.9',
    '0.1.0.alpha0',
    '0.1.0.alpha',
    '1.0.0.rc.0.1',
  ],
  pieces: ['0', '1', '9', '10', '.0', '.00', '.1', '.a', '.rc1', 'b', '-', '-1', 'Z', '.', '.0.0', '.pre'],
  tool: () => run('ruby', ['-e', 'puts "RubyGems #{Gem::VERSION}, Ruby #{RUBY_VERSION}"']).trim(),
  ask: (pairs) =>
    linesOf(run('ruby', ['-e', SCRIPT], { input: pairs.map((pair) => `${pair.join(' ')}\n`).join('') })).map((line) =>
      verdictOf(Number(line)),
    ),
};

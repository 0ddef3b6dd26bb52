import { type Oracle, verdictOf } from './oracle.ts';
import { linesOf, run } from './run.ts';

const SCRIPT = String.raw`
require '/usr/share/php/Composer/Semver/autoload.php';
$parser = new Composer\Semver\VersionParser();
while (($line = fgets(STDIN)) !== false) {
  [$a, $b] = explode(' ', trim($line));
  try {
    $x = $parser->normalize($a);
    $y = $parser->normalize($b);
    echo str_starts_with($x, 'dev-') || str_starts_with($y, 'dev-') ? 'x' : version_compare($x, $y), "\n";
  } catch (UnexpectedValueException) {
    echo "x\n";
  }
}
`;

/** Composer's own library, then PHP's version_compare, as Composer does. The scheme takes more spellings than Composer. */
export const composer: Oracle = {
  id: 'composer',
  needs: 'PHP and composer/semver (Debian: apt-get install php-cli php-composer-semver)',
  keepsRefusals: false,
  versions: [
    'v5.4.20',
    'v5.4.21',
    '5.4.0-BETA1',
    '5.4.0-RC1',
    'v5.4.0-RC2',
    '10.2.0-beta3',
    '10.2.0-rc1',
    '10.2.0-alpha1',
    '10.2.0',
    '8.83.27',
    '8.83.9',
    '1.0',
    '1.0.0',
    '1.0.0.0',
    '1.0-dev',
    '1.0.0-dev',
    '1.x-dev',
    '1.0.x-dev',
    '2.1.x-dev',
    '1.25.0-beta2.1',
    '1.25.0-b.2.1',
    '1.25.0',
    '2.0.0-alpha.10',
    '2.0.0-alpha.9',
    '2.0.0-a1',
    '2.0.0-p1',
    '2.0.0-pl2',
    '2.0.0-patch.1',
    '2.0.0-stable',
    '2.0.0-alpha-dev',
    '2.0.0-beta1-dev',
    'v1',
    'V2.0',
    '1.0.0+build',
    '1.0.0-beta+exp',
    '1.2.3.4',
    '1.2.3.5-RC1',
    '9.5.32',
    '10.4.35',
    '11.5.9',
    '7.2.0-RC10',
    '7.2.0-RC9',
    '3.0.0-alpha',
    '3.0.0-alpha0',
    '0.0.1',
    '0',
    'dev-main',
    'dev-foo',
    '1.0.0-foo',
    '6.4.20.2',
    '6.4.20.10',
    '2.0b1',
    '2.0rc1',
    '2.0.0RC3',
  ],
  pieces: ['0', '1', '9', '10', '.0', '.1', '-beta', 'a', 'RC', '-p', '-dev', '-alpha1', '_', '.', '-stable', '+x', 'v', 'b2', '-patch.3'],
  tool: () =>
    `composer/semver ${run('dpkg-query', ['-W', '-f=${Version}', 'php-composer-semver'])}, PHP ${run('php', ['-r', 'echo PHP_VERSION;'])}`,
  ask: (pairs) =>
    linesOf(run('php', ['-r', SCRIPT], { input: pairs.map((pair) => `${pair.join(' ')}\n`).join('') })).map((line) =>
      verdictOf(Number(line)),
    ),
};

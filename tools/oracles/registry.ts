import { composer } from './composer.ts';
import { deb } from './deb.ts';
import { go } from './go.ts';
import { maven } from './maven.ts';
import type { Oracle } from './oracle.ts';
import { pep440 } from './pep440.ts';
import { rpm } from './rpm.ts';
import { rubygems } from './rubygems.ts';
import { semver } from './semver.ts';

/** Every native tool that we can ask. apk and NuGet's have no Debian package; their lists are by hand and in the corpus. */
export const oracles: readonly Oracle[] = [composer, deb, go, maven, pep440, rpm, rubygems, semver];

/** How many pairs each tool is asked; a list keeps the first of them. */
export const PAIRS = 4000;

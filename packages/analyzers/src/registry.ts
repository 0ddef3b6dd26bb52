import type { Analyzer } from './analyzer.ts';
import { apk } from './apk.ts';
import { composer } from './composer.ts';
import { dpkg } from './dpkg.ts';
import { dpkgFiles } from './dpkg-files.ts';
import { gem } from './gem.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { npm } from './npm.ts';
import { npmLock } from './npm-lock.ts';
import { osRelease } from './os-release.ts';
import { python } from './python.ts';
import { rpm } from './rpm.ts';
import { rpmManifest } from './rpm-manifest.ts';
import { rust } from './rust.ts';

/** Every analyzer of the product. Sorted by id; the order carries no meaning. */
export const analyzers: readonly Analyzer[] = [
  composer,
  gem,
  go,
  java,
  npm,
  npmLock,
  python,
  rust,
  apk,
  dpkg,
  dpkgFiles,
  osRelease,
  rpm,
  rpmManifest,
];

import type { Analyzer } from './analyzer.ts';
import { apk } from './apk.ts';
import { dpkgFiles } from './dpkg-files.ts';
import { dpkg } from './dpkg.ts';
import { osRelease } from './os-release.ts';

/** Every analyzer of the product. Sorted by id; the order carries no meaning. */
export const analyzers: readonly Analyzer[] = [apk, dpkg, dpkgFiles, osRelease];

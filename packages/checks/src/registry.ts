import type { Check } from './check.ts';
import { addInsteadOfCopy } from './checks/add-instead-of-copy.ts';
import { exposedSsh } from './checks/exposed-ssh.ts';
import { healthcheck } from './checks/healthcheck.ts';
import { labels } from './checks/labels.ts';
import { latestTag } from './checks/latest-tag.ts';
import { mutableTag } from './checks/mutable-tag.ts';
import { packageCache } from './checks/package-cache.ts';
import { rootUser } from './checks/root-user.ts';
import { secretsInBuild } from './checks/secrets-in-build.ts';
import { secretsInEnvironment } from './checks/secrets-in-environment.ts';
import { secretsInFiles } from './checks/secrets-in-files.ts';
import { setuidFiles } from './checks/setuid-files.ts';
import { staleBase } from './checks/stale-base.ts';
import { sudo } from './checks/sudo.ts';
import { updateAlone } from './checks/update-alone.ts';
import { worldWritableFiles } from './checks/world-writable-files.ts';

/** Every check of the product, in the order in which results are given: sections of the benchmark first, then by id. */
export const checks: readonly Check[] = [
  rootUser,
  secretsInBuild,
  secretsInEnvironment,
  secretsInFiles,
  healthcheck,
  updateAlone,
  setuidFiles,
  addInsteadOfCopy,
  exposedSsh,
  labels,
  latestTag,
  mutableTag,
  packageCache,
  staleBase,
  sudo,
  worldWritableFiles,
];

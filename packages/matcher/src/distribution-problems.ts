import type { AdvisoryStore } from '@plimsoll/advisories';
import type { OperatingSystem, Package, Problem } from '@plimsoll/model';
import type { Distribution } from './distributions/distribution.ts';
import { distributionOf } from './distributions/registry.ts';
import { feedsOf } from './feeds-of.ts';
import { subjectOf } from './subject-of.ts';

/**
 * What stands between "nothing found" and "nothing there" for the operating-system packages of an image: an unknown distribution, no advisories
 * for its release, or the end of its support. Empty for an image without such packages.
 *
 * @param now the day to judge the end of support by
 */
export function distributionProblems(
  os: OperatingSystem | undefined,
  packages: readonly Package[],
  store: Pick<AdvisoryStore, 'releases' | 'endOfLife'>,
  now: Date = new Date(),
): readonly Problem[] {
  const system = packages.filter(({ type, version }) => (type === 'deb' || type === 'apk' || type === 'rpm') && version !== '');
  if (system.length === 0) return [];
  const answers = system.map((pkg) => subjectOf(pkg, os));
  const problems = new Map(answers.flatMap((answer) => ('problem' in answer ? [[answer.problem.message, answer.problem] as const] : [])));
  const isJudged = os !== undefined && answers.some((answer) => 'subject' in answer);
  return [...problems.values(), ...((isJudged ? releaseProblems(os, store, now) : undefined) ?? [])];
}

/**
 * The part of it that changes while an image stays the same: whether advisories know its release, and whether its support has ended.
 *
 * @returns undefined if it is no release of a distribution that is known
 */
export function releaseProblems(
  os: OperatingSystem,
  store: Pick<AdvisoryStore, 'releases' | 'endOfLife'>,
  now: Date = new Date(),
): readonly Problem[] | undefined {
  const distribution = distributionOf(os);
  const release = distribution?.releaseOf(os);
  if (distribution === undefined || release === undefined) return undefined;
  const isKnown = feedsOf(distribution.ecosystem).some((ecosystem) => store.releases(ecosystem).includes(release));
  return [...(isKnown ? [] : [noAdvisories(os)]), ...endOfLife(os, distribution, store, now)];
}

function noAdvisories(os: OperatingSystem): Problem {
  return {
    code: 'NO_ADVISORIES_FOR_RELEASE',
    message: `the advisory store has nothing about ${os.name || os.id} ${os.versionId}`.trimEnd(),
  };
}

function endOfLife(
  os: OperatingSystem,
  { endOfLife: end }: Distribution,
  store: Pick<AdvisoryStore, 'endOfLife'>,
  now: Date,
): readonly Problem[] {
  const cycle = end === undefined ? undefined : store.endOfLife(end.product, end.cycleOf(os));
  if (end === undefined || cycle === undefined) return [];
  const last = end.hasFreeExtension ? (cycle.extendedSupport ?? cycle.endOfLife) : cycle.endOfLife;
  const isOver = typeof last === 'boolean' ? last : last < now.toISOString().slice(0, 10);
  if (!isOver) return [];
  const since = typeof last === 'string' ? ` since ${last}` : '';
  return [
    {
      code: 'END_OF_LIFE_RELEASE',
      message: `${os.name || os.id} ${os.versionId} has had no security support${since}: new flaws are no longer told`,
    },
  ];
}

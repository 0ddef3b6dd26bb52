import type { AffectedImage, TaggedImage, VulnerabilitySummary } from '@plimsoll/db';
import type { toListDocument } from '@plimsoll/reports';

type Columns<Row> = Parameters<typeof toListDocument<Row>>[2];

/** Of a row a vulnerability. */
export const VULNERABILITY_COLUMNS: Columns<VulnerabilitySummary> = [
  { key: 'id', head: 'vulnerability', cell: ({ id }) => id },
  { key: 'severity', head: 'severity', cell: ({ severity }) => severity },
  { key: 'cvss', head: 'cvss', cell: ({ cvss }) => cvss ?? null },
  { key: 'exploited', head: 'exploited', cell: ({ exploited }) => exploited },
  { key: 'epss', head: 'epss', cell: ({ epss }) => epss?.probability ?? null },
  { key: 'images', head: 'images', cell: ({ images }) => images },
  { key: 'fixableImages', head: 'images with a fix', cell: ({ fixableImages }) => fixableImages },
  { key: 'decidedImages', head: 'images decided', cell: ({ decidedImages }) => decidedImages },
  { key: 'repositories', head: 'repositories', cell: ({ repositories }) => repositories },
  { key: 'publishedAt', head: 'published', cell: ({ publishedAt }) => publishedAt?.toISOString() ?? null },
  { key: 'aliases', head: 'aliases', cell: ({ aliases }) => aliases },
  { key: 'summary', head: 'summary', cell: ({ summary }) => summary },
];

/** Of a row a vulnerability and image. */
export const AFFECTED_COLUMNS: Columns<AffectedImage & { readonly summary: VulnerabilitySummary }> = [
  { key: 'id', head: 'vulnerability', cell: ({ vulnerability }) => vulnerability },
  { key: 'severity', head: 'severity', cell: ({ summary }) => summary.severity },
  { key: 'cvss', head: 'cvss', cell: ({ summary }) => summary.cvss ?? null },
  { key: 'exploited', head: 'exploited', cell: ({ summary }) => summary.exploited },
  { key: 'epss', head: 'epss', cell: ({ summary }) => summary.epss?.probability ?? null },
  { key: 'registry', head: 'registry', cell: ({ connectionName }) => connectionName },
  { key: 'repository', head: 'repository', cell: ({ repository }) => repository },
  { key: 'tags', head: 'tags', cell: ({ tags }) => tags },
  { key: 'platform', head: 'platform', cell: ({ platform }) => platform },
  { key: 'packages', head: 'packages', cell: ({ packages }) => packages },
  { key: 'fixable', head: 'all fixable', cell: ({ fixable }) => fixable },
  { key: 'decidedPackages', head: 'packages decided', cell: ({ decidedPackages }) => decidedPackages },
  { key: 'frozenAt', head: 'frozen', cell: ({ frozenAt }) => frozenAt?.toISOString() ?? null },
  { key: 'digest', head: 'digest', cell: ({ digest }) => digest },
  { key: 'summary', head: 'summary', cell: ({ summary }) => summary.summary },
];

const countOf = (key: keyof NonNullable<TaggedImage['counts']>, head: string = key): Columns<TaggedImage>[number] => ({
  key,
  head,
  cell: ({ counts }) => counts?.[key] ?? null,
});

/** Of a row a tag. Counts are null until the image is read. */
export const IMAGE_COLUMNS: Columns<TaggedImage> = [
  { key: 'registry', head: 'registry', cell: ({ connectionName }) => connectionName },
  { key: 'repository', head: 'repository', cell: ({ repository }) => repository },
  { key: 'tag', head: 'tag', cell: ({ tag }) => tag },
  { key: 'state', head: 'state', cell: ({ state }) => state },
  { key: 'coverage', head: 'coverage', cell: ({ coverage }) => coverage },
  countOf('critical'),
  countOf('high'),
  countOf('medium'),
  countOf('low'),
  countOf('negligible'),
  countOf('unknown'),
  countOf('fixable', 'with a fix'),
  { key: 'problems', head: 'problems', cell: ({ problems }) => problems },
  { key: 'platforms', head: 'platforms', cell: ({ platforms }) => platforms },
  { key: 'sizeBytes', head: 'size in bytes', cell: ({ sizeBytes }) => sizeBytes },
  { key: 'pushedAt', head: 'pushed', cell: ({ pushedAt }) => pushedAt.toISOString() },
  { key: 'pulledAt', head: 'last pulled', cell: ({ pulledAt }) => pulledAt?.toISOString() ?? null },
  { key: 'frozenAt', head: 'frozen', cell: ({ frozenAt }) => frozenAt?.toISOString() ?? null },
  { key: 'digest', head: 'digest', cell: ({ digest }) => digest },
];

import { checks } from './registry.ts';

/** A recommendation of section 4 of the CIS Docker Benchmark 1.6, in our words. */
export interface CisSection {
  /** `4.1` */
  readonly section: string;
  readonly title: string;
  /** Ids of the checks that answer it. Empty = an image cannot tell. */
  readonly checks: readonly string[];
  /** What an image cannot tell, and who can. Absent where it tells everything that is asked. */
  readonly remark?: string;
}

const RECOMMENDATIONS: readonly Omit<CisSection, 'checks'>[] = [
  { section: '4.1', title: 'A user of its own' },
  {
    section: '4.2',
    title: 'Trusted base images only',
    remark: 'Which bases you trust is yours to say: a policy with approved bases holds every image against them',
  },
  {
    section: '4.3',
    title: 'No unnecessary packages',
    remark: 'What an application needs cannot be told from its image: a policy with banned packages names what you never want',
  },
  {
    section: '4.4',
    title: 'Scanned and rebuilt for security patches',
    remark: 'It depends on what the registry has today: the policies on bases and on fix deadlines say it of every image',
  },
  { section: '4.5', title: 'Content trust is switched on', remark: 'A setting of the Docker client: no image holds it' },
  { section: '4.6', title: 'A health check' },
  { section: '4.7', title: 'No update instructions alone' },
  { section: '4.8', title: 'No setuid and setgid programs' },
  { section: '4.9', title: 'COPY in place of ADD' },
  { section: '4.10', title: 'No secrets' },
  {
    section: '4.11',
    title: 'Verified packages only',
    remark: 'Whether signatures of packages were verified while it was built leaves no trace in an image',
  },
  {
    section: '4.12',
    title: 'Signed artifacts are validated',
    remark: 'They are validated where images are pulled; the policy "Signed" says whether the registry holds a signature',
  },
];

/** These are judged when they are asked, for one image: what is stored of them is not the answer. */
const OF_TODAY: ReadonlySet<string> = new Set(['4.4']);

/** Section 4 of the benchmark, whole and in its order. */
export const cisSections: readonly CisSection[] = RECOMMENDATIONS.map((recommendation) => ({
  ...recommendation,
  checks: OF_TODAY.has(recommendation.section) ? [] : checks.filter(({ cis }) => cis === recommendation.section).map(({ id }) => id),
}));

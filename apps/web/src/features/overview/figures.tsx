import { Figure, Figures } from '../../ui/figures.tsx';
import { count, number } from '../../ui/format.ts';
import { Age, useNow } from '../../ui/when.tsx';
import { coverageState, gapsOf, type Overview } from './overview-words.ts';

const DAY_MS = 86_400_000;

/** Four numbers, coverage first: what they say is only as good as what could be read. */
export function OverviewFigures({ overview }: { overview: Overview }) {
  const now = useNow();
  const { images, findings, advisories } = overview;
  const age = advisories.updatedAt === undefined ? undefined : now - Date.parse(advisories.updatedAt);
  const urgent = findings.critical + findings.high;
  return (
    <Figures>
      <Figure
        name="Coverage"
        dot={coverageState(overview)}
        value={`${number(images.complete)} of ${number(images.total)}`}
        under={gapsOf(overview)}
        to={{ to: '/images', search: { view: 'tags', coverage: images.partial > 0 ? 'partial' : undefined } }}
      />
      <Figure
        name="Exploited in the wild"
        dot={overview.exploited > 0 ? 'attention' : 'ok'}
        value={number(overview.exploited)}
        under={overview.exploited === 0 ? 'none of CISA’s catalogue' : 'in CISA’s catalogue: first of all'}
        to={{ to: '/vulnerabilities', search: { exploited: true } }}
      />
      <Figure
        name="Critical and high"
        dot={urgent > 0 ? 'slow' : 'ok'}
        value={number(urgent)}
        under={`${number(findings.critical)} critical, ${number(findings.high)} high findings`}
        to={{ to: '/vulnerabilities', search: { severity: 'critical,high' } }}
      />
      <Figure
        name="Advisories"
        dot={age === undefined ? 'off' : age > 2 * DAY_MS ? 'slow' : 'ok'}
        value={advisories.updatedAt === undefined ? 'None yet' : <Age of={advisories.updatedAt} />}
        under={`${count(advisories.records, 'record')}`}
        to={{ to: '/settings/advisories' }}
      />
    </Figures>
  );
}

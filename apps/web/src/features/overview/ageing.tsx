import { type AgeingBucket, getAgeing } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { queryOf } from '../../api/queries.ts';
import { number } from '../../ui/format.ts';
import { SEVERITIES, SEVERITY_WORD } from '../../ui/severities.ts';
import { SeverityBar } from '../../ui/severity.tsx';
import { ageingTitle, barsOf, nameOf } from './ageing-shape.ts';
import classes from './overview.module.css';
import { Picture, PictureOf, PictureTable } from './picture.tsx';
import { SeverityLegend } from './severity-legend.tsx';

/** How long repositories have shipped what is open: a bar an age, oldest first. */
export function Ageing() {
  const query = useQuery(queryOf(getAgeing, {}));
  return (
    <PictureOf query={query} name="Age of what is open">
      {({ since, buckets }) => (
        <Picture
          title={ageingTitle(buckets)}
          empty={since === undefined ? 'No repository is known to ship a vulnerability that is open.' : undefined}
          table={() => <AgeTable buckets={buckets} />}
        >
          <Bars buckets={buckets} />
          <p className={`${classes.note} small muted`}>
            Counted once for each repository and platform, in the newest image that it ships, from when it was first seen there.
          </p>
        </Picture>
      )}
    </PictureOf>
  );
}

function Bars({ buckets }: { buckets: readonly AgeingBucket[] }) {
  const bars = barsOf(buckets);
  const all = Object.fromEntries(SEVERITIES.map((severity) => [severity, bars.reduce((sum, { counts }) => sum + counts[severity], 0)]));
  return (
    <>
      <dl className={classes.bars}>
        {bars.map(({ name, counts, total, widthPercent }) => (
          <div key={name}>
            <dt className="small">{name}</dt>
            <dd>
              <span className={classes.barPlace}>
                {total > 0 && (
                  <span style={{ width: `${widthPercent}%` }}>
                    <SeverityBar counts={counts} />
                  </span>
                )}
              </span>
              <b>{number(total)}</b>
              <span className="small muted">
                {total > 0 &&
                  (counts.fixable === 0 ? (
                    'no fix yet'
                  ) : (
                    <Link to="/vulnerabilities" search={{ fixable: true }}>
                      {number(counts.fixable)} with a fix
                    </Link>
                  ))}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <SeverityLegend counts={all} isCounted={false} />
    </>
  );
}

function AgeTable({ buckets }: { buckets: readonly AgeingBucket[] }) {
  const rows = buckets.flatMap((bucket) => [
    { name: `${nameOf(bucket)}, with a fix`, counts: bucket.withFix },
    { name: `${nameOf(bucket)}, no fix yet`, counts: bucket.withoutFix },
  ]);
  return (
    <PictureTable
      columns={['Age', ...SEVERITIES.map((severity) => `#${SEVERITY_WORD[severity]}`)]}
      rows={rows.map(({ name, counts }) => ({ key: name, cells: [name, ...SEVERITIES.map((severity) => number(counts[severity]))] }))}
    />
  );
}

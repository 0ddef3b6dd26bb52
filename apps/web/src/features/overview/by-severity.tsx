import { getTrend, type TrendDay } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { queryOf } from '../../api/queries.ts';
import { calendarDate, count, number } from '../../ui/format.ts';
import { countsInWords, SEVERITIES, SEVERITY_WORD } from '../../ui/severities.ts';
import { SeverityBar } from '../../ui/severity.tsx';
import type { Overview } from './overview-words.ts';
import classes from './overview.module.css';
import { Picture, PictureTable } from './picture.tsx';
import { SeverityLegend } from './severity-legend.tsx';
import { changeInWords, openOf } from './trend-shape.ts';

const TrendChart = lazy(async () => ({ default: (await import('./charts.tsx')).TrendChart }));

const DAYS = 90;

/** What is open by severity, and how it moved day by day. On the first day a bar of what is open now. */
export function BySeverity({ overview }: { overview: Overview }) {
  const { data: days = [] } = useQuery(queryOf(getTrend, { query: { days: DAYS } }));
  const last = days.length < 2 ? undefined : days.at(-1);
  return (
    <Picture
      title="Open by severity"
      table={() =>
        last === undefined ? (
          <PictureTable
            columns={['Severity', '#Findings']}
            rows={SEVERITIES.map((severity) => ({
              key: severity,
              cells: [SEVERITY_WORD[severity], number(overview.findings[severity])],
            }))}
          />
        ) : (
          <DayTable days={days} />
        )
      }
    >
      {last === undefined ? <Now overview={overview} days={days} /> : <OverTime days={days} last={last} />}
    </Picture>
  );
}

function Now({ overview, days }: { overview: Overview; days: readonly TrendDay[] }) {
  const [first] = days;
  return (
    <>
      <SeverityBar counts={overview.findings} />
      <SeverityLegend counts={overview.findings} />
      {first !== undefined && (
        <p className={`${classes.note} small muted`}>Its course is drawn from tomorrow on: the first day is {calendarDate(first.day)}.</p>
      )}
    </>
  );
}

function OverTime({ days, last }: { days: readonly TrendDay[]; last: TrendDay }) {
  const [first = last] = days;
  const words = `${count(openOf(last), 'finding')} open on ${calendarDate(last.day)}, ${changeInWords(first, last)} on ${calendarDate(first.day)}`;
  return (
    <>
      <div role="img" aria-label={`${words}. ${countsInWords({ ...last, fixable: 0 })}`} className={classes.chart}>
        <Suspense>
          <TrendChart days={days} />
        </Suspense>
      </div>
      <SeverityLegend counts={last} />
      <p className={`${classes.note} small muted`}>
        {words}
        {last.decided > 0 && `; ${number(last.decided)} more are decided`}.
      </p>
    </>
  );
}

function DayTable({ days }: { days: readonly TrendDay[] }) {
  return (
    <PictureTable
      columns={['Day', ...SEVERITIES.map((severity) => `#${SEVERITY_WORD[severity]}`), '#Decided']}
      rows={days.toReversed().map((day) => ({
        key: day.day,
        cells: [calendarDate(day.day), ...SEVERITIES.map((severity) => number(day[severity])), number(day.decided)],
      }))}
    />
  );
}

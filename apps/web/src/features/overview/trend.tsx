import { getTrend, type TrendDay } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryOf } from '../../api/queries.ts';
import { count, date, number } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { SEVERITIES, SEVERITY_WORD } from '../../ui/severities.ts';
import classes from './trend.module.css';
import { bandsOf, openOf } from './trend-shape.ts';

const DAYS = 90;
const WIDTH = 600;
const HEIGHT = 120;

/** How many findings were open, day by day: a picture, or the same as a table. Nothing before there are two days to compare. */
export function Trend() {
  const { data } = useQuery(queryOf(getTrend, { query: { days: DAYS } }));
  const [isTable, setTable] = useState(false);
  if (data === undefined || data.length < 2) return null;
  return (
    <Panel
      title="Open over time"
      aside={
        <button type="button" className={classes.toggle} onClick={() => setTable(!isTable)}>
          {isTable ? 'Show as a picture' : 'Show as a table'}
        </button>
      }
    >
      {isTable ? <DayTable days={data} /> : <Picture days={data} />}
    </Panel>
  );
}

function Picture({ days }: { days: readonly TrendDay[] }) {
  const first = days[0]!;
  const last = days.at(-1)!;
  const change = openOf(last) - openOf(first);
  const words = change === 0 ? 'as many as' : change > 0 ? `${number(change)} more than` : `${number(-change)} fewer than`;
  return (
    <figure className={classes.figure}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${count(openOf(last), 'finding')} open on ${date(last.day)}, ${words} on ${date(first.day)}`}
      >
        {bandsOf(days, WIDTH, HEIGHT).map(({ severity, path }) => (
          <path key={severity} d={path} data-severity={severity} />
        ))}
      </svg>
      <figcaption className="small muted">
        <span>{date(first.day)}</span>
        <span>
          {number(openOf(last))} open, {words} at the start
        </span>
        <span>{date(last.day)}</span>
      </figcaption>
    </figure>
  );
}

function DayTable({ days }: { days: readonly TrendDay[] }) {
  return (
    <div className={classes.scroll}>
      <table>
        <thead>
          <tr>
            <th>Day</th>
            {SEVERITIES.map((severity) => (
              <th key={severity} className={classes.number}>
                {SEVERITY_WORD[severity]}
              </th>
            ))}
            <th className={classes.number}>Decided</th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((day) => (
            <tr key={day.day}>
              <td>{date(day.day)}</td>
              {SEVERITIES.map((severity) => (
                <td key={severity} className={classes.number}>
                  {number(day[severity])}
                </td>
              ))}
              <td className={classes.number}>{number(day.decided)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

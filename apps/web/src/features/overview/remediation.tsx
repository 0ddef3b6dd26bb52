import { getRemediation, type RemediationWeek } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { queryOf } from '../../api/queries.ts';
import { calendarDate, number } from '../../ui/format.ts';
import { SEVERITIES, SEVERITY_WORD } from '../../ui/severities.ts';
import { OnDate } from '../../ui/when.tsx';
import classes from './overview.module.css';
import { Picture, PictureOf, PictureTable } from './picture.tsx';
import { otherwiseSentence, remediationSentence } from './remediation-words.ts';

const WeekChart = lazy(async () => ({ default: (await import('./charts.tsx')).WeekChart }));

const WEEKS = 12;
const TITLE = 'Risk removed per week';

/** What newer images removed, week by week. A first week alone is said, not drawn. */
export function Remediation() {
  const query = useQuery(queryOf(getRemediation, { query: { weeks: WEEKS } }));
  return (
    <PictureOf query={query} name={TITLE}>
      {(answer) => (
        <Picture
          title={TITLE}
          empty={
            answer.since === undefined
              ? 'Nothing is recorded yet. What repositories ship is recorded once their images are read and matched.'
              : undefined
          }
          table={() => <WeekTable weeks={answer.weeks} />}
        >
          {answer.weeks.length < 2 ? (
            <p>
              The first week is being recorded
              {answer.since !== undefined && (
                <>
                  , since <OnDate at={answer.since} />
                </>
              )}
              .
            </p>
          ) : (
            <div role="img" aria-label={`${TITLE}. ${barsInWords(answer.weeks)}`} className={classes.weekChart}>
              <Suspense>
                <WeekChart weeks={answer.weeks} />
              </Suspense>
            </div>
          )}
          <p className={`${classes.note} small muted`}>
            {remediationSentence(answer)} {otherwiseSentence(answer)} A critical finding weighs 40, a high one 10.
          </p>
        </Picture>
      )}
    </PictureOf>
  );
}

function barsInWords(weeks: readonly RemediationWeek[]): string {
  return weeks.map(({ week, risk }) => `${calendarDate(week)}: ${number(Math.round(risk))}`).join(', ');
}

function WeekTable({ weeks }: { weeks: readonly RemediationWeek[] }) {
  return (
    <PictureTable
      columns={[
        'Week of',
        '#Risk removed',
        ...SEVERITIES.map((severity) => `#${SEVERITY_WORD[severity]}`),
        '#Came',
        '#Advisories changed',
        '#Decided',
        '#Not shipped',
      ]}
      rows={weeks.toReversed().map(({ week, risk, removed, came, otherwise }) => ({
        key: week,
        cells: [
          calendarDate(week),
          number(Math.round(risk)),
          ...SEVERITIES.map((severity) => number(removed[severity])),
          number(came),
          number(otherwise.advisories),
          number(otherwise.decided),
          number(otherwise.gone),
        ],
      }))}
    />
  );
}

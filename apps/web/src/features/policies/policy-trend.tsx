import type { PolicyDetail } from '@plimsoll/contract';
import { date } from '../../ui/format.ts';
import { countsInWords } from '../../ui/policies/policy-words.ts';
import classes from './policies.module.css';

/** A column a day: what is violated at the foot, then what is unknown, then what is met. Nothing is drawn before the second day. */
export function PolicyTrend({ days }: { days: PolicyDetail['trend'] }) {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || days.length < 2) return null;
  const words = `${date(first.day)}: ${countsInWords(first)}. ${date(last.day)}: ${countsInWords(last)}.`;
  return (
    <figure className={classes.trend}>
      <div role="img" aria-label={`Trend. ${words}`}>
        {days.map(({ day, ...counts }) => {
          const total = Math.max(1, counts.violation + counts.unknown + counts.pass);
          return (
            <span key={day} title={`${date(day)}: ${countsInWords(counts)}`}>
              {(['pass', 'unknown', 'violation'] as const).map((state) => (
                <i key={state} data-state={state} style={{ height: `${(counts[state] / total) * 100}%` }} />
              ))}
            </span>
          );
        })}
      </div>
      <figcaption className="small muted">
        {date(first.day)} to {date(last.day)}
      </figcaption>
    </figure>
  );
}

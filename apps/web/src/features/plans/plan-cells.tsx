import type { PlanRow } from '@plimsoll/contract';
import { Link } from '@tanstack/react-router';
import { count, number } from '../../ui/format.ts';
import { addressOf, imageName } from '../../ui/image-address.ts';
import { ExploitedTag } from '../../ui/tags.tsx';
import { OnDate } from '../../ui/when.tsx';
import classes from './plans.module.css';

export function Removes({ value }: { value: number }) {
  return <b className={`${classes.removes} ok`}>−{number(value)}</b>;
}

/** Risk removed by each edit: its number, and how long a bar it is beside the most of the list. */
export function Risk({ value, most }: { value: number; most: number }) {
  return (
    <span className={classes.risk} title="Weight of what each edit removes: a critical finding is 40, a high one 10">
      <span className={classes.riskTrack} aria-hidden="true">
        <i style={{ width: `${most === 0 ? 0 : Math.min(100, (value / most) * 100)}%` }} />
      </span>
      <span className={classes.riskValue}>{number(Math.round(value))}</span>
    </span>
  );
}

/** What a plan is, and for which image. */
export function PlanName({ row }: { row: PlanRow }) {
  return (
    <>
      <Link to="/plans/$plan" params={{ plan: String(row.id) }} search={{}} className={classes.wrap}>
        <b>{row.title}</b>
      </Link>{' '}
      {row.exploited > 0 && <ExploitedTag />}
      <div className={`${classes.wrap} small muted`}>
        <Link to="/images/$connection/$repository/$reference" params={addressOf(row.image, row.image.reference)}>
          {imageName(row.image)}
        </Link>
        {' · '}
        {row.connectionName}
        {row.frozenAt !== undefined && (
          <>
            {' · '}frozen <OnDate at={row.frozenAt} />
          </>
        )}
        <span className="narrow-only">
          {' · '}
          {count(row.edits, 'edit')}
        </span>
      </div>
    </>
  );
}

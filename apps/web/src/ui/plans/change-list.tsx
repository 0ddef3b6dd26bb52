import type { Counts, FleetFix } from '@plimsoll/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { count, number } from '../format.ts';
import { SeverityBar } from '../severity.tsx';
import classes from './change-list.module.css';
import { imagesOf } from './fix-words.ts';

/** What to change, most worth first: each with how many findings it removes. */
export function ChangeList({ children }: { children: ReactNode }) {
  return <ol className={classes.rows}>{children}</ol>;
}

export function Change({ removes, counts, children }: { removes: number; counts: Counts; children: ReactNode }) {
  return (
    <li className={classes.change}>
      <b className={`${classes.fewer} ok`} title={`Removes ${count(removes, 'finding')}`}>
        −{number(removes)}
      </b>
      <div className={classes.words}>{children}</div>
      <div className={classes.bar}>
        <SeverityBar counts={counts} />
      </div>
    </li>
  );
}

/** The first images that a fix is for, each a link to its plan, and in how many repositories more. */
export function FixImages({ fix }: { fix: FleetFix }) {
  const { named, more } = imagesOf(fix);
  return (
    <>
      {named.map(({ id, name }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <Link to="/plans/$plan" params={{ plan: String(id) }} search={{}}>
            {name}
          </Link>
        </span>
      ))}
      {more > 0 && ` and in ${count(more, 'more repository', 'more repositories')}`}
    </>
  );
}

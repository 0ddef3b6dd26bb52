import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import classes from './figures.module.css';
import { type DotState, StateDot } from './tags.tsx';

/** The figures that a page begins with, four in a row. */
export function Figures({ children }: { children: ReactNode }) {
  return <div className={classes.figures}>{children}</div>;
}

/** A number, what it is of, and where the rows behind it are; a figure without rows leads nowhere. */
export function Figure({
  name,
  dot,
  value,
  under,
  to,
}: {
  name: string;
  dot?: DotState;
  value: ReactNode;
  under: ReactNode;
  to?: LinkProps;
}) {
  const parts = (
    <>
      <span className={`${classes.name} small muted`}>
        {dot !== undefined && <StateDot state={dot} />}
        {name}
      </span>
      <span className={classes.value}>{value}</span>
      <span className="small muted">{under}</span>
    </>
  );
  return to === undefined ? (
    <div className={classes.figure}>{parts}</div>
  ) : (
    <Link {...to} className={classes.figure} data-leads>
      {parts}
    </Link>
  );
}

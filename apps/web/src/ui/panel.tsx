import type { ReactNode } from 'react';
import classes from './panel.module.css';

/** A surface with one subject. Never inside another. */
export function Panel({
  title,
  aside,
  children,
  flush = false,
}: {
  title?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  flush?: boolean;
}) {
  return (
    <section className={classes.panel} data-flush={flush || undefined}>
      {title !== undefined && (
        <div className={classes.head}>
          <h2>{title}</h2>
          {aside !== undefined && <div className={`${classes.aside} small`}>{aside}</div>}
        </div>
      )}
      {children}
    </section>
  );
}

/** Names and values in two columns. Rows that are undefined are left out. */
export function Facts({ rows }: { rows: readonly ({ readonly name: string; readonly value: ReactNode } | undefined)[] }) {
  return (
    <dl className={classes.facts}>
      {rows
        .filter((row) => row !== undefined)
        .map(({ name, value }) => (
          <div key={name} className={classes.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** A sentence or two on a tinted ground: a failure, a frozen state, something to know. */
export function Note({
  tone = 'quiet',
  title,
  children,
  role,
}: {
  tone?: 'quiet' | 'warn' | 'bad' | 'ok';
  title?: ReactNode;
  children?: ReactNode;
  role?: 'alert' | 'status';
}) {
  return (
    <div className={classes.note} data-tone={tone} role={role}>
      {title !== undefined && <b>{title}</b>}
      {children !== undefined && <div className="small">{children}</div>}
    </div>
  );
}

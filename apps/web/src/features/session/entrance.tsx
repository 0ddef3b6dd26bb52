import type { ReactNode } from 'react';
import { Logo } from '../../ui/icons.tsx';
import classes from './entrance.module.css';

/** The frame of the pages before one is signed in. */
export function Entrance({ title, under, children }: { title: string; under: ReactNode; children: ReactNode }) {
  return (
    <main className={classes.entrance}>
      <div className={classes.brand}>
        <Logo size={28} />
        Plimsoll
      </div>
      <div className={classes.card}>
        <h1>{title}</h1>
        <p className="small muted">{under}</p>
        {children}
      </div>
    </main>
  );
}

import { Link } from '@tanstack/react-router';
import { count } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { SeverityWord } from '../../ui/severity.tsx';
import { ExploitedTag } from '../../ui/tags.tsx';
import type { Overview } from './overview-words.ts';
import classes from './overview.module.css';

/** The vulnerabilities to know by name. */
export function HighestRisk({ overview }: { overview: Overview }) {
  return (
    <Panel title="Highest risk" aside={<Link to="/vulnerabilities">All vulnerabilities</Link>}>
      {overview.top.length === 0 && <p className="muted">None found.</p>}
      <ul className={classes.rows}>
        {overview.top.map((row) => (
          <li key={row.id}>
            <div className={classes.top}>
              <span className={classes.topName}>
                <Link to="/vulnerabilities/$vulnerability" params={{ vulnerability: row.id }}>
                  <b>{row.id}</b>
                </Link>
                <SeverityWord severity={row.severity} />
                {row.exploited && <ExploitedTag />}
              </span>
              <span className="small muted">{count(row.images, 'image')}</span>
            </div>
            <div className="small muted clip">{row.summary}</div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

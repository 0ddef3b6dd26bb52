import { Link } from '@tanstack/react-router';
import { number } from '../../ui/format.ts';
import { SEVERITIES, type Severity, SEVERITY_WORD } from '../../ui/severities.ts';
import { SeverityWord } from '../../ui/severity.tsx';
import classes from './overview.module.css';

/** The words of the colours, each a link to its vulnerabilities: `23 critical` with counts, else `Critical`. Severities of nothing are left out. */
export function SeverityLegend({ counts, isCounted = true }: { counts: Readonly<Partial<Record<Severity, number>>>; isCounted?: boolean }) {
  const shown = SEVERITIES.flatMap((severity) => {
    const count = counts[severity] ?? 0;
    return count > 0 ? [{ severity, count }] : [];
  });
  return (
    <div className={classes.legend}>
      {shown.map(({ severity, count }) => (
        <Link key={severity} to="/vulnerabilities" search={{ severity }}>
          <SeverityWord severity={severity}>
            {isCounted ? `${number(count)} ${SEVERITY_WORD[severity].toLowerCase()}` : SEVERITY_WORD[severity]}
          </SeverityWord>
        </Link>
      ))}
      {shown.length === 0 && <span className="muted">none found</span>}
    </div>
  );
}

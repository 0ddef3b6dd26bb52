import { getScatter, type ScatterRow } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useRef, useState } from 'react';
import { queryOf } from '../../api/queries.ts';
import { number } from '../../ui/format.ts';
import { countsOf, SEVERITY_WORD } from '../../ui/severities.ts';
import classes from './scatter.module.css';
import { Picture, PictureOf, PictureTable } from './picture.tsx';
import { SeverityLegend } from './severity-legend.tsx';
import { CVSS_TICKS, cvssPercent, type Dot, dotAfter, dotsOf, EPSS_TICKS, epssPercent, notDrawn, percent } from './scatter-shape.ts';

/** Each vulnerability by how bad and how likely it is. What is not known is said, not drawn. */
export function Scatter({ vulnerabilities }: { vulnerabilities: number }) {
  const query = useQuery(queryOf(getScatter, {}));
  return (
    <PictureOf query={query} name="How likely, how bad">
      {(rows) => {
        const dots = dotsOf(rows);
        const left = notDrawn(rows);
        return (
          <Picture title="How likely, how bad" empty={emptyOf(rows, dots)} table={() => <ScatterTable rows={rows} />}>
            <Plot dots={dots} />
            <SeverityLegend counts={countsOf(dots.map(({ row }) => row))} isCounted={false} />
            <p className={`${classes.words} small muted`}>
              {number(dots.length)} of <Link to="/vulnerabilities">{number(vulnerabilities)}</Link>, highest risk first; a larger dot is in
              more images, a ringed one is{' '}
              <Link to="/vulnerabilities" search={{ exploited: true }}>
                exploited
              </Link>
              . {left}
            </p>
          </Picture>
        );
      }}
    </PictureOf>
  );
}

function emptyOf(rows: readonly ScatterRow[], dots: readonly Dot[]) {
  if (rows.length === 0) return 'No vulnerability is known in any image.';
  if (dots.length > 0) return undefined;
  if (rows.some(({ epss }) => epss !== undefined)) return `None of them has both scores. ${notDrawn(rows)}`;
  return (
    <>
      How likely each is to be exploited is not known: there are no EPSS scores yet. See under{' '}
      <Link to="/settings/advisories">Settings, Advisories</Link> whether that feed could be fetched.
    </>
  );
}

/** One stop for Tab; arrow keys go from dot to dot in the order of risk, Enter opens. */
function Plot({ dots }: { dots: readonly Dot[] }) {
  const plot = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const [named, setNamed] = useState<Dot>();
  const move = (event: KeyboardEvent) => {
    const next = dotAfter(event.key, current, dots.length);
    if (next === undefined) return;
    event.preventDefault();
    setCurrent(next);
    plot.current?.querySelector<HTMLElement>(`[data-dot="${next}"]`)?.focus();
  };
  return (
    <div className={classes.frame}>
      <div className={`${classes.epss} small muted`} aria-hidden="true">
        EPSS, square-root scale
      </div>
      <div className={classes.plot} ref={plot} role="group" aria-label="EPSS against CVSS: arrow keys go from dot to dot">
        <Axes />
        {dots.map((dot, index) => (
          <Link
            key={dot.row.id}
            to="/vulnerabilities/$vulnerability"
            params={{ vulnerability: dot.row.id }}
            preload={false}
            className={classes.dot}
            data-dot={index}
            data-exploited={dot.row.exploited || undefined}
            tabIndex={index === Math.min(current, dots.length - 1) ? 0 : -1}
            aria-label={dot.words}
            style={{
              left: `${dot.leftPercent}%`,
              bottom: `${dot.bottomPercent}%`,
              width: dot.sizePx,
              height: dot.sizePx,
              background: `var(--sev-${dot.row.severity})`,
              zIndex: layerOf(dot, index),
            }}
            onMouseEnter={() => setNamed(dot)}
            onMouseLeave={() => setNamed(undefined)}
            onFocus={() => {
              setCurrent(index);
              setNamed(dot);
            }}
            onBlur={() => setNamed(undefined)}
            onKeyDown={move}
          />
        ))}
        {named !== undefined && <Name dot={named} />}
      </div>
      <div className={`${classes.cvss} small muted`} aria-hidden="true">
        CVSS
      </div>
    </div>
  );
}

function Axes() {
  return (
    <div aria-hidden="true">
      <div className={classes.first} style={{ left: `${cvssPercent(7)}%`, bottom: `${epssPercent(0.5)}%` }}>
        first
      </div>
      {EPSS_TICKS.map((epss) => (
        <span key={epss} className={classes.y} style={{ bottom: `${epssPercent(epss)}%` }}>
          {percent(epss)}
        </span>
      ))}
      {CVSS_TICKS.map((cvss) => (
        <span key={cvss} className={classes.x} style={{ left: `${cvssPercent(cvss)}%` }}>
          {cvss}
        </span>
      ))}
    </div>
  );
}

/** A small dot lies on a large one, so that it can be reached; among equals the higher risk is seen. */
function layerOf({ sizePx }: Dot, index: number): number {
  return (100 - sizePx) * 1000 - index;
}

/** Beside its dot, on the side that has room. */
function Name({ dot: { leftPercent, bottomPercent, words } }: { dot: Dot }) {
  return (
    <div
      className={`${classes.name} small`}
      aria-hidden="true"
      style={{
        ...(leftPercent > 50 ? { right: `calc(${100 - leftPercent}% + 16px)` } : { left: `calc(${leftPercent}% + 16px)` }),
        ...(bottomPercent > 50 ? { top: `${100 - bottomPercent}%` } : { bottom: `${bottomPercent}%` }),
      }}
    >
      {words}
    </div>
  );
}

function ScatterTable({ rows }: { rows: readonly ScatterRow[] }) {
  return (
    <PictureTable
      columns={['Vulnerability', 'Severity', '#CVSS', '#EPSS', '#Images', 'Exploited']}
      rows={rows.map(({ id, severity, cvss, epss, images, exploited }) => ({
        key: id,
        cells: [
          <Link key="link" to="/vulnerabilities/$vulnerability" params={{ vulnerability: id }} preload={false}>
            {id}
          </Link>,
          SEVERITY_WORD[severity],
          cvss ?? 'not scored',
          epss === undefined ? 'not known' : percent(epss),
          number(images),
          exploited ? 'yes' : 'no',
        ],
      }))}
    />
  );
}

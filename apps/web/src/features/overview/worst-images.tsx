import { Link } from '@tanstack/react-router';
import { number } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { totalOf } from '../../ui/severities.ts';
import { SeverityBar } from '../../ui/severity.tsx';
import type { Overview } from './overview-words.ts';
import classes from './overview.module.css';

/** The images with most criticals, then highs. */
export function WorstImages({ overview }: { overview: Overview }) {
  return (
    <Panel
      title="Where most is wrong"
      aside={
        <Link to="/images" search={{ view: 'tags' }}>
          All images
        </Link>
      }
    >
      {overview.worst.length === 0 && (
        <p className="muted">{overview.images.pending > 0 ? 'Images are still being read.' : 'No image has a known vulnerability.'}</p>
      )}
      <ul className={classes.rows}>
        {overview.worst.map((image) => (
          <li key={`${image.connection} ${image.repository}:${image.reference}`} className={classes.worst}>
            <div className={classes.worstName}>
              <Link
                to="/images/$connection/$repository/$reference"
                params={{ connection: String(image.connection), repository: image.repository, reference: image.reference }}
              >
                <b>
                  {image.repository}:{image.reference}
                </b>
              </Link>
              <div className="small muted">
                {image.counts.critical > 0 && `${number(image.counts.critical)} critical, `}
                {image.counts.high > 0 && `${number(image.counts.high)} high, `}
                {image.counts.fixable === 0 ? 'no fix yet' : `${number(image.counts.fixable)} with a fix`}
              </div>
            </div>
            <div className={classes.worstBar}>
              <SeverityBar counts={image.counts} />
            </div>
            <b className={classes.worstTotal}>{number(totalOf(image.counts))}</b>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

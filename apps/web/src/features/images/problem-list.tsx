import type { ImageDetail } from '@plimsoll/contract';
import { asSentence } from '../../ui/format.ts';
import { Nothing } from '../../ui/page-states.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tags.tsx';
import classes from './images.module.css';

/** What could not be read, where, and why. */
export function ProblemList({ problems, coverage }: Pick<ImageDetail, 'problems' | 'coverage'>) {
  if (problems.length === 0)
    return (
      <Nothing title="No problems">{coverage === 'complete' ? 'Everything in this image was read.' : 'Nothing went wrong so far.'}</Nothing>
    );
  return (
    <Panel>
      <ul className={classes.rows}>
        {problems.map((problem, index) => (
          <li key={index}>
            <div>{asSentence(problem.message)}</div>
            <div className={classes.title}>
              <Tag>{problem.code}</Tag>
              {problem.path !== undefined && <span className="mono muted">/{problem.path}</span>}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

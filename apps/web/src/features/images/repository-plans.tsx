import { listPlans } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { queryOf } from '../../api/queries.ts';
import { count, number } from '../../ui/format.ts';
import { imageName } from '../../ui/image-address.ts';
import { Panel } from '../../ui/panel.tsx';
import { Change, ChangeList } from '../../ui/plans/change-list.tsx';
import { ExploitedTag } from '../../ui/tags.tsx';
import classes from './images.module.css';

const SHOWN = 3;

/** The first open plans for what a repository ships. Nothing while they are not known, or if there are none: its tags stand alone. */
export function RepositoryPlans({ connection, repository }: { connection: number; repository: string }) {
  const { data } = useQuery(queryOf(listPlans, { query: { connection, repository, limit: SHOWN } }));
  if (data === undefined || data.rows.length === 0) return null;
  return (
    <div className={classes.repositoryPlans}>
      <Panel
        title="What to change"
        aside={
          <Link to="/plans" search={{ tab: 'plans', connection, repository }}>
            {data.total > data.rows.length ? `All ${number(data.total)} plans` : 'Open in the fix plans'}
          </Link>
        }
      >
        <ChangeList>
          {data.rows.map((row) => (
            <Change key={row.id} removes={row.removes} counts={row.counts}>
              <Link to="/plans/$plan" params={{ plan: String(row.id) }} search={{}}>
                <b>{row.title}</b>
              </Link>{' '}
              {row.exploited > 0 && <ExploitedTag />}
              <div className="small muted">
                {count(row.edits, 'edit')} for {imageName(row.image)}, {row.image.platform}
              </div>
            </Change>
          ))}
        </ChangeList>
      </Panel>
    </div>
  );
}

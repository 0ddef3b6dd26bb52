import { listNotAffected } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { queryOf } from '../../api/queries.ts';
import { LoadError, LoadingRows, Nothing } from '../../ui/page-states.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tags.tsx';
import type { ImageAddress } from '../../ui/image-address.ts';
import classes from './images.module.css';

/** What an advisory names but the bytes of the image deny, with the evidence. */
export function NotAffectedTab({ params, platform }: { params: ImageAddress; platform: string | undefined }) {
  const query = useQuery(queryOf(listNotAffected, { params, query: { platform } }));
  if (query.isPending) return <LoadingRows />;
  if (query.isError) return <LoadError error={query.error} what="This list" onRetry={() => void query.refetch()} />;
  if (query.data.length === 0)
    return (
      <Nothing title="Nothing was ruled out">
        Where an advisory names a package but the vulnerable code is not in the image, it stands here with the proof.
      </Nothing>
    );
  return (
    <Panel>
      <ul className={classes.rows}>
        {query.data.map((row) => (
          <li key={`${row.vulnerability} ${row.purl}`}>
            <div className={classes.title}>
              <Link to="/vulnerabilities/$vulnerability" params={{ vulnerability: row.vulnerability }} className={classes.name}>
                {row.vulnerability}
              </Link>
              <Tag tone="ok">{row.justification.replaceAll('_', ' ')}</Tag>
            </div>
            <div className="mono muted">{row.purl}</div>
            <div className="small">{row.evidence}</div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

import { getPolicyCompliance } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { queryOf } from '../../api/queries.ts';
import { count } from '../../ui/format.ts';
import { Tag } from '../../ui/tags.tsx';
import classes from './images.module.css';

/** Which policies images of the repository violate, which nobody can tell, and how many all of them meet. Nothing before the first evaluation. */
export function RepositoryCompliance({ connection, repository }: { connection: number; repository: string }) {
  const { data } = useQuery(queryOf(getPolicyCompliance, { query: { connection, repository } }));
  if (data === undefined || data.length === 0) return null;
  const violated = data.filter(({ violation }) => violation > 0);
  const unknown = data.filter((policy) => policy.violation === 0 && policy.unknown > 0).length;
  const met = data.length - violated.length - unknown;
  return (
    <div className={`${classes.lineage} ${classes.apart}`}>
      <span>Policies:</span>
      {violated.map(({ policy, name, violation }) => (
        <Link key={policy} to="/policies/$policy" params={{ policy: String(policy) }} search={{ q: repository, state: 'violation' }}>
          <Tag tone="bad">
            {count(violation, 'image')} {violation === 1 ? 'violates' : 'violate'} {name}
          </Tag>
        </Link>
      ))}
      {unknown > 0 && <span>{count(unknown, 'unknown', 'unknown')}</span>}
      <span>{count(met, 'met by every image', 'met by every image')}</span>
      <Link to="/policies" search={{ tab: 'cis', connection, repository }}>
        CIS sections
      </Link>
    </div>
  );
}

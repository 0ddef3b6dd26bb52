import { getImagePolicies } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { queryOf } from '../../api/queries.ts';
import { count } from '../../ui/format.ts';
import { Clock } from '../../ui/policies/policy-parts.tsx';
import { Tag } from '../../ui/tags.tsx';
import classes from './images.module.css';

/** Which policies the image violates, which nobody can tell, and how many it meets. Nothing while it was not held against them. */
export function ComplianceLine({
  params,
  platform,
}: {
  params: { connection: string; repository: string; reference: string };
  platform: string | undefined;
}) {
  const { data } = useQuery(queryOf(getImagePolicies, { params, query: { platform } }));
  if (data === undefined || data.length === 0) return null;
  const violated = data.filter(({ state }) => state === 'violation');
  const unknown = data.filter(({ state }) => state === 'unknown').length;
  const met = data.length - violated.length - unknown;
  const dueAt = data.flatMap((policy) => (policy.state === 'violation' ? [] : (policy.dueAt ?? []))).toSorted()[0];
  return (
    <div className={classes.lineage}>
      <span>Policies:</span>
      {violated.map(({ policy, name, results }) => (
        <Link key={policy} to="/policies/$policy" params={{ policy: String(policy) }} search={{ q: params.repository }}>
          <Tag
            tone="bad"
            title={results
              .filter(({ state }) => state === 'violation')
              .map(({ message }) => message)
              .join('; ')}
          >
            violates {name}
          </Tag>
        </Link>
      ))}
      {unknown > 0 && <span>{count(unknown, 'unknown', 'unknown')}</span>}
      <span>{count(met, 'met', 'met')}</span>
      {dueAt !== undefined && (
        <span>
          next deadline: <Clock dueAt={dueAt} />
        </span>
      )}
    </div>
  );
}

import { getPolicy, type PolicyDetail } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { queryOf } from '../../api/queries.ts';
import { LoadError, LoadingPage, Nothing } from '../../ui/page-states.tsx';
import { PageHead } from '../../ui/page.tsx';
import { Clock, PolicyBar, PolicyNumbers } from '../../ui/policies/policy-parts.tsx';
import { ruleInWords, scopeInWords } from '../../ui/policies/policy-words.ts';
import { Tag } from '../../ui/tags.tsx';
import { OnDate } from '../../ui/when.tsx';
import classes from './policies.module.css';
import { PolicyActions } from './policy-actions.tsx';
import { PolicyRows } from './policy-rows.tsx';
import { PolicyTrend } from './policy-trend.tsx';

const route = getRouteApi('/signed-in/policies/$policy');

/** One policy: which images violate it and why, rule by rule. */
export function PolicyPage() {
  const params = { policy: Number(route.useParams().policy) };
  const query = useQuery(queryOf(getPolicy, { params }));
  if (query.data !== undefined) return <Loaded policy={query.data} />;
  return query.isError ? <LoadError error={query.error} what="The policy" onRetry={() => void query.refetch()} /> : <LoadingPage />;
}

function Loaded({ policy }: { policy: PolicyDetail }) {
  const { counts, name } = policy;
  return (
    <>
      <PageHead
        title={
          <div className={classes.title}>
            <h1>{name}</h1>
            {policy.builtIn ? <Tag>comes with Plimsoll</Tag> : <Tag tone="accent">own</Tag>}
            {!policy.enabled && <Tag>off</Tag>}
          </div>
        }
        documentTitle={name}
        here={name}
        crumbs={[{ key: 'policies', link: <Link to="/policies">Policies</Link> }]}
        under={
          <>
            {policy.description} For {scopeInWords(policy.scope)}
            {policy.author !== undefined && (
              <>
                , by {policy.author}, <OnDate at={policy.changedAt} />
              </>
            )}
            .
          </>
        }
        actions={<PolicyActions policy={policy} />}
      />
      <section className={classes.summary} aria-label="What it says now">
        <ul className={classes.asks}>
          {policy.rules.map((rule) => (
            <li key={JSON.stringify(rule)}>{ruleInWords(rule)}</li>
          ))}
        </ul>
        {counts !== null && (
          <div className={classes.state}>
            <PolicyBar counts={counts} />
            <PolicyNumbers counts={counts} />
            {policy.nextDueAt !== undefined && (
              <div className="small muted">
                Next deadline: <Clock dueAt={policy.nextDueAt} />
              </div>
            )}
          </div>
        )}
        <PolicyTrend days={policy.trend} />
      </section>
      {counts === null ? (
        <Nothing title={policy.enabled ? 'Not evaluated yet' : 'This policy is off'}>
          {policy.enabled ? 'It is after the next sync, or at once with Evaluate now.' : 'It says nothing of any image until it is on.'}
        </Nothing>
      ) : (
        <PolicyRows policy={policy} />
      )}
    </>
  );
}

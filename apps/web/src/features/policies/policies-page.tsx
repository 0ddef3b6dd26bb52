import { evaluatePolicies, listPolicies, type PolicySummary } from '@plimsoll/contract';
import { Button, SegmentedControl } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { queryOf } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { count } from '../../ui/format.ts';
import { ActionError, LoadError, LoadingRows } from '../../ui/page-states.tsx';
import { PageHead } from '../../ui/page.tsx';
import { Clock, PolicyBar, PolicyNumbers } from '../../ui/policies/policy-parts.tsx';
import { scopeInWords } from '../../ui/policies/policy-words.ts';
import { Tag } from '../../ui/tags.tsx';
import { CisReport } from './cis-report.tsx';
import classes from './policies.module.css';
import { PolicyEditor } from './policy-editor.tsx';

const route = getRouteApi('/signed-in/policies');

const TABS = [
  { value: 'policies', label: 'Policies' },
  { value: 'cis', label: 'CIS sections' },
] as const;

/** What images have to be like, and how many are. */
export function PoliciesPage() {
  const navigate = useNavigate();
  const { tab } = route.useSearch();
  const mayEdit = useMay('editor');
  const [isMaking, setMaking] = useState(false);
  const query = useQuery(queryOf(listPolicies, {}));
  const evaluating = useMutation({
    mutationFn: () => call(evaluatePolicies, {}),
    onSuccess: () => notifications.show({ message: 'Every image is held against the policies now.' }),
  });
  return (
    <>
      <PageHead
        title={query.data === undefined ? 'Policies' : titleOf(query.data)}
        documentTitle="Policies"
        here="Policies"
        under="What could not be read or told is unknown: it never counts as met."
        actions={
          mayEdit && (
            <>
              <Button variant="default" loading={evaluating.isPending} onClick={() => evaluating.mutate()}>
                Evaluate now
              </Button>
              <Button onClick={() => setMaking(true)}>New policy</Button>
            </>
          )
        }
      />
      <ActionError error={evaluating.error} />
      <SegmentedControl
        aria-label="What to show"
        mb={14}
        data={TABS.map(({ value, label }) => ({ value, label }))}
        value={tab ?? 'policies'}
        onChange={(value) => void navigate({ to: '/policies', search: value === 'cis' ? { tab: value } : {} })}
      />
      {tab === 'cis' ? <CisReport /> : <Cards query={query} />}
      {isMaking && (
        <PolicyEditor
          onClose={() => setMaking(false)}
          onSaved={({ id }) => void navigate({ to: '/policies/$policy', params: { policy: String(id) }, search: {} })}
        />
      )}
    </>
  );
}

function Cards({ query }: { query: UseQueryResult<PolicySummary[]> }) {
  if (query.isPending) return <LoadingRows rows={6} height={90} />;
  if (query.data === undefined) return <LoadError error={query.error} what="The policies" onRetry={() => void query.refetch()} />;
  return (
    <ul className={classes.cards}>
      {query.data.map((policy) => (
        <PolicyCard key={policy.id} policy={policy} />
      ))}
    </ul>
  );
}

function titleOf(policies: readonly PolicySummary[]): string {
  const violated = policies.filter(({ counts }) => counts !== null && counts.violation > 0).length;
  const on = policies.filter(({ enabled }) => enabled).length;
  return violated === 0
    ? `${count(on, 'policy', 'policies')}, none violated`
    : `${violated} of ${count(on, 'policy', 'policies')} violated`;
}

function PolicyCard({ policy }: { policy: PolicySummary }) {
  const { id, name, description, enabled, builtIn, scope, counts, nextDueAt } = policy;
  return (
    <li className={classes.card} data-off={!enabled || undefined}>
      <div className={classes.cardHead}>
        <h2>
          <Link to="/policies/$policy" params={{ policy: String(id) }} search={{}}>
            {name}
          </Link>
        </h2>
        {!builtIn && <Tag tone="accent">own</Tag>}
        {!enabled && <Tag>off</Tag>}
      </div>
      <p className="small muted">
        {description}
        {!builtIn && ` For ${scopeInWords(scope)}.`}
      </p>
      {counts !== null ? (
        <>
          <PolicyBar counts={counts} />
          <div className="small">
            <PolicyNumbers counts={counts} />
          </div>
          {nextDueAt !== undefined && (
            <div className="small muted">
              Next deadline: <Clock dueAt={nextDueAt} />
            </div>
          )}
        </>
      ) : (
        <div className="small faint">{enabled ? 'Not evaluated yet' : 'Says nothing while it is off'}</div>
      )}
    </li>
  );
}

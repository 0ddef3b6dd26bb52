import type { FixPlan, ImageDetail, ImagePlan } from '@plimsoll/contract';
import { Select } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { count, number } from '../../ui/format.ts';
import { LoadError, LoadingRows, Nothing } from '../../ui/page-states.tsx';
import { PlanDetail } from '../../ui/plans/plan-detail.tsx';
import { countsOf } from '../../ui/severities.ts';
import { SeverityBar } from '../../ui/severity.tsx';
import type { ImageAddress } from '../../ui/image-address.ts';
import type { ImageSearch } from './image-search.ts';
import classes from './plan.module.css';
import { PlanCandidates } from './plan-candidates.tsx';
import { planAt, widestPlan } from './plan-choice.ts';
import { usePlan } from './use-plan.ts';

/** Every plan of the image, the one that removes most at the top, and the one that is open in full. */
export function PlanTab({ image, params, search }: { image: ImageDetail; params: ImageAddress; search: ImageSearch }) {
  const query = usePlan(params, search.platform, image.counts);
  if (query.data !== undefined) return <Plans image={image} plan={query.data} params={params} search={search} />;
  if (query.isError) return <LoadError error={query.error} what="The fix plan" onRetry={() => void query.refetch()} />;
  if (query.isLoading) return <LoadingRows rows={5} height={72} />;
  return (
    <Nothing title="Nothing to change">
      {image.coverage === 'complete' ? 'This image has no known vulnerability.' : 'Nothing was found so far, so nothing can be planned.'}
    </Nothing>
  );
}

function Plans({ image, plan, params, search }: { image: ImageDetail; plan: ImagePlan; params: ImageAddress; search: ImageSearch }) {
  const navigate = useNavigate();
  const open = planAt(plan.plans, search.plan);
  if (open === undefined)
    return (
      <Nothing title="No edit is known that removes any">
        No newer base is in the connected registries, and no advisory states a version that would fix something here.
      </Nothing>
    );
  const removing = plan.plans.filter(({ removes }) => removes.length > 0);
  const widest = widestPlan(removing);
  const smaller = removing.filter((each) => each !== widest);
  const configuring = plan.plans.filter(({ removes }) => removes.length === 0);
  return (
    <div className={classes.tab}>
      <nav aria-label="Plans" className={classes.side}>
        <PlanSelect
          plans={[...(widest === undefined ? [] : [widest]), ...smaller, ...configuring]}
          open={open}
          params={params}
          search={search}
        />
        <div className={`${classes.side} roomy-only`}>
          {widest !== undefined && (
            <>
              <h2>Removes most</h2>
              <PlanLink plan={widest} isOpen={widest === open} params={params} search={search} />
            </>
          )}
          <PlanList
            title="Smaller steps"
            under="Most risk removed per edit first."
            plans={smaller}
            open={open}
            params={params}
            search={search}
          />
          <PlanList
            title="How it runs"
            under="These remove no vulnerability: they mend what a check of the configuration found."
            plans={configuring}
            open={open}
            params={params}
            search={search}
          />
        </div>
        <p className="small muted">Each was applied to the inventory and matched again as a whole: their numbers do not add up.</p>
        <PlanCandidates plan={plan} />
      </nav>
      <PlanDetail
        key={open.key}
        plan={open}
        plans={plan.plans}
        findings={plan.findings}
        counts={image.counts}
        params={params}
        platform={search.platform}
        without={search.without}
        onLeaveOut={(without) =>
          void navigate({
            to: '/images/$connection/$repository/$reference',
            params,
            search: { platform: search.platform, tab: 'plan', plan: open.key, without },
            resetScroll: false,
            replace: true,
          })
        }
      />
    </div>
  );
}

/** Nothing without a plan. */
function PlanList({
  title,
  under,
  plans,
  open,
  params,
  search,
}: {
  title: string;
  under: string;
  plans: readonly FixPlan[];
  open: FixPlan;
  params: ImageAddress;
  search: ImageSearch;
}) {
  if (plans.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <p className="small muted">{under}</p>
      <ol className={classes.plans}>
        {plans.map((each) => (
          <li key={each.key}>
            <PlanLink plan={each} isOpen={each === open} params={params} search={search} />
          </li>
        ))}
      </ol>
    </>
  );
}

/** The same choice where the list would stand between the reader and the plan. */
function PlanSelect({
  plans,
  open,
  params,
  search,
}: {
  plans: readonly FixPlan[];
  open: FixPlan;
  params: ImageAddress;
  search: ImageSearch;
}) {
  const navigate = useNavigate();
  return (
    <Select
      className="cramped-only"
      label="Plan"
      allowDeselect={false}
      data={plans.map((plan) => ({
        value: plan.key,
        label: plan.removes.length === 0 ? plan.title : `−${number(plan.removes.length)} · ${plan.title}`,
      }))}
      value={open.key}
      onChange={(key) =>
        void navigate({
          to: '/images/$connection/$repository/$reference',
          params,
          search: { platform: search.platform, tab: 'plan', plan: key ?? undefined },
          resetScroll: false,
          replace: true,
        })
      }
    />
  );
}

function PlanLink({ plan, isOpen, params, search }: { plan: FixPlan; isOpen: boolean; params: ImageAddress; search: ImageSearch }) {
  return (
    <Link
      to="/images/$connection/$repository/$reference"
      params={params}
      search={{ platform: search.platform, tab: 'plan', plan: plan.key }}
      resetScroll={false}
      replace
      className={classes.plan}
      data-on={isOpen || undefined}
      aria-current={isOpen ? 'true' : undefined}
    >
      <span className={classes.planTitle}>{plan.title}</span>
      {plan.removes.length > 0 && <b className={classes.planEffect}>−{number(plan.removes.length)}</b>}
      <span className={`${classes.planUnder} small muted`}>
        <span>
          {count(plan.edits.length, 'edit')}
          {plan.adds.length > 0 && ` · adds ${number(plan.adds.length)}`}
        </span>
        <span className={classes.planBar}>
          <SeverityBar counts={countsOf(plan.removes)} />
        </span>
      </span>
    </Link>
  );
}

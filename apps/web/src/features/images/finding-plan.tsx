import { type FindingDetail, getImagePlan } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { queryOf } from '../../api/queries.ts';
import { number } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import type { ImageAddress } from './addresses.ts';
import classes from './images.module.css';
import { smallestPlanFor, slugOf } from './plan-words.ts';

/** The smallest plan of the image that removes this finding. Nothing while it is not known, or if there is none: the advice beside it stands alone. */
export function FindingPlan({ finding, params, platform }: { finding: FindingDetail; params: ImageAddress; platform: string | undefined }) {
  const { data } = useQuery(queryOf(getImagePlan, { params, query: { platform } }));
  const plan = data === undefined ? undefined : smallestPlanFor(data.plans, finding);
  if (plan === undefined) return null;
  const others = plan.removes.length - 1;
  return (
    <div className={classes.findingPlan}>
      <div className={classes.anywhere}>
        <b>{plan.title}</b>
        <div className="small muted">
          removes this{others > 0 && ` and ${number(others)} ${others === 1 ? 'other' : 'others'}`}, adds{' '}
          {plan.adds.length === 0 ? 'none' : number(plan.adds.length)}
        </div>
      </div>
      <LinkButton to="/images/$connection/$repository/$reference" params={params} search={{ platform, tab: 'plan', plan: slugOf(plan) }}>
        Open the fix plan
      </LinkButton>
    </div>
  );
}

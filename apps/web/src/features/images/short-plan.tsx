import type { FixPlan, ImagePlan } from '@plimsoll/contract';
import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ApiFailure } from '../../api/failure.ts';
import { asSentence, number } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { remainderInWords } from '../../ui/plans/plan-words.ts';
import type { ImageAddress } from '../../ui/image-address.ts';
import classes from './images.module.css';
import { type Part, partsOf, widestPlan } from './plan-choice.ts';

interface ShortPlanProps {
  readonly params: ImageAddress;
  readonly platform: string | undefined;
  readonly plan: ImagePlan | undefined;
  readonly error: unknown;
}

/** The plan that removes most, in its parts, beside the verdict. The page is whole without it. */
export function ShortPlan({ params, platform, plan, error }: ShortPlanProps) {
  const whole = plan === undefined ? undefined : widestPlan(plan.plans);
  if (plan === undefined && error === null)
    return (
      <div className={`${classes.shortPlan} after-a-moment`} role="status" aria-label="Loading the fix plan">
        <Skeleton height={14} mb={10} />
        <Skeleton height={14} mb={14} />
        <Skeleton height={32} />
      </div>
    );
  if (plan === undefined || whole === undefined)
    return (
      <div className={classes.shortPlan}>
        <p className="small muted">
          {plan === undefined
            ? `No fix plan: ${error instanceof ApiFailure ? asSentence(error.message) : 'it could not be made.'}`
            : 'No other base is known, no version that would fix anything is stated.'}
        </p>
      </div>
    );
  return (
    <div className={classes.shortPlan}>
      <ol className={classes.steps}>
        {partsOf(whole, plan.plans).map((part, index) => (
          <li key={part.label}>
            <span className="faint">{index + 1}</span>
            <PartLabel part={part} whole={whole} params={params} platform={platform} />
            {part.alone !== undefined && (
              <b title="What this part removes by itself: it was applied and matched again">−{number(part.alone.removes.length)}</b>
            )}
          </li>
        ))}
      </ol>
      <p className="small muted">
        {whole.edits.length === 1 ? 'It' : 'All of it'} {remainderInWords({ ...whole, adds: whole.adds.length })}.
      </p>
      <LinkButton to="/images/$connection/$repository/$reference" params={params} search={{ platform, tab: 'plan' }} resetScroll={false}>
        Open the fix plan
      </LinkButton>
    </div>
  );
}

function PartLabel({
  part: { label, alone },
  whole,
  params,
  platform,
}: {
  part: Part;
  whole: FixPlan;
  params: ImageAddress;
  platform: string | undefined;
}) {
  return (
    <Link
      to="/images/$connection/$repository/$reference"
      params={params}
      search={{ platform, tab: 'plan', plan: (alone ?? whole).key }}
      resetScroll={false}
      className={classes.stepLabel}
    >
      {label}
    </Link>
  );
}

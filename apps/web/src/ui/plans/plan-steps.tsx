import { Checkbox } from '@mantine/core';
import { number } from '../format.ts';
import { Panel } from '../panel.tsx';
import { formatLeftOut, type Step } from './left-out.ts';
import page from '../page.module.css';
import classes from './plans.module.css';

interface PlanStepsProps {
  readonly steps: readonly Step[];
  readonly leftOut: ReadonlySet<number>;
  /** The steps that are left out now, as an address holds them; undefined for none. */
  readonly onChange: (without: string | undefined) => void;
}

/** The steps of a plan, each of which can be left out but the last that is chosen. */
export function PlanSteps({ steps, leftOut, onChange }: PlanStepsProps) {
  const chosen = steps.length - leftOut.size;
  const toggle = (step: number, isChosen: boolean) =>
    onChange(formatLeftOut(new Set([...leftOut].filter((each) => each !== step).concat(isChosen ? step : [])), steps));
  return (
    <Panel
      title="Edits"
      aside={
        leftOut.size === 0 ? (
          'Leave some out, and the rest is counted again'
        ) : (
          <button type="button" className={page.textButton} onClick={() => onChange(undefined)}>
            Choose all
          </button>
        )
      }
    >
      <ul className={classes.steps}>
        {steps.map(({ step, label, edits, removes }) => {
          const isChosen = !leftOut.has(step);
          const isLast = isChosen && chosen === 1;
          return (
            <li key={step}>
              <Checkbox.Card
                className={classes.step ?? ''}
                checked={isChosen}
                disabled={isLast}
                title={isLast ? 'One edit has to stay' : undefined}
                onChange={() => toggle(step, isChosen)}
              >
                <Checkbox.Indicator size="xs" disabled={isLast} />
                <span className={classes.stepWords}>
                  <span className={classes.stepLabel}>{label}</span>
                  <span className="small muted">{filesOf(edits)}</span>
                </span>
                {removes !== undefined && (
                  <b className={classes.stepEffect} title="What this removes by itself: it was applied and matched again">
                    −{number(removes)}
                  </b>
                )}
              </Checkbox.Card>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function filesOf(edits: Step['edits']): string {
  const files = [...new Set(edits.map(({ file }) => file ?? 'a file'))].join(', ');
  return edits.length === 1 ? files : `${edits.length} edits that belong together, ${files}`;
}

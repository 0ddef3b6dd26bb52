import type { ImageDetail, ImagePlan } from '@plimsoll/contract';
import type { ReactNode } from 'react';
import { asSentence, count, number } from '../../ui/format.ts';
import { Note } from '../../ui/panel.tsx';
import { SEVERITIES, SEVERITY_WORD, totalOf } from '../../ui/severities.ts';
import { SeverityBar, SeverityWord } from '../../ui/severity.tsx';
import type { ImageSearch } from './image-search.ts';
import { foundOf, verdictOf } from './image-words.ts';
import classes from './images.module.css';
import { effectInWords } from './plan-choice.ts';

type Change = (next: Partial<ImageSearch>) => void;

interface VerdictProps {
  readonly image: ImageDetail;
  /** Once it is known what edits would do. */
  readonly plan: ImagePlan | undefined;
  readonly onChange: Change;
  /** What stands beside it. */
  readonly aside: ReactNode;
}

/** The sentence, the bar, and every number as the way to its rows. */
export function Verdict({ image, plan, onChange, aside }: VerdictProps) {
  const { counts } = image;
  const show = (filter: Partial<ImageSearch>) =>
    onChange({
      tab: undefined,
      severity: undefined,
      exploited: undefined,
      fixable: undefined,
      layer: undefined,
      decided: undefined,
      ...filter,
    });
  return (
    <section className={classes.verdict} aria-label="Verdict" data-split={aside !== undefined || undefined}>
      <div className={classes.verdictSide}>
        <h2>{plan === undefined ? verdictOf(image) : `${foundOf(image)}. ${effectInWords(plan)}`}</h2>
        {counts !== null && (
          <>
            <SeverityBar counts={counts} />
            <div className={classes.verdictCounts}>
              {SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => (
                <button key={severity} type="button" className={classes.textLink} onClick={() => show({ severity })}>
                  <SeverityWord severity={severity}>
                    {number(counts[severity])} {SEVERITY_WORD[severity].toLowerCase()}
                  </SeverityWord>
                </button>
              ))}
              <span className={classes.verdictFacts}>
                {image.exploited > 0 && (
                  <button type="button" className={classes.textLink} onClick={() => show({ exploited: true })}>
                    {number(image.exploited)} exploited in the wild
                  </button>
                )}
                {counts.fixable > 0 && (
                  <button type="button" className={classes.textLink} onClick={() => show({ fixable: true })}>
                    {number(counts.fixable)} with a fix
                  </button>
                )}
                {image.withoutFix > 0 && <span>{number(image.withoutFix)} without a fix</span>}
                {totalOf(image.decided) > 0 && (
                  <button type="button" className={classes.textLink} onClick={() => show({ decided: 'decided' })}>
                    {number(totalOf(image.decided))} decided
                  </button>
                )}
                {image.notAffected > 0 && (
                  <button type="button" className={classes.textLink} onClick={() => onChange({ tab: 'not-affected' })}>
                    {number(image.notAffected)} more not affected
                  </button>
                )}
              </span>
            </div>
          </>
        )}
        {image.coverage !== 'complete' && image.problems.length > 0 && (
          <Note tone="warn" title={`${count(image.problems.length, 'problem')} while reading: this is not the whole picture`}>
            {asSentence(image.problems[0]?.message ?? '')}{' '}
            <button type="button" className={classes.textLink} onClick={() => onChange({ tab: 'problems' })}>
              {image.problems.length === 1 ? 'Show it' : 'Show all'}
            </button>
          </Note>
        )}
      </div>
      {aside}
    </section>
  );
}

import type { Epss } from '@plimsoll/contract';
import { EPSS_CHOICES, epssInWords, percent } from './epss-words.ts';
import { ChoiceFilter } from './filters.tsx';
import { Tag } from './tags.tsx';

/** How probable it is that a vulnerability is exploited. */
export function EpssTag({ epss }: { epss: Epss }) {
  return <Tag title={epssInWords(epss)}>EPSS {percent(epss.probability)}</Tag>;
}

/** The least probability that is listed; what has no score is left out. */
export function EpssFilter({ value, onChange }: { value: number | undefined; onChange: (value: number | undefined) => void }) {
  return (
    <ChoiceFilter
      name="EPSS at least"
      value={value === undefined ? undefined : String(value)}
      options={EPSS_CHOICES}
      onChange={(choice) => onChange(choice === undefined ? undefined : Number(choice))}
    />
  );
}

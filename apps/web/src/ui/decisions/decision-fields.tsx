import { NativeSelect, Radio, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import {
  type DecisionKind,
  type Draft,
  hasReason,
  JUSTIFICATIONS,
  type Justification,
  KINDS,
  type PlaceContext,
  placesOf,
} from './decision-words.ts';
import classes from './decisions.module.css';

export interface FieldProps {
  readonly draft: Draft;
  readonly onChange: (next: Partial<Draft>) => void;
}

const KIND_ORDER: readonly DecisionKind[] = ['accepted', 'not-affected', 'false-positive'];

export function KindField({ draft, onChange }: FieldProps) {
  return (
    <>
      <Radio.Group
        label="What is it?"
        value={draft.kind}
        onChange={(value) => onChange({ kind: KIND_ORDER.find((kind) => kind === value) ?? 'accepted' })}
      >
        <div className={classes.choices}>
          {KIND_ORDER.map((kind) => (
            <Radio key={kind} size="xs" value={kind} label={KINDS[kind].title} description={KINDS[kind].about} />
          ))}
        </div>
      </Radio.Group>
      {draft.kind === 'not-affected' && (
        <NativeSelect
          label="Because"
          data={Object.entries(JUSTIFICATIONS).map(([value, label]) => ({ value, label }))}
          value={draft.justification}
          onChange={(event) => onChange({ justification: event.currentTarget.value as Justification })}
        />
      )}
    </>
  );
}

export function WhereField({ draft, context, isAsked, onChange }: FieldProps & { context: PlaceContext; isAsked: boolean }) {
  const places = placesOf(context);
  return (
    <Radio.Group
      label="Where?"
      value={draft.place}
      onChange={(value) => onChange({ place: places.find((place) => place.value === value)?.value ?? 'everywhere' })}
    >
      <div className={classes.choices}>
        {places.map(({ value, label, about }) => (
          <div key={value}>
            <Radio size="xs" value={value} label={label} description={about} />
            {value === draft.place && value === 'tags' && (
              <Pattern label="Tags" value={draft.tagGlob} isAsked={isAsked} onChange={(tagGlob) => onChange({ tagGlob })} />
            )}
            {value === draft.place && value === 'repositories' && (
              <Pattern
                label="Repositories"
                value={draft.repositoryGlob}
                isAsked={isAsked}
                onChange={(repositoryGlob) => onChange({ repositoryGlob })}
              />
            )}
          </div>
        ))}
      </div>
    </Radio.Group>
  );
}

export function ReasonField({ draft, isAsked, onChange }: FieldProps & { isAsked: boolean }) {
  return (
    <Textarea
      label="Reason"
      description="For whoever reads this next year"
      required
      autosize
      minRows={2}
      maxRows={6}
      maxLength={2000}
      value={draft.reason}
      onChange={(event) => onChange({ reason: event.currentTarget.value })}
      error={isAsked && !hasReason(draft) ? 'Say why, in a few words' : undefined}
    />
  );
}

export function ExpiresField({ draft, onChange }: FieldProps) {
  return (
    <div className={classes.expires}>
      <span id="decide-expires" className={classes.label}>
        Opens again after
      </span>
      <SegmentedControl
        aria-labelledby="decide-expires"
        data={[
          { value: '30', label: '30 days' },
          { value: '90', label: '90 days' },
          { value: '180', label: '180 days' },
          { value: 'never', label: 'Never' },
        ]}
        value={draft.days}
        onChange={(days) => onChange({ days })}
      />
    </div>
  );
}

export function Pattern({
  label,
  value,
  isAsked,
  onChange,
}: {
  label: string;
  value: string;
  isAsked: boolean;
  onChange: (value: string) => void;
}) {
  return (
    <TextInput
      className={classes.pattern ?? ''}
      size="xs"
      aria-label={label}
      placeholder="* stands for any text"
      maxLength={300}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={isAsked && value.trim() === '' ? 'Write a name or a pattern' : undefined}
    />
  );
}

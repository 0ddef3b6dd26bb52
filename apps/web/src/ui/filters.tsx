import { Checkbox, CloseButton, Popover, Radio, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import classes from './filters.module.css';
import { ChevronIcon, SearchIcon } from './icons.tsx';
import { SEVERITIES, SEVERITY_WORD, type Severity } from './severities.ts';
import { SeverityWord } from './severity.tsx';

/** Filters of a list, and beside them how many rows they leave and what can be done with those. */
export function FilterBar({ children, result, action }: { children: ReactNode; result?: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes.bar} role="search">
      {children}
      <span className={classes.end}>
        {result !== undefined && (
          <span className="small muted" role="status">
            {result}
          </span>
        )}
        {action}
      </span>
    </div>
  );
}

/** Searches as one types, a quarter of a second behind. */
export function TextFilter({
  value,
  onChange,
  label,
}: {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  label: string;
}) {
  const [typed, setTyped] = useState(value ?? '');
  const report = useDebouncedCallback((next: string) => onChange(next.trim() === '' ? undefined : next.trim()), 250);
  // The address changed by other means (a link, going back): show what it says.
  const [shown, setShown] = useState(value);
  if (value !== shown) {
    setShown(value);
    if (typed.trim() !== (value ?? '')) setTyped(value ?? '');
  }
  return (
    <TextInput
      className={classes.text ?? ''}
      size="xs"
      aria-label={label}
      placeholder={label}
      value={typed}
      data-filter-first
      leftSection={<SearchIcon size={14} />}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        report(event.currentTarget.value);
      }}
    />
  );
}

function Pill({ name, shown, onClear, children }: { name: string; shown: string | undefined; onClear: () => void; children: ReactNode }) {
  const [opened, setOpened] = useState(false);
  return (
    <span className={classes.pill} data-on={shown !== undefined || undefined}>
      <Popover opened={opened} onChange={setOpened} position="bottom-start" offset={6} shadow="md" trapFocus returnFocus withinPortal>
        <Popover.Target>
          <UnstyledButton
            className={classes.pillButton ?? ''}
            onClick={() => setOpened(!opened)}
            onKeyDown={(event) => {
              if (event.key === 'Backspace' || event.key === 'Delete') onClear();
            }}
            data-filter-first
          >
            {name}
            {shown === undefined ? <ChevronIcon size={11} /> : <b>{shown}</b>}
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown p={8}>{children}</Popover.Dropdown>
      </Popover>
      {shown !== undefined && (
        <CloseButton size={18} iconSize={11} onClick={onClear} aria-label={`Remove the filter ${name}`} className={classes.clear ?? ''} />
      )}
    </span>
  );
}

/** Several severities; none chosen means all. */
export function SeverityFilter({ value, onChange }: { value: readonly Severity[]; onChange: (value: Severity[]) => void }) {
  const shown = value.length === 0 ? undefined : value.map((severity) => SEVERITY_WORD[severity].toLowerCase()).join(', ');
  return (
    <Pill name="Severity" shown={shown} onClear={() => onChange([])}>
      <Checkbox.Group
        aria-label="Severity"
        value={[...value]}
        onChange={(chosen) => onChange(SEVERITIES.filter((severity) => chosen.includes(severity)))}
      >
        <div className={classes.options}>
          {SEVERITIES.map((severity) => (
            <Checkbox key={severity} size="xs" value={severity} label={<SeverityWord severity={severity} />} />
          ))}
        </div>
      </Checkbox.Group>
    </Pill>
  );
}

/** One of a few values, or any. */
export function ChoiceFilter<Value extends string>({
  name,
  value,
  options,
  onChange,
}: {
  name: string;
  value: Value | undefined;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value | undefined) => void;
}) {
  const chosen = options.find((option) => option.value === value);
  return (
    <Pill name={name} shown={chosen?.label.toLowerCase() ?? value} onClear={() => onChange(undefined)}>
      <Radio.Group
        aria-label={name}
        value={value ?? ''}
        onChange={(next) => onChange(options.find((option) => option.value === next)?.value)}
      >
        <div className={classes.options}>
          <Radio size="xs" value="" label="Any" />
          {options.map((option) => (
            <Radio key={option.value} size="xs" value={option.value} label={option.label} />
          ))}
        </div>
      </Radio.Group>
    </Pill>
  );
}

/** On or off. */
export function ToggleFilter({ name, value, onChange }: { name: string; value: boolean; onChange: (value: boolean) => void }) {
  return (
    <span className={classes.pill} data-on={value || undefined}>
      <UnstyledButton className={classes.pillButton ?? ''} aria-pressed={value} onClick={() => onChange(!value)}>
        {name}
      </UnstyledButton>
    </span>
  );
}

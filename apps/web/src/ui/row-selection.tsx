import { Checkbox, Table } from '@mantine/core';
import { type MouseEvent, type ReactNode, useRef } from 'react';
import table from './data-table.module.css';
import classes from './row-selection.module.css';
import { howMany, rowsBetween, type Selection, withRows } from './selection.ts';

/** Rows that can be chosen: which are, and what happens when others are. */
export interface RowSelection {
  readonly selected: Selection;
  readonly onChange: (selected: Selection) => void;
}

/** What the boxes and `x` do. A range begins at the row that was chosen last. */
export function useSelecting(selection: RowSelection | undefined, order: readonly string[]) {
  const last = useRef<string>(undefined);
  if (selection === undefined) return undefined;
  const { selected, onChange } = selection;
  return {
    selected,
    all: howMany(selected, order),
    toggle: (key: string, isRange: boolean) => {
      const keys = isRange ? rowsBetween(order, last.current, key) : [key];
      last.current = key;
      onChange(withRows(selected, keys, !selected.has(key)));
    },
    toggleAll: () => onChange(withRows(selected, order, howMany(selected, order) !== 'all')),
  };
}
type Selecting = NonNullable<ReturnType<typeof useSelecting>>;

export function SelectAllCell({ selecting }: { selecting: Selecting }) {
  return (
    <Table.Th className={`${table.headCell} ${table.pick}`}>
      <Checkbox
        size="xs"
        aria-label="Select all shown"
        checked={selecting.all === 'all'}
        indeterminate={selecting.all === 'some'}
        onChange={selecting.toggleAll}
      />
    </Table.Th>
  );
}

/** A click beside the box is the row's to take: a miss is not to open it. */
export function SelectCell({ selecting, rowKey }: { selecting: Selecting; rowKey: string }) {
  return (
    <Table.Td className={`${table.cell} ${table.pick}`} data-pick>
      <Checkbox
        size="xs"
        aria-label={`Select ${rowKey}`}
        checked={selecting.selected.has(rowKey)}
        onChange={({ nativeEvent }) => selecting.toggle(rowKey, 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true)}
      />
    </Table.Td>
  );
}

/** A click beside a row's box, not on it. */
export function isBesideBox({ target }: MouseEvent): boolean {
  return target instanceof Element && target.closest('input') === null && target.closest('[data-pick]') !== null;
}

/** What is chosen, and what can be done with it: stays at the bottom of the window while there is something. */
export function SelectionBar({ says, children, onClear }: { says: string; children: ReactNode; onClear: () => void }) {
  return (
    <section aria-label="Selection" className={classes.bar}>
      <b role="status">{says}</b>
      <button type="button" className={classes.clear} onClick={onClear}>
        Clear
      </button>
      <span className={classes.actions}>{children}</span>
    </section>
  );
}

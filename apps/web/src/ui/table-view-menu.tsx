import { Button, Checkbox, Popover, SegmentedControl } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useId } from 'react';
import type { Column } from './data-table.tsx';
import { ChevronIcon } from './icons.tsx';
import classes from './table-view-menu.module.css';
import { type Density, DENSITIES, parseDensity, parseHidden, SHOW_CLASS, shownColumns } from './table-view.ts';

/**
 * How a table shows: which columns, kept in this browser under the table's name, and how close its rows stand, kept for all tables that offer
 * the choice.
 */
export function useTableView<Row>(table: string, all: readonly Column<Row>[]) {
  const [hidden, setHidden] = useLocalStorage<readonly string[]>({
    key: `plimsoll.columns.${table}`,
    defaultValue: [],
    getInitialValueInEffect: false,
    deserialize: parseHidden,
  });
  const [density, setDensity] = useLocalStorage<Density>({
    key: 'plimsoll.density',
    defaultValue: 'comfortable',
    getInitialValueInEffect: false,
    serialize: String,
    deserialize: parseDensity,
  });
  return { all, columns: shownColumns(all, hidden), setHidden, density, setDensity };
}

/** Chooses the columns of a table, and how close its rows stand. */
export function TableViewMenu<Row>({ view }: { view: ReturnType<typeof useTableView<Row>> }) {
  const { all, columns, setHidden, density, setDensity } = view;
  const label = useId();
  const shown = columns.map(({ id }) => id);
  return (
    <Popover position="bottom-end" offset={6} shadow="md" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <Button variant="default" size="xs" rightSection={<ChevronIcon size={11} />}>
          View
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={12} className={classes.menu ?? ''}>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label="Density"
          data={[
            { value: 'comfortable', label: 'Comfortable' },
            { value: 'compact', label: 'Compact' },
          ]}
          value={density}
          onChange={(value) => setDensity(DENSITIES.find((each) => each === value) ?? 'comfortable')}
        />
        <div id={label} className="small muted">
          Columns
        </div>
        <Checkbox.Group
          aria-labelledby={label}
          value={shown}
          onChange={(chosen) => setHidden(all.map(({ id }) => id).filter((id) => !chosen.includes(id)))}
        >
          <div className={classes.columns}>
            {all.map(({ id, head, show = 'always', stays = false }) => (
              <Checkbox key={id} className={SHOW_CLASS[show]} size="xs" value={id} label={head} disabled={stays} />
            ))}
          </div>
        </Checkbox.Group>
        {shown.length < all.length && (
          <Button variant="subtle" size="xs" onClick={() => setHidden([])}>
            Show all
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

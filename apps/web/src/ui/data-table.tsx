import { Button, Table, UnstyledButton } from '@mantine/core';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import classes from './data-table.module.css';
import { number } from './format.ts';
import { useRowKeys } from './row-keys.ts';
import { isBesideBox, type RowSelection, SelectAllCell, SelectCell, useSelecting } from './row-selection.tsx';
import { type Density, SHOW_CLASS } from './table-view.ts';

export interface Column<Row> {
  readonly id: string;
  readonly head: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  readonly width?: number | string;
  readonly numeric?: boolean;
  /** `wide`: not under 600 px; `roomy`: not under 1,000 px. What it says must then stand in another cell. */
  readonly show?: keyof typeof SHOW_CLASS;
  /** It says which row it is: it cannot be hidden. */
  readonly stays?: boolean;
  /** The server can sort by it, under this name. */
  readonly sort?: string;
}

interface Sorting {
  readonly by: string;
  readonly order: 'asc' | 'desc';
}

interface DataTableProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly total: number;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  /** Opens a row: by a click beside its links, or by enter. */
  readonly onOpen?: (row: Row) => void;
  /** A row that is of less concern than the others. */
  readonly isQuiet?: (row: Row) => boolean;
  /** The row whose panel is open. */
  readonly openKey?: string | undefined;
  /** Boxes before the rows; absent: nothing can be done with several. */
  readonly selection?: RowSelection | undefined;
  readonly sorting?: Sorting;
  readonly onSort?: (sorting: Sorting) => void;
  readonly hasMore?: boolean;
  readonly isLoadingMore?: boolean;
  readonly onMore?: () => void;
  /** Height of a row before it is measured. */
  readonly rowHeight?: number;
  readonly density?: Density;
}

const TOP_BAR = 52;
const HEAD = 34;

/**
 * Rows of a server-paged list under a head that stays. Only what is on the screen is in the page, so ten thousand rows scroll like ten;
 * further pages are asked for as the end comes near. `j` and `k` move, `enter` opens, `x` selects.
 */
export function DataTable<Row>({
  label,
  rows,
  total,
  columns,
  rowKey,
  onOpen,
  isQuiet,
  openKey,
  selection,
  sorting,
  onSort,
  hasMore = false,
  isLoadingMore = false,
  onMore,
  rowHeight = 53,
  density = 'comfortable',
}: DataTableProps<Row>) {
  const body = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  useEffect(() => {
    const measure = () => setMargin(body.current === null ? 0 : body.current.getBoundingClientRect().top + window.scrollY);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: margin,
    scrollPaddingStart: TOP_BAR + HEAD,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : rowKey(row);
    },
  });
  const { measure: measureAgain } = virtual;
  useEffect(() => measureAgain(), [density, measureAgain]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const isNearEnd = hasMore && !isLoadingMore && last >= rows.length - 25;
  useEffect(() => {
    if (isNearEnd) onMore?.();
  }, [isNearEnd, onMore]);

  const selecting = useSelecting(selection, selection === undefined ? [] : rows.map(rowKey));
  const withRow = (act: ((row: Row) => void) | undefined) => (index: number) => {
    const row = rows[index];
    if (row !== undefined) act?.(row);
  };
  const active = useRowKeys(body, {
    count: rows.length,
    scrollToIndex: virtual.scrollToIndex,
    onOpen: withRow(onOpen),
    onSelect: withRow((row) => selecting?.toggle(rowKey(row), false)),
  });
  const above = (items[0]?.start ?? margin) - margin;
  const below = virtual.getTotalSize() - ((items.at(-1)?.end ?? margin) - margin);

  return (
    <div className={classes.frame} ref={body}>
      <Table
        aria-label={label}
        aria-rowcount={total + 1}
        stickyHeader
        stickyHeaderOffset={TOP_BAR}
        className={classes.table ?? ''}
        data-density={density}
      >
        <Table.Thead className={classes.head ?? ''}>
          <Table.Tr aria-rowindex={1}>
            {selecting !== undefined && <SelectAllCell selecting={selecting} />}
            {columns.map((column) => (
              <HeadCell key={column.id} column={column} sorting={sorting} onSort={onSort} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {above > 0 && <tr aria-hidden="true" style={{ height: above }} />}
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const key = rowKey(row);
            return (
              <Table.Tr
                key={key}
                data-index={item.index}
                ref={virtual.measureElement}
                aria-rowindex={item.index + 2}
                tabIndex={-1}
                className={classes.row ?? ''}
                data-quiet={isQuiet?.(row) || undefined}
                data-selected={key === openKey || selecting?.selected.has(key) || undefined}
                data-opens={onOpen !== undefined || undefined}
                onFocus={() => (active.current = item.index)}
                onMouseDown={(event) => {
                  // Of a range of rows the browser would select the text.
                  if (event.shiftKey && selecting !== undefined) event.preventDefault();
                }}
                onClick={(event) => {
                  if (isBesideBox(event)) selecting?.toggle(key, event.shiftKey);
                  else if (isPlainClick(event)) onOpen?.(row);
                }}
              >
                {selecting !== undefined && <SelectCell selecting={selecting} rowKey={key} />}
                {columns.map((column) => (
                  <Table.Td
                    key={column.id}
                    className={`${classes.cell} ${SHOW_CLASS[column.show ?? 'always']}`}
                    data-numeric={column.numeric || undefined}
                  >
                    {column.cell(row)}
                  </Table.Td>
                ))}
              </Table.Tr>
            );
          })}
          {below > 0 && <tr aria-hidden="true" style={{ height: below }} />}
        </Table.Tbody>
      </Table>
      {hasMore && (
        <div className={classes.more}>
          <span className="small muted">
            {number(rows.length)} of {number(total)} shown
          </span>
          <Button variant="default" onClick={onMore} loading={isLoadingMore}>
            Load more
          </Button>
        </div>
      )}
    </div>
  );
}

function HeadCell<Row>({
  column,
  sorting,
  onSort,
}: {
  column: Column<Row>;
  sorting: Sorting | undefined;
  onSort: ((sorting: Sorting) => void) | undefined;
}) {
  const { sort } = column;
  const order = sort !== undefined && sorting?.by === sort ? sorting.order : undefined;
  return (
    <Table.Th
      style={{ width: column.width }}
      className={`${classes.headCell} ${SHOW_CLASS[column.show ?? 'always']}`}
      data-numeric={column.numeric || undefined}
      {...(order === undefined ? {} : { 'aria-sort': order === 'asc' ? 'ascending' : 'descending' })}
    >
      {sort === undefined || onSort === undefined ? (
        column.head
      ) : (
        <UnstyledButton
          className={classes.sort ?? ''}
          data-on={order !== undefined || undefined}
          onClick={() => onSort({ by: sort, order: order === 'desc' ? 'asc' : 'desc' })}
        >
          {column.head}
          <span aria-hidden="true" className={classes.arrow}>
            {order === 'asc' ? '↑' : '↓'}
          </span>
        </UnstyledButton>
      )}
    </Table.Th>
  );
}

/** A click on the row itself: not on a link or button in it, and not the end of selecting text. */
function isPlainClick(event: MouseEvent): boolean {
  const target = event.target;
  if (!(target instanceof Element) || target.closest('a, button, input, label') !== null) return false;
  return (window.getSelection()?.toString() ?? '') === '';
}

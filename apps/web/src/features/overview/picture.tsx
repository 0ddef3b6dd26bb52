import { Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ApiFailure } from '../../api/failure.ts';
import { asSentence } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import classes from './picture.module.css';

/** A panel that shows its data as a picture, or the same as a table. Without something to draw it says why and has no table. */
export function Picture({
  title,
  empty,
  table,
  children,
}: {
  title: ReactNode;
  empty?: ReactNode;
  table: () => ReactNode;
  children: ReactNode;
}) {
  const [isTable, setTable] = useState(false);
  if (empty !== undefined)
    return (
      <Panel title={title}>
        <div className="muted">{empty}</div>
      </Panel>
    );
  return (
    <Panel
      title={title}
      aside={
        <button type="button" className={classes.toggle} onClick={() => setTable(!isTable)}>
          {isTable ? 'Show as a picture' : 'Show as a table'}
        </button>
      }
    >
      {isTable ? table() : children}
    </Panel>
  );
}

/** The same before there is data: the shape of what comes, or what failed and a retry. */
export function PictureOf<Data>({
  query,
  name,
  children,
}: {
  query: UseQueryResult<Data>;
  /** Its title until it is there. */
  name: string;
  children: (data: Data) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (!query.isError)
    return (
      <Panel title={name}>
        <div className="after-a-moment" aria-busy="true" aria-label="Loading" role="status">
          <Skeleton height={130} radius="sm" />
        </div>
      </Panel>
    );
  const message = query.error instanceof ApiFailure ? query.error.message : 'something went wrong on this page';
  return (
    <Panel title={name}>
      <div role="alert">
        Could not be loaded. {asSentence(message)}{' '}
        <button type="button" className={classes.toggle} onClick={() => void query.refetch()}>
          Try again
        </button>
      </div>
    </Panel>
  );
}

/** The data of a picture. A column that begins with `#` holds numbers. */
export function PictureTable({
  columns,
  rows,
}: {
  columns: readonly string[];
  rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}) {
  const alignOf = (index: number) => (columns[index]?.startsWith('#') === true ? classes.number : undefined);
  return (
    // It scrolls, so the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.scroll} tabIndex={0} role="region" aria-label="The same as a table">
      <table>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={column} className={alignOf(index)}>
                {column.replace('#', '')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, index) => (
                <td key={columns[index]} className={alignOf(index)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import { useRef } from 'react';
import { usePageKeys } from './shortcut.ts';

interface RowActions {
  readonly count: number;
  readonly scrollToIndex: (index: number) => void;
  readonly onOpen?: ((index: number) => void) | undefined;
  readonly onSelect?: ((index: number) => void) | undefined;
}

/**
 * `j` and `k` move the focus from row to row, `enter` opens the focused one and `x` selects it. Returns the index of the row that has or had
 * the focus.
 */
export function useRowKeys(frame: { readonly current: HTMLElement | null }, { count, scrollToIndex, onOpen, onSelect }: RowActions) {
  const active = useRef(-1);
  usePageKeys((key, event) => {
    if (key === 'j' || key === 'k') {
      if (count === 0) return;
      const index = Math.min(count - 1, Math.max(0, active.current + (key === 'j' ? 1 : -1)));
      active.current = index;
      scrollToIndex(index);
      // A row far away comes into the page only after the next paint.
      if (!focusRow(frame.current, index)) requestAnimationFrame(() => requestAnimationFrame(() => focusRow(frame.current, index)));
      event.preventDefault();
      return;
    }
    const row = rowOf(frame.current, event.target);
    // In a row, enter belongs to the link or button that has the focus.
    if (key === 'Enter' && row !== undefined && row === event.target) onOpen?.(Number(row.dataset.index));
    if (key === 'x' && row !== undefined) onSelect?.(Number(row.dataset.index));
  });
  return active;
}

/** Gives the focus to a row that is in the page. @returns whether it is */
function focusRow(frame: HTMLElement | null, index: number): boolean {
  const row = frame?.querySelector<HTMLElement>(`tr[data-index="${index}"]`) ?? undefined;
  row?.focus({ preventScroll: true });
  return row !== undefined;
}

/** The row of this table that an element stands in. */
function rowOf(frame: HTMLElement | null, target: EventTarget | null): HTMLElement | undefined {
  const row = target instanceof HTMLElement ? target.closest<HTMLElement>('tr[data-index]') : null;
  return row !== null && frame?.contains(row) === true ? row : undefined;
}

import { useEffect, useRef } from 'react';

/** Whether a key press belongs to a field, a menu or a dialog rather than to the page. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  return (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    (target instanceof HTMLElement &&
      (target.isContentEditable || target.closest('input:not([type=checkbox]), textarea, select, [role=menu], [role=listbox]') !== null))
  );
}

/** Runs `handler` for keys pressed on the page, not for those typed into fields. */
export function usePageKeys(handler: (key: string, event: KeyboardEvent) => void): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!isTyping(event) && !event.defaultPrevented) latest.current(event.key, event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

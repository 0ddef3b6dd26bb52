import { useState } from 'react';
import { number } from './format.ts';
import classes from './page.module.css';

/** One below the other; of a long list the first ones, until one asks for the rest. */
export function ShortList({ items, limit = 6 }: { items: readonly string[]; limit?: number }) {
  const [isWhole, setWhole] = useState(false);
  // To hide a single one would save no line.
  const shown = isWhole || items.length <= limit + 1 ? items : items.slice(0, limit);
  return (
    <>
      {shown.map((item) => (
        <div key={item}>{item}</div>
      ))}
      {shown.length < items.length && (
        <button type="button" className={classes.textButton} onClick={() => setWhole(true)}>
          and {number(items.length - shown.length)} more
        </button>
      )}
    </>
  );
}

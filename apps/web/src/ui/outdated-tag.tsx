import { Tooltip } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';
import { asSentence } from './format.ts';
import { Tag } from './tags.tsx';
import classes from './tags.module.css';

interface Props extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly reasons: readonly string[];
  readonly newer?: number;
  readonly ref?: Ref<HTMLAnchorElement>;
}

function Anchor({ reasons, newer = 0, ref, ...props }: Props) {
  const words = newer === 0 ? 'outdated' : `outdated, ${newer} newer`;
  return (
    <Tooltip
      label={
        <ul className={classes.reasons}>
          {reasons.map((reason) => (
            <li key={reason}>{asSentence(reason)}</li>
          ))}
        </ul>
      }
      multiline
      maw={420}
      events={{ hover: true, focus: true, touch: true }}
    >
      <a ref={ref} {...props} className={classes.tagLink} aria-label={`${words}: ${reasons.join('; ')}`}>
        <Tag tone="warn">{words}</Tag>
      </a>
    </Tooltip>
  );
}

/** `outdated, 2 newer`: why, on hover and focus; a link to what can be done. */
export const OutdatedTag = createLink(Anchor);

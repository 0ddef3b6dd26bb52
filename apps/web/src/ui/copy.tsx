import { Button, CopyButton as MantineCopyButton, UnstyledButton } from '@mantine/core';
import { CheckIcon, CopyIcon } from './icons.tsx';
import classes from './copy.module.css';

/** A small button that copies `text` and says so; the main one of its place is filled and as high as the others there are. */
export function CopyButton({ text, label = 'Copy', isMain = false }: { text: string; label?: string; isMain?: boolean }) {
  return (
    <MantineCopyButton value={text}>
      {({ copied, copy }) => (
        <Button
          variant={isMain ? 'filled' : 'default'}
          size="compact-sm"
          onClick={copy}
          className={classes.button ?? ''}
          aria-live="polite"
        >
          {copied ? 'Copied' : label}
        </Button>
      )}
    </MantineCopyButton>
  );
}

/** Code with a Copy button in its corner. `label` names it for screen readers. */
export function CodeBlock({ text, label }: { text: string; label: string }) {
  return (
    <div className={classes.block}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls: the keyboard must reach it */}
      <pre className={classes.pre} role="region" aria-label={label} tabIndex={0}>
        {text}
      </pre>
      <div className={classes.corner}>
        <CopyButton text={text} />
      </div>
    </div>
  );
}

/** A short form on the page, the whole in the clipboard. */
export function CopyShort({ short, whole, what }: { short: string; whole: string; what: string }) {
  return (
    <MantineCopyButton value={whole}>
      {({ copied, copy }) => (
        <UnstyledButton
          onClick={copy}
          title={copied ? 'Copied' : `Copy ${what}: ${whole}`}
          aria-label={`Copy ${what} ${short}`}
          className={classes.short ?? ''}
        >
          <span className="mono">{short}</span>
          {copied ? <CheckIcon size={12} /> : <CopyIcon size={12} />}
        </UnstyledButton>
      )}
    </MantineCopyButton>
  );
}

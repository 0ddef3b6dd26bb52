import { CopyButton } from './copy.tsx';
import classes from './copy.module.css';

/** Lines of a diff: what goes red, what comes green, each also told by its sign. `copies` is what the button copies if that is something else. */
export function DiffBlock({ text, label, copies = text, copyLabel }: { text: string; label: string; copies?: string; copyLabel?: string }) {
  return (
    <div className={classes.block}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls: the keyboard must reach it */}
      <pre className={`${classes.pre} ${classes.diff}`} role="region" aria-label={label} tabIndex={0}>
        {text
          .replace(/\n$/, '')
          .split('\n')
          .map((line, index) => (
            <span key={index} className={classes.line} data-change={changeOf(line)}>
              {line}
              {'\n'}
            </span>
          ))}
      </pre>
      <div className={classes.corner}>
        <CopyButton text={copies} {...(copyLabel === undefined ? {} : { label: copyLabel })} />
      </div>
    </div>
  );
}

function changeOf(line: string): 'head' | 'gone' | 'come' | undefined {
  if (line.startsWith('---') || line.startsWith('+++') || line.startsWith('@@')) return 'head';
  return line.startsWith('-') ? 'gone' : line.startsWith('+') ? 'come' : undefined;
}

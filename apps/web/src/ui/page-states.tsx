import { Button, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { ApiFailure } from '../api/failure.ts';
import { CopyShort } from './copy.tsx';
import { asSentence } from './format.ts';
import classes from './page.module.css';

/** What is coming, in its final shape, once waiting is noticeable. */
export function LoadingRows({ rows = 8, height = 44 }: { rows?: number; height?: number }) {
  return (
    <div className="after-a-moment" aria-busy="true" aria-label="Loading" role="status">
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height - 12} mb={12} radius="sm" />
      ))}
    </div>
  );
}

/** A page's head and body while it loads. */
export function LoadingPage() {
  return (
    <div className="after-a-moment" aria-busy="true" aria-label="Loading" role="status">
      <Skeleton height={26} width={320} mb={8} maw="80%" />
      <Skeleton height={14} width={460} mb={20} maw="100%" />
      <Skeleton height={110} mb={16} radius="lg" />
      <Skeleton height={300} radius="lg" />
    </div>
  );
}

/** What failed, what to do, the request id to copy, and a retry. */
export function LoadError({ error, what, onRetry }: { error: unknown; what: string; onRetry?: () => void }) {
  const failure = error instanceof ApiFailure ? error : undefined;
  return (
    <div role="alert" className={classes.error}>
      <h2>{what} could not be loaded</h2>
      <div>{failure === undefined ? 'Something went wrong on this page. That is our mistake.' : asSentence(failure.message)}</div>
      {failure?.hint !== undefined && <div className="small muted">{asSentence(failure.hint)}</div>}
      <div className={classes.errorActions}>
        {onRetry !== undefined && (
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
        {failure?.requestId !== undefined && (
          <span className="small muted">
            Request <CopyShort short={failure.requestId} whole={failure.requestId} what="request id" />
          </span>
        )}
      </div>
    </div>
  );
}

/** What would be here, and the one action that brings it. */
export function Nothing({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <h2>{title}</h2>
      {children !== undefined && <p className="small">{children}</p>}
      {action}
    </div>
  );
}

/** A failed action, beside the button that caused it. */
export function ActionError({ error }: { error: unknown }) {
  if (error === null || error === undefined) return null;
  const failure = error instanceof ApiFailure ? error : undefined;
  return (
    <div role="alert" className={classes.error}>
      <div>{failure === undefined ? 'That did not work.' : asSentence(failure.message)}</div>
      {failure?.hint !== undefined && <div className="small muted">{asSentence(failure.hint)}</div>}
      {failure?.requestId !== undefined && (
        <span className="small muted">
          Request <CopyShort short={failure.requestId} whole={failure.requestId} what="request id" />
        </span>
      )}
    </div>
  );
}

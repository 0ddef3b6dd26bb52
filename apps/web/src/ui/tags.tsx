import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './tags.module.css';

export type Tone = 'ok' | 'warn' | 'bad' | 'accent' | 'quiet';

/** A small fact beside a name. */
export function Tag({ tone = 'quiet', title, children }: { tone?: Tone; title?: string; children: ReactNode }) {
  return (
    <Badge className={classes.tag ?? ''} data-tone={tone} title={title}>
      {children}
    </Badge>
  );
}

export type Coverage = 'complete' | 'partial' | 'unsupported' | 'not-an-image';

const COVERAGE: Readonly<Record<Coverage, { word: string; tone: Tone; title: string }>> = {
  complete: { word: 'complete', tone: 'ok', title: 'Everything in this image was read' },
  partial: { word: 'partial', tone: 'warn', title: 'Some of it could not be read: see Problems' },
  unsupported: { word: 'unsupported', tone: 'warn', title: 'Nothing in it that Plimsoll can judge: see Problems' },
  'not-an-image': { word: 'not an image', tone: 'quiet', title: 'A signature, chart or other artefact: nothing to scan' },
};

/** How far an image was read. Null: not read yet. */
export function CoverageTag({ coverage }: { coverage: Coverage | null }) {
  if (coverage === null) return <Tag title="Not read yet">not read yet</Tag>;
  const { word, tone, title } = COVERAGE[coverage];
  return (
    <Tag tone={tone} title={title}>
      {word}
    </Tag>
  );
}

export type DotState = 'ok' | 'working' | 'slow' | 'attention' | 'off';

/** State of something that runs; always beside its word. */
export function StateDot({ state }: { state: DotState }) {
  return <i className={classes.dot} data-state={state} aria-hidden="true" />;
}

export function ExploitedTag({ since }: { since?: string }) {
  return (
    <Tag tone="bad" title="In CISA's catalogue of known exploited vulnerabilities">
      {since === undefined ? 'exploited' : `exploited since ${since}`}
    </Tag>
  );
}

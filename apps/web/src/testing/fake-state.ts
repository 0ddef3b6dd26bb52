import type { Connection, Decision } from '@plimsoll/contract';
import { someDecisions } from './decisions.ts';
import { fourConnections } from './connections.ts';
import { type FakeImage, images } from './images.ts';
import { type FakePolicy, somePolicies } from './policies.ts';

/** `fresh`: as full, read today for the first time. */
export type Scenario = 'full' | 'fresh' | 'empty' | 'failing' | 'signed-out' | 'setup' | 'viewer';

/** What the fake remembers between requests. */
export interface FakeState {
  readonly scenario: Scenario;
  readonly now: number;
  isSignedIn: boolean;
  needsSetup: boolean;
  connections: Connection[];
  images: FakeImage[];
  decisions: Decision[];
  policies: FakePolicy[];
}

export function initialState(scenario: Scenario): FakeState {
  const now = Date.now();
  const isEmpty = scenario === 'empty' || scenario === 'setup';
  return {
    scenario,
    now,
    isSignedIn: scenario !== 'signed-out' && scenario !== 'setup',
    needsSetup: scenario === 'setup',
    connections: isEmpty ? [] : fourConnections(now),
    images: isEmpty ? [] : images(now),
    decisions: isEmpty ? [] : someDecisions(now),
    policies: somePolicies(),
  };
}

/** What an endpoint was asked. */
export interface Input {
  // Parsed by the endpoint's own schemas before; the fake reads the few fields that it looks at.
  readonly params: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly body: Record<string, unknown>;
}
/** Answers one endpoint; undefined means "not found". */
export type Handler = (state: FakeState, input: Input) => unknown;

/** The text that a value is; empty for anything else. */
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
/** Whether a text holds another, whatever the case; an absent one is held by all. */
export const contains = (value: string, part: unknown) => value.toLowerCase().includes(text(part).toLowerCase());

/** A page of rows, as the contract's lists answer. */
export function pageOf<Row>(rows: readonly Row[], query: Record<string, unknown>) {
  const start = Number(text(query.cursor) || 0);
  const end = start + Number(query.limit ?? 50);
  return { rows: rows.slice(start, end), total: rows.length, ...(end < rows.length ? { nextCursor: String(end) } : {}) };
}

/** An instant before the fake began. */
export const minutesAgo = (state: FakeState, minutes: number) => new Date(state.now - minutes * 60_000).toISOString();

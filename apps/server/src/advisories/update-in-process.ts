import type { UpdateResult } from '@plimsoll/advisories';
import { runInProcess } from '../processes/run-in-process.ts';
import type { UpdateRequest } from './update-process.ts';

const ENTRY = new URL('update-process.ts', import.meta.url);

/** `updateStore` in a process of its own: compiling 300,000 advisories must not keep the pages waiting. @throws PlimsollError what it throws */
export function updateInProcess(request: UpdateRequest): Promise<UpdateResult> {
  return runInProcess(ENTRY, request, { what: 'updating the advisories' });
}

import { buildWeb } from '../../tools/build-web.ts';

/** Runs once before all tests: the server serves what lies in `apps/web/dist`. */
export default async function buildPages(): Promise<void> {
  await buildWeb();
}

import { PlimsollError } from '@plimsoll/model';
import { serveOnce } from '../processes/serve.ts';

/** A process that does as it is told. */
export type OddRequest = { readonly does: 'double'; readonly n: number } | { readonly does: 'refuse' | 'fail' | 'eat' | 'leave' | 'wait' };

serveOnce(async (request: OddRequest) => {
  switch (request.does) {
    case 'double':
      return new Map([
        ['pid', process.pid],
        ['doubled', request.n * 2],
      ]); // what JSON could not carry
    case 'refuse':
      throw new PlimsollError('FEED_INVALID', 'not this', { hint: 'try another' });
    case 'fail':
      throw new TypeError('a bug');
    case 'eat':
      return JSON.parse(`[${'{"a":1},'.repeat(4_000_000)}1]`) as unknown;
    case 'leave':
      return process.exit(3);
    case 'wait':
      process.stdout.write(`${process.pid}\n`);
      return new Promise((done) => setTimeout(done, 60_000));
  }
});

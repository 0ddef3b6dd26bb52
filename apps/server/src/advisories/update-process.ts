import { type UpdateOptions, updateStore } from '@plimsoll/advisories';
import { serveOnce } from '../processes/serve.ts';

/** The options of `updateStore` that are plain data. */
export type UpdateRequest = Pick<UpdateOptions, 'dir' | 'mirror' | 'kev' | 'epss' | 'endOfLife'>;

serveOnce((request: UpdateRequest) => updateStore(request));

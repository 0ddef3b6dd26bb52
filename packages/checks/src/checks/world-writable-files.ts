import type { Check } from '../check.ts';
import { observeByLayer } from '../files/group-facts.ts';

/** Files that anybody may change, and folders without the sticky bit in which anybody may replace what others made. */
export const worldWritableFiles: Check = {
  id: 'world-writable-files',
  title: 'No file may be written by everybody',
  remedy: 'Give the files an owner and take the right from the others: COPY --chown=1000 --chmod=go-w',
  severity: 'medium',
  urls: ['https://man7.org/linux/man-pages/man7/inode.7.html'],
  run: (input) =>
    observeByLayer(input, ({ fact: { kind } }) => kind === 'world-writable', {
      one: 'file or folder may be written by everybody',
      many: 'files and folders may be written by everybody',
    }),
};

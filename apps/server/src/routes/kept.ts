/** An answer that is shared by all who ask within a time. */
export interface Kept<Key, Answer> {
  read(key: Key): Promise<Answer>;
  /** The next who asks has it read again. */
  forget(): void;
}

/**
 * Keeps answers for `ms`: what is expensive to read is read once, however many pages are open. A failure is not kept.
 *
 * @param now the present in milliseconds
 */
export function kept<Key, Answer>(
  ms: number,
  read: (key: Key) => Promise<Answer>,
  now: () => number = () => performance.now(),
): Kept<Key, Answer> {
  const answers = new Map<Key, { readonly until: number; readonly answer: Promise<Answer> }>();
  return {
    read: (key) => {
      const present = now();
      for (const [old, { until }] of answers) if (until <= present) answers.delete(old);
      const found = answers.get(key);
      if (found !== undefined) return found.answer;
      const answer = read(key);
      const entry = { until: present + ms, answer };
      answers.set(key, entry);
      answer.catch(() => {
        if (answers.get(key) === entry) answers.delete(key);
      });
      return answer;
    },
    forget: () => answers.clear(),
  };
}

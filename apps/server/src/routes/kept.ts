/**
 * One answer for all who ask within `ms`: what is expensive to read is read once, however many pages are open. A failure is not kept.
 *
 * @param now the present in milliseconds
 */
export function kept<Key, Answer>(
  ms: number,
  read: (key: Key) => Promise<Answer>,
  now: () => number = () => performance.now(),
): (key: Key) => Promise<Answer> {
  const answers = new Map<Key, { readonly until: number; readonly answer: Promise<Answer> }>();
  return (key) => {
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
  };
}

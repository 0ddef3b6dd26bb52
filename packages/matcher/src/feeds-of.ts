const READ_TOGETHER: Readonly<Record<string, readonly string[]>> = { Chainguard: ['Chainguard', 'Wolfi'] };

/** The ecosystems whose advisories speak of the packages of one: its own, and for Chainguard Wolfi's too. */
export function feedsOf(ecosystem: string): readonly string[] {
  return READ_TOGETHER[ecosystem] ?? [ecosystem];
}

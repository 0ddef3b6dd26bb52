/** The properties that are not null: an absent column is an absent property. */
export function present<T extends object>(row: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const result: { [K in keyof T]?: NonNullable<T[K]> } = {};
  for (const key in row) {
    const value = row[key];
    if (value !== null && value !== undefined) result[key] = value;
  }
  return result;
}

import { compareNames, isBundle, isCve } from './names.ts';

/** What grouping needs to know of a record. */
export interface NamedRecord {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly upstream: readonly string[];
  readonly related: readonly string[];
  readonly withdrawn?: string | undefined;
}

/** One flaw under all its names. */
export interface AliasGroup {
  /** The best name. */
  readonly id: string;
  /** Every name, the best included, best first. */
  readonly names: readonly string[];
}

/**
 * Joins records that speak of the same flaw: the closure over `aliases`, plus `upstream` of records with at most one CVE. Bundles and
 * withdrawn records never join two names.
 */
export class AliasGroups {
  readonly #index = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #parents: number[] = [];
  #groups: Map<number, AliasGroup> | undefined;

  /** Takes a record's names in. A withdrawn record is ignored. */
  add(record: NamedRecord): void {
    this.#groups = undefined;
    if (record.withdrawn !== undefined) return;
    const spoken = spokenNames(record);
    const [first = record.id] = spoken;
    const root = this.#nodeOf(first);
    if (explodes(record)) {
      for (const name of spoken) this.#nodeOf(name);
      return;
    }
    for (const name of [record.id, ...record.aliases, ...originsOf(record)]) this.#join(root, this.#nodeOf(name));
  }

  /** The flaws that a record speaks for: one, or one for each CVE of a bundle. Empty for a withdrawn record. */
  groupsOf(record: NamedRecord): readonly AliasGroup[] {
    if (record.withdrawn !== undefined) return [];
    const groups = spokenNames(record).map((name) => this.groupOf(name));
    return [...new Set(groups.filter((group) => group !== undefined))];
  }

  /** The group that a name belongs to; undefined for a name that no record used. */
  groupOf(name: string): AliasGroup | undefined {
    const node = this.#index.get(name);
    return node === undefined ? undefined : this.#collect().get(this.#rootOf(node));
  }

  /** Every group, in no particular order. */
  all(): Iterable<AliasGroup> {
    return this.#collect().values();
  }

  #collect(): Map<number, AliasGroup> {
    if (this.#groups !== undefined) return this.#groups;
    const members = Map.groupBy(this.#names.keys(), (node) => this.#rootOf(node));
    this.#groups = new Map();
    for (const [root, nodes] of members) {
      const names = nodes.map((node) => this.#names[node] ?? '').toSorted(compareNames);
      this.#groups.set(root, { id: names[0] ?? '', names });
    }
    return this.#groups;
  }

  #nodeOf(name: string): number {
    const known = this.#index.get(name);
    if (known !== undefined) return known;
    const node = this.#names.push(name) - 1;
    this.#index.set(name, node);
    this.#parents.push(node);
    return node;
  }

  #rootOf(node: number): number {
    let root = node;
    while (this.#parentOf(root) !== root) root = this.#parentOf(root);
    for (let next = node; next !== root;) {
      const parent = this.#parentOf(next);
      this.#parents[next] = root;
      next = parent;
    }
    return root;
  }

  #parentOf(node: number): number {
    return this.#parents[node] ?? node;
  }

  #join(a: number, b: number): void {
    this.#parents[this.#rootOf(b)] = this.#rootOf(a);
  }
}

/** True for records that speak for several flaws at once. */
function explodes(record: NamedRecord): boolean {
  return isBundle(record.id) || upstreamOf(record).length > 1;
}

/** The flaws a record names: a bundle its CVEs (wherever it lists them), another record its single upstream; its own id if it names none. */
function spokenNames(record: NamedRecord): readonly string[] {
  if (isBundle(record.id)) {
    const cves = [...record.upstream, ...record.related, ...record.aliases].filter(isCve);
    return cves.length === 0 ? [record.id] : [...new Set(cves)];
  }
  const upstream = upstreamOf(record);
  return upstream.length === 0 ? [record.id] : upstream;
}

/** One name for each flaw a record derives from. With a single CVE the other names beside it (its GHSA) are the same flaw. */
function upstreamOf(record: NamedRecord): readonly string[] {
  const names = originsOf(record);
  const cves = names.filter(isCve);
  return cves.length > 0 ? cves : names;
}

function originsOf(record: NamedRecord): readonly string[] {
  return [...new Set(record.upstream)].filter((name) => !isBundle(name));
}

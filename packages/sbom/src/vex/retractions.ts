import type { PackageURL } from 'packageurl-js';
import type { ImageId } from './image-ids.ts';
import { fitsPurl, packageKey, parsePurl } from './package-ids.ts';
import { reachesOf, type VexReach } from './reach.ts';
import type { VexStatement } from './statement.ts';

interface Standing {
  readonly statement: VexStatement;
  readonly order: number;
  readonly image: ImageId | undefined;
  readonly purl: PackageURL | undefined;
}

const ANY_PACKAGE = '';

/**
 * Which statements take an earlier one back, by leaving the vulnerability standing.
 *
 * @param statements earlier ones first
 * @returns a function that gives a later statement which may be about a part of what the earlier one reaches; undefined if names show that
 *   there is none
 */
export function retractionsOf(statements: readonly VexStatement[]): (of: VexStatement, reach: VexReach) => VexStatement | undefined {
  const order = new Map(statements.map((statement, index) => [statement, index]));
  const standing = new Map<string, Map<string, Standing[]>>();
  for (const statement of statements) {
    if (statement.status === 'not_affected' || statement.status === 'fixed') continue;
    for (const reach of statement.products.flatMap(reachesOf)) add(statement, reach);
  }
  const namesOf = rememberNames();
  return (of, reach) => {
    const wanted = parsePurl(reach.package ?? '');
    const isLater = (other: Standing): boolean =>
      other.order > order.get(of)! && mayBeSameImage(other.image, reach.image) && mayBeSamePackage(other.purl, wanted);
    for (const byPackage of namesOf(of)) {
      const lists = wanted === undefined ? [...byPackage.values()] : [byPackage.get(packageKey(wanted)), byPackage.get(ANY_PACKAGE)];
      for (const list of lists) {
        const found = list?.find(isLater);
        if (found !== undefined) return found.statement;
      }
    }
    return undefined;
  };

  /** What stands under the names of a statement: looked up once, however many products it has. */
  function rememberNames(): (statement: VexStatement) => ReadonlyMap<string, Standing[]>[] {
    const kept = new Map<VexStatement, ReadonlyMap<string, Standing[]>[]>();
    return (statement) => {
      const names =
        kept.get(statement) ??
        [...new Set(statement.vulnerabilities.map((name) => name.toUpperCase()))].flatMap((name) => standing.get(name) ?? []);
      kept.set(statement, names);
      return names;
    };
  }

  function add(statement: VexStatement, { image, package: id }: VexReach): void {
    const purl = parsePurl(id ?? '');
    const key = purl === undefined ? ANY_PACKAGE : packageKey(purl);
    for (const name of new Set(statement.vulnerabilities.map((one) => one.toUpperCase()))) {
      const byPackage = standing.get(name) ?? new Map<string, Standing[]>();
      standing.set(name, byPackage);
      const list = byPackage.get(key) ?? [];
      byPackage.set(key, list);
      list.push({ statement, order: order.get(statement)!, image, purl });
    }
  }
}

function mayBeSameImage(a: ImageId | undefined, b: ImageId | undefined): boolean {
  if (a === undefined || b === undefined) return true;
  if ('digest' in a && 'digest' in b) return a.digest === b.digest;
  // A digest may be in any repository, and two tags may reach the same image.
  return 'digest' in a || 'digest' in b || a.path === b.path;
}

function mayBeSamePackage(a: PackageURL | undefined, b: PackageURL | undefined): boolean {
  return a === undefined || b === undefined || fitsPurl(a, b) || fitsPurl(b, a);
}

import { writeFileSync } from 'node:fs';
import { listOf } from './list.ts';
import { pairsOf } from './pairs.ts';
import { oracles, PAIRS } from './registry.ts';

/** Asks the native tools and writes packages/versions/src/testdata/<id>-oracle.list. Usage: node tools/oracles/main.ts [id...] */
const wanted = process.argv.slice(2);
for (const oracle of oracles.filter(({ id }) => wanted.length === 0 || wanted.includes(id))) {
  const pairs = pairsOf(oracle.versions, oracle.pieces, PAIRS);
  const list = listOf(oracle, oracle.tool(), pairs, await oracle.ask(pairs));
  writeFileSync(new URL(`../../packages/versions/src/testdata/${oracle.id}-oracle.list`, import.meta.url), list);
  console.log(`${oracle.id}: ${list.split('\n').length - 4} of ${pairs.length} pairs are in the list`);
}

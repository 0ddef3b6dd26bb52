import { expect, it } from 'vitest';
import { registriesInWords } from './registries.ts';

it.each`
  shown                         | words                            | state
  ${[]}                         | ${'No registry connected'}       | ${'off'}
  ${['connected']}              | ${'r0'}                          | ${'ok'}
  ${['connected', 'connected']} | ${'2 registries connected'}      | ${'ok'}
  ${['connected', 'syncing']}   | ${'1 registry syncing'}          | ${'working'}
  ${['slowed', 'syncing']}      | ${'1 registry slowed down'}      | ${'slow'}
  ${['syncing', 'attention']}   | ${'r1 needs attention'}          | ${'attention'}
  ${['attention', 'attention']} | ${'2 need attention'}            | ${'attention'}
  ${['disconnected']}           | ${'All registries disconnected'} | ${'off'}
`('$shown reads "$words"', ({ shown, words, state }) => {
  const connections = shown.map((each: 'connected', index: number) => ({ shown: each, name: `r${index}` }));

  expect(registriesInWords(connections)).toEqual({ words, state });
});

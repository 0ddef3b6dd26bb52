import { expect, it } from 'vitest';
import { cleanInstruction, joinHistory } from './history.ts';

it.each([
  ['/bin/sh -c #(nop)  USER 1000', 'USER 1000'],
  ['/bin/sh -c #(nop) ADD file:rootfs.tar in / ', 'ADD file:rootfs.tar in /'],
  ['/bin/sh -c apt-get update', 'RUN apt-get update'],
  ['|1 VERSION=2 /bin/sh -c make', 'RUN make'],
  ['RUN /bin/sh -c apt-get update && rm -rf /x # buildkit', 'RUN apt-get update && rm -rf /x'],
  ['RUN |2 A=1 B=2 /bin/sh -c make # buildkit', 'RUN make'],
  ['RUN bash -c "x /bin/sh -c y" # buildkit', 'RUN bash -c "x /bin/sh -c y"'],
  ['COPY . /srv/app # buildkit', 'COPY . /srv/app'],
  ['bazel build ...', 'bazel build ...'],
  ['', ''],
])('cleanInstruction(%j) is %j', (createdBy, expected) => {
  expect(cleanInstruction(createdBy)).toBe(expected);
});

const HISTORY = [
  { createdBy: 'ADD a', isEmpty: false },
  { createdBy: 'USER 1', isEmpty: true },
  { createdBy: 'COPY b', isEmpty: false },
];

it('joins the steps that made a layer with the layers', () => {
  expect(joinHistory(HISTORY, 2)).toEqual({ ofLayers: ['ADD a', 'COPY b'], empty: ['USER 1'] });
});

it('joins nothing when the numbers differ', () => {
  expect(joinHistory(HISTORY, 3)).toEqual({ ofLayers: ['', '', ''], empty: ['USER 1'] });
});

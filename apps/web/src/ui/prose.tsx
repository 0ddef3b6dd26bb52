import { Code } from '@mantine/core';
import { blocksOf, spansOf } from './prose-blocks.ts';
import classes from './prose.module.css';

/** An advisory's own words. Its headings stand below those of the page. */
export function Prose({ text }: { text: string }) {
  return (
    <div className={classes.prose}>
      {blocksOf(text).map((block, index) => {
        switch (block.kind) {
          case 'heading':
            return (
              <h3 key={index}>
                <Line text={block.text} />
              </h3>
            );
          case 'code':
            return (
              <Code key={index} block tabIndex={0}>
                {block.text}
              </Code>
            );
          case 'list':
            return (
              <ul key={index}>
                {block.items.map((item, at) => (
                  <li key={at}>
                    <Line text={item} />
                  </li>
                ))}
              </ul>
            );
          case 'text':
            return (
              <p key={index}>
                <Line text={block.text} />
              </p>
            );
        }
      })}
    </div>
  );
}

function Line({ text }: { text: string }) {
  return spansOf(text).map((span, index) => (span.isCode ? <Code key={index}>{span.text}</Code> : span.text));
}

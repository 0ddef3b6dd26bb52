/** A part of an advisory's text. */
export type Block =
  | { readonly kind: 'heading' | 'text' | 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] };

/** What stands in one line: words, or code as it is written. */
export interface Span {
  readonly text: string;
  readonly isCode: boolean;
}

/**
 * Reads as much of Markdown as advisories use: headings, lists, fenced code, paragraphs. Everything else stays as written, and nothing
 * becomes HTML or a link: the text is a stranger's.
 */
export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let items: string[] = [];
  const end = (): void => {
    if (lines.length > 0) blocks.push({ kind: 'text', text: lines.join('\n') });
    if (items.length > 0) blocks.push({ kind: 'list', items });
    lines = [];
    items = [];
  };
  let code: string[] | undefined;
  for (const line of markdown.replaceAll('\r', '').split('\n')) {
    const text = line.trim();
    if (text.startsWith('```')) {
      if (code === undefined) end();
      else if (code.length > 0) blocks.push({ kind: 'code', text: code.join('\n') });
      code = code === undefined ? [] : undefined;
    } else if (code !== undefined) code.push(line);
    else if (text === '') end();
    else if (/^#{1,6} /.test(text)) {
      end();
      blocks.push({ kind: 'heading', text: text.slice(text.indexOf(' ') + 1).trim() });
    } else if (/^[-*+] /.test(text)) {
      if (items.length === 0) end();
      items.push(text.slice(2).trim());
    } else if (items.length > 0) items.push(`${items.pop()} ${text}`);
    else lines.push(text);
  }
  if (code !== undefined && code.length > 0) lines = code;
  end();
  return blocks;
}

/** Tells `code` from words; of bold text and links the words remain. */
export function spansOf(text: string): Span[] {
  return text
    .split('`')
    .map((part, index) => ({ text: index % 2 === 1 ? part : wordsOf(part), isCode: index % 2 === 1 }))
    .filter((span) => span.text !== '');
}

function wordsOf(text: string): string {
  return text.replaceAll('**', '').replaceAll(/\[([^[\]\n]{1,200})\]\([^()\s]{1,500}\)/g, '$1');
}

/** An element of XML, with its entities resolved. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlElement[];
  readonly text: string[];
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** Characters of XML 1.0. @see https://www.w3.org/TR/xml/#charsets */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/**
 * Reads the XML that our reports use (elements, attributes, text, the five entities) and forgives nothing.
 *
 * @throws Error at anything that is not well-formed
 */
export function parseXml(source: string): XmlElement {
  if (FORBIDDEN.test(source)) throw new Error('a character that XML forbids');
  const root: XmlElement = { name: '', attributes: {}, children: [], text: [] };
  const open = [root];
  let rest = source.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  while (rest !== '') {
    const token = /^(?:<(\/?)([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>|[^<]+)/.exec(rest);
    if (token === null) throw new Error(`not XML: ${rest.slice(0, 100)}`);
    const [whole, slash, name, attributes, isEmpty] = token;
    rest = rest.slice(whole.length);
    if (name === undefined) open.at(-1)!.text.push(resolve(whole));
    else if (slash === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> ends nothing`);
    } else {
      const pairs = [...attributes!.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, resolve(value!)] as const);
      const element: XmlElement = { name, attributes: Object.fromEntries(pairs), children: [], text: [] };
      open.at(-1)!.children.push(element);
      if (isEmpty !== '/') open.push(element);
    }
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('not one element');
  return root.children[0]!;
}

/** Its own text, joined. */
export function textOf({ text }: XmlElement): string {
  return text.join('');
}

function resolve(text: string): string {
  if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(text)) throw new Error(`a bare ampersand: ${text.slice(0, 100)}`);
  return text.replace(/&(#?\w+);/g, (_, name: string) => ENTITIES[name]!);
}

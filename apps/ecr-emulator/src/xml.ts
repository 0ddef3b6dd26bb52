/** Members in order; undefined ones are left out, objects nest. */
export interface XmlMembers {
  readonly [name: string]: unknown;
}

/** A document of one root element. */
export function toXml(root: string, members: XmlMembers, namespace?: string): string {
  const attribute = namespace === undefined ? '' : ` xmlns="${namespace}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attribute}>${content(members)}</${root}>`;
}

function content(members: XmlMembers): string {
  return Object.entries(members)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<${name}>${isMembers(value) ? content(value) : escape(String(value))}</${name}>`)
    .join('');
}

function isMembers(value: unknown): value is XmlMembers {
  return typeof value === 'object' && value !== null;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

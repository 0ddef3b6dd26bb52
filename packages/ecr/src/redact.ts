/** An HTTP address without what could be used: query (signatures), user and password. `<not a URL>` if it is none. */
export function redactUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return '<not a URL>';
  return `${url.origin}${url.pathname}${url.search === '' ? '' : '?…'}`;
}

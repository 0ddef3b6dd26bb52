/** A link that an advisory gave, if it leads to the web; undefined for `javascript:` and everything else that is not http(s). */
export function safeUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url : undefined;
}

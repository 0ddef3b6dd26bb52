/**
 * Whether a text fits a glob as a whole: `*` is any text, slashes included, `?` any one character. Takes time in proportion to the product of
 * both lengths at most.
 */
export function fitsGlob(text: string, glob: string): boolean {
  let at = 0;
  let position = 0;
  let star = -1;
  let mark = 0;
  while (position < text.length) {
    if (glob[at] === '*') {
      star = at++;
      mark = position;
    } else if (at < glob.length && (glob[at] === '?' || glob[at] === text[position])) {
      at++;
      position++;
    } else if (star >= 0) {
      at = star + 1;
      position = ++mark;
    } else return false;
  }
  while (glob[at] === '*') at++;
  return at === glob.length;
}

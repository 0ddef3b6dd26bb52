/** A function as advisories name it. */
export interface GoFunction {
  /** Import path: `golang.org/x/crypto/ssh`. */
  readonly packagePath: string;
  /** `NewClientConn`; methods with their receiver, without star and parentheses: `connection.clientHandshake`. */
  readonly symbol: string;
}

/** Functions that the compiler makes: they belong to the one that they are written in. */
const GENERATED = /^(?:func|gowrap|deferwrap|init|dwrap|goexit)?\d*$/;

/**
 * Takes apart the name of a function as the linker writes it: `golang.org/x/crypto/ssh.(*connection).clientHandshake`,
 * `gopkg.in/yaml%2ev3.Unmarshal`, `slices.SortFunc[...]`, `net/http.(*Server).Serve.func1`.
 *
 * @returns undefined for names that are no function of a package (`type:.eq.x`, `go:buildid`)
 */
export function parseFunctionName(name: string): GoFunction | undefined {
  const bracket = name.indexOf('[');
  const dot = name.indexOf('.', name.lastIndexOf('/', bracket === -1 ? undefined : bracket) + 1);
  if (dot <= 0 || name.startsWith('type:') || name.startsWith('type..') || name.startsWith('go:')) return undefined;
  const symbol = symbolOf(withoutTypeArguments(name.slice(dot + 1)));
  return symbol === '' ? undefined : { packagePath: unescapePath(name.slice(0, dot)), symbol };
}

/** `(*Map[...]).Load` -> `(*Map).Load`; brackets nest. */
function withoutTypeArguments(text: string): string {
  if (!text.includes('[')) return text;
  let depth = 0;
  let start = 0;
  let kept = '';
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '[' && depth++ === 0) kept += text.slice(start, i);
    else if (text[i] === ']' && depth > 0 && --depth === 0) start = i + 1;
  }
  return depth === 0 ? kept + text.slice(start) : kept;
}

function symbolOf(text: string): string {
  if (text.startsWith('(')) {
    const close = text.indexOf(')');
    const receiver = text.slice(text.startsWith('(*') ? 2 : 1, close);
    const method = firstPart(text.slice(close + 2));
    return close === -1 || receiver === '' || method === '' ? '' : `${receiver}.${method}`;
  }
  const first = firstPart(text);
  if (first === '' || first === 'glob') return 'init';
  const second = text[first.length] === '.' ? firstPart(text.slice(first.length + 1)) : '';
  return GENERATED.test(second) ? first : `${first}.${second}`;
}

/** Up to the next part: `-` starts what the compiler adds (`-fm`, `-range1`). */
function firstPart(text: string): string {
  const end = text.search(/[.\-·]/);
  return end === -1 ? text : text.slice(0, end);
}

/** The linker escapes dots in the last element of a path, and bytes that would disturb it. */
function unescapePath(path: string): string {
  return path.includes('%') ? path.replace(/%([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : path;
}

/** The first line for which the test holds. */
export function findLine(text: string, test: (line: string) => boolean): string | undefined {
  return linesOf(text).find(test);
}

/** Lines of a text with the white space around them cut off; of a hostile one the first 100,000. */
function linesOf(text: string): string[] {
  return text
    .slice(0, 5_000_000)
    .split('\n', 100_000)
    .map((line) => line.trim());
}

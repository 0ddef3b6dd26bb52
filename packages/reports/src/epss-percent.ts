/** A share of 0 to 1 as people read it: `94 %`, `3.2 %`, `0.04 %`; below a hundredth `<0.01 %`. Never rounded up to 100 %. */
export function epssPercent(share: number): string {
  const percent = share * 100;
  if (percent >= 10) return `${Math.floor(percent)} %`;
  if (percent >= 1) return `${percent.toFixed(1)} %`;
  return percent > 0 && percent < 0.01 ? '<0.01 %' : `${percent.toFixed(2)} %`;
}

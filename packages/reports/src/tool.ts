/** Who made a report: its formats ask for name and version. The version is that of the package. */
export const TOOL = { name: 'Plimsoll', version: '0.1.0' } as const;

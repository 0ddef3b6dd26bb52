const STREAM = /(?:^|[\s,])([A-Za-z0-9][\w.+-]{0,60}:[\w.+-]{1,60})(?=$|[\s,])/g;

/**
 * The module streams an erratum applies to, read from its title, the only place that has them: `Important: nodejs:18 security update` gives
 * `['nodejs:18']`, `virt:rhel and virt-devel:rhel` gives both. Empty if the title names none.
 */
export function streamsOfTitle(title: string): readonly string[] {
  return [...title.slice(0, 1000).matchAll(STREAM)].map((match) => match[1] ?? '');
}

/** True for versions built in a module: `18.17.1-1.module_el9.2.0+36+853e48f5`. */
export function isModularVersion(version: string): boolean {
  return /\.module[_+]el\d/.test(version);
}

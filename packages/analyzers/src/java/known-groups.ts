import type { JarManifest } from './manifest.ts';

/** What an archive must look like to be of a group whose builds leave no Maven metadata behind. */
export interface KnownGroup {
  readonly group: string;
  /** As the file is called. */
  readonly artifact: RegExp;
  /** As Maven repositories call it, if otherwise. */
  readonly publishedAs?: string;
  /** One of them must hold classes. */
  readonly folders?: readonly string[];
  /** Or the manifest must state a module whose name begins so. */
  readonly module?: string;
  /** Or the manifest must state this title. */
  readonly title?: string;
}

const SPRING =
  /^spring-(?:aop|aspects|beans|context|context-indexer|context-support|core|core-test|expression|instrument|jdbc|jms|messaging|orm|oxm|r2dbc|test|tx|web|webflux|webmvc|websocket)$/;

const KNOWN: readonly KnownGroup[] = [
  { group: 'org.springframework.boot', artifact: /^spring-boot(?:-|$)/, folders: ['org/springframework/boot'], module: 'spring.boot' },
  {
    group: 'org.springframework.security',
    artifact: /^spring-security-/,
    folders: ['org/springframework/security'],
    module: 'spring.security',
  },
  { group: 'org.springframework', artifact: SPRING, folders: ['org/springframework'] },
  { group: 'org.springframework', artifact: /^spring-jcl$/, module: 'spring.jcl' },
  {
    group: 'org.apache.logging.log4j',
    artifact: /^log4j-(?:api|core|web|jcl|jul|slf4j-impl|slf4j2-impl)$/,
    folders: ['org/apache/logging', 'org/apache/logging/log4j'],
  },
  { group: 'org.apache.tomcat.embed', artifact: /^tomcat-embed-/, title: 'Apache Tomcat' },
  { group: 'org.apache.tomcat', artifact: /^tomcat-/, title: 'Apache Tomcat' },
  { group: 'org.apache.tomcat', artifact: /^catalina$/, publishedAs: 'tomcat-catalina', title: 'Apache Tomcat' },
  { group: 'org.apache.tomcat', artifact: /^jasper$/, publishedAs: 'tomcat-jasper', title: 'Apache Tomcat' },
  { group: 'log4j', artifact: /^log4j$/, folders: ['org/apache/log4j'] },
  { group: 'dom4j', artifact: /^dom4j$/, folders: ['org/dom4j'] },
  { group: 'xerces', artifact: /^xercesImpl$/, folders: ['org/apache/xerces'] },
  { group: 'xalan', artifact: /^xalan$/, folders: ['org/apache/xalan'] },
  { group: 'joda-time', artifact: /^joda-time$/, folders: ['org/joda/time'] },
  ...[
    'beanutils',
    'cli',
    'codec',
    'collections',
    'configuration',
    'dbcp',
    'digester',
    'fileupload',
    'httpclient',
    'io',
    'jxpath',
    'lang',
    'logging',
    'net',
    'pool',
    'validator',
  ].map((part) => ({ group: `commons-${part}`, artifact: new RegExp(`^commons-${part}$`), folders: [`org/apache/commons/${part}`] })),
];

/**
 * The group of an archive whose name and content both say so. The name alone is not enough: anybody may call an artifact `spring-web`.
 *
 * @param folders the folders that hold classes
 */
export function findKnownGroup(artifact: string, manifest: JarManifest, folders: ReadonlySet<string>): KnownGroup | undefined {
  const holds = (folder: string): boolean => folders.has(folder) || [...folders].some((candidate) => candidate.startsWith(`${folder}/`));
  return KNOWN.find((known) => {
    if (!known.artifact.test(artifact)) return false;
    const module = manifest.get('automatic-module-name');
    return (
      known.folders?.some(holds) === true ||
      (known.module !== undefined && module?.startsWith(known.module) === true) ||
      (known.title !== undefined && manifest.get('implementation-title') === known.title)
    );
  });
}

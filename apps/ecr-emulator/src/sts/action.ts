import type { Caller } from '../authenticate.ts';
import type { World } from '../world.ts';
import type { XmlMembers } from '../xml.ts';

/** An operation of the Security Token Service. */
export interface StsAction {
  /** `AssumeRole` */
  readonly name: string;
  /** The members of its result. @throws AwsError */
  run(parameters: URLSearchParams, context: { readonly world: World; readonly caller: Caller }): XmlMembers;
}

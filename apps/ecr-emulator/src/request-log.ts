/** One request that the emulator answered. */
export interface LogEntry {
  readonly time: Date;
  readonly requestId: string;
  /** `DescribeImages`, `registry/get-manifest`, `layers/get`, `sts/AssumeRole` */
  readonly operation: string;
  /** Name and port that the client asked for. */
  readonly host: string;
  /** The request carried an Authorization header. */
  readonly hasAuthorization: boolean;
  /** The ARN of who asked, once known. */
  principal?: string;
  repository?: string;
  /** Of the manifest or layer. */
  digest?: string;
  /** 0 until it is answered, or if the connection was reset. */
  status: number;
  /** Code of the error that was answered, or the text of a bug. */
  error?: string;
  fault?: string;
}

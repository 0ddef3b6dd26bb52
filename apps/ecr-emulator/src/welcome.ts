import type { Emulator } from './emulator.ts';

/** What the command prints when it is up: where it is, the keys, and commands to try. */
export function welcomeText(emulator: Emulator, role: { readonly name: string; readonly externalId: string }): string {
  const { endpoint, layerEndpoint, account, region, keys, port } = emulator;
  const aws = `aws --endpoint-url ${endpoint} --region ${region}`;
  return `Amazon ECR emulator
  endpoint       ${endpoint}
  layers         ${layerEndpoint}
  account        ${account}
  region         ${region}
  access key id  ${keys.accessKeyId}
  secret key     ${keys.secretAccessKey}
  role           arn:aws:iam::${account}:role/${role.name}
  external id    ${role.externalId}

Try:
  export AWS_ACCESS_KEY_ID=${keys.accessKeyId} AWS_SECRET_ACCESS_KEY=${keys.secretAccessKey} AWS_PAGER=
  ${aws} ecr describe-repositories
  ${aws} ecr get-login-password | skopeo login --tls-verify=false -u AWS --password-stdin 127.0.0.1:${port}
  skopeo list-tags --tls-verify=false docker://127.0.0.1:${port}/shop/web

Stop with Ctrl-C.`;
}

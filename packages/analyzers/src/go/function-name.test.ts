import { expect, it } from 'vitest';
import { parseFunctionName } from './function-name.ts';

it.each`
  name                                                       | packagePath                  | symbol
  ${'golang.org/x/crypto/ssh.(*connection).clientHandshake'} | ${'golang.org/x/crypto/ssh'} | ${'connection.clientHandshake'}
  ${'golang.org/x/crypto/ssh.NewClientConn'}                 | ${'golang.org/x/crypto/ssh'} | ${'NewClientConn'}
  ${'net/http.(*Server).Serve.func1'}                        | ${'net/http'}                | ${'Server.Serve'}
  ${'net/http.(*Server).Serve.func1.2'}                      | ${'net/http'}                | ${'Server.Serve'}
  ${'net/http.(*Server).Serve-fm'}                           | ${'net/http'}                | ${'Server.Serve'}
  ${'net/http.HandlerFunc.ServeHTTP'}                        | ${'net/http'}                | ${'HandlerFunc.ServeHTTP'}
  ${'net/http.http2ConfigureServer.gowrap1'}                 | ${'net/http'}                | ${'http2ConfigureServer'}
  ${'net/http.http2ConfigureServer.deferwrap2'}              | ${'net/http'}                | ${'http2ConfigureServer'}
  ${'gopkg.in/yaml%2ev3.(*Decoder).Decode'}                  | ${'gopkg.in/yaml.v3'}        | ${'Decoder.Decode'}
  ${'slices.SortFunc[...]'}                                  | ${'slices'}                  | ${'SortFunc'}
  ${'slices.SortFunc[go.shape.struct{ a/b.T }].func1'}       | ${'slices'}                  | ${'SortFunc'}
  ${'sync/atomic.(*Pointer[...]).Load'}                      | ${'sync/atomic'}             | ${'Pointer.Load'}
  ${'example.com/a.(*Map[go.shape.[]x/y.K,z]).Get.func1'}    | ${'example.com/a'}           | ${'Map.Get'}
  ${'unicode.init'}                                          | ${'unicode'}                 | ${'init'}
  ${'unicode.init.0'}                                        | ${'unicode'}                 | ${'init'}
  ${'net/http.glob..func5'}                                  | ${'net/http'}                | ${'init'}
  ${'main.main'}                                             | ${'main'}                    | ${'main'}
`('$name', ({ name, packagePath, symbol }) => {
  expect(parseFunctionName(name)).toEqual({ packagePath, symbol });
});

it.each(['', 'memmove', 'type:.eq.net/http.x', 'type..hash.x', 'go:buildid', '.x', 'a.(', 'a.(*b', 'a.()x', 'a/b'])(
  '%j is no function of a package',
  (name) => {
    expect(parseFunctionName(name)).toBeUndefined();
  },
);

it('is quick about 500,000 brackets', () => {
  expect(parseFunctionName(`a.b${'['.repeat(500_000)}`)?.symbol).toBe('b');
  expect(parseFunctionName(`a.b${'[]'.repeat(250_000)}`)?.symbol).toBe('b');
});

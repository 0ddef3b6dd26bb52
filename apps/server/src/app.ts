import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import { ApiError } from '@plimsoll/contract';
import { PlimsollError } from '@plimsoll/model';
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Auth } from './auth/auth.ts';
import { guard } from './auth/guard.ts';
import { HTTP_STATUS } from './http-status.ts';
import { registerAuthRoutes } from './routes/auth.ts';
import { registerDocs } from './routes/docs.ts';
import { registerEvents } from './routes/events.ts';
import { registerHealth } from './routes/health.ts';
import { type RouteDeps, registerRoutes } from './routes/index.ts';
import { registerWeb } from './routes/web.ts';

export interface AppDeps extends RouteDeps {
  readonly auth: Auth;
  /** The built pages; undefined = the API alone. */
  readonly webDir: string | undefined;
  readonly version: string;
  readonly logger: FastifyBaseLogger | false;
}

const BODY_LIMIT_BYTES = 256 * 1024;

/** The HTTP application, not yet listening: tests call `inject()`. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: true,
    requestIdHeader: false,
    routerOptions: { maxParamLength: 1000 },
    ...(deps.logger === false ? { logger: false } : { loggerInstance: deps.logger }),
    logController: new LogController({ disableRequestLogging: true }),
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => answerNotFound(request, reply));
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
      },
    },
    strictTransportSecurity: false, // the proxy that ends TLS says it; on plain loopback it would lock people out
  });
  // The files of the pages cost nothing, and a page is thirty of them.
  await app.register(rateLimit, { max: 3000, timeWindow: '1 minute', allowList: ({ url }) => !url.startsWith('/api/') });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Plimsoll', version: deps.version, description: 'Every page is made of these operations.' },
    },
    transform: jsonSchemaTransform,
  });
  guard(app, deps.auth);
  registerHealth(app);
  registerAuthRoutes(app, deps.auth);
  registerEvents(app, deps.events);
  registerRoutes(app, deps);
  registerDocs(app);
  if (deps.webDir !== undefined) await registerWeb(app, deps.webDir);
  return app;
}

function answerError(error: FastifyError | PlimsollError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, body } = describe(error, request.id);
  if (status >= 500) request.log.error({ err: error, requestId: request.id }, 'request failed');
  return reply.status(status).type('application/json').send(JSON.stringify(body));
}

function describe(error: FastifyError | PlimsollError, requestId: string): { status: number; body: ApiError } {
  if (error instanceof PlimsollError) {
    const { code, message, hint } = error;
    return { status: HTTP_STATUS[code], body: { error: { code, message, requestId, ...(hint === undefined ? {} : { hint }) } } };
  }
  const status = error.statusCode ?? 500;
  if (error.validation !== undefined) {
    return { status: 400, body: { error: { code: 'INVALID_INPUT', message: validationText(error), requestId } } };
  }
  if (status < 500)
    return { status, body: { error: { code: status === 429 ? 'THROTTLED' : 'INVALID_INPUT', message: error.message, requestId } } };
  return {
    status: 500,
    body: {
      error: {
        code: 'INTERNAL',
        message: 'something went wrong inside Plimsoll',
        hint: 'the log holds the details under this request id',
        requestId,
      },
    },
  };
}

/** `body.region: a region looks like eu-central-1` */
function validationText({ validation, validationContext }: FastifyError): string {
  return (validation ?? [])
    .map(
      ({ instancePath, message }) => `${validationContext ?? 'request'}${instancePath.replaceAll('/', '.')}: ${message ?? 'is not valid'}`,
    )
    .join('; ');
}

function answerNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const body: ApiError = {
    error: { code: 'NOT_FOUND', message: `there is nothing at ${request.method} ${request.url.split('?')[0]}`, requestId: request.id },
  };
  return reply.status(404).send(body);
}

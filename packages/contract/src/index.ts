export * from './connections.ts';
export { type Endpoint, endpoint } from './endpoint.ts';
export { endpoints } from './endpoints.ts';
export { EVENTS_PATH, ServerEvent } from './events.ts';
export * from './images.ts';
export * from './overview.ts';
export { createAdmin, getSession, Role } from './session.ts';
export { ApiError, Counts } from './shared.ts';
export * from './vulnerabilities.ts';

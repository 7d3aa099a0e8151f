// The calls to Muster: GraphQL reads, REST acts. Both are the published APIs.
import { leaveToSignIn, sessionHeaders } from '/ui/session.js';

/** A refusal or failure of Muster, with its message. */
export class Refusal extends Error {
  constructor(message, code) {
    super(message);
    this.code = code;
  }
}

/** The data of a GraphQL document; a Refusal where any part of it could not be answered. */
export async function ask(query, variables = {}, signal = undefined) {
  const answer = await call('/graphql', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify({ query, variables }),
    signal,
  });
  if (answer.errors?.length) {
    const [error] = answer.errors;
    throw new Refusal(error.message, error.extensions?.code);
  }
  return answer.data;
}

export const readScan = (id, signal) => call(`/api/v1/scans/${encodeURIComponent(id)}`, { signal });

/** Who the reader is, and what the reader may do. */
export const readCaller = () => call('/api/v1/caller', {});

/** Ends the session; returns where to go then. */
export const endSession = () => call('/sign-out', { method: 'POST' });

/** Asks for a scan of one account, or of all. */
export function rescan(accountId) {
  const path = accountId ? `/api/v1/accounts/${encodeURIComponent(accountId)}/scans` : '/api/v1/scans';
  return call(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' });
}

export const cancelScan = (id) => call(`/api/v1/scans/${encodeURIComponent(id)}`, { method: 'DELETE' });

/** The scan's states as they come, until it has ended; returns what stops the listening. */
export function followScan(id, onScan, onTrouble) {
  const events = new EventSource(`/api/v1/scans/${encodeURIComponent(id)}/events`);
  events.addEventListener('progress', (event) => onScan(JSON.parse(event.data)));
  events.addEventListener('ended', (event) => {
    events.close();
    onScan(JSON.parse(event.data));
  });
  events.onerror = () => onTrouble(events.readyState === EventSource.CLOSED);
  return () => events.close();
}

async function call(path, request) {
  const headers = { ...request.headers, ...sessionHeaders() };
  const response = await fetch(path, { ...request, headers }).catch((failure) => {
    throw failure.name === 'AbortError' ? failure : new Refusal('Muster cannot be reached', 'UNREACHABLE');
  });
  if (response.status === 401) {
    leaveToSignIn();
  }
  const body = await response.json().catch(() => null);
  if (body && (response.ok || body.errors)) {
    return body;
  }
  throw new Refusal(body?.detail ?? `Muster answered ${response.status}`, body?.code ?? String(response.status));
}

// The signed-in reader and the reader's rights.
import { createContext, html } from '/ui/dom.js';
import { endSession } from '/ui/api.js';

/** The caller as REST describes it; null until it is known. */
export const Reader = createContext(null);

const read = (show) => html`<${Reader.Consumer}>${(reader) => reader && show(reader)}<//>`;

/** Shows its children only to readers who may scan. */
export const ForOperators = ({ children }) => read(({ role }) => role !== 'viewer' && children);

/** The message for readers who are signed in and may see no account. */
export const WithoutAccounts = () =>
  read(({ name, accounts }) => accounts?.length === 0 && html`
    <p class="note" role="status">You are known as ${name}, and may see no account: who administers Muster can give you some.</p>`);

const signOut = () => endSession().then(({ next }) => location.assign(next), () => location.assign('/'));

/** The reader's name and the sign-out, where a sign-in is configured. */
export const ReaderName = () =>
  read(({ name, role, source, sessionEndsAt }) => source !== 'none' && html`<span class="reader">
    <span>${name} <span class="quiet">${role}</span></span>
    ${sessionEndsAt && html`<button type="button" onClick=${signOut}>Sign out</button>`}
  </span>`);

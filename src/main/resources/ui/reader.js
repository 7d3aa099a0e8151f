// Who reads the pages, and may do what.
import { createContext, html } from '/ui/dom.js';
import { endSession } from '/ui/api.js';

/** Holds what REST tells of the caller; null until it is known. */
export const Reader = createContext(null);

const read = (show) => html`<${Reader.Consumer}>${(reader) => reader && show(reader)}<//>`;

/** Children for those alone who may scan. */
export const ForOperators = ({ children }) => read(({ role }) => role !== 'viewer' && children);

/** What to tell those who are known, and see nothing. */
export const WithoutAccounts = () =>
  read(({ name, accounts }) => accounts?.length === 0 && html`
    <p class="note" role="status">You are known as ${name}, and may see no account: who administers Muster can give you some.</p>`);

const signOut = () => endSession().then(({ next }) => location.assign(next), () => location.assign('/'));

/** The reader's name, and the way out, where people sign in at all. */
export const ReaderName = () =>
  read(({ name, role, source, sessionEndsAt }) => source !== 'none' && html`<span class="reader">
    <span>${name} <span class="quiet">${role}</span></span>
    ${sessionEndsAt && html`<button type="button" onClick=${signOut}>Sign out</button>`}
  </span>`);

// Small parts that all pages are put together from.
import { Component, html } from '/ui/dom.js';
import { rescan } from '/ui/api.js';
import { instant, kindName, secondsSince, span, words } from '/ui/format.js';
import { Failure } from '/ui/loaded.js';
import { ForOperators } from '/ui/reader.js';
import { to, toResource, toScan } from '/ui/place.js';

export const SEVERITIES = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFO'];

export const Severity = ({ value }) =>
  html`<span class="severity" data-severity=${value}>${words(value)}</span>`;

export const Badge = ({ value, tone }) => html`<span class="badge" data-tone=${tone ?? value}>${words(value)}</span>`;

/** How long ago, with the instant as a tooltip. */
export const Ago = ({ time }) =>
  time ? html`<time datetime=${time} title=${instant(time)}>${span(secondsSince(time))} ago</time>` : '–';

export const Instant = ({ time }) =>
  time ? html`<time datetime=${time}>${instant(time)} <span class="quiet">(${span(secondsSince(time))} ago)</span></time>` : '–';

export const AccountName = ({ account, accountId }) => (account?.name ? html`<span title=${accountId}>${account.name}</span>` : accountId);

/** A resource by its name and short id, as a link. */
export const ResourceLink = ({ id, name, resourceId }) =>
  html`<a href=${toResource(id)}>${name && name !== resourceId ? html`${name} <span class="id">${resourceId}</span>` : html`<span class="id">${resourceId}</span>`}</a>`;

export const Kind = ({ value }) => kindName(value);

/** Names and values in two columns; entries without a value are left out. */
export const Facts = ({ entries }) => html`<dl class="facts">
  ${entries.filter(([, value]) => value !== undefined && value !== null && value !== '').map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}
</dl>`;

/** A table whose columns are [heading, cell of a row, class]. */
export function Table({ columns, rows, label, empty = 'Nothing here.' }) {
  if (!rows.length) {
    return html`<p class="quiet">${empty}</p>`;
  }
  return html`<div class="scrolling" role="region" aria-label=${label} tabindex="0"><table>
    <thead><tr>${columns.map(([heading, , kind]) => html`<th scope="col" class=${kind}>${heading}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${columns.map(([, cell, kind]) => html`<td class=${kind}>${cell(row)}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}

/** The way to the next page and back to the first; the cursor stands in the URL. */
export function Paging({ path, params, connection, what }) {
  const { totalCount, pageInfo, nodes } = connection;
  const further = pageInfo.hasNextPage && to(path, { ...params, after: pageInfo.endCursor });
  return html`<nav class="paging" aria-label="Pages">
    <span class="quiet">${nodes.length.toLocaleString('en')} of ${totalCount.toLocaleString('en')} ${what}</span>
    ${params.after && html`<a href=${to(path, { ...params, after: '' })}>First page</a>`}
    ${further && html`<a href=${further} rel="next">Next page</a>`}
  </nav>`;
}

/** Says of a list that is not shown as a whole how much of it is; nothing of others. */
export const Rest = ({ connection: { totalCount, nodes }, what, further }) => nodes.length < totalCount && html`<p class="quiet">
  ${nodes.length.toLocaleString('en')} of ${totalCount.toLocaleString('en')} ${what}. ${further && html`<a href=${further}>Further ones</a>`}
</p>`;

/** A form whose fields are the URL's parameters; a change of any goes to the first page. */
export function Filters({ path, params, children }) {
  const apply = (event) => {
    event.preventDefault();
    const form = event.currentTarget ?? event.target.form;
    location.hash = to(path, Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()])));
  };
  return html`<form class="filters" role="search" onSubmit=${apply} onChange=${apply}>
    ${children}
    <a class="clear" href=${to(path)}>Clear</a>
    <button type="submit" class="visually-hidden">Apply</button>
  </form>`;
}

/** Has the value of the URL among its options even where it is none of those that are known, so that what filters is shown. */
export const Choice = ({ name, label, params, options, any = 'All', fallback = '' }) => {
  const chosen = params[name] ?? fallback;
  const known = chosen === '' || options.some(([value]) => value === chosen);
  return html`<label>
    <span>${label}</span>
    <select name=${name} value=${chosen}>
      ${any !== null && html`<option value="">${any}</option>`}
      ${(known ? options : [...options, [chosen, chosen]]).map(([value, text]) => html`<option value=${value} selected=${value === chosen}>${text}</option>`)}
    </select>
  </label>`;
};

/** A choice among accounts, each of which has an id and a label. */
export const AccountChoice = ({ params, accounts }) =>
  html`<${Choice} name="account" label="Account" params=${params} options=${accounts.map(({ accountId, label }) => [accountId, label])} />`;

/** The list of a filter with one value; undefined, which matches all, without a value. */
export const one = (value) => (value ? [value] : undefined);

export const Text = ({ name, label, params, hint }) => html`<label>
  <span>${label}</span>
  <input name=${name} value=${params[name] ?? ''} placeholder=${hint} autocomplete="off" spellcheck=${false} />
</label>`;

/** A button that requests a scan and opens it, or shows why it was refused; only for readers who may scan. */
export class Rescan extends Component {
  state = { busy: false, failure: null };

  ask() {
    this.setState({ busy: true, failure: null });
    rescan(this.props.accountId).then(
      (scan) => {
        location.hash = toScan(scan.scanId);
      },
      (failure) => this.setState({ busy: false, failure }),
    );
  }

  render({ children, name }, { busy, failure }) {
    return html`<${ForOperators}><span class="rescan">
      <button type="button" disabled=${busy} aria-label=${name} onClick=${() => this.ask()}>${children}</button>
      ${failure && html`<${Failure} failure=${failure} />`}
    </span><//>`;
  }
}

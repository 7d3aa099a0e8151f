import { html } from '/ui/dom.js';
import { ask } from '/ui/api.js';
import { kindName, number, plural, span, words } from '/ui/format.js';
import { Loaded } from '/ui/loaded.js';
import { AccountChoice, Ago, Badge, Choice, Filters, one, Paging, Rest, Table } from '/ui/parts.js';
import { to } from '/ui/place.js';

const PAGE = 100;

/** The states that INCOMPLETE in the URL stands for. */
const INCOMPLETE = ['FAILED', 'NEVER'];

const STATES = ['COMPLETE', 'FAILED', 'NEVER', 'INCOMPLETE'];

const QUERY = `query Coverage($filter: CoverageFilter, $first: Int!, $after: String, $gaps: String) {
  all: coverageStats(groupBy: [ACCOUNT, REGION], filter: { inScope: true, enabled: true }) { accountId region cells resources oldestAgeSeconds oldestCompleteAt }
  complete: coverageStats(groupBy: [ACCOUNT, REGION], filter: { inScope: true, enabled: true, states: [COMPLETE] }) { accountId region cells }
  disabled: accounts(first: 1, filter: { enabled: false }) { totalCount }
  left: coverageStats(groupBy: [ACCOUNT, REGION], filter: { inScope: false, enabled: true }) { accountId region }
  summaries: accountCoverage(first: 100, after: $gaps, filter: { states: [COMPLETE, FAILED], enabled: true }) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { accountId failed summary statement organizationStatement gaps { operation errorCode regions since remedy } }
  }
  kinds: coverageStats(groupBy: [KIND]) { kind }
  accounts(first: 500) { nodes { accountId name label } }
  coverage(filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { accountId region kind state operation errorCode message lastCompleteAt lastAttemptAt resources }
  }
}`;

function load(params, signal) {
  const filter = {
    states: params.state === 'INCOMPLETE' ? INCOMPLETE : one(params.state),
    accountIds: one(params.account),
    regions: one(params.region),
    kinds: one(params.kind),
    enabled: params.account ? undefined : true, // an account that is chosen is shown as it is
  };
  return ask(QUERY, { filter, first: PAGE, after: params.after, gaps: params.gaps }, signal);
}

export const CoveragePage = ({ params }) => html`
  <h1>Coverage</h1>
  <p class="quiet">An answer rests on complete listings: of each account, region and kind, the last one. What could not be listed stays as it was before.</p>
  <${Loaded} of=${JSON.stringify(params)} load=${(signal) => load(params, signal)}>
    ${(data) => html`
      <section><h2>By account and region</h2><${Scopes} rows=${data.all} complete=${completeOf(data.complete)} names=${namesOf(data.accounts.nodes)} />
        ${data.left.length > 0 && html`<p class="quiet">${plural(data.left.length, 'region')} of accounts are not scanned any more, and not counted here.</p>`}
        ${data.disabled.totalCount > 0 && html`<p class="quiet">${plural(data.disabled.totalCount, 'account')} disabled, and not counted here: choose one below to see its listings.</p>`}</section>
      <${Gaps} rows=${data.summaries.nodes.filter(({ gaps }) => gaps.length > 0)} names=${namesOf(data.accounts.nodes)}>
        <${Rest} connection=${data.summaries} what="accounts looked at for gaps"
          further=${data.summaries.pageInfo.hasNextPage && to('/coverage', { ...params, gaps: data.summaries.pageInfo.endCursor })} /><//>
      <section><h2>Listings</h2>
        <${CoverageFilters} params=${params} data=${data} />
        <${Cells} rows=${data.coverage.nodes} names=${namesOf(data.accounts.nodes)} />
        <${Paging} path="/coverage" params=${params} connection=${data.coverage} what="listings" />
      </section>`}
  <//>`;

const scopeOf = ({ accountId, region }) => `${accountId} ${region}`;
const completeOf = (rows) => new Map(rows.map((row) => [scopeOf(row), row.cells]));
const namesOf = (accounts) => new Map(accounts.map(({ accountId, name }) => [accountId, name]));

const CoverageFilters = ({ params, data }) => html`<${Filters} path="/coverage" params=${params}>
  <${Choice} name="state" label="State" params=${params} options=${STATES.map((value) => [value, words(value)])} />
  <${AccountChoice} params=${params} accounts=${data.accounts.nodes} />
  <${Choice} name="region" label="Region" params=${params} options=${[...new Set(data.all.map(({ region }) => region))].sort().map((region) => [region, region])} />
  <${Choice} name="kind" label="Kind" params=${params} options=${data.kinds.map(({ kind }) => [kind, kindName(kind)]).sort()} />
<//>`;

const Account = ({ id, names }) => html`<span title=${id}>${names.get(id) ?? id}</span>`;

const Scopes = ({ rows, complete, names }) => html`<${Table} label="Coverage by account and region" rows=${rows} empty="Nothing was read yet." columns=${[
  ['Account', ({ accountId }) => html`<${Account} id=${accountId} names=${names} />`],
  ['Region', ({ accountId, region }) => html`<a href=${to('/coverage', { account: accountId, region })}>${region}</a>`],
  ['Listings complete', (row) => `${number(complete.get(scopeOf(row)) ?? 0)} of ${number(row.cells)}`, 'number'],
  ['Oldest', (row) => (row.oldestCompleteAt ? span(row.oldestAgeSeconds) : '–'), 'number'],
  ['Resources', ({ resources }) => number(resources), 'number'],
]} />`;

const Gaps = ({ rows, names, children }) => html`<section>${rows.length > 0 && html`<h2>Gaps</h2>`}
  ${rows.map((row) => html`<article>
    <h3><${Account} id=${row.accountId} names=${names} /></h3>
    <p>${row.summary}</p>
    <${Table} label=${`Gaps of ${row.accountId}`} rows=${row.gaps} columns=${[
      ['Operation', ({ operation }) => html`<code>${operation}</code>`],
      ['Error', ({ errorCode }) => html`<code>${errorCode}</code>`],
      ['Regions', ({ regions }) => regions.join(', ')],
      ['Since', ({ since }) => html`<${Ago} time=${since} />`],
      ['To close it', ({ remedy }) => remedy],
    ]} />
    <${Statement} title="Statement for Muster's role in the account" text=${row.statement} />
    <${Statement} title="Statement for the role that reads the organization" text=${row.organizationStatement} />
  </article>`)}
  ${children}
</section>`;

const Statement = ({ title, text }) => text && html`<details><summary>${title}</summary><pre>${JSON.stringify(JSON.parse(text), null, 2)}</pre></details>`;

const Cells = ({ rows, names }) => html`<${Table} label="Listings" rows=${rows} empty="No listing matches." columns=${[
  ['Account', ({ accountId }) => html`<${Account} id=${accountId} names=${names} />`],
  ['Region', (row) => row.region],
  ['Kind', (row) => html`<a href=${to('/resources', { account: row.accountId, region: row.region, kind: row.kind })}>${kindName(row.kind)}</a>`],
  ['State', (row) => html`<${Badge} value=${row.state} />`],
  ['Complete', (row) => html`<${Ago} time=${row.lastCompleteAt} />`],
  ['Tried', (row) => html`<${Ago} time=${row.lastAttemptAt} />`],
  ['Resources', (row) => number(row.resources), 'number'],
  ['Reason', (row) => row.errorCode && html`<code>${row.operation}</code> <code>${row.errorCode}</code> <span class="message">${row.message}</span>`],
]} />`;

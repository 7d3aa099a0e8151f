import { html } from '/ui/dom.js';
import { ask } from '/ui/api.js';
import { plural, words } from '/ui/format.js';
import { Loaded } from '/ui/loaded.js';
import { Badge, Choice, Filters, Instant, one, Paging, Table } from '/ui/parts.js';
import { to, toFinding, toResource } from '/ui/place.js';

const PAGE = 50;

const STATES = ['ACTIVE', 'REQUESTED', 'EXPIRED', 'LIFTED', 'REFUSED'];
const TYPES = ['SUPPRESSION', 'ATTESTATION'];

const QUERY = `query Suppressions($filter: SuppressionFilter, $first: Int!, $after: String) {
  suppressions(filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      id type state findingId ruleId accountId accountName ouPath region resourceArn tagKey tagValue
      verdict reason owner until endsSoon createdBy findings
    }
  }
}`;

const load = (params, signal) => ask(QUERY, {
  filter: {
    states: params.state === 'ANY' ? undefined : [params.state || 'ACTIVE'],
    types: one(params.type),
    endsSoon: params.soon ? true : undefined,
  },
  first: PAGE,
  after: params.after,
}, signal);

/** Suppressions and attestations with their scope, author, reason and end. */
export const SuppressionsPage = ({ params }) => html`
  <h1>Suppressions</h1>
  <p class="quiet">Findings that are accepted for a reason, and checks that people made by hand. Suppressed findings are still judged, and are open again once their suppression ends.</p>
  <${Loaded} of=${JSON.stringify(params)} load=${(signal) => load(params, signal)}>
    ${({ suppressions }) => html`
      <${SuppressionFilters} params=${params} />
      <${SuppressionTable} rows=${suppressions.nodes} />
      <${Paging} path="/suppressions" params=${params} connection=${suppressions} what="suppressions" />`}
  <//>`;

const SuppressionFilters = ({ params }) => html`<${Filters} path="/suppressions" params=${params}>
  <${Choice} name="state" label="State" params=${params} any=${null} fallback="ACTIVE" options=${[...STATES, 'ANY'].map((value) => [value, words(value)])} />
  <${Choice} name="type" label="Type" params=${params} options=${TYPES.map((value) => [value, words(value)])} />
  <${Choice} name="soon" label="End" params=${params} options=${[['yes', 'Ends soon']]} />
<//>`;

/** The conditions that define which findings are covered. */
const Meant = ({ row }) => {
  const parts = [
    row.ruleId && html`rule <a href=${to('/findings', { rule: row.ruleId, status: 'ANY' })}>${row.ruleId}</a>`,
    row.resourceArn && html`resource <a href=${toResource(row.resourceArn)}>${row.resourceArn}</a>`,
    !row.resourceArn && row.accountId && html`account <span title=${row.accountId}>${row.accountName ?? row.accountId}</span>`,
    row.ouPath && `unit ${row.ouPath}`,
    !row.resourceArn && row.region && `region ${row.region}`,
    row.tagKey && `tag ${row.tagKey}${row.tagValue === null ? '' : `=${row.tagValue}`}`,
  ].filter(Boolean);
  return html`${parts.map((part, i) => html`${i > 0 && ', '}${part}`)}
    <div class="quiet">${row.findingId ? html`<a href=${toFinding(row.findingId)}>the finding</a>` : plural(row.findings, 'finding')}</div>`;
};

const SuppressionTable = ({ rows }) => html`<${Table} label="Suppressions" rows=${rows} empty="No suppression matches." columns=${[
  ['Type', (row) => html`${words(row.type)}${row.verdict && html`<div class="quiet">${words(row.verdict)}</div>`}`],
  ['What is meant', (row) => html`<${Meant} row=${row} />`],
  ['Reason', (row) => html`${row.reason}<div class="quiet">${row.createdBy}${row.owner && `, for ${row.owner}`}</div>`],
  ['State', (row) => html`<${Badge} value=${row.state} />${row.endsSoon && html` <${Badge} value="ENDS_SOON" />`}`],
  ['Ends', (row) => (row.until ? html`<${Instant} time=${row.until} />` : 'when it is lifted'), 'when'],
]} />`;

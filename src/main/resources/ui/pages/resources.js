import { html } from '/ui/dom.js';
import { ask } from '/ui/api.js';
import { kindName } from '/ui/format.js';
import { Loaded } from '/ui/loaded.js';
import { AccountChoice, Ago, Badge, Choice, Filters, one, Paging, ResourceLink, SEVERITIES, Severity, Table, Text } from '/ui/parts.js';
import { tagFilter } from '/ui/pages/findings.js';

const PAGE = 50;

const PERIODS = [
  ['1', 'the last hour'],
  ['24', 'the last day'],
  ['168', 'the last week'],
];

const QUERY = `query Resources($filter: ResourceFilter, $first: Int!, $after: String, $open: FindingFilter) {
  kinds: resourceStats(groupBy: [KIND]) { kind }
  regions: resourceStats(groupBy: [REGION]) { region }
  accounts(first: 500) { nodes { accountId label } }
  resources(filter: $filter, first: $first, after: $after, orderBy: { field: NAME, direction: ASC }) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { id kind accountId account { name } region resourceId name changedAt deletedAt findings(filter: $open) { severity } }
  }
}`;

/** Of the further pages the beginning of the period is that of the first: a cursor is one of the same filter. */
function since(params) {
  const begin = () => new Date(Date.now() - Number(params.changed) * 3_600_000).toISOString();
  return params.changed && ((params.after && params.since) || begin());
}

async function load(params, signal) {
  const changedAfter = since(params) || undefined;
  const data = await ask(QUERY, variables(params, changedAfter), signal);
  return { ...data, changedAfter };
}

function variables(params, changedAfter) {
  const filter = {
    kinds: one(params.kind),
    accountIds: one(params.account),
    regions: one(params.region),
    search: params.text || undefined,
    tags: tagFilter(params.tag),
    changedAfter,
    includeDeleted: params.gone === 'INCLUDED',
  };
  return { filter, first: PAGE, after: params.after, open: { statuses: ['OPEN'] } };
}

export const ResourcesPage = ({ params }) => html`
  <h1>Resources</h1>
  <${Loaded} of=${JSON.stringify(params)} load=${(signal) => load(params, signal)}>
    ${(data) => html`
      <${ResourceFilters} params=${params} data=${data} />
      <${ResourceTable} rows=${data.resources.nodes} />
      <${Paging} path="/resources" params=${{ ...params, since: data.changedAfter ?? '' }} connection=${data.resources} what="resources" />`}
  <//>`;

const ResourceFilters = ({ params, data }) => html`<${Filters} path="/resources" params=${params}>
  <${Text} name="text" label="Name or id" params=${params} hint="part of it" />
  <${Choice} name="kind" label="Kind" params=${params} options=${data.kinds.map(({ kind }) => [kind, kindName(kind)]).sort()} />
  <${AccountChoice} params=${params} accounts=${data.accounts.nodes} />
  <${Choice} name="region" label="Region" params=${params} options=${data.regions.map(({ region }) => [region, region]).sort()} />
  <${Text} name="tag" label="Tag" params=${params} hint="key or key=value" />
  <${Choice} name="changed" label="Changed in" params=${params} any="any time" options=${PERIODS} />
  <${Choice} name="gone" label="Gone ones" params=${params} any="left out" options=${[['INCLUDED', 'included']]} />
<//>`;

const ResourceTable = ({ rows }) => html`<${Table} label="Resources" rows=${rows} empty="No resource matches." columns=${[
  ['Resource', (row) => html`<${ResourceLink} ...${row} />${row.deletedAt && html` <${Badge} value="GONE" />`}`],
  ['Kind', (row) => kindName(row.kind)],
  ['Account', (row) => html`<span title=${row.accountId}>${row.account?.name ?? row.accountId}</span>`],
  ['Region', (row) => row.region],
  ['Open findings', (row) => html`<${Worst} findings=${row.findings} />`],
  ['Changed', (row) => html`<${Ago} time=${row.changedAt} />`, 'when'],
]} />`;

function Worst({ findings }) {
  const worst = SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity));
  return worst ? html`${findings.length} <span class="quiet">worst</span> <${Severity} value=${worst} />` : html`<span class="quiet">none</span>`;
}

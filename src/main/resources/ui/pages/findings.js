import { html } from '/ui/dom.js';
import { ask } from '/ui/api.js';
import { areaName, kindName, words } from '/ui/format.js';
import { Loaded } from '/ui/loaded.js';
import { AccountChoice, Ago, Badge, Choice, Filters, one, Paging, SEVERITIES, Severity, Table, Text } from '/ui/parts.js';
import { to, toFinding, toResource } from '/ui/place.js';

const PAGE = 50;

const STATUSES = ['OPEN', 'RESOLVED', 'SUPPRESSED'];
const AREAS = ['IMDS', 'IAM', 'NETWORK', 'STORAGE', 'BACKUP', 'MONITORING'];

const CHOICES = `query Choices {
  rules { ruleId title }
  accounts(first: 500) { nodes { accountId label } }
  regions: resourceStats(groupBy: [REGION]) { region }
}`;

const FINDINGS = `query Findings($filter: FindingFilter, $first: Int!, $after: String) {
  findings(filter: $filter, first: $first, after: $after, orderBy: { field: SEVERITY }) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      id severity status stale title message accountId region firstSeenAt resourceArn resourceId resourceKind
      resource { name account { name } }
    }
  }
}`;

export function tagFilter(text) {
  if (!text) {
    return undefined;
  }
  const [key, ...value] = text.split('=');
  return [{ key: key.trim(), values: value.length ? [value.join('=').trim()] : undefined }];
}

function findingFilter(params) {
  return {
    severities: one(params.severity),
    areas: one(params.area),
    ruleIds: one(params.rule),
    accountIds: one(params.account),
    regions: one(params.region),
    statuses: params.status === 'ANY' ? undefined : [params.status || 'OPEN'],
    search: params.text || undefined,
    tags: tagFilter(params.tag),
  };
}

async function load(params, signal) {
  const variables = { filter: findingFilter(params), first: PAGE, after: params.after };
  const [choices, { findings }] = await Promise.all([ask(CHOICES, {}, signal), ask(FINDINGS, variables, signal)]);
  return { ...choices, findings };
}

export const FindingsPage = ({ params }) => html`
  <h1>Findings</h1>
  <p class="quiet"><a href=${to('/suppressions')}>Suppressions</a></p>
  <${Loaded} of=${JSON.stringify(params)} load=${(signal) => load(params, signal)}>
    ${(data) => html`
      <${FindingFilters} params=${params} data=${data} />
      <${FindingTable} rows=${data.findings.nodes} />
      <${Paging} path="/findings" params=${params} connection=${data.findings} what="findings" />`}
  <//>`;

const FindingFilters = ({ params, data }) => html`<${Filters} path="/findings" params=${params}>
  <${Choice} name="severity" label="Severity" params=${params} options=${SEVERITIES.map((value) => [value, words(value)])} />
  <${Choice} name="area" label="Area" params=${params} options=${AREAS.map((value) => [value, areaName(value)])} />
  <${Choice} name="rule" label="Rule" params=${params} options=${data.rules.map((rule) => [rule.ruleId, rule.title])} />
  <${AccountChoice} params=${params} accounts=${data.accounts.nodes} />
  <${Choice} name="region" label="Region" params=${params} options=${data.regions.map(({ region }) => [region, region]).sort()} />
  <${Choice} name="status" label="Status" params=${params} any=${null} fallback="OPEN" options=${[...STATUSES, 'ANY'].map((value) => [value, words(value)])} />
  <${Text} name="text" label="Text" params=${params} hint="message, title, name or id" />
  <${Text} name="tag" label="Tag" params=${params} hint="key or key=value" />
<//>`;

const Named = ({ row }) => html`
  <a href=${toResource(row.resourceArn)}>${row.resource?.name ?? row.resourceId}</a>
  <div class="quiet">${kindName(row.resourceKind)} ${row.resource?.name && row.resource.name !== row.resourceId && html`<span class="id">${row.resourceId}</span>`}</div>`;

export const FindingTable = ({ rows, empty = 'No finding matches.' }) => html`<${Table} label="Findings" rows=${rows} empty=${empty} columns=${[
  ['Severity', (row) => html`<${Severity} value=${row.severity} />`],
  ['Finding', (row) => html`<a href=${toFinding(row.id)}>${row.title}</a><div class="quiet message">${row.message}</div>`],
  ['Resource', (row) => html`<${Named} row=${row} />`],
  ['Account', (row) => html`<span class="whole" title=${row.accountId}>${row.resource?.account?.name ?? row.accountId}</span><div class="quiet">${row.region}</div>`],
  ['Status', (row) => html`<${Badge} value=${row.status} />${row.stale && html` <${Badge} value="STALE" />`}`],
  ['Since', (row) => html`<${Ago} time=${row.firstSeenAt} />`, 'when'],
]} />`;

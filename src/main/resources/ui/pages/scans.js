import { html } from '/ui/dom.js';
import { ask } from '/ui/api.js';
import { kindName, number, plural, span, words } from '/ui/format.js';
import { Loaded } from '/ui/loaded.js';
import { AccountChoice, Ago, Badge, Choice, Filters, one, Paging, Rescan, Table } from '/ui/parts.js';
import { toScan } from '/ui/place.js';

const PAGE = 25;
const STATUSES = ['QUEUED', 'RUNNING', 'SUCCEEDED', 'PARTIAL', 'FAILED', 'CANCELLED'];

const QUERY = `query Scans($filter: ScanFilter, $first: Int!, $after: String) {
  accounts(first: 500) { nodes { accountId label } }
  scans(filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      scanId status trigger reason accountIds regions kinds requestedAt startedAt finishedAt gapCount
      progress { tasksDone tasksTotal resourcesSeen resourcesChanged findingsOpened findingsResolved }
    }
  }
}`;

const load = (params, signal) =>
  ask(QUERY, { filter: { statuses: one(params.status), accountIds: one(params.account) }, first: PAGE, after: params.after }, signal);

export const ScansPage = ({ params }) => html`
  <div class="title"><h1>Scans</h1><${Rescan}>Rescan all accounts<//></div>
  <${Loaded} of=${JSON.stringify(params)} load=${(signal) => load(params, signal)}>
    ${(data) => html`
      <${Filters} path="/scans" params=${params}>
        <${Choice} name="status" label="Status" params=${params} options=${STATUSES.map((value) => [value, words(value)])} />
        <${AccountChoice} params=${params} accounts=${data.accounts.nodes} />
      <//>
      <${Scans} rows=${data.scans.nodes} />
      <${Paging} path="/scans" params=${params} connection=${data.scans} what="scans" />`}
  <//>`;

const took = ({ startedAt, finishedAt }) => (startedAt && finishedAt ? span((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000) : '–');

/** What was asked for: all, unless regions or kinds are named. */
const scope = ({ regions, kinds }) => [...(regions ?? []), ...(kinds ?? []).map(kindName)].join(', ') || 'All';

const Scans = ({ rows }) => html`<${Table} label="Scans" rows=${rows} empty="No scan matches." columns=${[
  ['Scan', (row) => html`<a href=${toScan(row.scanId)}>${row.scanId}</a>`],
  ['Status', (row) => html`<${Badge} value=${row.status} />`],
  ['Set off by', (row) => words(row.trigger)],
  ['Accounts', (row) => (row.accountIds.length > 2 ? plural(row.accountIds.length, 'account') : row.accountIds.join(', '))],
  ['Scope', scope],
  ['Reason', (row) => row.reason],
  ['Asked for', (row) => html`<${Ago} time=${row.requestedAt} />`],
  ['Took', took, 'number'],
  ['Tasks', ({ progress }) => `${progress.tasksDone} of ${progress.tasksTotal}`, 'number'],
  ['Resources', ({ progress }) => number(progress.resourcesSeen), 'number'],
  ['Changed', ({ progress }) => number(progress.resourcesChanged), 'number'],
  ['Opened', ({ progress }) => number(progress.findingsOpened), 'number'],
  ['Resolved', ({ progress }) => number(progress.findingsResolved), 'number'],
  ['Gaps', (row) => number(row.gapCount), 'number'],
]} />`;

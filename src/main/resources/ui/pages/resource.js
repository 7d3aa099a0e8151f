import { html } from '/ui/dom.js';
import { ask } from '/ui/api.js';
import { inline, instant, kindName, plural, words } from '/ui/format.js';
import { Loaded } from '/ui/loaded.js';
import { AccountName, Badge, Facts, Instant, ResourceLink, Severity, Table } from '/ui/parts.js';
import { to, toFinding } from '/ui/place.js';
import { Picture } from '/ui/picture.js';

const CHANGES = 50;
/** One may have tens of thousands: too many for an answer, and for a page. */
const NEIGHBOURS = 200;

const QUERY = `query Resource($id: ID!, $changes: Int!, $neighbours: Int!) {
  resource(id: $id) {
    id kind accountId account { name } region resourceId name tags { key value } attributes
    firstSeenAt changedAt lastSeenAt deletedAt
    related(first: $neighbours) { relation outgoing resourceArn resource { id kind resourceId name } }
    findings { id severity status stale title message firstSeenAt }
    changes(first: $changes) { type restored at fieldCount fields { path before after tooLarge } }
  }
}`;

const load = (id, signal) => ask(QUERY, { id, changes: CHANGES, neighbours: NEIGHBOURS + 1 }, signal);

export const ResourcePage = ({ params }) => html`<${Loaded} of=${params.id} load=${(signal) => load(params.id, signal)}>
  ${({ resource }) => (resource ? html`<${Resource} resource=${resource} />` : html`<h1>No such resource</h1>
    <p>It is not known, or not for you to see. <a href=${to('/resources')}>All resources</a></p>`)}
<//>`;

const Resource = ({ resource }) => html`
  <div class="title"><h1>${resource.name ?? resource.resourceId}</h1><span class="quiet">${kindName(resource.kind)}</span>${resource.deletedAt && html`<${Badge} value="GONE" />`}</div>
  <div class="columns">
    <section><h2>About</h2><${About} resource=${resource} /></section>
    <section><h2>Tags</h2><${Tags} tags=${resource.tags} /></section>
  </div>
  <section><h2>Findings</h2><${Findings} rows=${resource.findings} /></section>
  <${Surroundings} resource=${resource} />
  <section><h2>History</h2><${History} resource=${resource} /></section>
  <section><h2>Document</h2><${Facts} entries=${Object.entries(resource.attributes).sort(([a], [b]) => a.localeCompare(b)).map(([name, value]) => [name, html`<${Attribute} value=${value} />`])} /></section>`;

function Surroundings({ resource }) {
  const cut = resource.related.length > NEIGHBOURS;
  const related = resource.related.slice(0, NEIGHBOURS);
  return html`<section><h2>Neighbours</h2><${Picture} resource=${{ ...resource, related }} cut=${cut} /><${Neighbours} rows=${related} />
    ${cut && html`<p class="quiet">It has more than ${NEIGHBOURS} neighbours: these are the first of them, by relation.</p>`}</section>`;
}

const About = ({ resource }) => html`<${Facts} entries=${[
  ['Id', html`<code>${resource.resourceId}</code>`],
  ['ARN', html`<code class="arn">${resource.id}</code>`],
  ['Account', html`<${AccountName} account=${resource.account} accountId=${resource.accountId} />`],
  ['Region', resource.region],
  ['Seen first', html`<${Instant} time=${resource.firstSeenAt} />`],
  ['Changed', html`<${Instant} time=${resource.changedAt} />`],
  ['Seen last', html`<${Instant} time=${resource.lastSeenAt} />`],
  ['Gone', resource.deletedAt && html`<${Instant} time=${resource.deletedAt} />`],
]} />`;

const Tags = ({ tags }) => (tags.length ? html`<${Facts} entries=${tags.map(({ key, value }) => [
  html`<a href=${to('/resources', { tag: `${key}=${value}` })}>${key}</a>`, value || html`<span class="quiet">empty</span>`,
])} />` : html`<p class="quiet">No tags.</p>`);

const Findings = ({ rows }) => html`<${Table} label="Findings of the resource" rows=${rows} empty="No findings." columns=${[
  ['Severity', (row) => html`<${Severity} value=${row.severity} />`],
  ['Finding', (row) => html`<a href=${toFinding(row.id)}>${row.title}</a><div class="quiet message">${row.message}</div>`],
  ['Status', (row) => html`<${Badge} value=${row.status} />${row.stale && html` <${Badge} value="STALE" />`}`],
]} />`;

const Neighbours = ({ rows }) => rows.length > 0 && html`<details><summary>${plural(rows.length, 'neighbour')} as a list</summary>
  <${Table} label="Neighbours" rows=${rows} columns=${[
    ['Relation', (row) => words(row.relation)],
    ['Direction', (row) => (row.outgoing ? 'from here' : 'to here')],
    ['Neighbour', (row) => (row.resource ? html`<${ResourceLink} ...${row.resource} />` : html`<span class="id">${row.resourceArn}</span> <span class="quiet">not in the inventory</span>`)],
    ['Kind', (row) => (row.resource ? kindName(row.resource.kind) : '')],
  ]} />
</details>`;

/** What happened to it, the latest first. */
const History = ({ resource: { changes } }) => html`<ol class="versions">${changes.map((change) => html`<li>
    <h3><time datetime=${change.at}>${instant(change.at)}</time> <span class="quiet">${change.restored ? 'There again' : words(change.type)}</span></h3>
    ${change.type === 'CHANGED' && html`<${Changes} change=${change} />`}
  </li>`)}</ol>
  ${changes.length === CHANGES && html`<p class="quiet">Earlier changes are not shown.</p>`}`;

const Changes = ({ change: { fields, fieldCount } }) => html`<${Table} label="Changes" rows=${fields} empty="Nothing but the order of a list changed." columns=${[
  ['What', ({ path }) => html`<code>${path}</code>`],
  ['Before', ({ before, tooLarge }) => (tooLarge ? html`<span class="quiet">too long to show</span>` : before !== null && html`<del>${inline(before)}</del>`)],
  ['After', ({ after }) => after !== null && html`<ins>${inline(after)}</ins>`],
]} />${fieldCount > fields.length && html`<p class="quiet">And ${plural(fieldCount - fields.length, 'field')} more.</p>`}`;

function Attribute({ value }) {
  if (value === null || typeof value !== 'object') {
    return html`<code>${inline(value)}</code>`;
  }
  const text = JSON.stringify(value, null, 2);
  return text.length < 60 ? html`<code>${inline(value)}</code>` : html`<pre tabindex="0">${text}</pre>`;
}

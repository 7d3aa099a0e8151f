import { html } from '/ui/dom.js';
import { ask } from '/ui/api.js';
import { differences } from '/ui/difference.js';
import { inline, instant, kindName, plural, words } from '/ui/format.js';
import { Loaded } from '/ui/loaded.js';
import { AccountName, Badge, Facts, Instant, ResourceLink, Severity, Table } from '/ui/parts.js';
import { to, toFinding } from '/ui/place.js';
import { Picture } from '/ui/picture.js';

const VERSIONS = 50;

const QUERY = `query Resource($id: ID!, $versions: Int!) {
  resource(id: $id) {
    id kind accountId account { name } region resourceId name tags { key value } attributes
    firstSeenAt changedAt lastSeenAt deletedAt
    related { relation outgoing resourceArn resource { id kind resourceId name } }
    findings { id severity status stale title message firstSeenAt }
    history(first: $versions) { validFrom validTo attributes }
  }
}`;

const load = (id, signal) => ask(QUERY, { id, versions: VERSIONS }, signal);

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
  <section><h2>Neighbours</h2><${Picture} resource=${resource} /><${Neighbours} rows=${resource.related} /></section>
  <section><h2>History</h2><${History} resource=${resource} /></section>
  <section><h2>Document</h2><${Facts} entries=${Object.entries(resource.attributes).sort(([a], [b]) => a.localeCompare(b)).map(([name, value]) => [name, html`<${Attribute} value=${value} />`])} /></section>`;

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

/** Each version against the one before it, the latest first. */
function History({ resource }) {
  const versions = [{ validFrom: resource.changedAt, attributes: resource.attributes }, ...resource.history];
  const steps = versions.slice(0, -1).map((version, at) => ({ at: version.validFrom, changes: differences(versions[at + 1].attributes, version.attributes) }));
  if (!steps.length) {
    return html`<p class="quiet">It has not changed since it was seen first.</p>`;
  }
  return html`<ol class="versions">${steps.map((step) => html`<li>
    <h3><time datetime=${step.at}>${instant(step.at)}</time></h3>
    <${Changes} changes=${step.changes} />
  </li>`)}</ol>
  ${resource.history.length === VERSIONS && html`<p class="quiet">Earlier versions are not shown.</p>`}`;
}

const Changes = ({ changes }) => html`<${Table} label="Changes" rows=${changes} empty="Its name, tags or life changed, not its document." columns=${[
  ['What', ({ path }) => html`<code>${path}</code>`],
  ['Before', ({ before }) => before !== undefined && html`<del>${inline(before)}</del>`],
  ['After', ({ after }) => after !== undefined && html`<ins>${inline(after)}</ins>`],
]} />`;

function Attribute({ value }) {
  if (value === null || typeof value !== 'object') {
    return html`<code>${inline(value)}</code>`;
  }
  const text = JSON.stringify(value, null, 2);
  return text.length < 60 ? html`<code>${inline(value)}</code>` : html`<pre tabindex="0">${text}</pre>`;
}

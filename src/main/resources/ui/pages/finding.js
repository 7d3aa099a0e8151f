import { html } from '/ui/dom.js';
import { ask } from '/ui/api.js';
import { areaName, inline, kindName, plural, span, words } from '/ui/format.js';
import { Loaded } from '/ui/loaded.js';
import { AccountName, Badge, Facts, Instant, ResourceLink, Severity } from '/ui/parts.js';
import { to, toResource } from '/ui/place.js';

const QUERY = `query Finding($id: ID!) {
  finding(id: $id) {
    id severity status stale title message evidence area accountId region ruleId
    resourceArn resourceId resourceKind lastSeenAt openedAt ageSeconds timeToFixSeconds reopenedCount
    suppression { id type reason owner until endsSoon createdBy decidedBy verdict evidence }
    attestation { id verdict reason evidence until createdBy }
    history(first: 50) { type at scanId severity severityBefore fields resolution because }
    rule { rationale remediation references controls { framework control } }
    resource { name firstSeenAt changedAt deletedAt account { name } }
  }
}`;

export const FindingPage = ({ params }) => html`<${Loaded} of=${params.id} load=${(signal) => ask(QUERY, { id: params.id }, signal)}>
  ${({ finding }) => (finding ? html`<${Finding} finding=${finding} />` : html`<h1>No such finding</h1>
    <p>It is not known, or not for you to see. <a href=${to('/findings')}>All findings</a></p>`)}
<//>`;

function Finding({ finding }) {
  const { rule } = finding;
  return html`
    <div class="title"><h1>${finding.title}</h1></div>
    <p class="badges">
      <${Severity} value=${finding.severity} /> <${Badge} value=${finding.status} />
      ${finding.stale && html` <${Badge} value="STALE" /> <span class="quiet">The last scan could not check it again.</span>`}
    </p>
    <p class="lead">${finding.message}</p>
    ${finding.suppression && html`<section><h2>Suppressed</h2><${Exemption} of=${finding.suppression} /></section>`}
    ${finding.attestation && finding.attestation.id !== finding.suppression?.id && html`<section><h2>Checked by hand</h2><${Exemption} of=${finding.attestation} /></section>`}
    <div class="columns">
      <div>
        <section><h2>Evidence</h2><${Evidence} value=${finding.evidence} /></section>
        <section><h2>Remediation</h2><p class="text">${rule.remediation}</p></section>
        <section><h2>Why it matters</h2><p class="text">${rule.rationale}</p><${References} rule=${rule} /></section>
      </div>
      <div>
        <section><h2>Resource</h2><${About} finding=${finding} /></section>
        <section><h2>History</h2><${History} finding=${finding} /></section>
      </div>
    </div>`;
}

const About = ({ finding }) => html`<${Facts} entries=${[
  ['Resource', html`<${ResourceLink} id=${finding.resourceArn} name=${finding.resource?.name} resourceId=${finding.resourceId} />`],
  ['Kind', kindName(finding.resourceKind)],
  ['Account', html`<${AccountName} account=${finding.resource?.account} accountId=${finding.accountId} />`],
  ['Region', finding.region],
  ['Area', areaName(finding.area)],
  ['Rule', html`<a href=${to('/findings', { rule: finding.ruleId })}>${finding.ruleId}</a>`],
]} />`;

/** The suppression of a finding, or the attestation of a person who checked it by hand. */
export const Exemption = ({ of }) => html`<${Facts} entries=${[
  ['Reason', of.reason],
  of.verdict && ['Verdict', words(of.verdict)],
  of.evidence && ['Evidence', html`<${WebLink} address=${of.evidence} />`],
  of.owner && ['Owner', of.owner],
  ['Made by', of.createdBy],
  of.decidedBy && ['Approved by', of.decidedBy],
  ['Ends', of.until ? html`<${Instant} time=${of.until} />${of.endsSoon && html` <${Badge} value="ENDS_SOON" />`}` : 'when it is lifted'],
].filter(Boolean)} />`;

/** Only addresses of the web become links. */
const WebLink = ({ address }) => (/^https?:\/\//.test(address)
  ? html`<a href=${address} rel="noreferrer noopener" target="_blank">${address}</a>` : address);

const STEPS = {
  OPENED: 'Found first', CHANGED: 'Changed', STALE: 'Could not be checked', CONFIRMED: 'Confirmed unchanged', SUPPRESSED: 'Suppressed',
  RETURNED: 'Open again: no suppression covers it', RESOLVED: 'Resolved', REOPENED: 'Came back',
};

const RESOLUTIONS = {
  FIXED: 'fixed', NOT_APPLICABLE: 'the rule does not speak of the resource any more', RESOURCE_GONE: 'the resource is gone',
  RULE_WITHDRAWN: 'the rule was withdrawn',
};

const CAUSES = { RULE_ADDED: 'with a new rule', RULE_CHANGED: 'with a change of the rule' };

/** A step of the finding's life in words. */
const step = ({ type, severity, severityBefore, fields, resolution, because, scanId }) => html`
  ${STEPS[type] ?? type}${resolution && `: ${RESOLUTIONS[resolution] ?? resolution}`}
  ${severityBefore && ` from ${severityBefore} to ${severity}`}
  ${type === 'CHANGED' && !severityBefore && ` (${fields.join(', ')})`}
  ${CAUSES[because] && ` ${CAUSES[because]}`}
  ${scanId && html` <span class="quiet">scan ${scanId}</span>`}`;

/** What happened to the finding and its resource, the latest first. */
function History({ finding }) {
  const { resource } = finding;
  const events = [
    ...finding.history.map((entry) => [entry.at, step(entry)]),
    [finding.lastSeenAt, 'Confirmed last'],
    [resource?.deletedAt, 'Resource gone'],
    [resource?.changedAt, html`<a href=${toResource(finding.resourceArn)}>Resource changed last</a>`],
    [resource?.firstSeenAt, 'Resource seen first'],
  ];
  return html`<ol class="timeline">
    ${events.filter(([time]) => time).sort(([a], [b]) => b.localeCompare(a)).map(([time, event]) => html`<li>${event}<br /><${Instant} time=${time} /></li>`)}
  </ol>
  ${finding.ageSeconds !== null && html`<p>It has been standing for ${span(finding.ageSeconds)}.</p>`}
  ${finding.timeToFixSeconds !== null && html`<p>It stood for ${span(finding.timeToFixSeconds)} until it was resolved.</p>`}
  ${finding.reopenedCount > 0 && html`<p>It came back ${plural(finding.reopenedCount, 'time')} after it was resolved.</p>`}`;
}

function Evidence({ value }) {
  if (!value || typeof value !== 'object') {
    return html`<p>${inline(value)}</p>`;
  }
  return html`<${Facts} entries=${Object.entries(value).map(([name, fact]) => [name, html`<${Fact} value=${fact} />`])} />`;
}

function Fact({ value }) {
  if (Array.isArray(value)) {
    return value.length ? html`<ul class="plain">${value.map((item) => html`<li><code>${inline(item)}</code></li>`)}</ul>` : 'none';
  }
  return value && typeof value === 'object' ? html`<pre tabindex="0">${JSON.stringify(value, null, 2)}</pre>` : html`<code>${inline(value)}</code>`;
}

/** Only addresses of the web become links. */
const References = ({ rule }) => html`
  ${rule.references.length > 0 && html`<ul class="plain">${rule.references.map((reference) => html`<li>
    ${/^https:\/\//.test(reference) ? html`<a href=${reference} rel="noreferrer noopener" target="_blank">${reference}</a>` : reference}
  </li>`)}</ul>`}
  ${rule.controls.length > 0 && html`<p class="controls">${rule.controls.map(({ framework, control }) => html`<span class="badge">${framework} ${control}</span> `)}</p>`}`;

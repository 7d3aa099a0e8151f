import { html } from '/ui/dom.js';
import { ask } from '/ui/api.js';
import { areaName, kindName, number, plural, span, words } from '/ui/format.js';
import { Loaded } from '/ui/loaded.js';
import { Ago, Badge, Rescan, Rest, Severity, SEVERITIES, Table } from '/ui/parts.js';
import { WithoutAccounts } from '/ui/reader.js';
import { to, toScan } from '/ui/place.js';
import { Questions } from '/ui/questions.js';

const QUERY = `query Overview($open: FindingFilter) {
  disabled: accounts(first: 1, filter: { enabled: false }) { totalCount }
  accounts(first: 500) { totalCount nodes { accountId name enabled lastScan { scanId status finishedAt } } }
  resources: resourceStats(groupBy: [KIND]) { kind count }
  byAccount: resourceStats(groupBy: [ACCOUNT]) { accountId count }
  findings: findingStats(filter: $open, groupBy: [SEVERITY]) { severity count }
  suppressed: findingStats(filter: { statuses: [SUPPRESSED] }, groupBy: []) { count }
  ending: suppressions(filter: { endsSoon: true }, first: 1) { totalCount }
  findingsByAccount: findingStats(filter: $open, groupBy: [ACCOUNT, SEVERITY]) { accountId severity count }
  findingsByRule: findingStats(filter: $open, groupBy: [RULE, SEVERITY]) { ruleId severity count }
  rules { ruleId title area }
  scans(first: 1) { nodes { scanId status requestedAt finishedAt gapCount progress { tasksDone tasksTotal } } }
  coverage: coverageStats(groupBy: [], filter: { inScope: true, enabled: true }) { cells oldestAgeSeconds }
  complete: coverageStats(groupBy: [], filter: { inScope: true, enabled: true, states: [COMPLETE] }) { cells }
}`;

const load = (signal) => ask(QUERY, { open: { statuses: ['OPEN'] } }, signal);

const sum = (rows) => rows.reduce((total, row) => total + row.count, 0);
const countOf = (rows, matches) => sum(rows.filter(matches));

export const StartPage = () => html`<${Loaded} of="overview" load=${load}>
  ${(data) => html`
    <div class="title">
      <h1>Overview</h1>
      <${Rescan}>Rescan all accounts<//>
    </div>
    <${WithoutAccounts} />
    <${Figures} data=${data} />
    <${Questions} />
    <section aria-labelledby="accounts"><h2 id="accounts">Accounts</h2><${Accounts} data=${data} /><${Rest} connection=${data.accounts} what="accounts" /></section>
    <div class="columns">
      <section aria-labelledby="worst"><h2 id="worst">Rules with open findings</h2><${Rules} data=${data} /></section>
      <section aria-labelledby="kinds"><h2 id="kinds">Resources</h2><${Kinds} rows=${data.resources} /></section>
    </div>`}
<//>`;

function Figures({ data }) {
  const { accounts, resources, findings } = data;
  return html`<ul class="figures">
    <${Figure} href="#accounts-table" local label="Accounts" value=${number(accounts.totalCount)} note=${data.disabled.totalCount > 0 && `${number(data.disabled.totalCount)} disabled, not in the coverage`} />
    <${Figure} href=${to('/resources')} label="Resources" value=${number(sum(resources))} />
    <li class="wide">
      <a class="label" href=${to('/findings')}>Open findings: ${number(sum(findings))}</a>
      <ul class="severities">
        ${SEVERITIES.map((severity) => html`<li><a href=${to('/findings', { severity })} data-severity=${severity}>
          <b>${number(countOf(findings, (row) => row.severity === severity))}</b> ${words(severity)}
        </a></li>`)}
      </ul>
    </li>
    <${Figure} href=${to('/suppressions')} label="Suppressed" value=${number(sum(data.suppressed))} note=${data.ending.totalCount > 0 && `${plural(data.ending.totalCount, 'suppression')} ending soon`} />
    <${LastScan} scan=${data.scans.nodes[0]} />
    <${CoverageFigure} stat=${data.coverage[0]} complete=${data.complete[0]?.cells ?? 0} />
  </ul>`;
}

function Figure({ href, label, value, note, local }) {
  const jump = (event) => {
    event.preventDefault();
    document.getElementById('accounts').scrollIntoView();
    document.querySelector('section[aria-labelledby=accounts] a')?.focus();
  };
  return html`<li><a href=${local ? to('/') : href} onClick=${local ? jump : undefined}>
    <span class="label">${label}</span><b>${value}</b>${note && html`<span class="quiet">${note}</span>`}
  </a></li>`;
}

function LastScan({ scan }) {
  if (!scan) {
    return html`<${Figure} href=${to('/scans')} label="Last scan" value="None yet" />`;
  }
  const { tasksDone, tasksTotal } = scan.progress;
  const note = scan.finishedAt
    ? html`<${Ago} time=${scan.finishedAt} />${scan.gapCount > 0 && `, ${plural(scan.gapCount, 'gap')}`}`
    : `${tasksDone} of ${plural(tasksTotal, 'task')} done`;
  return html`<${Figure} href=${toScan(scan.scanId)} label="Last scan" value=${words(scan.status)} note=${note} />`;
}

function CoverageFigure({ stat, complete }) {
  if (!stat || !stat.cells) {
    return html`<${Figure} href=${to('/coverage')} label="Coverage" value="Nothing read yet" />`;
  }
  const note = `${number(complete)} of ${plural(stat.cells, 'listing')} complete, oldest ${span(stat.oldestAgeSeconds)}`;
  const share = Math.floor((100 * complete) / stat.cells);
  return html`<${Figure} href=${to('/coverage', complete < stat.cells ? { state: 'INCOMPLETE' } : {})} label="Coverage" value=${share + ' %'} note=${note} />`;
}

function Rules({ data }) {
  const rules = new Map(data.rules.map((rule) => [rule.ruleId, rule]));
  const rank = (row) => SEVERITIES.indexOf(row.severity);
  const rows = [...data.findingsByRule].sort((a, b) => rank(a) - rank(b) || b.count - a.count);
  return html`<${Table} label="Rules with open findings" rows=${rows} empty="No open findings." columns=${[
    ['Severity', (row) => html`<${Severity} value=${row.severity} />`],
    ['Rule', (row) => html`<a href=${to('/findings', { rule: row.ruleId, severity: row.severity })}>${rules.get(row.ruleId)?.title ?? row.ruleId}</a>`],
    ['Area', (row) => areaName(rules.get(row.ruleId)?.area)],
    ['Open', (row) => html`<a href=${to('/findings', { rule: row.ruleId, severity: row.severity })}>${number(row.count)}</a>`, 'number'],
  ]} />`;
}

function Kinds({ rows }) {
  const sorted = rows.filter((row) => row.count > 0).sort((a, b) => b.count - a.count);
  return html`<${Table} label="Resources by kind" rows=${sorted} empty="Nothing read yet." columns=${[
    ['Kind', (row) => html`<a href=${to('/resources', { kind: row.kind })}>${kindName(row.kind)}</a>`],
    ['Resources', (row) => html`<a href=${to('/resources', { kind: row.kind })}>${number(row.count)}</a>`, 'number'],
  ]} />`;
}

function Accounts({ data }) {
  const severity = (value) => [
    words(value),
    ({ accountId }) => {
      const count = countOf(data.findingsByAccount, (row) => row.accountId === accountId && row.severity === value);
      return count ? html`<a href=${to('/findings', { account: accountId, severity: value })}>${number(count)}</a>` : html`<span class="quiet">0</span>`;
    },
    'number',
  ];
  return html`<${Table} label="Accounts" rows=${data.accounts.nodes} empty="No account is registered." columns=${[
    ['Account', (row) => html`<a href=${to('/resources', { account: row.accountId })}>${row.name ?? row.accountId}</a> ${row.name && html`<span class="id">${row.accountId}</span>`}`],
    ['Resources', ({ accountId }) => html`<a href=${to('/resources', { account: accountId })}>${number(countOf(data.byAccount, (row) => row.accountId === accountId))}</a>`, 'number'],
    ...SEVERITIES.map(severity),
    ['Last scan', ({ lastScan }) => lastScan ? html`<a href=${toScan(lastScan.scanId)}><${Badge} value=${lastScan.status} /></a> <${Ago} time=${lastScan.finishedAt} />` : 'None yet'],
    ['', (row) => html`<${Rescan} accountId=${row.accountId} name=${`Rescan ${row.name ?? row.accountId}`}>Rescan<//>`, 'action'],
  ]} />`;
}

import { Component, html } from '/ui/dom.js';
import { cancelScan, followScan, readScan } from '/ui/api.js';
import { kindName, number, plural, words } from '/ui/format.js';
import { Failure } from '/ui/loaded.js';
import { ForOperators } from '/ui/reader.js';
import { Badge, Facts, Instant, Rescan, Table } from '/ui/parts.js';
import { to } from '/ui/place.js';

const UNDER_WAY = ['QUEUED', 'RUNNING'];

/** A scan as it goes on: its states come as server-sent events until it has ended. */
export class ScanPage extends Component {
  state = { scan: null, failure: null, lost: null };

  componentDidMount() {
    this.begin();
  }

  componentWillUnmount() {
    this.gone = true;
    this.stop?.();
  }

  begin() {
    this.stop?.();
    readScan(this.props.params.id).then(
      (scan) => {
        this.show(scan);
        if (!this.gone && UNDER_WAY.includes(scan.status)) {
          this.stop = followScan(scan.scanId, (state) => this.show(state), (closed) => this.setState({ lost: closed ? 'closed' : 'trying' }));
        }
      },
      (failure) => this.setState({ failure }),
    );
  }

  show(scan) {
    this.setState({ scan, failure: null, lost: null });
  }

  cancel() {
    cancelScan(this.state.scan.scanId).catch((failure) => this.setState({ failure }));
  }

  render(_, { scan, failure, lost }) {
    return html`
      ${failure && html`<${Failure} failure=${failure} retry=${() => this.begin()} />`}
      ${lost === 'trying' && html`<p class="note" role="status">The connection was lost; trying again.</p>`}
      ${lost === 'closed' && html`<p class="note" role="status">The connection was closed: what is below is not live any more.
        <button type="button" onClick=${() => this.begin()}>Follow again</button></p>`}
      ${scan ? html`<${Scan} scan=${scan} lost=${lost} cancel=${() => this.cancel()} />` : !failure && html`<p class="quiet" role="status">Loading …</p>`}`;
  }
}

function Scan({ scan, lost, cancel }) {
  const underWay = UNDER_WAY.includes(scan.status);
  return html`
    <div class="title">
      <h1>Scan ${scan.scanId}</h1> <${Badge} value=${scan.status} />
      ${underWay ? html`<${ForOperators}><button type="button" onClick=${cancel}>Cancel</button><//>` : html`<${Rescan} accountId=${scan.accountIds.length === 1 ? scan.accountIds[0] : undefined}>${scan.accountIds.length === 1 ? 'Scan again' : 'Rescan all accounts'}<//>`}
    </div>
    <${Progress} progress=${scan.progress} live=${underWay && !lost} />
    <div class="columns">
      <section aria-label="About"><${About} scan=${scan} /></section>
      <section aria-label="What it found"><${Found} progress=${scan.progress} /></section>
    </div>
    <section><h2>Gaps</h2><${Gaps} scan=${scan} /></section>`;
}

const Progress = ({ progress, live }) => html`<div class="progress">
  <progress max=${Math.max(1, progress.tasksTotal)} value=${progress.tasksDone} aria-label="Tasks done"></progress>
  <span role="status">${progress.tasksDone} of ${plural(progress.tasksTotal, 'task')} done${live && html` <span class="live">live</span>`}</span>
</div>`;

const About = ({ scan }) => html`<${Facts} entries=${[
  ['Accounts', scan.accountIds.map((id, at) => html`${at > 0 && ', '}<a href=${to('/resources', { account: id })}>${id}</a>`)],
  ['Set off by', words(scan.trigger)],
  ['Asked for by', scan.requestedBy],
  ['Reason', scan.reason],
  ['Regions', scan.regions?.join(', ')],
  ['Kinds', scan.kinds?.map(kindName).join(', ')],
  ['Asked for', html`<${Instant} time=${scan.requestedAt} />`],
  ['Begun', html`<${Instant} time=${scan.startedAt} />`],
  ['Ended', html`<${Instant} time=${scan.finishedAt} />`],
]} />`;

const Found = ({ progress }) => html`<${Facts} entries=${[
  ['Resources seen', number(progress.resourcesSeen)],
  ['Resources changed', number(progress.resourcesChanged)],
  ['Findings opened', number(progress.findingsOpened)],
  ['Findings resolved', number(progress.findingsResolved)],
  ['Calls to AWS', number(progress.awsCalls)],
]} />`;

const noGaps = ({ status }) => {
  if (UNDER_WAY.includes(status)) {
    return 'None so far.';
  }
  return {
    SUCCEEDED: 'None: all was read.',
    CANCELLED: 'None: the scan was called off, and what it had not begun was not read.',
  }[status] ?? 'None in the accounts that you may see.';
};

const Gaps = ({ scan }) => html`
  <${Table} label="Gaps" rows=${scan.gaps} empty=${noGaps(scan)} columns=${[
    ['Account', (gap) => gap.accountId],
    ['Region', (gap) => gap.region],
    ['Kind', (gap) => kindName(gap.kind)],
    ['Operation', (gap) => html`<code>${gap.operation}</code>`],
    ['Reason', (gap) => html`<code>${gap.errorCode}</code> <span class="message">${gap.message}</span>`],
  ]} />
  ${scan.gapCount > scan.gaps.length && html`<p class="note">The first ${scan.gaps.length} of ${plural(scan.gapCount, 'gap')}. <a href=${to('/coverage', { state: 'INCOMPLETE' })}>Coverage</a> tells all.</p>`}`;

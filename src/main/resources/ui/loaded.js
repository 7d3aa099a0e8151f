import { Component, html } from '/ui/dom.js';

/**
 * Shows what a question's answer holds. It asks anew when `of` changes, and then shows the last answer, marked as busy,
 * until the next is there; answers that come too late are dropped.
 */
export class Loaded extends Component {
  state = { data: null, failure: null, busy: true };

  componentDidMount() {
    this.begin();
  }

  componentDidUpdate(before) {
    if (before.of !== this.props.of) {
      this.begin();
    }
  }

  componentWillUnmount() {
    this.asked?.abort();
  }

  begin() {
    this.asked?.abort();
    const asked = new AbortController();
    this.asked = asked;
    this.setState({ busy: true });
    const settle = (state) => asked.signal.aborted || this.setState({ data: null, failure: null, busy: false, ...state });
    // a question that cannot be put, as of a date that is none, fails as one that is refused
    Promise.resolve().then(() => this.props.load(asked.signal)).then(
      (data) => settle({ data }),
      (failure) => settle({ failure }),
    );
  }

  render({ children }, { data, failure, busy }) {
    if (failure) {
      return html`<${Failure} failure=${failure} retry=${() => this.begin()} />`;
    }
    if (data === null) {
      return html`<p class="quiet" role="status">Loading …</p>`;
    }
    return html`<div class="loaded" aria-busy=${busy}>${children(data, () => this.begin())}</div>`;
  }
}

export function Failure({ failure, retry }) {
  return html`<div class="failure" role="alert">
    <p><strong>${failure.code ?? 'Failed'}</strong> ${failure.message}</p>
    ${retry && html`<button type="button" onClick=${retry}>Try again</button>`}
  </div>`;
}

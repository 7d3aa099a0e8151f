import { Component, html, render } from '/ui/dom.js';
import { readCaller } from '/ui/api.js';
import { Reader, ReaderName } from '/ui/reader.js';
import { here, to } from '/ui/place.js';
import { comeBack } from '/ui/session.js';
import { CoveragePage } from '/ui/pages/coverage.js';
import { FindingPage } from '/ui/pages/finding.js';
import { FindingsPage } from '/ui/pages/findings.js';
import { QuestionPage } from '/ui/pages/question.js';
import { ResourcePage } from '/ui/pages/resource.js';
import { ResourcesPage } from '/ui/pages/resources.js';
import { ScanPage } from '/ui/pages/scan.js';
import { ScansPage } from '/ui/pages/scans.js';
import { StartPage } from '/ui/pages/start.js';
import { SuppressionsPage } from '/ui/pages/suppressions.js';

/** Each view's title, component, and the entry of the menu that it belongs to. */
const VIEWS = {
  '/': ['Overview', StartPage, '/'],
  '/findings': ['Findings', FindingsPage, '/findings'],
  '/finding': ['Finding', FindingPage, '/findings'],
  '/suppressions': ['Suppressions', SuppressionsPage, '/findings'],
  '/resources': ['Resources', ResourcesPage, '/resources'],
  '/resource': ['Resource', ResourcePage, '/resources'],
  '/scans': ['Scans', ScansPage, '/scans'],
  '/scan': ['Scan', ScanPage, '/scans'],
  '/coverage': ['Coverage', CoveragePage, '/coverage'],
  '/question': ['Question', QuestionPage, '/'],
};

const MENU = ['/', '/findings', '/resources', '/scans', '/coverage'];

const Missing = () => html`<h1>No such page</h1><p><a href=${to('/')}>To the overview</a></p>`;

class App extends Component {
  state = { ...here(), reader: null };

  componentDidMount() {
    window.addEventListener('hashchange', () => this.move());
    this.announce();
    readCaller().then((reader) => this.setState({ reader }), () => {});
  }

  move() {
    const before = this.state;
    const place = here();
    this.setState(place, () => {
      this.announce();
      if (before.path !== place.path || before.params.id !== place.params.id) {
        window.scrollTo(0, 0);
        focusHeading();
      }
    });
  }

  announce() {
    const [title] = VIEWS[this.state.path] ?? ['No such page'];
    document.title = `${title} · Muster`;
  }

  render(_, { path, params, reader }) {
    const [, Page, entry] = VIEWS[path] ?? ['', Missing, ''];
    return html`<${Reader.Provider} value=${reader}>
      <a class="skip" href="#main" onClick=${skip}>To the content</a>
      <header>
        <a class="brand" href=${to('/')}><img src="/ui/favicon.svg" alt="" width="18" height="18" />Muster</a>
        <nav aria-label="Main">
          ${MENU.map((item) => html`<a href=${to(item)} aria-current=${item === entry ? 'page' : undefined}>${VIEWS[item][0]}</a>`)}
        </nav>
        <form role="search" onSubmit=${search}>
          <input name="text" type="search" aria-label="Find a resource by its name or id" placeholder="Find a resource: name, id or address" autocomplete="off" />
        </form>
        <${ReaderName} />
      </header>
      <main id="main" tabindex="-1"><${Page} key=${path + '\n' + (params.id ?? '')} params=${params} /></main>
    <//>`;
  }
}

function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

/** Moves the focus to the heading of the new page once it exists, so that screen readers begin with it. */
function focusHeading() {
  const main = document.getElementById('main');
  main.focus({ preventScroll: true });
  const reach = () => {
    const heading = main.querySelector('h1');
    if (heading) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
    return Boolean(heading);
  };
  if (!reach()) {
    const arrival = new MutationObserver(() => (document.activeElement !== main || reach()) && arrival.disconnect());
    arrival.observe(main, { childList: true, subtree: true });
  }
}

function search(event) {
  event.preventDefault();
  location.hash = to('/resources', { text: new FormData(event.currentTarget).get('text').trim() });
}

comeBack();
render(html`<${App} />`, document.getElementById('app'));

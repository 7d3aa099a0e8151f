import { html } from '/ui/dom.js';
import { ask } from '/ui/api.js';
import { Loaded } from '/ui/loaded.js';
import { to } from '/ui/place.js';
import { QUESTIONS } from '/ui/questions.js';

/** A question, its query and its answer as GraphQL gives it, where the GraphQL UI is not served. */
export function QuestionPage({ params }) {
  if (!Object.hasOwn(QUESTIONS, params.id)) {
    return html`<h1>No such question</h1><p><a href=${to('/')}>To the overview</a></p>`;
  }
  const [title, query] = QUESTIONS[params.id];
  const text = query();
  return html`<h1>${title}</h1>
    <h2>Query</h2>
    <pre tabindex="0">${text}</pre>
    <h2>Answer</h2>
    <${Loaded} of=${params.id} load=${(signal) => ask(text, {}, signal)}>
      ${(data) => html`<pre tabindex="0">${JSON.stringify(data, null, 2)}</pre>`}
    <//>`;
}

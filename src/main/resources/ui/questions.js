import { html } from '/ui/dom.js';
import { to } from '/ui/place.js';

const DAY = 86_400_000;

/** Each question with the document that answers it, over GraphQL as everybody may ask. */
export const QUESTIONS = {
  open: ['What is open to the internet, and what runs behind it with which role?', () => `{
  securityGroups(first: 50, filter: { openToInternet: true, inUse: true }) {
    totalCount
    nodes {
      accountId region groupName resourceId
      ingress { protocol fromPort toPort cidr }
      instances { resourceId name state publicIp role { name } }
    }
  }
}`],
  address: ['Who has this address?', () => `# Put in the address: private, public or IPv6, or a CIDR.
{
  resources(first: 50, filter: { ipAddress: "10.0.0.0/8" }) {
    totalCount
    nodes {
      kind accountId region resourceId name
      ... on Instance { state privateIp publicIp ipv6Addresses role { name } }
      ... on NetworkInterface { interfaceType privateIps publicIps ipv6Addresses instance { resourceId name } }
    }
  }
}`],
  changed: ['What changed since yesterday?', () => `{
  changes(first: 50, filter: { since: "${new Date(Date.now() - DAY).toISOString()}" }) {
    totalCount
    nodes {
      at type kind accountName accountId region resourceId name
      fieldCount fields(first: 20) { path before after }
    }
    pageInfo { hasNextPage endCursor }
  }
}`],
  unencrypted: ['Which volumes are unencrypted, by account and owner tag?', () => `{
  volumes(first: 100, filter: { encrypted: false }) {
    totalCount
    stats(groupBy: [ACCOUNT], by: ["tag:owner"]) { count accountName accountId owner: value(of: "tag:owner") }
    nodes { accountId region resourceId name sizeGiB state tags { key value } }
  }
}`],
  unread: ['What could we not read?', () => `{
  coverage(first: 100, filter: { states: [FAILED, NEVER], inScope: true, enabled: true }) {
    totalCount
    nodes { accountId region kind state operation errorCode message lastCompleteAt }
  }
  scans(first: 5, filter: { statuses: [PARTIAL, FAILED] }) {
    nodes { scanId finishedAt gapCount gaps { accountId region kind operation errorCode message } }
  }
}`],
};

const inGraphQlUi = (query) => `/q/graphql-ui/?query=${encodeURIComponent(query)}`;

/** Whether the GraphQL UI is there; in production it is not, and then questions are answered here. */
const SERVED = document.querySelector('meta[name=graphql-ui]').content === 'served';

export const Questions = () => html`<section class="questions" aria-labelledby="questions">
  <h2 id="questions">Five questions${SERVED && html` <span class="quiet">asked in the GraphQL UI, with the query filled in</span>`}</h2>
  <ul>${Object.entries(QUESTIONS).map(([id, [title, query]]) => html`<li>
    <a href=${SERVED ? inGraphQlUi(query()) : to('/question', { id })} data-question=${id}>${title}</a>
  </li>`)}</ul>
</section>`;

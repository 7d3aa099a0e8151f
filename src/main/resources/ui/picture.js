// A resource and its neighbours as SVG: those that point to it on the left, those that it points to on the right. Where not all neighbours
// are given (cut), it counts none of those that it leaves out.
import { html } from '/ui/dom.js';
import '/ui/lib/d3-hierarchy/d3-hierarchy.min.js';
import { kindName, words } from '/ui/format.js';
import { toResource } from '/ui/place.js';

const { hierarchy, tree } = globalThis.d3;

const ROW = 26;
const RELATION_AT = 150;
const NEIGHBOUR_AT = 268;
const LABEL = 262;
const HALF = NEIGHBOUR_AT + LABEL;
const MOST = 8;
const LETTERS = 28;

export function Picture({ resource, cut }) {
  const sides = [side(resource, false, -1, cut), side(resource, true, 1, cut)];
  const nodes = sides.flatMap(({ nodes: placed }) => placed);
  if (!nodes.length) {
    return html`<p class="quiet">No neighbour is known.</p>`;
  }
  const ys = nodes.map(({ y }) => y);
  const top = Math.min(0, ...ys) - ROW;
  const height = Math.max(0, ...ys) - top + ROW;
  return html`<svg class="picture" viewBox=${`${-HALF} ${top} ${2 * HALF} ${height}`} role="group" aria-label="The resource and its neighbours">
    ${sides.flatMap(({ links }) => links).map((link) => html`<path d=${curve(link)} />`)}
    ${nodes.map((node) => (node.neighbours ? html`<${Relation} node=${node} />` : html`<${Neighbour} node=${node} />`))}
    <g class="centre"><rect x="-70" y="-15" width="140" height="30" rx="6" />
      <text text-anchor="middle" y="-1">${short(resource.name ?? resource.resourceId, 20)}</text>
      <text text-anchor="middle" y="10" class="kind">${kindName(resource.kind)}</text></g>
  </svg>`;
}

/** The tree of one direction: the resource, its relations, and under each its neighbours. */
function side(resource, outgoing, sign, cut) {
  const byRelation = new Map();
  for (const related of resource.related.filter((one) => one.outgoing === outgoing)) {
    byRelation.set(related.relation, [...(byRelation.get(related.relation) ?? []), related]);
  }
  const children = [...byRelation].map(([relation, neighbours]) => ({ relation, outgoing, neighbours, children: shown(neighbours, cut) }));
  if (!children.length) {
    return { nodes: [], links: [] };
  }
  const root = tree().nodeSize([ROW, 1])(hierarchy({ children }));
  const place = (node) => ({ x: sign * [0, RELATION_AT, NEIGHBOUR_AT][node.depth], y: node.x - root.x, sign });
  return {
    nodes: root.descendants().slice(1).map((node) => ({ ...node.data, ...place(node) })),
    links: root.links().map(({ source, target }) => ({ from: place(source), to: place(target) })),
  };
}

function shown(neighbours, cut) {
  const left = neighbours.length - MOST;
  const named = (left > 1 ? neighbours.slice(0, MOST) : neighbours).map((one) => ({ ...one, label: label(one, neighbours) }));
  return left > 1 ? [...named, { left: cut ? '' : `${left} `, more: true }] : named;
}

/** The name, where it tells a neighbour from the others; else AWS's own id. */
function label({ resource, resourceArn }, neighbours) {
  if (!resource) {
    return resourceArn.split(/[:/]/).pop();
  }
  const { name, resourceId } = resource;
  const unique = name && neighbours.filter((other) => other.resource?.name === name).length === 1;
  return unique ? name : resourceId;
}

function curve({ from, to }) {
  const middle = (from.x + to.x) / 2;
  return `M${from.x},${from.y}C${middle},${from.y} ${middle},${to.y} ${to.x},${to.y}`;
}

const Relation = ({ node }) => html`<g class="relation" transform=${`translate(${node.x} ${node.y})`}>
  <rect x="-62" y="-9" width="124" height="18" rx="9" /><text text-anchor="middle" y="4">${words(node.relation)}</text>
</g>`;

function Neighbour({ node }) {
  const anchor = node.sign < 0 ? 'end' : 'start';
  const at = `translate(${node.x + node.sign * 6} ${node.y})`;
  if (node.more) {
    return html`<g class="neighbour" transform=${at}><text text-anchor=${anchor} y="4" class="kind">and ${node.left}more</text></g>`;
  }
  const { resource, resourceArn } = node;
  const text = html`<text text-anchor=${anchor} y="4">${short(node.label, LETTERS)}${resource && html`<tspan class="kind" dx="6">${kindName(resource.kind)}</tspan>`}</text>`;
  return html`<g class="neighbour" transform=${at}>
    ${resource ? html`<a href=${toResource(resource.id)}><title>${resourceArn}</title>${text}</a>` : html`<g class="unknown"><title>${resourceArn}: not in the inventory</title>${text}</g>`}
  </g>`;
}

const short = (text, letters) => (text.length > letters ? text.slice(0, letters - 1) + '…' : text);

// The libraries, by their names. What is put into html`…` becomes text: never markup.
import { h } from '/ui/lib/preact/preact.module.js';
import htm from '/ui/lib/htm/htm.module.js';

export { Component, createContext, Fragment, render } from '/ui/lib/preact/preact.module.js';
export const html = htm.bind(h);

/** The cached store: current state, history and links, and the reconciling of a complete listing with it. */
package io.muster.inventory;

/** Muster's pages, in a browser as people have it. */
package io.muster.browser;

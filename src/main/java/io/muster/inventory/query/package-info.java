/** Asking the database for pages and rows: what every reading package shares. */
package io.muster.inventory.query;

/** Pages and rows of the database, for all packages that read. */
package io.muster.inventory.query;

/** What happened to resources: which change when, and field by field. */
package io.muster.inventory.change;

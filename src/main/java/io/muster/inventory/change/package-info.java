/** The changes of resources: their types and times, and the differences field by field. */
package io.muster.inventory.change;

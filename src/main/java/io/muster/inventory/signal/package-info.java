/** Statements of other products about resources: read from their events, kept for a while beside the inventory, and counted with no findings. */
package io.muster.inventory.signal;

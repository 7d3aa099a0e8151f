/** Notifications from one replica to all replicas. */
package io.muster.inventory.event;

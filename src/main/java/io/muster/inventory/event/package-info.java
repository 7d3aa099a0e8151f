/** What one replica tells all of them. */
package io.muster.inventory.event;

/** Scans: what was asked for, how far it came and what stood in the way. */
package io.muster.scan;

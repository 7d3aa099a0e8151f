/** Events of AWS, read from a queue, ask for scans of what they say has changed. */
package io.muster.scan.event;

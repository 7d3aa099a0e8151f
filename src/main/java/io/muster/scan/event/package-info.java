/** Reads events of AWS from a queue, and requests scans of the resources that they say have changed. */
package io.muster.scan.event;

/** Scans: asked for, split into tasks that run once in the cluster, collected, reconciled and assessed. */
package io.muster.scan;

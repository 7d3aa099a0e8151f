/** Muster as those meet it who run it: gauges of the cluster's state, health checks, a start that says what is missing. */
package io.muster.ops;

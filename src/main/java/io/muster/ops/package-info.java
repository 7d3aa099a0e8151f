/** What operators see: gauges of the cluster's state, health checks, and errors at the start that name what is missing. */
package io.muster.ops;

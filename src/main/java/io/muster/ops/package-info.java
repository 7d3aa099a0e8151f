/** For operators: gauges of the cluster's state, health checks, and errors at the start that name the missing setting. */
package io.muster.ops;

/** Sets of packets as values: address ranges, ports and services, what counts as the internet, and the algebra on them. */
package io.muster.estate.traffic;

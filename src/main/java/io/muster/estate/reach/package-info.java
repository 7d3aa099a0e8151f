/** The algebra of network reachability: address ranges, ports, and what counts as the internet. */
package io.muster.estate.reach;

/** One account-region as a graph in memory, and the conclusions from it. */
package io.muster.estate;

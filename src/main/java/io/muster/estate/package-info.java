/** One region of an account as a graph in memory, and the conclusions from it. */
package io.muster.estate;

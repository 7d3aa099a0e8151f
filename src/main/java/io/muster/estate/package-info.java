/** One account-region as a graph in memory, and what follows from it. */
package io.muster.estate;

/** The start of a try-out: the embedded PostgreSQL of dev mode and tests, the demo accounts, the words in the log. */
package io.muster.launch;

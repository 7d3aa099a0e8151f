/** The start in dev mode, in tests and with the demo cloud: the embedded PostgreSQL, the demo accounts, the guidance in the log. */
package io.muster.launch;

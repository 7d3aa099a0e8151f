/** Limits of the time that a connection may take for the head and the body of a call: each holds memory meanwhile. */
package io.muster.rest.connection;
